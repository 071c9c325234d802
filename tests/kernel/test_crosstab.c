#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>

#include "table/crosstab.h"

#define MISSING INT32_MIN

static void check(const double *counts, const double *expected, int bins) {
  for (int i = 0; i < bins; i++) assert_true(counts[i] == expected[i]);
}

static void every_answer_is_in_one_bin(void **state) {
  (void)state;
  const int32_t codes[] = {1, 3, 3, MISSING, PW_UNDISCLOSED, 3, MISSING};
  const double expected[] = {1, 0, 3, 1, 2};
  double counts[5] = {9, 9, 9, 9, 9};
  assert_int_equal(pw_count_levels(codes, 7, 3, MISSING, NULL, counts, NULL),
                   PW_OK);
  check(counts, expected, 5);
}

static void weights_add_up(void **state) {
  (void)state;
  const int32_t codes[] = {1, 2, 1, MISSING};
  const double weights[] = {0.5, 2, 0.25, 0};
  const double expected[] = {0.75, 2, 0, 0};
  double counts[4];
  assert_int_equal(pw_count_levels(codes, 4, 2, MISSING, weights, counts, NULL),
                   PW_OK);
  check(counts, expected, 4);
}

static void no_rows_and_no_levels_count_nothing(void **state) {
  (void)state;
  const double expected[] = {0, 0};
  double counts[2] = {9, 9};
  assert_int_equal(pw_count_levels(NULL, 0, 0, MISSING, NULL, counts, NULL),
                   PW_OK);
  check(counts, expected, 2);
}

static void a_broken_contract_names_its_row(void **state) {
  (void)state;
  const int32_t codes[] = {1, 2, 3};
  const int32_t below[] = {1, -1};
  const double weights[] = {1, -1};
  const double unknown[] = {NAN, 1};
  double counts[5];
  pw_error err;
  assert_int_equal(pw_count_levels(codes, 3, 2, MISSING, NULL, counts, &err),
                   PW_ARGUMENT);
  assert_int_equal(err.row, 2);
  assert_int_equal(pw_count_levels(below, 2, 2, MISSING, NULL, counts, &err),
                   PW_ARGUMENT);
  assert_int_equal(err.row, 1);
  assert_int_equal(pw_count_levels(codes, 2, 2, MISSING, weights, counts, &err),
                   PW_ARGUMENT);
  assert_int_equal(err.row, 1);
  assert_int_equal(pw_count_levels(codes, 2, 2, MISSING, unknown, counts, &err),
                   PW_ARGUMENT);
  assert_int_equal(err.row, 0);
  assert_int_equal(pw_count_levels(codes, 3, 3, 2, NULL, counts, &err),
                   PW_ARGUMENT);
  assert_int_equal(pw_count_levels(codes, 3, 2, 9, NULL, counts, NULL),
                   PW_ARGUMENT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_answer_is_in_one_bin),
    cmocka_unit_test(weights_add_up),
    cmocka_unit_test(no_rows_and_no_levels_count_nothing),
    cmocka_unit_test(a_broken_contract_names_its_row),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
