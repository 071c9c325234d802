/* Text cells of SPSS files as UTF-8. A byte that is not text in the file's
 * encoding becomes U+FFFD and is counted; it never loses the file. */
#ifndef PW_READ_SPSS_TEXT_H
#define PW_READ_SPSS_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"

typedef struct {
  void *converter; /* NULL where the text is UTF-8 already */
  int over_ascii;  /* ASCII is itself in the encoding */
  pw_alloc *alloc;
  char *bytes; /* the last text converted */
  size_t room;
} pw_spss_text;

/* The name of the encoding: `chosen` if not NULL, else record 7/20's name,
 * else record 7/3's code (1 to 3 mean Windows-1252 in practice), written to
 * `name`. */
void pw_spss_charset(const char *chosen, const char *named, int32_t code,
                     char name[64]);

/* Opens a converter. Fails with PW_UNSUPPORTED when the encoding is not
 * known, or PW_MEMORY, holding nothing. Free with pw_spss_text_close. */
pw_status pw_spss_text_open(pw_spss_text *text, const char *charset,
                            pw_alloc *alloc, pw_error *err);

/* Converts `length` bytes; `*out` is valid until the next call and `*bad`
 * says how many bytes were replaced. Fails with PW_MEMORY. */
pw_status pw_spss_text_utf8(pw_spss_text *text, const char *bytes,
                            size_t length, const char **out, size_t *out_length,
                            int64_t *bad, pw_error *err);

/* Whether the bytes are UTF-8, and mean the same, as they stand. */
int pw_spss_text_is_utf8(const pw_spss_text *text, const char *bytes,
                         size_t length);

void pw_spss_text_close(pw_spss_text *text);

#endif
