#include "cmocka_all.h"
#include "failing.h"

#include <stdlib.h>
#include <string.h>

#include "read/csv_scan.h"

static const pw_csv_marks marks = {',', '"', 1, 1, 0};

static pw_status scan(pw_csv_table *table, const char *text, pw_alloc *alloc,
                      pw_error *err) {
  return pw_csv_scan(table, text, strlen(text), 0, &marks, -1, alloc, err);
}

static void expect_cell(const pw_csv_table *table, int64_t row, int64_t column,
                        const char *text) {
  char out[64];
  pw_csv_cell cell = pw_csv_cell_at(table, row, column);
  size_t length = cell.length;
  if (cell.flags & PW_CSV_ESCAPED) {
    length = pw_csv_unescape(cell, '"', out);
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

static void ragged_rows_are_counted_and_shift_nothing(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_table table;
  assert_int_equal(scan(&table, "a,b\n1\n\"q\nq\",2,3\n4,5", &alloc, NULL),
                   PW_OK);
  assert_int_equal(table.n_rows, 4);
  assert_int_equal(table.n_ragged, 2);
  assert_int_equal(pw_csv_cell_at(&table, 1, 1).flags, PW_CSV_ABSENT);
  expect_cell(&table, 2, 1, "2");
  expect_cell(&table, 3, 0, "4");
  expect_cell(&table, 3, 1, "5");
  pw_csv_table_free(&table, &alloc);
}

static void a_sample_says_where_it_ends(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_table table;
  const char *text = "\n\"a\nb\",c\r\n1,2\n";
  assert_int_equal(
    pw_csv_scan(&table, text, strlen(text), 0, &marks, 1, &alloc, NULL), PW_OK);
  assert_int_equal(table.n_columns, 2);
  assert_int_equal(table.end, 10);
  pw_csv_table_free(&table, &alloc);
}

static void a_header_has_a_limit(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_table table;
  pw_error err;
  char *text = calloc(PW_CSV_MOST_COLUMNS + 1, 1);
  memset(text, ',', PW_CSV_MOST_COLUMNS);
  assert_int_equal(scan(&table, text + 1, &alloc, &err), PW_OK);
  pw_csv_table_free(&table, &alloc);
  assert_int_equal(scan(&table, text, &alloc, &err), PW_RANGE);
  assert_int_equal(alloc.in_use, 0);
  free(text);
}

static void an_open_quote_names_its_place(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_table table;
  pw_error err;
  assert_int_equal(scan(&table, "a,b\n\"x\ny\",\"z\n1,2\n", &alloc, &err),
                   PW_FORMAT);
  assert_int_equal(err.offset, 10);
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

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  static char text[8001];
  memcpy(text, "a,b\n", 4);
  for (size_t i = 4; i < 8000; i += 2) memcpy(text + i, "1\n", 2);
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    pw_csv_table table;
    pw_error err;
    walk.status = scan(&table, text, alloc, &err);
    pw_csv_table_free(&table, alloc);
  } while (failed_cleanly(&walk));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(quotes_and_line_ends),
    cmocka_unit_test(ragged_rows_are_counted_and_shift_nothing),
    cmocka_unit_test(a_sample_says_where_it_ends),
    cmocka_unit_test(a_header_has_a_limit),
    cmocka_unit_test(an_open_quote_names_its_place),
    cmocka_unit_test(one_column_keeps_its_blanks),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
