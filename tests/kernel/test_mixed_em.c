#include "cmocka_all.h"
#include "stopping.h"

#include <math.h>
#include <string.h>

#include "change/mixed_em.h"

/* Some answered both waves, some the first and some the second one only. */
static const pw_missing_group groups[] = {
  {3, 8, {1, 2}, {{30, 12}, {12, 40}}},
  {1, 4, {-1, 0}, {{20}}},
  {2, 5, {0, 1}, {{0}, {0, 25}}},
};

static pw_mixed_model apart(void) {
  pw_mixed_model m = {0};
  m.k = 2;
  m.groups = groups;
  m.length = 3;
  m.sigma[0][0] = m.sigma[1][1] = 5;
  return m;
}

static void no_step_goes_down(void **state) {
  (void)state;
  pw_mixed_model m = apart();
  pw_mixed_outcome outcome;
  double before, after;
  for (int step = 0; step < 30; step++) {
    assert_true(pw_mixed_height(&m, &before));
    pw_mixed_climb(&m, 17, 1, NULL, &outcome, NULL);
    assert_int_equal(outcome, PW_MIXED_UNSETTLED);
    assert_true(pw_mixed_height(&m, &after));
    assert_true(after >= before - 1e-12);
  }
}

/* Wherever one goes from there it is down. */
static void it_settles_at_a_top(void **state) {
  (void)state;
  pw_mixed_model m = apart();
  pw_mixed_outcome outcome;
  double top, height;
  pw_mixed_climb(&m, 17, 5000, NULL, &outcome, NULL);
  assert_int_equal(outcome, PW_MIXED_ITERATED);
  assert_true(pw_mixed_height(&m, &top));
  for (int i = 0; i < 6; i++) {
    pw_mixed_model near = m;
    double by = i % 2 == 0 ? 1e-3 : -1e-3;
    if (i < 4) near.sigma[i / 2][i / 2] += by;
    if (i >= 4) near.sigma[0][1] = near.sigma[1][0] = m.sigma[0][1] + by;
    assert_true(pw_mixed_height(&near, &height));
    assert_true(height < top);
  }
}

static void it_says_where_it_can_not_go_on(void **state) {
  (void)state;
  pw_mixed_model m = apart();
  pw_mixed_outcome outcome;
  pw_stop stop = {stop_at_once, NULL};
  memset(m.sigma, 0, sizeof m.sigma);
  pw_mixed_climb(&m, 17, 5000, NULL, &outcome, NULL);
  assert_int_equal(outcome, PW_MIXED_SINGULAR);
  m = apart();
  m.sigma[0][1] = m.sigma[1][0] = 4.999;
  pw_status status = pw_mixed_climb(&m, 17, 5000, &stop, &outcome, NULL);
  assert_true(status == PW_STOPPED || outcome == PW_MIXED_ITERATED);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(no_step_goes_down),
    cmocka_unit_test(it_settles_at_a_top),
    cmocka_unit_test(it_says_where_it_can_not_go_on),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
