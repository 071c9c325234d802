#include "cmocka_all.h"

#include <string.h>

#include "read/csv_scan.h"

static pw_status scan(pw_csv_table *table, const char *text, pw_alloc *alloc,
                      pw_error *err) {
  return pw_csv_scan(table, text, strlen(text), 0, ',', '"', -1, alloc, NULL,
                     err);
}

static void expect_cell(const pw_csv_table *table, int64_t row, int64_t column,
                        const char *text) {
  char out[64];
  pw_csv_cell cell = pw_csv_cell_at(table, row, column);
  size_t length = cell.length;
  if (cell.flags & PW_CSV_KNOTTED) {
    length = pw_csv_untie(cell, '"', out);
  } else {
    memcpy(out, cell.at, length);
  }
  out[length] = '\0';
  assert_string_equal(out, text);
}

static void quotes_and_line_ends(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_table table;
  pw_error err;
  const char *text =
    "a,b,c\r\n\"x,y\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n"
    "5\" tall,\"ab\"cd,\"\"\"\"\r,,\"\"\n\n1,2,3\n\n";
  assert_int_equal(scan(&table, text, &alloc, &err), PW_OK);
  assert_int_equal(table.n_columns, 3);
  assert_int_equal(table.n_rows, 5);
  assert_int_equal(table.n_ragged, 0);
  expect_cell(&table, 1, 0, "x,y");
  expect_cell(&table, 1, 1, "say \"hi\"");
  expect_cell(&table, 1, 2, "two\nlines");
  expect_cell(&table, 2, 0, "5\" tall");
  expect_cell(&table, 2, 1, "abcd");
  expect_cell(&table, 2, 2, "\"");
  assert_int_equal(pw_csv_cell_at(&table, 3, 1).flags, 0);
  assert_int_equal(pw_csv_cell_at(&table, 3, 2).flags, PW_CSV_QUOTED);
  expect_cell(&table, 4, 2, "3");
  pw_csv_table_free(&table, &alloc);
  assert_int_equal(alloc.in_use, 0);
}

static void ragged_rows_are_noted_and_shift_nothing(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_table table;
  assert_int_equal(
    scan(&table, "a,b\n1\n\"q\nq\",2,3\n4,5", &alloc, NULL), PW_OK);
  assert_int_equal(table.n_rows, 4);
  assert_int_equal(table.n_ragged, 2);
  assert_int_equal(table.ragged[0].line, 1);
  assert_int_equal(table.ragged[0].fields, 1);
  assert_int_equal(table.ragged[1].line, 2);
  assert_int_equal(table.ragged[1].fields, 3);
  assert_int_equal(pw_csv_cell_at(&table, 1, 1).flags, PW_CSV_ABSENT);
  expect_cell(&table, 2, 1, "2");
  expect_cell(&table, 3, 0, "4");
  expect_cell(&table, 3, 1, "5");
  pw_csv_table_free(&table, &alloc);
}

static void an_open_quote_names_its_line(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_table table;
  pw_error err;
  assert_int_equal(
    scan(&table, "a,b\n\"x\ny\",\"z\n1,2\n", &alloc, &err), PW_FORMAT);
  assert_int_equal(err.row, 2);
  assert_int_equal(alloc.in_use, 0);
}

static void one_column_keeps_its_blanks(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_table table;
  assert_int_equal(scan(&table, "a\n1\n\n2\n\n", &alloc, NULL), PW_OK);
  assert_int_equal(table.n_rows, 4);
  pw_csv_table_free(&table, &alloc);
  assert_int_equal(scan(&table, "", &alloc, NULL), PW_OK);
  assert_int_equal(table.n_rows, 0);
  pw_csv_table_free(&table, &alloc);
}

static int always(void *data, double done) {
  (void)data;
  return done > 0;
}

static void stops_when_asked(void **state) {
  (void)state;
  static char text[20001];
  for (size_t i = 0; i < 20000; i += 2) memcpy(text + i, "1\n", 2);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stop stop = {always, NULL};
  pw_csv_table table;
  pw_error err;
  assert_int_equal(pw_csv_scan(&table, text, 20000, 0, ',', '"', -1, &alloc,
                               &stop, &err), PW_STOPPED);
  assert_int_equal(alloc.in_use, 0);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  static char text[8001];
  memcpy(text, "a,b\n", 4);
  for (size_t i = 4; i < 8000; i += 2) memcpy(text + i, "1\n", 2);
  for (long k = 0;; k++) {
    pw_alloc alloc = pw_alloc_unlimited();
    alloc.fail_after = k;
    pw_csv_table table;
    pw_error err;
    pw_status status = scan(&table, text, &alloc, &err);
    pw_csv_table_free(&table, &alloc);
    assert_int_equal(alloc.in_use, 0);
    if (status == PW_OK) return;
    assert_int_equal(status, PW_MEMORY);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(quotes_and_line_ends),
    cmocka_unit_test(ragged_rows_are_noted_and_shift_nothing),
    cmocka_unit_test(an_open_quote_names_its_line),
    cmocka_unit_test(one_column_keeps_its_blanks),
    cmocka_unit_test(stops_when_asked),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
