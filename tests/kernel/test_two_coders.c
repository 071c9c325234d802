#include "cmocka_all.h"

#include <math.h>

#include "text/two_coders.h"

static int near(double a, double b) { return fabs(a - b) < 5e-8; }

/* Cohen 1960, p. 45, and weighted by his disagreements of 1968. */
static void cohen(void **state) {
  (void)state;
  const double table[] = {88, 14, 18, 10, 40, 10, 2, 6, 12};
  const double v[] = {0, 1, 3, 1, 0, 6, 3, 6, 0};
  double weights[9], margins[12];
  for (int i = 0; i < 9; i++) weights[i] = 1 - v[i] / 6;
  pw_two_coders out = pw_two_coders_of(table, 3, NULL, margins);
  assert_true(out.n == 200 && near(out.percent, 0.7) && near(out.chance, 0.41));
  assert_true(near(out.kappa, 0.4915254));
  assert_true(near(out.se, 0.0510018) && near(out.se_null, 0.0519789));
  out = pw_two_coders_of(table, 3, weights, margins);
  assert_true(near(out.kappa, 0.3478261));
  assert_true(near(out.se, 0.0755040) && near(out.se_null, 0.0597200));
}

/* Fleiss, Cohen and Everitt 1969, table 1. */
static void fleiss_cohen_everitt(void **state) {
  (void)state;
  const double table[] = {106, 10, 4, 22, 28, 10, 2, 12, 6};
  const double weights[] = {1, 0, .4444, 0, 1, .6667, .4444, .6667, 1};
  double margins[12];
  pw_two_coders out = pw_two_coders_of(table, 3, NULL, margins);
  assert_true(near(out.kappa, 0.4285714));
  assert_true(near(out.se, 0.0537110) && near(out.se_null, 0.0555125));
  out = pw_two_coders_of(table, 3, weights, margins);
  assert_true(near(out.kappa, 0.5070700));
  assert_true(near(out.se, 0.0569939) && near(out.se_null, 0.0653359));
}

static void what_does_not_exist_is_nan(void **state) {
  (void)state;
  const double none[] = {0, 0, 0, 0}, one[] = {0, 0, 0, 9};
  double margins[8];
  pw_two_coders out = pw_two_coders_of(none, 2, NULL, margins);
  assert_true(out.n == 0 && isnan(out.percent) && isnan(out.kappa));
  out = pw_two_coders_of(one, 2, NULL, margins);
  assert_true(out.percent == 1 && out.chance == 1 && isnan(out.kappa));
  /* One coder never used it: nothing beyond chance. */
  const double never[] = {5, 0, 3, 0};
  out = pw_two_coders_of(never, 2, NULL, margins);
  assert_true(out.kappa == 0 && out.se == 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(cohen),
    cmocka_unit_test(fleiss_cohen_everitt),
    cmocka_unit_test(what_does_not_exist_is_nan),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
