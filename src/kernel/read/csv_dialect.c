#include "read/csv_dialect.h"

#include <string.h>

#include "read/csv_scan.h"

/* A first line "sep=X", as Excel reads it. Returns the offset behind it. */
static size_t named_delim(const char *text, size_t length, char *delim) {
  if (length < 6 || memcmp(text, "sep=", 4) != 0) return 0;
  size_t end = text[5] == '\n' ? 6
               : text[5] == '\r' ? (length > 6 && text[6] == '\n' ? 7 : 6) : 0;
  if (end > 0) *delim = text[4];
  return end;
}

pw_status pw_csv_guess_delim(const char *text, size_t length, char *delim,
                             size_t *from, pw_alloc *alloc, pw_error *err) {
  static const char candidates[] = {',', ';', '\t', '|'};
  *delim = ',';
  *from = named_delim(text, length, delim);
  if (*from > 0) return PW_OK;
  double best = 0;
  pw_error own;
  for (size_t i = 0; i < sizeof candidates; i++) {
    pw_csv_table table;
    pw_status status = pw_csv_scan(&table, text, length, 0, candidates[i], '"',
                                   100, alloc, &own);
    if (status == PW_MEMORY) return pw_fail(err, status, own.message);
    if (status != PW_OK) continue;
    double agree = table.n_rows == 0 ? 0
      : 1 - (double)table.n_ragged / (double)table.n_rows;
    /* Agreement first; the number of columns decides between equals. */
    double score = table.n_columns < 2 ? 0
      : agree + 1e-6 * (double)table.n_columns;
    if (score > best) {
      best = score;
      *delim = candidates[i];
    }
    pw_csv_table_free(&table, alloc);
  }
  return PW_OK;
}

/* Counts the marks in a field of digits and marks: 0 when it is another. */
static int marks(pw_csv_cell cell, char mark) {
  int count = 0;
  size_t i = cell.length > 0 && cell.at[0] == '-';
  if (i == cell.length) return 0;
  for (int digit = 0; i < cell.length; i++) {
    if (cell.at[i] >= '0' && cell.at[i] <= '9') {
      digit = 1;
    } else if (cell.at[i] == mark && digit && i + 1 < cell.length) {
      digit = 0;
      count++;
    } else {
      return 0;
    }
  }
  return count;
}

pw_status pw_csv_guess_decimal(const char *text, size_t length, size_t from,
                               char delim, char *decimal, pw_alloc *alloc,
                               pw_error *err) {
  *decimal = '.';
  if (delim == ',') return PW_OK;
  pw_csv_table table;
  pw_error own;
  pw_status status = pw_csv_scan(&table, text, length, from, delim, '"', 1000,
                                 alloc, &own);
  if (status == PW_MEMORY) return pw_fail(err, status, own.message);
  if (status != PW_OK) return PW_OK;
  int commas = 0, others = 0;
  for (int64_t row = 1; row < table.n_rows; row++) {
    for (int64_t column = 0; column < table.n_columns; column++) {
      pw_csv_cell cell = pw_csv_cell_at(&table, row, column);
      int comma = marks(cell, ',');
      commas |= comma == 1;
      others |= comma > 1 || marks(cell, '.') == 1;
    }
  }
  if (commas && !others) *decimal = ',';
  pw_csv_table_free(&table, alloc);
  return PW_OK;
}
