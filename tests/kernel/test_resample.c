#include "cmocka_all.h"
#include "drawing.h"
#include "stopping.h"

#include <math.h>

#include "change/resample.h"

enum { N = 12, TIMES = 4000 };
static const double before[N] = {1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6, 7};
static const double after[N] = {2, 2, 4, 3, 5, 4, 4, 7, 5, 6, 5, 9};

static pw_status resample(pw_draw draw, uint64_t seed, const pw_stop *stop,
                          long fail_after, double *values) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_sizes sizes;
  pw_recount recount;
  pw_random random = {uniform, binomial, &seed};
  pw_tally_pairs(&tally, &alloc, before, after, NULL, N, NULL);
  pw_sizes_of(&tally, &alloc, &sizes, NULL);
  assert_int_equal(
    pw_recount_of(&tally, &sizes, PW_ZEROS_PRATT, &alloc, &recount, NULL),
    PW_OK);
  pw_sizes_free(&sizes);
  alloc.fail_after = fail_after;
  pw_status status =
    pw_resample(&recount, TIMES, draw, &random, stop, values, NULL);
  pw_recount_free(&recount);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
  return status;
}

/* The bootstrap of a mean has the mean itself and its variance with n. */
static void both_ways_draw_the_same_distribution(void **state) {
  (void)state;
  static double values[PW_EFFECTS * TIMES];
  double true_mean = 0, true_variance = 0;
  for (int i = 0; i < N; i++) true_mean += (after[i] - before[i]) / N;
  for (int i = 0; i < N; i++) {
    true_variance += pow(after[i] - before[i] - true_mean, 2) / N / N;
  }
  for (int draw = PW_DRAW_PEOPLE; draw <= PW_DRAW_PATTERNS; draw++) {
    assert_int_equal(
      resample((pw_draw)draw, 88172645463325252u, NULL, -1, values), PW_OK);
    double mean = 0, variance = 0;
    for (int k = 0; k < TIMES; k++) mean += values[k] / TIMES;
    for (int k = 0; k < TIMES; k++)
      variance += pow(values[k] - mean, 2) / TIMES;
    assert_true(fabs(mean - true_mean) < 4 * sqrt(true_variance / TIMES));
    assert_true(fabs(variance / true_variance - 1) < 0.1);
  }
}

static void a_seed_gives_the_same_numbers(void **state) {
  (void)state;
  static double one[PW_EFFECTS * TIMES], two[PW_EFFECTS * TIMES];
  resample(PW_DRAW_CHEAPER, 7, NULL, -1, one);
  resample(PW_DRAW_PEOPLE, 7, NULL, -1, two);
  for (int k = 0; k < TIMES; k++) assert_true(one[k] == two[k]);
  resample(PW_DRAW_PEOPLE, 8, NULL, -1, two);
  int other = 0;
  for (int k = 0; k < TIMES; k++) other += one[k] != two[k];
  assert_true(other > TIMES / 2);
}

static void it_stops_and_fails_cleanly(void **state) {
  (void)state;
  static double values[PW_EFFECTS * TIMES];
  pw_stop stop = {stop_at_once, NULL};
  assert_int_equal(resample(PW_DRAW_CHEAPER, 7, &stop, -1, values), PW_STOPPED);
  assert_int_equal(resample(PW_DRAW_PEOPLE, 7, NULL, 0, values), PW_MEMORY);
  assert_int_equal(resample(PW_DRAW_PEOPLE, 7, NULL, 1, values), PW_MEMORY);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(both_ways_draw_the_same_distribution),
    cmocka_unit_test(a_seed_gives_the_same_numbers),
    cmocka_unit_test(it_stops_and_fails_cleanly),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
