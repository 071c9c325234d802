/* The cells of one sheet of a workbook that have a value, and what is to be
 * said about those that have none although they look as if they had. */
#ifndef PW_READ_SHEET_CELLS_H
#define PW_READ_SHEET_CELLS_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"
#include "read/sheet_numbers.h"
#include "text/markup.h"

typedef enum {
  PW_CELL_NUMBER, /* `number` */
  PW_CELL_DIGITS, /* a number by its digits, `at` and `length` in the texts */
  PW_CELL_TIME,   /* `time`, milliseconds since 1970 */
  PW_CELL_TRUTH,  /* `truth`, 0 or 1 */
  PW_CELL_TEXT    /* `at` and `length` in the sheet's texts, UTF-8 */
} pw_cell_kind;

typedef struct {
  int32_t row, column; /* from 0 */
  pw_cell_kind kind;
  uint32_t length;
  union {
    double number;
    int64_t time;
    int truth;
    uint64_t at;
  } is;
} pw_cell;

/* Why a cell has no value. */
typedef enum {
  PW_MARK_ERROR,   /* a formula's error, `text` says which */
  PW_MARK_FORMULA, /* a formula that nobody has calculated */
  PW_MARK_DATE,    /* a date that the calendar of workbooks does not have */
  PW_MARK_NUMBER   /* a number that is none */
} pw_mark_kind;

typedef struct {
  int32_t row, column; /* from 0 */
  pw_mark_kind kind;
  uint32_t length; /* of its text, among the sheet's texts */
  uint64_t at;
} pw_mark;

/* Merged cells, from 0, ends included. */
typedef struct {
  int32_t row, column, last_row, last_column;
} pw_merge;

typedef struct {
  pw_alloc *alloc;
  char *texts;
  size_t texts_used, texts_room;
  uint64_t *shared; /* where each shared text begins, and the end of the last */
  size_t n_shared, shared_room;
  unsigned char *is_date; /* whether each style is one of dates or times */
  size_t n_styles, styles_room;
  pw_cell *cells; /* by rows and then by columns, each place once */
  size_t n_cells, cells_room;
  pw_mark *marks;
  size_t n_marks, marks_room;
  pw_merge *merges;
  size_t n_merges, merges_room;
} pw_sheet;

/* A sheet without cells. `alloc` must outlive it. */
pw_sheet pw_sheet_empty(pw_alloc *alloc);

/* Frees what a sheet holds. A zeroed one is fine. */
void pw_sheet_free(pw_sheet *sheet);

/* Makes room for one more item of `size` bytes behind the `n` in `*items`,
 * of which `*room` fit. Fails with PW_MEMORY. */
pw_status pw_sheet_room(pw_sheet *sheet, void **items, size_t n, size_t size,
                        size_t *room, pw_error *err);

/* Makes room for `n` more bytes of text. Fails with PW_MEMORY, or PW_RANGE
 * where a cell's text would be longer than any is. */
pw_status pw_sheet_text_room(pw_sheet *sheet, size_t n, pw_error *err);

/* Adds a cell, a mark or a merged range. Fail with PW_MEMORY. */
pw_status pw_sheet_add_cell(pw_sheet *sheet, const pw_cell *cell,
                            pw_error *err);
pw_status pw_sheet_add_mark(pw_sheet *sheet, pw_mark_kind kind, int32_t row,
                            int32_t column, pw_span text, pw_error *err);
pw_status pw_sheet_add_merge(pw_sheet *sheet, const pw_merge *merge,
                             pw_error *err);

/* Puts the cells in their order where they are not. Fails with PW_FORMAT, and
 * the cell's place, where one stands there twice, or PW_MEMORY. */
pw_status pw_sheet_sort(pw_sheet *sheet, pw_error *err);

/* The cell at a place, NULL where it has no value. */
const pw_cell *pw_sheet_find(const pw_sheet *sheet, int32_t row,
                             int32_t column);

/* As pw_fail, with a cell's place. */
pw_status pw_fail_cell(pw_error *err, pw_status code, const char *message,
                       int32_t row, int32_t column);

#endif
