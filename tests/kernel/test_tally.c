#include "cmocka_all.h"

#include <math.h>

#include "change/tally.h"

static void patterns_and_missing_sides_are_counted(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  const double before[] = {1, 1, NAN, 2, NAN, 0.0, -0.0, 9};
  const double after[] = {2, 2, 3, NAN, NAN, 1, 1, 9};
  const double weights[] = {1, 2, 3, 4, 5, 1, 1, 0};
  pw_tally tally;
  assert_int_equal(
    pw_tally_pairs(&tally, &alloc, before, after, weights, 8, NULL), PW_OK);
  assert_int_equal(tally.length, 2);
  assert_true(tally.patterns[0].count == 3 && tally.patterns[1].count == 2);
  assert_true(tally.after_only == 3 && tally.before_only == 4 &&
              tally.neither == 5);
  assert_true(tally.largest == 2);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
}

static void many_patterns_stay_distinct(void **state) {
  (void)state;
  enum { N = 4000 };
  static double before[N], after[N];
  for (int i = 0; i < N; i++) {
    before[i] = (i % 2000) / 10.0;
    after[i] = (i % 2000) % 7;
  }
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_tally_pairs(&tally, &alloc, before, after, NULL, N, NULL);
  assert_int_equal(tally.length, 2000);
  for (size_t i = 0; i < tally.length; i++) {
    assert_true(tally.patterns[i].count == 2);
  }
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
}

static void bad_input_is_refused_with_its_row(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  const double x[] = {1, INFINITY};
  const double y[] = {1, 2};
  const double negative[] = {1, -1};
  pw_tally tally;
  pw_error err;
  assert_int_equal(pw_tally_pairs(&tally, &alloc, x, y, NULL, 2, &err),
                   PW_ARGUMENT);
  assert_int_equal(err.row, 1);
  pw_tally_free(&tally);
  assert_int_equal(pw_tally_pairs(&tally, &alloc, y, y, negative, 2, &err),
                   PW_ARGUMENT);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  double x[100], y[100];
  for (int i = 0; i < 100; i++) x[i] = y[i] = i;
  for (long k = 0;; k++) {
    pw_alloc alloc = pw_alloc_unlimited();
    alloc.fail_after = k;
    pw_tally tally;
    pw_status status = pw_tally_pairs(&tally, &alloc, x, y, NULL, 100, NULL);
    pw_tally_free(&tally);
    assert_int_equal(alloc.in_use, 0);
    if (status == PW_OK) {
      assert_true(k > 2);
      return;
    }
    assert_int_equal(status, PW_MEMORY);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(patterns_and_missing_sides_are_counted),
    cmocka_unit_test(many_patterns_stay_distinct),
    cmocka_unit_test(bad_input_is_refused_with_its_row),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
