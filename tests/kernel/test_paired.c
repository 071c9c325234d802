#include "cmocka_all.h"

#include <math.h>

#include "change/paired.h"

static pw_paired paired(const double *x, const double *y, size_t n) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_paired out;
  assert_int_equal(pw_tally_pairs(&tally, &alloc, x, y, NULL, n, NULL), PW_OK);
  const pw_signed_rank unranked = pw_signed_rank_none();
  pw_paired_of(&tally, &unranked, &out);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
  return out;
}

/* Student's sleep data (1908): t 4.0621, df 9. */
static void sleep_gives_its_t(void **state) {
  (void)state;
  const double x[] = {.7, -1.6, -.2, -1.2, -.1, 3.4, 3.7, .8, 0, 2};
  const double y[] = {1.9, .8, 1.1, .1, -.1, 4.4, 5.5, 1.6, 4.6, 3.4};
  pw_paired p = paired(x, y, 10);
  assert_true(fabs(p.t - 4.0621) < 5e-5 && p.df == 9);
  assert_true(p.improved == 9 && p.same == 1 && p.worse == 0);
}

static void what_does_not_exist_is_nan(void **state) {
  (void)state;
  const double x[] = {3.1, 2.0}, y[] = {3.4, 2.3};
  pw_paired shift = paired(x, y, 2);
  assert_true(isnan(shift.t) && isnan(shift.effects[PW_EFFECT_D_Z]) &&
              shift.effects[PW_EFFECT_D_AV] > 0);
  pw_paired one = paired(x, y, 1);
  assert_true(isnan(one.df) && isnan(one.effects[PW_EFFECT_R]) &&
              one.improved == 1);
  pw_paired none = paired(x, y, 0);
  assert_true(none.moments.n == 0 && isnan(none.effects[PW_EFFECT_D_AV]));
}

/* Weights that are all the same change nothing; whole ones give the means of so
 * many people. */
static void weights_are_relative(void **state) {
  (void)state;
  const double x[] = {9, 14, 8, 11, 14}, y[] = {13, 15, 9, 10, 16};
  const double w[] = {.7, .7, .7, .7, .7}, whole[] = {3, 1, 2, 1, 1};
  const pw_signed_rank unranked = pw_signed_rank_none();
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_paired weighted, plain = paired(x, y, 5);
  pw_tally_weighted_pairs(&tally, &alloc, x, y, w, 5, NULL);
  pw_paired_of(&tally, &unranked, &weighted);
  assert_true(fabs(weighted.t - plain.t) < 1e-12);
  for (int k = 0; k < PW_EFFECT_RANK_BISERIAL; k++) {
    assert_true(fabs(weighted.effects[k] - plain.effects[k]) < 1e-12);
  }
  pw_tally_free(&tally);
  pw_moments more;
  pw_tally_pairs(&tally, &alloc, x, y, whole, 5, NULL);
  pw_moments_of(&tally, &more);
  pw_tally_free(&tally);
  pw_tally_weighted_pairs(&tally, &alloc, x, y, whole, 5, NULL);
  pw_paired_of(&tally, &unranked, &weighted);
  assert_true(fabs(weighted.moments.mean_change - more.mean_change) < 1e-12);
  assert_true(weighted.moments.n == 5 && weighted.improved == 4);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
}

/* The same t and effects from sums, and no word of who rose or fell. */
static void sums_give_t_and_effects(void **state) {
  (void)state;
  const double x[] = {9, 14, 8, 11, 14}, y[] = {13, 15, 9, 10, 16};
  pw_pair_sums sums = {5, 0, 0, 0, 0, 0, 1, 1};
  for (int i = 0; i < 5; i++) {
    sums.before += x[i];
    sums.after += y[i];
    sums.before_squared += x[i] * x[i];
    sums.after_squared += y[i] * y[i];
    sums.product += x[i] * y[i];
  }
  pw_paired of_pairs = paired(x, y, 5), of_sums;
  pw_paired_of_sums(&sums, &of_sums);
  assert_true(fabs(of_sums.t - of_pairs.t) < 1e-13 && of_sums.df == 4);
  assert_true(fabs(of_sums.error - of_pairs.error) < 1e-14);
  for (int k = 0; k < PW_EFFECT_SUPERIORITY; k++) {
    assert_true(fabs(of_sums.effects[k] - of_pairs.effects[k]) < 1e-13);
  }
  assert_true(isnan(of_sums.improved) && isnan(of_sums.same) &&
              isnan(of_sums.worse));
  assert_true(isnan(of_sums.effects[PW_EFFECT_SUPERIORITY]) &&
              isnan(of_sums.effects[PW_EFFECT_RANK_BISERIAL]));
  sums.after = sums.before + 5;
  sums.product = sums.before_squared + sums.before;
  sums.after_squared = sums.before_squared + 2 * sums.before + 5;
  pw_paired_of_sums(&sums, &of_sums);
  assert_true(isnan(of_sums.t) && of_sums.effects[PW_EFFECT_D_AV] > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(sleep_gives_its_t),
    cmocka_unit_test(what_does_not_exist_is_nan),
    cmocka_unit_test(weights_are_relative),
    cmocka_unit_test(sums_give_t_and_effects),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
