#include "cmocka_all.h"

#include <math.h>

#include "change/satterthwaite.h"

static const double sigma[3][3] = {{4, 2, 1}, {2, 3, 1.5}, {1, 1.5, 5}};

static double df_of(const pw_missing_group *groups, size_t length, size_t from,
                    size_t to) {
  pw_mixed_model m = {0};
  pw_information f;
  m.k = 3;
  m.groups = groups;
  m.length = length;
  for (size_t i = 0; i < 3; i++) {
    for (size_t j = 0; j < 3; j++) m.sigma[i][j] = sigma[i][j];
  }
  assert_true(pw_mixed_means(&m));
  assert_true(pw_mixed_inform(&m, &f));
  assert_int_equal(f.n, 6);
  double variance = m.cov_mean[from][from] + m.cov_mean[to][to] -
    2 * m.cov_mean[from][to];
  return pw_mixed_satterthwaite(&m, &f, from, to, variance);
}

/* A sample variance of n has n - 1 (Wishart's distribution). */
static void complete_answers_have_n_less_1(void **state) {
  (void)state;
  const pw_missing_group all = {7, 12, {0}, {{0}}};
  for (size_t i = 0; i < 3; i++) {
    for (size_t j = i + 1; j < 3; j++) {
      assert_true(fabs(df_of(&all, 1, i, j) - 11) < 1e-9);
    }
  }
}

static void lost_answers_lie_between(void **state) {
  (void)state;
  const pw_missing_group groups[] = {{7, 12, {0}, {{0}}}, {3, 8, {0}, {{0}}}};
  double kept = df_of(groups, 2, 0, 1), lost = df_of(groups, 2, 0, 2);
  assert_true(fabs(kept - 19) < 1e-9);
  assert_true(lost > 11 && lost < 19);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(complete_answers_have_n_less_1),
    cmocka_unit_test(lost_answers_lie_between),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
