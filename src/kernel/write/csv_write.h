/* Writes columns as a CSV file (RFC 4180): UTF-8, a heading, commas, lines
 * that end in "\n". A text stands in quotes where it has a quote, a comma or a
 * line end, or begins or ends with a blank. A missing value is an empty cell;
 * where a line has but one cell, an empty one is in quotes, so that no line is
 * blank. */
#ifndef PW_WRITE_CSV_WRITE_H
#define PW_WRITE_CSV_WRITE_H

#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"
#include "base/strpool.h"
#include "write/csv_cell.h"

#define PW_CSV_NO_INTEGER INT32_MIN

/* Where the cells of one column are: numbers, or integers, or neither for
 * texts. The caller's, and outlives the work. */
typedef struct {
  pw_csv_out_kind kind;
  const double *numbers;   /* NaN is missing */
  const int32_t *integers; /* PW_CSV_NO_INTEGER is missing */
} pw_csv_out;

/* The text of a cell, UTF-8, or of the heading for row -1. It is valid until
 * the next call. */
typedef pw_text (*pw_csv_text_of)(void *data, int32_t column, int64_t row);

/* Writes `count` columns of `rows` rows to `path` (in the system's own
 * spelling), with the permissions `mode`; the file takes the place of an
 * earlier one when it is whole. `stop` is polled for every few thousand rows.
 * Fails with PW_ARGUMENT (the place), PW_FULL, PW_STOPPED or PW_MEMORY. */
pw_status pw_csv_write(const char *path, unsigned mode,
                       const pw_csv_out *columns, int32_t count, int64_t rows,
                       pw_csv_text_of text_of, void *data, pw_alloc *alloc,
                       const pw_stop *stop, pw_error *err);

#endif
