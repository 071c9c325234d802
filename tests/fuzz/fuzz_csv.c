/* Hostile delimited texts, read end to end as the glue reads them: encoding,
 * delimiter, decimal mark, scan, types. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "read/csv_dialect.h"
#include "read/csv_scan.h"
#include "read/csv_types.h"

#define CEILING ((size_t)256 << 20)
#define MOST_COLUMNS 64 /* filled; every column is scanned */

static void fill(const pw_csv_table *table, int64_t column, char decimal,
                 pw_alloc *alloc, pw_error *err) {
  static const pw_text missing[] = {{"", 0}, {"NA", 2}};
  pw_csv_rules rules = {missing, 2, '"', decimal};
  pw_csv_column all = {table, column, 1, table->n_rows - 1};
  double *values = pw_alloc_zeroed(alloc, (size_t)all.count, sizeof *values);
  int32_t *ids = pw_alloc_zeroed(alloc, (size_t)all.count, sizeof *ids);
  pw_strpool *pool = NULL;
  if (values != NULL && ids != NULL) {
    pw_csv_fill_number(all, &rules, NAN, values);
    pw_csv_fill_date(all, &rules, NAN, values);
    pw_csv_fill_time(all, &rules, NAN, values);
    if (pw_strpool_new(&pool, alloc, err) == PW_OK &&
        pw_csv_fill_text(all, &rules, -1, pool, ids, alloc, err) == PW_OK) {
      for (int64_t i = 0; i < all.count; i++) {
        if (ids[i] < -1 || ids[i] >= pw_strpool_count(pool)) abort();
      }
    }
  }
  pw_strpool_free(pool);
  pw_free(alloc, ids);
  pw_free(alloc, values);
}

static void read_header(const pw_csv_table *table, pw_alloc *alloc) {
  char *room = pw_alloc_zeroed(alloc, table->longest_knot, 1);
  for (int64_t j = 0; room != NULL && table->n_rows > 0 && j < table->n_columns; j++) {
    pw_csv_cell cell = pw_csv_cell_at(table, 0, j);
    if (!(cell.flags & PW_CSV_KNOTTED)) continue;
    if (cell.length > table->longest_knot) abort();
    if (pw_csv_untie(cell, '"', room) > cell.length) abort();
  }
  pw_free(alloc, room);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  pw_alloc alloc = pw_alloc_unlimited();
  alloc.ceiling = CEILING;
  pw_error err;
  pw_error_clear(&err);
  size_t mark = 0, from = 0, length;
  pw_csv_encoding encoding = pw_csv_guess_encoding(data, size, &mark);
  if (mark > size) abort();
  const char *text = (const char *)data + mark;
  char *converted = NULL;
  length = size - mark;
  pw_status status = PW_OK;
  if (encoding != PW_CSV_UTF8) {
    status = pw_csv_to_utf8(data + mark, length, encoding, &alloc, &converted, &length, &err);
    text = converted;
  }
  if (status == PW_OK && (length == 0 || memchr(text, 0, length) == NULL)) {
    char delim = ',', decimal = '.';
    pw_csv_table table;
    memset(&table, 0, sizeof table);
    status = pw_csv_guess_delim(text, length, &delim, &from, &alloc, &err);
    if (from > length) abort();
    if (status == PW_OK) {
      status = pw_csv_guess_decimal(text, length, from, delim, &decimal, &alloc, &err);
    }
    if (status == PW_OK) {
      status = pw_csv_scan(&table, text, length, from, delim, '"', -1, &alloc, NULL, &err);
    }
    if (status == PW_OK) read_header(&table, &alloc);
    for (int64_t j = 0; status == PW_OK && table.n_rows > 0 &&
         j < table.n_columns && j < MOST_COLUMNS; j++) {
      fill(&table, j, decimal, &alloc, &err);
    }
    pw_csv_table_free(&table, &alloc);
  }
  pw_free(&alloc, converted);
  if (alloc.in_use != 0) abort();
  return 0;
}
