#include "cmocka_all.h"

#include <math.h>

#include "change/mixed_model.h"

static pw_mixed_model known(const pw_missing_group *groups, size_t length) {
  pw_mixed_model m = {0};
  const double sigma[3][3] = {{4, 2, 1}, {2, 3, 1.5}, {1, 1.5, 5}};
  m.k = 3;
  m.groups = groups;
  m.length = length;
  for (size_t i = 0; i < 3; i++) {
    for (size_t j = 0; j < 3; j++) m.sigma[i][j] = sigma[i][j];
  }
  return m;
}

static void a_precision_inverts_the_answered_block(void **state) {
  (void)state;
  pw_mixed_model m = known(NULL, 0);
  pw_square w, one;
  assert_true(pw_mixed_precision(&m, 5, w));
  assert_true(w[1][1] == 0 && w[0][1] == 0);
  pw_mixed_multiply(3, m.sigma, w, one);
  assert_true(fabs(one[0][0] - 1) < 1e-14 && fabs(one[0][2]) < 1e-14);
  assert_true(fabs(one[2][2] - 1) < 1e-14);
  m.sigma[0][0] = 0;
  assert_false(pw_mixed_precision(&m, 1, w));
}

static void means_of_everyone_are_plain(void **state) {
  (void)state;
  pw_missing_group all = {7, 10, {1, 2, 3}, {{0}}};
  pw_mixed_model m = known(&all, 1);
  assert_true(pw_mixed_means(&m));
  for (size_t i = 0; i < 3; i++) {
    assert_true(fabs(m.mean[i] - (double)(i + 1)) < 1e-13);
    for (size_t j = 0; j < 3; j++) {
      assert_true(fabs(m.cov_mean[i][j] - m.sigma[i][j] / 10) < 1e-14);
    }
  }
}

/* Ten answered both waves and ten more the first one: the second mean moves by
 * the regression on how the first mean moves. */
static void those_with_one_answer_move_both_means(void **state) {
  (void)state;
  pw_missing_group groups[] = {{3, 10, {1, 2}, {{0}}}, {1, 10, {3}, {{0}}}};
  pw_mixed_model m = known(groups, 2);
  m.k = 2;
  assert_true(pw_mixed_means(&m));
  assert_true(fabs(m.mean[0] - 2) < 1e-13);
  assert_true(fabs(m.mean[1] - (2 + 2.0 / 4 * (2 - 1))) < 1e-13);
}

static void a_wave_that_nobody_answered_has_no_mean(void **state) {
  (void)state;
  pw_missing_group first = {1, 10, {1}, {{0}}};
  pw_mixed_model m = known(&first, 1);
  assert_false(pw_mixed_means(&m));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_precision_inverts_the_answered_block),
    cmocka_unit_test(means_of_everyone_are_plain),
    cmocka_unit_test(those_with_one_answer_move_both_means),
    cmocka_unit_test(a_wave_that_nobody_answered_has_no_mean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
