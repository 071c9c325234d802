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
  double spread[PW_MIXED_PARAMETERS][PW_MIXED_PARAMETERS];
  pw_mixed_spread(&m, &f, spread);
  double variance = 0, varies = 0, l[3] = {0}, times[6];
  l[from] = -1;
  l[to] = 1;
  for (size_t a = 0; a < 6; a++) {
    times[a] = l[f.row[a]] * l[f.column[a]] * (f.row[a] == f.column[a] ? 1 : 2);
    variance += times[a] * m.cov_mean[f.row[a]][f.column[a]];
  }
  for (size_t a = 0; a < 6; a++) {
    for (size_t b = 0; b < 6; b++) varies += times[a] * times[b] * spread[a][b];
  }
  return 2 * variance * variance / varies;
}

/* Answers of n people whose products are so many times sigma. */
static pw_missing_group people(unsigned waves, double n, double times) {
  pw_missing_group group = {waves, n, {0}, {{0}}};
  for (size_t i = 0; i < 3; i++) {
    for (size_t j = 0; j < 3; j++) {
      if ((waves >> i & 1) && (waves >> j & 1)) {
        group.products[i][j] = times * sigma[i][j];
      }
    }
  }
  return group;
}

/* A sample variance of n has n - 1 (Wishart's distribution). */
static void complete_answers_have_n_less_1(void **state) {
  (void)state;
  const pw_missing_group all = people(7, 12, 11);
  for (size_t i = 0; i < 3; i++) {
    for (size_t j = i + 1; j < 3; j++) {
      assert_true(fabs(df_of(&all, 1, i, j) - 11) < 1e-9);
    }
  }
}

static void lost_answers_lie_between(void **state) {
  (void)state;
  pw_missing_group groups[] = {people(7, 12, 11.4), people(3, 8, 7.6)};
  /* What the last wave has beside the others, 4.25, of 11 degrees. */
  groups[0].products[2][2] -= 0.4 * 4.25;
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
