/* What a delimited text does not say about itself: delimiter and decimal mark.
 * The quote is always the double quote. */
#ifndef PW_READ_CSV_DIALECT_H
#define PW_READ_CSV_DIALECT_H

#include <stddef.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/status.h"
#include "base/stop.h"
#include "read/csv_masks.h"

/* As much of a text as a dialect is guessed from: `length` bytes, of which the
 * records begin at `from`. Where that is not the `whole` text, what `length`
 * cuts is no record, be it a quote that closes only behind it. */
typedef struct {
  const char *text;
  size_t length, from;
  int whole;
} pw_csv_front;

/* The delimiter among comma, semicolon, tab and bar under which the most of the
 * first 100 records have one and the same number of fields above
 * 1; comma when none does. Which number that is does not matter, so that titles
 * above the heading do no harm. Fails with PW_MEMORY or PW_STOPPED only. */
pw_status pw_csv_guess_delim(const pw_csv_front *front, char *delim,
                             pw_alloc *alloc, const pw_stop *stop,
                             pw_error *err);

/* The offset behind a first line "sep=X", as Excel reads it, quoted or not, and
 * the delimiter that it names; 0 where there is none. */
size_t pw_csv_named_delim(const char *text, size_t length, char *delim);

/* Whether quotes behind blanks (`1, "Smith, John"`) are meant to open texts:
 * where there are some among the first 1,000 records, each closes at the end of
 * its field, and no fewer records then agree on a number of fields. Fails with
 * PW_MEMORY or PW_STOPPED only. */
pw_status pw_csv_guess_padded(const pw_csv_front *front,
                              const pw_csv_marks *marks, int *padded,
                              pw_alloc *alloc, const pw_stop *stop,
                              pw_error *err);

/* '.' or ','. A comma needs another delimiter, cells like "1,5" anywhere in
 * the text, none like "1.5" and none like "1,2,3" (a list of choices). Every
 * cell is looked at, as far as it decides; of a file that need not be in
 * memory, `file` (else NULL), a part at a time. Fails as pw_file_recall, and
 * with PW_STOPPED. */
pw_status pw_csv_guess_decimal(const char *text, size_t length, char delim,
                               pw_file *file, char *decimal,
                               const pw_stop *stop, pw_error *err);

#endif
