/* Hostile sheets of a workbook: shared texts, styles and cells, between them a
 * byte that no UTF-8 has. What is read is in its order and within bounds, and
 * as text has as many rows as it says. */
#include <stdlib.h>
#include <string.h>

#include "read/sheet_scan.h"
#include "read/sheet_strings.h"
#include "read/sheet_styles.h"
#include "read/sheet_text.h"

#define CEILING ((size_t)32 << 20)
#define BETWEEN 0xff
#define MOST_ROWS 2000
#define MOST_CELLS ((int64_t)1 << 20)

static void check(int holds) {
  if (!holds) abort();
}

/* The next part, in `*from` what is left. */
static pw_span take_part(pw_span *from) {
  pw_span part = *from;
  const char *end = from->length ? memchr(from->bytes, BETWEEN, from->length)
                                 : NULL;
  if (end == NULL) {
    from->bytes += from->length;
    from->length = 0;
    return part;
  }
  part.length = (size_t)(end - from->bytes);
  from->length -= part.length + 1;
  from->bytes = end + 1;
  return part;
}

static void check_sheet(const pw_sheet *sheet) {
  for (size_t i = 0; i < sheet->n_cells; i++) {
    const pw_cell *cell = sheet->cells + i;
    check(cell->row >= 0 && cell->row < PW_SHEET_ROWS);
    check(cell->column >= 0 && cell->column < PW_SHEET_COLUMNS);
    check(pw_sheet_find(sheet, cell->row, cell->column) == cell);
    if (cell->kind == PW_CELL_TEXT || cell->kind == PW_CELL_DIGITS)
      check(cell->is.at + cell->length <= sheet->texts_used);
  }
  for (size_t i = 0; i < sheet->n_marks; i++)
    check(sheet->marks[i].at + sheet->marks[i].length <= sheet->texts_used);
}

static void write_sheet(const pw_sheet *sheet, int32_t first, pw_alloc *alloc) {
  double at[MOST_ROWS];
  pw_sheet_text text;
  pw_error err;
  int32_t rows = pw_sheet_rows(sheet), width = 0;
  for (size_t i = 0; i < sheet->n_cells; i++)
    if (sheet->cells[i].column >= width) width = sheet->cells[i].column + 1;
  if (rows > MOST_ROWS || (int64_t)rows * width > MOST_CELLS) return;
  if (pw_sheet_write(sheet, first, at, &text, NULL, &err) == PW_OK) {
    check(rows <= first || text.bytes[text.used - 1] == '\n');
    for (int32_t i = first + 1; i < rows; i++) {
      check(at[i - first] > at[i - first - 1]);
      check(text.bytes[(size_t)at[i - first] - 1] == '\n');
    }
  }
  pw_free(alloc, text.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  pw_span left = {(const char *)data + 1, size - 1};
  pw_span strings = take_part(&left), styles = take_part(&left);
  pw_alloc alloc = pw_alloc_unlimited();
  alloc.ceiling = CEILING;
  pw_sheet sheet = pw_sheet_empty(&alloc);
  pw_error err;
  pw_calendar calendar = data[0] & 1 ? PW_FROM_1904 : PW_FROM_1900;
  if (pw_sheet_read_strings(&sheet, strings, &err) == PW_OK &&
      pw_sheet_read_styles(&sheet, styles, &err) == PW_OK &&
      pw_sheet_scan(&sheet, left, calendar, NULL, &err) == PW_OK) {
    check_sheet(&sheet);
    write_sheet(&sheet, data[0] >> 6, &alloc);
  }
  pw_sheet_free(&sheet);
  check(alloc.in_use == 0);
  return 0;
}
