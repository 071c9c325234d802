#include "read/sheet_cells.h"

#include <string.h>

#include "base/sort.h"

pw_sheet pw_sheet_empty(pw_alloc *alloc) {
  pw_sheet sheet;
  memset(&sheet, 0, sizeof sheet);
  sheet.alloc = alloc;
  return sheet;
}

void pw_sheet_free(pw_sheet *sheet) {
  pw_alloc *alloc = sheet->alloc;
  if (alloc == NULL) return;
  pw_free(alloc, sheet->texts);
  pw_free(alloc, sheet->shared);
  pw_free(alloc, sheet->is_date);
  pw_free(alloc, sheet->cells);
  pw_free(alloc, sheet->marks);
  pw_free(alloc, sheet->merges);
  *sheet = pw_sheet_empty(alloc);
}

static pw_status grow(pw_sheet *sheet, void **items, size_t needed, size_t size,
                      size_t *room, pw_error *err) {
  enum { FEWEST = 64 };
  size_t more = *room < FEWEST ? FEWEST : *room + *room / 2;
  if (more < needed) more = needed;
  void *moved = pw_alloc_resize(sheet->alloc, *items, more, size);
  if (moved == NULL) return pw_fail(err, PW_MEMORY, "no memory for a sheet");
  *items = moved;
  *room = more;
  return PW_OK;
}

pw_status pw_sheet_room(pw_sheet *sheet, void **items, size_t n, size_t size,
                        size_t *room, pw_error *err) {
  return n < *room ? PW_OK : grow(sheet, items, n + 1, size, room, err);
}

pw_status pw_sheet_text_room(pw_sheet *sheet, size_t n, pw_error *err) {
  if (n > UINT32_MAX) {
    return pw_fail(err, PW_RANGE, "a text is longer than any cell's");
  }
  if (n <= sheet->texts_room - sheet->texts_used) return PW_OK;
  void *texts = sheet->texts;
  pw_status status =
    grow(sheet, &texts, sheet->texts_used + n, 1, &sheet->texts_room, err);
  sheet->texts = texts;
  return status;
}

pw_status pw_sheet_add_cell(pw_sheet *sheet, const pw_cell *cell,
                            pw_error *err) {
  void *cells = sheet->cells;
  pw_status status = pw_sheet_room(sheet, &cells, sheet->n_cells, sizeof *cell,
                                   &sheet->cells_room, err);
  sheet->cells = cells;
  if (status == PW_OK) sheet->cells[sheet->n_cells++] = *cell;
  return status;
}

pw_status pw_sheet_add_mark(pw_sheet *sheet, pw_mark_kind kind, int32_t row,
                            int32_t column, pw_span text, pw_error *err) {
  void *marks = sheet->marks;
  pw_status status = pw_sheet_room(sheet, &marks, sheet->n_marks,
                                   sizeof *sheet->marks, &sheet->marks_room,
                                   err);
  sheet->marks = marks;
  if (status == PW_OK) status = pw_sheet_text_room(sheet, text.length, err);
  if (status != PW_OK) return status;
  pw_mark mark = {row, column, kind, (uint32_t)text.length, sheet->texts_used};
  if (text.length > 0) {
    memcpy(sheet->texts + sheet->texts_used, text.bytes, text.length);
  }
  sheet->texts_used += text.length;
  sheet->marks[sheet->n_marks++] = mark;
  return PW_OK;
}

pw_status pw_sheet_add_merge(pw_sheet *sheet, const pw_merge *merge,
                             pw_error *err) {
  void *merges = sheet->merges;
  pw_status status = pw_sheet_room(sheet, &merges, sheet->n_merges,
                                   sizeof *merge, &sheet->merges_room, err);
  sheet->merges = merges;
  if (status == PW_OK) sheet->merges[sheet->n_merges++] = *merge;
  return status;
}

static int compare(const pw_cell *one, int32_t row, int32_t column) {
  if (one->row != row) return one->row < row ? -1 : 1;
  return one->column < column ? -1 : one->column > column;
}

static int by_place(const void *a, const void *b, const void *context) {
  const pw_cell *other = b;
  (void)context;
  return compare(a, other->row, other->column);
}

pw_status pw_sheet_sort(pw_sheet *sheet, pw_error *err) {
  int ordered = 1;
  for (size_t i = 1; ordered && i < sheet->n_cells; i++)
    ordered = by_place(sheet->cells + i - 1, sheet->cells + i, NULL) < 0;
  if (ordered) return PW_OK;
  pw_status status = pw_sort(sheet->cells, sheet->n_cells, sizeof(pw_cell),
                             by_place, NULL, sheet->alloc, err);
  if (status != PW_OK) return status;
  for (size_t i = 1; i < sheet->n_cells; i++) {
    const pw_cell *cell = sheet->cells + i;
    if (by_place(cell - 1, cell, NULL) == 0) {
      return pw_fail_cell(err, PW_FORMAT, "the cell is there twice", cell->row,
                          cell->column);
    }
  }
  return PW_OK;
}

const pw_cell *pw_sheet_find(const pw_sheet *sheet, int32_t row,
                             int32_t column) {
  size_t from = 0, to = sheet->n_cells;
  while (from < to) {
    size_t middle = from + (to - from) / 2;
    int order = compare(sheet->cells + middle, row, column);
    if (order == 0) return sheet->cells + middle;
    if (order < 0) from = middle + 1;
    else to = middle;
  }
  return NULL;
}

pw_status pw_fail_cell(pw_error *err, pw_status code, const char *message,
                       int32_t row, int32_t column) {
  pw_fail(err, code, message);
  if (err != NULL) {
    err->row = row;
    err->column = column;
  }
  return code;
}
