#include "cmocka_all.h"

#include <math.h>

#include "change/mixed_order.h"

static void near(double found, double wanted) {
  assert_true(fabs(found - wanted) <= 1e-12 * fmax(1, fabs(wanted)));
}

/* Eleven people who answered all: 10 times their covariances. */
static const pw_missing_group everyone = {
  7, 11, {0}, {{40, 20, 10}, {20, 30, 15}, {10, 15, 50}}};

static void of_everyone_every_order_is_the_covariance(void **state) {
  (void)state;
  static const size_t orders[][3] = {{0, 1, 2}, {2, 0, 1}, {1, 2, 0}};
  for (size_t o = 0; o < 3; o++) {
    pw_mixed_model m = {0};
    m.k = 3;
    m.groups = &everyone;
    m.length = 1;
    assert_true(pw_mixed_in_order(&m, orders[o], 0));
    for (size_t i = 0; i < 3; i++) {
      for (size_t j = 0; j < 3; j++) {
        near(m.sigma[i][j], everyone.products[i][j] / 10);
      }
    }
  }
}

/* Ten more answered the first wave only, with a sum of squares of 90 about 0:
 * its variance is (40 + 90) / 20, and the second wave's follows by the slope of
 * 1/2, with (30 - 10) / 10 of its own. */
static void the_lost_change_what_follows(void **state) {
  (void)state;
  const pw_missing_group groups[] = {everyone, {1, 10, {0}, {{90}}}};
  static const size_t order[] = {0, 1};
  pw_mixed_model m = {0};
  m.k = 2;
  m.groups = groups;
  m.length = 2;
  assert_true(pw_mixed_in_order(&m, order, 0));
  near(m.sigma[0][0], 6.5);
  near(m.sigma[0][1], 3.25);
  near(m.sigma[1][1], 2 + 3.25 / 2);
}

static void a_wave_without_its_own_keeps_the_least(void **state) {
  (void)state;
  const pw_missing_group line = {3, 11, {0}, {{40, 80}, {80, 160}}};
  static const size_t order[] = {1, 0};
  pw_mixed_model m = {0};
  m.k = 2;
  m.groups = &line;
  m.length = 1;
  assert_false(pw_mixed_in_order(&m, order, 0));
  assert_true(pw_mixed_in_order(&m, order, 0.01));
  near(m.sigma[0][0], 4 + 0.04);
  near(m.sigma[0][1], 8);
}

static void one_person_has_no_regression(void **state) {
  (void)state;
  const pw_missing_group one = {3, 1, {0}, {{0}}};
  static const size_t order[] = {0, 1};
  pw_mixed_model m = {0};
  m.k = 2;
  m.groups = &one;
  m.length = 1;
  assert_false(pw_mixed_in_order(&m, order, 0.01));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(of_everyone_every_order_is_the_covariance),
    cmocka_unit_test(the_lost_change_what_follows),
    cmocka_unit_test(a_wave_without_its_own_keeps_the_least),
    cmocka_unit_test(one_person_has_no_regression),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
