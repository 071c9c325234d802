#include "cmocka_all.h"

#include "failing.h"
#include "read/sheet_cells.h"

enum { ROWS = 40, COLUMNS = 5 };

static pw_status add_at(pw_sheet *sheet, int32_t row, int32_t column,
                        pw_error *err) {
  pw_cell cell = {row, column, PW_CELL_NUMBER, 0, {0}};
  cell.is.number = row * 100 + column;
  return pw_sheet_add_cell(sheet, &cell, err);
}

static void cells_are_found_in_whatever_order_they_came(void **state) {
  (void)state;
  for (int turned = 0; turned < 2; turned++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_sheet sheet = pw_sheet_empty(&alloc);
    for (int32_t i = 0; i < ROWS * COLUMNS; i++) {
      int32_t k = turned ? i * 37 % (ROWS * COLUMNS) : i;
      assert_int_equal(add_at(&sheet, k / COLUMNS * 3, k % COLUMNS * 2, NULL),
                       PW_OK);
    }
    assert_int_equal(pw_sheet_sort(&sheet, NULL), PW_OK);
    assert_null(pw_sheet_find(&sheet, 1, 0));
    assert_null(pw_sheet_find(&sheet, 3, 1));
    assert_null(pw_sheet_find(&sheet, 3 * ROWS, 0));
    for (int32_t row = 0; row < ROWS; row++) {
      for (int32_t column = 0; column < COLUMNS; column++) {
        const pw_cell *cell = pw_sheet_find(&sheet, row * 3, column * 2);
        assert_non_null(cell);
        assert_true(cell->is.number == row * 300 + column * 2);
      }
    }
    pw_sheet_free(&sheet);
    pw_sheet_free(&sheet);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void a_cell_that_is_there_twice_is_named(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_sheet sheet = pw_sheet_empty(&alloc);
  pw_error err;
  add_at(&sheet, 4, 1, NULL);
  add_at(&sheet, 2, 7, NULL);
  add_at(&sheet, 4, 1, NULL);
  assert_int_equal(pw_sheet_sort(&sheet, &err), PW_FORMAT);
  assert_int_equal(err.row, 4);
  assert_int_equal(err.column, 1);
  pw_sheet_free(&sheet);
}

static void memory_that_runs_out_is_said(void **state) {
  (void)state;
  pw_walk walk = {0};
  do {
    pw_sheet sheet = pw_sheet_empty(fail_next(&walk));
    pw_span text = {"#N/A", 4};
    pw_merge merge = {0, 0, 1, 1};
    walk.status = PW_OK;
    for (int32_t i = 100; walk.status == PW_OK && i > 0; i--)
      walk.status = add_at(&sheet, i, 0, NULL);
    if (walk.status == PW_OK)
      walk.status = pw_sheet_add_mark(&sheet, PW_MARK_ERROR, 1, 1, text, NULL);
    if (walk.status == PW_OK)
      walk.status = pw_sheet_add_merge(&sheet, &merge, NULL);
    if (walk.status == PW_OK) walk.status = pw_sheet_sort(&sheet, NULL);
    if (walk.status == PW_OK) {
      assert_memory_equal(sheet.texts + sheet.marks[0].at, "#N/A", 4);
      assert_int_equal(sheet.cells[0].row, 1);
    }
    pw_sheet_free(&sheet);
  } while (failed_cleanly(&walk));
  assert_true(walk.k >= 5);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(cells_are_found_in_whatever_order_they_came),
    cmocka_unit_test(a_cell_that_is_there_twice_is_named),
    cmocka_unit_test(memory_that_runs_out_is_said),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
