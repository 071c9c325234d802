/* The cases of a .sav or .zsav as a stream of 8-byte elements, whether they
 * are there as such or as bytecode, which may be inside zlib blocks.
 *
 * Bytecode is blocks of 8 command bytes: 0 nothing, 1 to 251 a number plus
 * the bias, 252 the end, 253 an element follows the block, 254 eight blanks,
 * 255 system-missing. */
#ifndef PW_READ_SAV_ELEMENTS_H
#define PW_READ_SAV_ELEMENTS_H

#include "base/source.h"
#include "base/stop.h"
#include "read/sav_pieces.h"
#include "read/sav_records.h"

/* Texts put together, one after the other. */
typedef struct {
  char *bytes;
  size_t used, room;
} pw_sav_texts;

typedef struct {
  const unsigned char *at, *end; /* what is there */
  int packed, swap;
  int next; /* next command, 8 when all are used */
  unsigned char command[8];
  double value[256]; /* what commands other than 0, 252, 253 mean */
  double sysmis, missing;
  int over; /* the data ended, or failed */
  pw_sav_pieces *pieces;
  const pw_stop *stop;
  pw_sav_texts *texts; /* where texts go; the caller's */
  pw_alloc *alloc;
  pw_status status;
  pw_error *err;
} pw_sav_elements;

/* Begins at element `first` of the data, or its nearest one before that can
 * be found without reading (0 but in plain files); `*at` says which. Of a plain
 * file a `sieve` (else NULL) may pass over parts of all cases: it says where to
 * begin, and the elements are those that it keeps. `missing`
 * is what stands for system-missing and NaN. With `threaded` bytes are read
 * and inflated ahead. `stop` is polled for every piece of a quarter of a
 * megabyte. Fails with PW_TRUNCATED, PW_FORMAT or PW_MEMORY. Close with
 * pw_sav_elements_close either way; `texts` remain the caller's. */
pw_status pw_sav_elements_open(pw_sav_elements *elements,
                               const pw_sav_records *records, pw_source *source,
                               const pw_sav_sieve *sieve, int64_t first,
                               int64_t *at, double missing, int threaded,
                               pw_alloc *alloc, const pw_stop *stop,
                               pw_error *err);
void pw_sav_elements_close(pw_sav_elements *elements);

/* Each takes what comes next. At the end of the data, or a failure (then
 * `status` says which), it takes fewer.
 *
 * `count` numbers into `out`; returns how many. Of a plain file they are the
 * bytes as they are, for pw_sav_number. */
int64_t pw_sav_numbers(pw_sav_elements *elements, double *out, int64_t count);

/* Passes over `count` elements; returns how many. */
int64_t pw_sav_pass(pw_sav_elements *elements, int64_t count);

/* Appends the text of a variable to `elements->texts`, up to a NUL and without
 * blanks at its end, and says how long it is; 0 where the data ended. */
int pw_sav_text_cell(pw_sav_elements *elements, const pw_sav_variable *variable,
                     size_t *length);

/* An element's bytes, as they are in the file, as a number. */
double pw_sav_number(const pw_sav_elements *elements, double bytes);

#endif
