#include "cmocka_all.h"

#include <math.h>

#include "change/effects.h"

static void formulas_are_those_of_their_papers(void **state) {
  (void)state;
  /* n 4; change 2; SDs 3, 4, 5; r 0; 3 improved, 1 worse; ranks 9 and 1. */
  const pw_effect_basis basis = {4, 2, 3, 4, 5, 0, 3, 1, 9, 1};
  double to[PW_EFFECTS];
  pw_effects_of(&basis, to);
  assert_true(to[PW_EFFECT_CHANGE] == 2 && to[PW_EFFECT_D_Z] == (double)0.4);
  assert_true(fabs(to[PW_EFFECT_D_AV] - 2 / sqrt(12.5)) < 1e-15);
  assert_true(fabs(to[PW_EFFECT_D_RM] - 0.4 * sqrt(2)) < 1e-15);
  assert_true(fabs(to[PW_EFFECT_D_B] - 2.0 / 3) < 1e-15);
  assert_true(to[PW_EFFECT_SUPERIORITY] == 0.75);
  assert_true(to[PW_EFFECT_RANK_BISERIAL] == (double)0.8 &&
              to[PW_EFFECT_R] == 0);
  assert_true(to[PW_EFFECT_SD_CHANGE] == 5);
}

static void what_does_not_exist_is_nan(void **state) {
  (void)state;
  const pw_effect_basis nobody = {0, NAN, NAN, NAN, NAN, NAN, 0, 0, 0, 0};
  const pw_effect_basis one = {1, 2, NAN, NAN, NAN, NAN, 1, 0, 0, 0};
  const pw_effect_basis flat = {3, 1, 0, 2, 2, 0, 3, 0, 6, 0};
  double to[PW_EFFECTS];
  pw_effects_of(&nobody, to);
  for (int k = 0; k < PW_EFFECTS; k++) assert_true(isnan(to[k]));
  pw_effects_of(&one, to);
  assert_true(to[PW_EFFECT_CHANGE] == 2 && to[PW_EFFECT_SUPERIORITY] == 1);
  assert_true(isnan(to[PW_EFFECT_D_AV]) && isnan(to[PW_EFFECT_RANK_BISERIAL]));
  pw_effects_of(&flat, to);
  assert_true(isnan(to[PW_EFFECT_R]) && isnan(to[PW_EFFECT_D_B]) &&
              isnan(to[PW_EFFECT_D_RM]) && to[PW_EFFECT_D_Z] == 0.5);
}

/* A covariance can come out a rounding error above the product of the SDs. */
static void a_correlation_is_at_most_1(void **state) {
  (void)state;
  const pw_effect_basis basis = {5, 2, 1, 1, 1, 1 + 1e-15, 5, 0, 15, 0};
  double to[PW_EFFECTS];
  pw_effects_of(&basis, to);
  assert_true(to[PW_EFFECT_R] == 1 && to[PW_EFFECT_D_RM] == 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(formulas_are_those_of_their_papers),
    cmocka_unit_test(what_does_not_exist_is_nan),
    cmocka_unit_test(a_correlation_is_at_most_1),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
