/* Writes the cells of a sheet as delimited text, which the CSV reader takes
 * from there: commas between cells, quotes around what has one of the
 * characters that count. */
#ifndef PW_READ_SHEET_TEXT_H
#define PW_READ_SHEET_TEXT_H

#include "base/stop.h"
#include "read/sheet_cells.h"

typedef struct {
  char *bytes;
  size_t used, room;
  size_t odd;                  /* characters that no text has, left out */
  int32_t odd_row, odd_column; /* of the first, from 0 */
} pw_sheet_text;

/* How many rows a sheet has, up to the last one with a cell. */
int32_t pw_sheet_rows(const pw_sheet *sheet);

/* Writes the rows from `first` on, each as wide as the widest of the sheet, and
 * in `at` where each of them begins: as many as pw_sheet_rows() has left. A
 * column of days has no times, one of times has them everywhere, and one of
 * hours that belong to no date has these alone. Fails with PW_RANGE, and the
 * place of the last cell, where that stands so far out that no memory would
 * hold the rows; PW_MEMORY or PW_STOPPED. Free `out->bytes` in any case. */
pw_status pw_sheet_write(const pw_sheet *sheet, int32_t first, double *at,
                         pw_sheet_text *out, const pw_stop *stop,
                         pw_error *err);

#endif
