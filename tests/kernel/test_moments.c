#include "cmocka_all.h"

#include <math.h>

#include "change/moments.h"

static pw_moments moments(const double *x, const double *y, const double *w,
                          size_t n) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_moments out;
  assert_int_equal(pw_tally_pairs(&tally, &alloc, x, y, w, n, NULL), PW_OK);
  pw_moments_of(&tally, &out);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
  return out;
}

/* Numbers of the kind of NIST's NumAcc4: mean 1e7 + .2, SD .1. */
static void large_offsets_keep_their_spread(void **state) {
  (void)state;
  enum { N = 1001 };
  static double x[N], y[N];
  x[0] = y[0] = 10000000.2;
  for (int i = 1; i < N; i++) x[i] = y[i] = i % 2 ? 10000000.1 : 10000000.3;
  pw_moments m = moments(x, y, NULL, N);
  assert_true(fabs(m.mean_before - 10000000.2) < 1e-8);
  assert_true(fabs(m.sd_before - 0.1) < 1e-8);
  assert_true(m.sd_change == 0 && m.mean_change == 0);
}

static void a_weight_is_so_many_people(void **state) {
  (void)state;
  const double x[] = {1, 2, 4}, y[] = {2, 2, 7}, w[] = {2, 1, 3};
  const double xs[] = {1, 1, 2, 4, 4, 4}, ys[] = {2, 2, 2, 7, 7, 7};
  pw_moments a = moments(x, y, w, 3);
  pw_moments b = moments(xs, ys, NULL, 6);
  assert_true(a.n == 6 && a.sd_change == b.sd_change);
  assert_true(a.covariance == b.covariance && a.mean_after == b.mean_after);
}

/* Changes 0, 0, 0, 4 about their mean 1: squares add up to 12, cubes to 24. */
static void skewness_is_that_of_the_changes(void **state) {
  (void)state;
  const double x[] = {5, 1, 2, 3}, y[] = {5, 1, 2, 7}, w[] = {1, 1, 1, 1};
  pw_moments m = moments(x, y, w, 4), turned = moments(y, x, w, 4);
  assert_true(fabs(m.skew_change - 24.0 / 4 / pow(3, 1.5)) < 1e-14);
  assert_true(fabs(turned.skew_change + m.skew_change) < 1e-14);
  assert_true(isnan(moments(x, x, w, 4).skew_change));
  assert_true(isnan(moments(x, y, w, 1).skew_change));
}

static void too_few_have_no_spread(void **state) {
  (void)state;
  const double x[] = {1};
  pw_moments none = moments(x, x, NULL, 0);
  pw_moments one = moments(x, x, NULL, 1);
  assert_true(none.n == 0 && isnan(none.mean_before) && isnan(none.sd_change));
  assert_true(one.mean_before == 1 && isnan(one.sd_before));
}

/* Scores of 1 to 5 in halves of a whole number: what sums give is what the
 * pairs give. */
static void sums_give_what_pairs_give(void **state) {
  (void)state;
  enum { N = 200 };
  double x[N], y[N];
  pw_pair_sums s = {N, 0, 0, 0, 0, 0, 3, 2};
  unsigned draw = 1;
  for (int i = 0; i < N; i++) {
    draw = draw * 1103515245u + 12345u;
    double a = draw >> 16 & 7, b = draw >> 20 & 7;
    x[i] = a * 1.5;
    y[i] = b * 1.5;
    s.before += a;
    s.after += b;
    s.before_squared += a * a;
    s.after_squared += b * b;
    s.product += a * b;
  }
  pw_moments of_pairs = moments(x, y, NULL, N), of_sums;
  pw_moments_of_sums(&s, &of_sums);
  assert_true(of_sums.n == N && of_sums.mean_before == of_pairs.mean_before);
  assert_true(of_sums.mean_change == of_pairs.mean_change);
  assert_true(fabs(of_sums.sd_before / of_pairs.sd_before - 1) < 1e-14);
  assert_true(fabs(of_sums.sd_after / of_pairs.sd_after - 1) < 1e-14);
  assert_true(fabs(of_sums.sd_change / of_pairs.sd_change - 1) < 1e-14);
  assert_true(fabs(of_sums.covariance - of_pairs.covariance) < 1e-13);
  assert_true(isnan(of_sums.skew_change));
}

/* 1e9 people at 1000 and one a unit above: the spread is what is left of sums
 * of 1e15, and of people who are alike nothing is. */
static void sums_keep_a_small_spread(void **state) {
  (void)state;
  double n = 1e9, sum = 1e12 + 1, squares = 1e15 + 2001;
  pw_pair_sums s = {n, sum, sum, squares, squares, squares, 1, 1};
  pw_moments out;
  pw_moments_of_sums(&s, &out);
  assert_true(fabs(out.sd_before * sqrt(n) - 1) < 1e-9);
  assert_true(out.sd_change == 0 && out.mean_change == 0);
  s = (pw_pair_sums){n, 1e12, 1e12, 1e15, 1e15, 1e15, 1, 1};
  pw_moments_of_sums(&s, &out);
  assert_true(out.sd_before == 0 && out.covariance == 0);
}

static void sums_of_too_few_have_no_spread(void **state) {
  (void)state;
  pw_pair_sums s = {1, 2, 3, 4, 9, 6, 1, 1};
  pw_moments out;
  pw_moments_of_sums(&s, &out);
  assert_true(out.mean_before == 2 && out.mean_change == 1);
  assert_true(isnan(out.sd_before) && isnan(out.sd_change));
  s = (pw_pair_sums){0, 0, 0, 0, 0, 0, 1, 1};
  pw_moments_of_sums(&s, &out);
  assert_true(out.n == 0 && isnan(out.mean_after));
  s = (pw_pair_sums){9, NAN, NAN, NAN, NAN, NAN, 1, 1};
  pw_moments_of_sums(&s, &out);
  assert_true(out.n == 9 && isnan(out.mean_after) && isnan(out.sd_change));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(large_offsets_keep_their_spread),
    cmocka_unit_test(a_weight_is_so_many_people),
    cmocka_unit_test(skewness_is_that_of_the_changes),
    cmocka_unit_test(too_few_have_no_spread),
    cmocka_unit_test(sums_give_what_pairs_give),
    cmocka_unit_test(sums_keep_a_small_spread),
    cmocka_unit_test(sums_of_too_few_have_no_spread),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
