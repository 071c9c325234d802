#include "cmocka_all.h"
#include "drawing.h"
#include "stopping.h"

#include <math.h>

#include "base/draw.h"

typedef struct {
  double sum[3], square[3];
  size_t draws;
} seen;

static void look(void *data, const uint32_t *counts, size_t replicate) {
  seen *all = data;
  assert_int_equal(replicate, all->draws);
  assert_int_equal(counts[0] + counts[1] + counts[2], 10);
  for (int i = 0; i < 3; i++) {
    all->sum[i] += counts[i];
    all->square[i] += (double)counts[i] * counts[i];
  }
  all->draws++;
}

/* Means n p and variances n p (1 - p) of a multinomial. */
static void both_ways_are_multinomial(void **state) {
  (void)state;
  const double count[] = {5, 2, 3};
  enum { TIMES = 20000 };
  for (int draw = PW_DRAW_CHEAPER; draw <= PW_DRAW_PATTERNS; draw++) {
    uint64_t seed = 88172645463325252u;
    pw_random random = {uniform, binomial, &seed};
    pw_alloc alloc = pw_alloc_unlimited();
    seen all = {{0}, {0}, 0};
    assert_int_equal(pw_draw_counts(count, 3, TIMES, (pw_draw)draw, &random,
                                    NULL, look, &all, &alloc, NULL),
                     PW_OK);
    assert_int_equal(alloc.in_use, 0);
    assert_int_equal(all.draws, TIMES);
    for (int i = 0; i < 3; i++) {
      double mean = all.sum[i] / TIMES, p = count[i] / 10;
      double variance = all.square[i] / TIMES - mean * mean;
      assert_true(fabs(mean - count[i]) < 5 * sqrt(10 * p * (1 - p) / TIMES));
      assert_true(fabs(variance / (10 * p * (1 - p)) - 1) < 0.06);
    }
  }
}

static void failures(void **state) {
  (void)state;
  const double count[] = {5, 2, 3}, many[] = {5e9};
  uint64_t seed = 1;
  pw_random random = {uniform, binomial, &seed};
  seen all = {{0}, {0}, 0};
  for (long k = 0; k < 2; k++) {
    pw_alloc alloc = pw_alloc_unlimited();
    alloc.fail_after = k;
    assert_int_equal(pw_draw_counts(count, 3, 1, PW_DRAW_PEOPLE, &random, NULL,
                                    look, &all, &alloc, NULL),
                     PW_MEMORY);
    assert_int_equal(alloc.in_use, 0);
  }
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stop stop = {stop_at_once, NULL};
  assert_int_equal(pw_draw_counts(count, 3, 1, PW_DRAW_PEOPLE, &random, &stop,
                                  look, &all, &alloc, NULL),
                   PW_STOPPED);
  assert_int_equal(pw_draw_counts(many, 1, 1, PW_DRAW_PEOPLE, &random, NULL,
                                  look, &all, &alloc, NULL),
                   PW_RANGE);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(both_ways_are_multinomial),
    cmocka_unit_test(failures),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
