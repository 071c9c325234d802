#include "cmocka_all.h"

#include <math.h>

#include "change/rank_pace.h"

enum { PERIOD = 100003, MANY = 2 };

static void cosines_are_followed_without_drifting(void **state) {
  (void)state;
  pw_rank_pace paces[MANY] = {pw_rank_pace_of(3, 200, 0.5, PERIOD),
                              pw_rank_pace_of(41234, 90, 0.3, PERIOD)};
  for (uint64_t j = 1; j <= PERIOD / 2; j++) {
    pw_rank_pace_step(paces, MANY, j, PERIOD);
    for (size_t i = 0; i < MANY; i++) {
      double wanted = cos(pw_rank_angle(paces[i].score, j, PERIOD));
      assert_true(fabs(paces[i].now - wanted) < 1e-8);
    }
  }
}

/* log |1 - q + q exp(i angle)|^count. */
static double log_size(double count, double q, double angle) {
  return count / 2 * log1p(-2 * q * (1 - q) * (1 - cos(angle)));
}

static void only_what_is_nothing_is_ruled_out(void **state) {
  (void)state;
  pw_rank_pace pace = pw_rank_pace_of(7, 300, 0.4, PERIOD);
  double left = 0;
  for (uint64_t j = 1; j <= PERIOD; j++) {
    double size = log_size(300, 0.4, pw_rank_angle(7, j, PERIOD));
    int alive = pw_rank_pace_step(&pace, 1, j, PERIOD);
    left += alive;
    if (!alive) assert_true(size < PW_RANK_LEAST_LOG);
    if (size > PW_RANK_LEAST_LOG) assert_true(alive);
  }
  assert_true(left < PERIOD / 2.0);
}

static void the_share_left_is_known(void **state) {
  (void)state;
  const pw_rank_run one[] = {{7, 300}}, loose[] = {{1, 1}, {2, 1}};
  pw_rank_pace pace = pw_rank_pace_of(7, 300, 0.5, PERIOD);
  double left = 0;
  for (uint64_t j = 1; j <= PERIOD; j++) {
    left += pw_rank_pace_step(&pace, 1, j, PERIOD);
  }
  assert_true(fabs(pw_rank_share_left(one, 1) - left / PERIOD) < 1e-3);
  assert_true(pw_rank_share_left(loose, 2) > 0.99);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(cosines_are_followed_without_drifting),
    cmocka_unit_test(only_what_is_nothing_is_ruled_out),
    cmocka_unit_test(the_share_left_is_known),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
