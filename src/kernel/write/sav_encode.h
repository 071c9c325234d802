/* Encodes cases as a .sav has them: 8-byte elements as they are, or bytecode.
 *
 * Bytecode is blocks of 8 command bytes, each followed by the elements that its
 * commands could not stand for; see read/sav_elements.h. A band of a few rows
 * is turned column by column into a command and an element for each place of
 * its cases, which lie there in the order of the file.
 *
 * Bytecode that is to be deflated begins a block with each case: what is alike
 * from case to case then lies alike, and zlib finds more of it. */
#ifndef PW_WRITE_SAV_ENCODE_H
#define PW_WRITE_SAV_ENCODE_H

#include "read/sav_records.h"
#include "read/spss_time.h"
#include "write/byte_buffer.h"
#include "write/sav_layout.h"

#define PW_NO_INTEGER INT32_MIN

/* Where the cells of one variable are. The caller's, and outlives the work. */
typedef struct {
  const double *numbers;   /* NaN is system-missing; NULL for integers, texts */
  const int32_t *integers; /* PW_NO_INTEGER is system-missing; NULL otherwise */
  pw_time_kind time;       /* what `numbers` count, as the reader gives them */
} pw_sav_cells;

/* Gives the texts of `count` rows from row `from` of a text variable, UTF-8;
 * they are valid until the next call. */
typedef void (*pw_sav_texts_of)(void *data, int32_t variable, int64_t from,
                                int64_t count, pw_text *texts);

typedef struct {
  const pw_sav_layout *layout;
  const pw_sav_cells *cells; /* one a variable */
  pw_sav_texts_of texts_of;
  void *data; /* of texts_of */
  pw_sav_compression compression;
  pw_byte_buffer *out;
  size_t block; /* where in `out` the commands of the open block are */
  int next;     /* next command of it, 8 when none is open */
  int64_t rows; /* of a band */
  unsigned char *commands; /* owned, one for each element of a band */
  double *elements;        /* owned, likewise */
  pw_text *texts;          /* owned, one for each row */
} pw_sav_encoder;

/* Opens an encoder into `out`. Fails with PW_MEMORY. Close with
 * pw_sav_encoder_close either way. */
pw_status pw_sav_encoder_open(pw_sav_encoder *encoder,
                              const pw_sav_layout *layout,
                              const pw_sav_cells *cells,
                              pw_sav_texts_of texts_of, void *data,
                              pw_sav_compression compression,
                              pw_byte_buffer *out, pw_error *err);
void pw_sav_encoder_close(pw_sav_encoder *encoder);

/* Appends `count` cases from row `from`. Fails with PW_RANGE on a text that is
 * longer than its variable is wide, with row and variable, and PW_MEMORY. */
pw_status pw_sav_encode(pw_sav_encoder *encoder, int64_t from, int64_t count,
                        pw_error *err);

/* How many of the bytes of `out` won't change any more. */
size_t pw_sav_encoded(const pw_sav_encoder *encoder);

/* Takes the first `length` of those off `out`. */
void pw_sav_encoder_drop(pw_sav_encoder *encoder, size_t length);

/* Ends the open block, so that all bytes of `out` are final. */
void pw_sav_encoder_finish(pw_sav_encoder *encoder);

#endif
