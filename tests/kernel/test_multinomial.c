#include "cmocka_all.h"
#include "failing.h"
#include "stopping.h"

#include <math.h>

#include "table/multinomial.h"

static double test(const int64_t *observed, const double *shares, size_t k) {
  pw_alloc alloc = pw_alloc_unlimited();
  double p = -1;
  assert_int_equal(
    pw_multinomial_test(observed, shares, k, 1e6, &alloc, NULL, &p, NULL),
    PW_OK);
  assert_int_equal(alloc.in_use, 0);
  return p;
}

static void two_levels_are_the_binomial_test(void **state) {
  (void)state;
  /* R: binom.test(11, 15, 25 / 39)$p.value, binom.test(3, 10, 0.5)$p.value */
  const int64_t sex[] = {11, 4};
  const double shares[] = {25.0 / 39, 14.0 / 39};
  assert_true(fabs(test(sex, shares, 2) - 0.59455380339801711) < 1e-12);
  const int64_t three[] = {3, 7};
  const double half[] = {0.5, 0.5};
  assert_true(fabs(test(three, half, 2) - 0.34375) < 1e-12);
}

/* Three people on three equal levels: 27 ways, of which 3 put all on one. */
static void three_levels_are_counted_by_hand(void **state) {
  (void)state;
  const double third[] = {1.0 / 3, 1.0 / 3, 1.0 / 3};
  const int64_t together[] = {3, 0, 0}, two[] = {2, 1, 0}, apart[] = {1, 1, 1};
  assert_true(fabs(test(together, third, 3) - 3.0 / 27) < 1e-12);
  assert_true(fabs(test(two, third, 3) - 21.0 / 27) < 1e-12);
  assert_true(fabs(test(apart, third, 3) - 1) < 1e-12);
}

static void a_level_without_a_share_holds_nobody(void **state) {
  (void)state;
  const double shares[] = {0, 0.5, 0.5};
  const int64_t none[] = {0, 3, 7}, one[] = {1, 2, 7};
  assert_true(fabs(test(none, shares, 3) - 0.34375) < 1e-12);
  assert_true(test(one, shares, 3) == 0);
}

static void what_cannot_be_tested_is_refused(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  double p = -1;
  const int64_t observed[] = {3, 7}, negative[] = {-1, 7};
  const double half[] = {0.5, 0.5}, less[] = {0.4, 0.5}, nan[] = {NAN, 0.5};
  assert_int_equal(
    pw_multinomial_test(observed, half, 2, 10, &alloc, NULL, &p, &err),
    PW_RANGE);
  assert_int_equal(
    pw_multinomial_test(negative, half, 2, 99, &alloc, NULL, &p, &err),
    PW_ARGUMENT);
  assert_int_equal(
    pw_multinomial_test(observed, less, 2, 99, &alloc, NULL, &p, &err),
    PW_ARGUMENT);
  assert_int_equal(
    pw_multinomial_test(observed, nan, 2, 99, &alloc, NULL, &p, &err),
    PW_ARGUMENT);
  assert_int_equal(
    pw_multinomial_test(observed, half, 0, 99, &alloc, NULL, &p, &err),
    PW_ARGUMENT);
  assert_true(p == -1);
  assert_int_equal(alloc.in_use, 0);
}

static void long_work_can_be_stopped(void **state) {
  (void)state;
  const int64_t observed[] = {200, 100, 50, 10};
  const double shares[] = {0.25, 0.25, 0.25, 0.25};
  const pw_stop stop = {stop_at_once, NULL};
  pw_alloc alloc = pw_alloc_unlimited();
  double p;
  assert_int_equal(
    pw_multinomial_test(observed, shares, 4, 1e9, &alloc, &stop, &p, NULL),
    PW_STOPPED);
  assert_int_equal(alloc.in_use, 0);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  const int64_t observed[] = {3, 7};
  const double half[] = {0.5, 0.5};
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    double p;
    walk.status =
      pw_multinomial_test(observed, half, 2, 99, alloc, NULL, &p, NULL);
  } while (failed_cleanly(&walk));
  assert_true(walk.k > 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(two_levels_are_the_binomial_test),
    cmocka_unit_test(three_levels_are_counted_by_hand),
    cmocka_unit_test(a_level_without_a_share_holds_nobody),
    cmocka_unit_test(what_cannot_be_tested_is_refused),
    cmocka_unit_test(long_work_can_be_stopped),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
