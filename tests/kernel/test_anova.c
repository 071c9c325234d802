#include "cmocka_all.h"

#include <math.h>

#include "change/anova.h"
#include "obrien_kaiser.h"

static pw_anova anova(const double *const *answers, size_t waves,
                      const double *weights, size_t n) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_anova out;
  assert_int_equal(
    pw_tally_waves(&tally, &alloc, answers, waves, weights, n, NULL), PW_OK);
  pw_anova_of(&tally, &out);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
  return out;
}

static void near(double found, double wanted, double within) {
  assert_true(fabs(found - wanted) <= within);
}

/* R: aov(y ~ wave + Error(person / wave)), and afex. */
static void obrien_kaiser_gives_its_values(void **state) {
  (void)state;
  const double *answers[] = {ok_pre, ok_post, ok_fup};
  pw_anova out = anova(answers, 3, NULL, 16);
  near(out.f, 14.852, 5e-4);
  assert_true(out.n == 16 && out.df_waves == 2 && out.df_error == 30);
  near(out.greenhouse, .7720, 5e-5);
  near(out.huynh, .8437, 5e-5);
  near(out.eta2_partial, .4975, 5e-5);
  near(out.eta2_generalised, .1782, 5e-5);
}

static void two_waves_are_the_paired_t_squared(void **state) {
  (void)state;
  const double *answers[] = {ok_pre, ok_post};
  pw_anova out = anova(answers, 2, NULL, 16);
  near(sqrt(out.f), 3.149, 5e-4);
  near(out.greenhouse, 1, 1e-12);
  near(out.huynh, 1, 0);
}

static void weights_offsets_and_missing_answers(void **state) {
  (void)state;
  double a[17], b[17], c[17], once[17];
  for (int i = 0; i < 16; i++) {
    a[i] = 1e8 + ok_pre[i];
    b[i] = 1e8 + ok_post[i];
    c[i] = 1e8 + ok_fup[i];
    once[i] = 1;
  }
  a[16] = b[16] = 1;
  c[16] = NAN;
  once[16] = 1;
  const double *answers[] = {ok_pre, ok_post, ok_fup};
  const double *far[] = {a, b, c};
  pw_anova out = anova(answers, 3, NULL, 16);
  pw_anova away = anova(far, 3, once, 17);
  near(away.f, out.f, 1e-9);
  near(away.greenhouse, out.greenhouse, 1e-9);
  double twice[16], doubled[3][32];
  for (int i = 0; i < 16; i++) {
    twice[i] = 2;
    for (int j = 0; j < 3; j++) {
      doubled[j][i] = doubled[j][i + 16] = answers[j][i];
    }
  }
  const double *rows[] = {doubled[0], doubled[1], doubled[2]};
  pw_anova weighted = anova(answers, 3, twice, 16);
  pw_anova repeated = anova(rows, 3, NULL, 32);
  assert_true(weighted.f == repeated.f && weighted.huynh == repeated.huynh);
}

static void what_does_not_exist_is_nan(void **state) {
  (void)state;
  const double up[] = {1, 2, 3}, more[] = {2, 3, 4};
  const double *answers[] = {up, more};
  pw_anova alike = anova(answers, 2, NULL, 3);
  assert_true(alike.n == 3 && isnan(alike.f) && isnan(alike.greenhouse));
  pw_anova one = anova(answers, 2, NULL, 1);
  assert_true(one.n == 1 && isnan(one.f) && isnan(one.df_error));
  assert_true(anova(answers, 2, NULL, 0).n == 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(obrien_kaiser_gives_its_values),
    cmocka_unit_test(two_waves_are_the_paired_t_squared),
    cmocka_unit_test(weights_offsets_and_missing_answers),
    cmocka_unit_test(what_does_not_exist_is_nan),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
