/* What the readers of the dictionary's records share: where they write, and a
 * cursor over the bytes of one record that never passes its end. */
#ifndef PW_READ_SAV_PART_H
#define PW_READ_SAV_PART_H

#include "base/bytes.h"
#include "read/dictionary.h"
#include "read/sav_records.h"
#include "read/spss_text.h"

typedef struct {
  pw_dictionary *dictionary;
  const pw_sav_records *records;
  pw_bytes file;
  pw_spss_text text;
  pw_error *err;
} pw_sav_context;

typedef struct {
  const unsigned char *at, *end;
  int swap;
} pw_sav_part;

/* The bytes of a frame, or `size` bytes from `offset` of the file. */
pw_sav_part pw_sav_part_of(const pw_sav_context *context,
                           const pw_sav_frame *frame);
pw_sav_part pw_sav_part_at(const pw_sav_context *context, int64_t offset,
                           int64_t size);

/* Take what comes next; 0, taking nothing, where the bytes are too few. */
int pw_sav_take_i32(pw_sav_part *part, int32_t *value);
int pw_sav_take_f64(pw_sav_part *part, double *value);
int pw_sav_take_bytes(pw_sav_part *part, int64_t length, pw_text *bytes);

/* Takes up to `stop` and passes over it; 0 where there is none. */
int pw_sav_take_until(pw_sav_part *part, char stop, pw_text *bytes);

/* A length in decimal digits, a blank, so many bytes, a blank. */
int pw_sav_take_counted(pw_sav_part *part, pw_text *bytes);

/* Without the blanks and NULs at its end. */
pw_text pw_sav_trimmed(pw_text text);

/* The text in UTF-8 in the dictionary's pool, trimmed. A byte that is not
 * text in the file's encoding is replaced, and `broken` says so as a repair
 * of `variable` at `offset`. */
int32_t pw_sav_text(pw_sav_context *context, pw_text raw, const char *broken,
                    int32_t variable, int64_t offset);

#endif
