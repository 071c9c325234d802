#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/csv_types.h"

static int number(const char *text, double *out) {
  return pw_csv_number(text, strlen(text), '.', out);
}

static void numbers_are_exact(void **state) {
  (void)state;
  static const char *good[] = {
    "0", "-0", "7", "+2", "-99", "0.1", ".5", "5.", "1e3", "1E-3", " 12 ",
    "123456789.125", "9007199254740992", "3.14159265358979323846", "1e300",
    "2.2250738585072011e-308", "0.000001", "179769313486231570000.5"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    double out;
    assert_true(number(good[i], &out));
    assert_true(out == strtod(good[i], NULL));
  }
  static const char *text[] = {
    "", "-", "007", "00", "1,2,3", "1 2", "abc", "1e", "1e+", "0x10", "inf",
    "nan", "1e999", "9007199254740993", "12345678901234567890", "1.2.3",
    "--1", "1-", "e5", "."};
  for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
    double out;
    assert_false(number(text[i], &out));
  }
  double out;
  assert_true(pw_csv_number("-1,5", 4, ',', &out) && out == -1.5);
}

/* The fast way gives what the C library gives, over many decimals. */
static void the_fast_way_agrees_with_the_library(void **state) {
  (void)state;
  unsigned seed = 1;
  for (int i = 0; i < 200000; i++) {
    char text[48];
    seed = seed * 1664525u + 1013904223u;
    unsigned long mantissa = seed;
    seed = seed * 1664525u + 1013904223u;
    snprintf(text, sizeof text, "%lu.%ue%d", mantissa, seed >> 8,
             (int)(seed % 60) - 30);
    double out;
    assert_true(number(text, &out));
    assert_true(out == strtod(text, NULL));
  }
}

static void dates_must_exist(void **state) {
  (void)state;
  double days, seconds;
  int zoned;
  assert_true(pw_csv_date("1970-01-01", 10, &days) && days == 0);
  assert_true(pw_csv_date("2000-02-29", 10, &days) && days == 11016);
  assert_true(pw_csv_date("1969-12-31", 10, &days) && days == -1);
  assert_false(pw_csv_date("2019-02-29", 10, &days));
  assert_false(pw_csv_date("2019-13-01", 10, &days));
  assert_false(pw_csv_date("01/02/2019", 10, &days));
  assert_true(pw_csv_time("1970-01-02 00:01", 16, &seconds, &zoned));
  assert_true(seconds == 86460 && !zoned);
  assert_true(pw_csv_time("1970-01-01T01:00:00.5+01:00", 27, &seconds, &zoned));
  assert_true(seconds == 0.5 && zoned);
  assert_false(pw_csv_time("1970-01-01 24:00", 16, &seconds, &zoned));
  assert_false(pw_csv_time("1970-01-01 10:00x", 17, &seconds, &zoned));
}

static const pw_text missing[] = {{"", 0}, {"NA", 2}};
static const pw_csv_rules rules = {missing, 2, '"', '.'};

static pw_csv_column column_of(pw_csv_table *table, const char *text,
                               pw_alloc *alloc) {
  assert_int_equal(pw_csv_scan(table, text, strlen(text), 0, ',', '"', -1,
                               alloc, NULL, NULL), PW_OK);
  pw_csv_column column = {table, 0, 1, table->n_rows - 1};
  return column;
}

static void a_type_is_that_of_the_whole_column(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_table table;
  double out[8];
  pw_csv_column column = column_of(&table, "a\n1\nNA\n\n\"2\"\n", &alloc);
  assert_true(pw_csv_fill_number(column, &rules, -1, out));
  assert_true(out[0] == 1 && out[1] == -1 && out[2] == -1 && out[3] == 2);
  pw_csv_table_free(&table, &alloc);
  column = column_of(&table, "a\n1\nx\n", &alloc);
  assert_false(pw_csv_fill_number(column, &rules, -1, out));
  pw_csv_table_free(&table, &alloc);
  column = column_of(&table, "a\n2019-01-01\nNA\n", &alloc);
  assert_true(pw_csv_fill_date(column, &rules, -1, out));
  pw_csv_table_free(&table, &alloc);
  column = column_of(&table, "a\n2019-01-01 10:00\n2019-01-01 10:00Z\n", &alloc);
  assert_false(pw_csv_fill_time(column, &rules, -1, out));
  pw_csv_table_free(&table, &alloc);
  assert_int_equal(alloc.in_use, 0);
}

static pw_status fill(const char *text, int32_t *ids, pw_alloc *alloc) {
  pw_csv_table table;
  pw_error err;
  pw_strpool *pool = NULL;
  pw_status status = pw_csv_scan(&table, text, strlen(text), 0, ',', '"', -1,
                                 alloc, NULL, &err);
  if (status == PW_OK) status = pw_strpool_new(&pool, alloc, &err);
  if (status == PW_OK) {
    pw_csv_column column = {&table, 0, 1, table.n_rows - 1};
    status = pw_csv_fill_text(column, &rules, -1, pool, ids, alloc, &err);
  }
  pw_strpool_free(pool);
  pw_csv_table_free(&table, alloc);
  return status;
}

static void quoted_empty_is_kept_where_it_means_something(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  int32_t ids[4];
  assert_int_equal(fill("a,b\nx,1\n\"\",1\n,1\n", ids, &alloc), PW_OK);
  assert_true(ids[0] == 0 && ids[1] == 1 && ids[2] == -1);
  assert_int_equal(fill("a,b\n\"x\",1\n\"\",1\n", ids, &alloc), PW_OK);
  assert_true(ids[0] == 0 && ids[1] == -1);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  int32_t ids[4];
  for (long k = 0;; k++) {
    pw_alloc alloc = pw_alloc_unlimited();
    alloc.fail_after = k;
    pw_status status = fill("a\n\"x\"\"y\"\nz\n", ids, &alloc);
    assert_int_equal(alloc.in_use, 0);
    if (status == PW_OK) return;
    assert_int_equal(status, PW_MEMORY);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(numbers_are_exact),
    cmocka_unit_test(the_fast_way_agrees_with_the_library),
    cmocka_unit_test(dates_must_exist),
    cmocka_unit_test(a_type_is_that_of_the_whole_column),
    cmocka_unit_test(quoted_empty_is_kept_where_it_means_something),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
