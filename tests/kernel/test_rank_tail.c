#include "cmocka_all.h"
#include "stopping.h"

#include <math.h>

#include "change/rank_tail.h"

/* A generator of its own, so that the cases are the same everywhere. */
static unsigned long seed = 1;
static double pick(double most) {
  seed = (seed * 1103515245u + 12345u) & 0x7fffffffu;
  return floor((double)seed / 0x80000000u * most);
}

static double by(pw_status (*way)(const pw_rank_run *, size_t, double,
                                  pw_alloc *, const pw_stop *, double *,
                                  pw_error *),
                 const pw_rank_run *runs, size_t n, double limit) {
  pw_alloc alloc = pw_alloc_unlimited();
  double tail = -1;
  assert_int_equal(way(runs, n, limit, &alloc, NULL, &tail, NULL), PW_OK);
  assert_int_equal(alloc.in_use, 0);
  return tail;
}

/* Every pattern of gains, one by one. */
static double brute(const pw_rank_run *runs, size_t n, double limit) {
  double scores[16];
  size_t m = 0;
  for (size_t i = 0; i < n; i++) {
    for (double k = 0; k < runs[i].count; k++) scores[m++] = runs[i].score;
  }
  double found = 0;
  for (unsigned long set = 0; set < 1ul << m; set++) {
    double sum = 0;
    for (size_t i = 0; i < m; i++) sum += set >> i & 1 ? scores[i] : 0;
    found += sum <= limit;
  }
  return ldexp(found, -(int)m);
}

static void close_to(double found, double wanted) {
  assert_true(fabs(found - wanted) <= 1e-10 * wanted);
}

static void both_ways_equal_brute_force(void **state) {
  (void)state;
  for (int round = 0; round < 300; round++) {
    pw_rank_run runs[4];
    size_t n = 1 + (size_t)pick(4);
    double largest = 0;
    for (size_t i = 0; i < n; i++) {
      runs[i].score = 1 + pick(12);
      runs[i].count = 1 + pick(4);
      largest += runs[i].score * runs[i].count;
    }
    double limit = pick(largest / 2 + 1);
    double wanted = brute(runs, n, limit);
    close_to(by(pw_rank_tail_by_shifts, runs, n, limit), wanted);
    close_to(by(pw_rank_tail_by_inversion, runs, n, limit), wanted);
  }
}

/* Far out in the tail too, where a plain inversion would have no digit left. */
static void the_ways_agree_on_larger_sets(void **state) {
  (void)state;
  for (int round = 0; round < 60; round++) {
    pw_rank_run runs[12];
    size_t n = 1 + (size_t)pick(12);
    double below = pick(30);
    double largest = 0;
    for (size_t i = 0; i < n; i++) {
      runs[i].count = 1 + pick(30);
      runs[i].score = 2 * below + runs[i].count + 1;
      below += runs[i].count;
      largest += runs[i].score * runs[i].count;
    }
    double limit = floor(largest / 2 * (double)(1 + round % 10) / 10);
    close_to(by(pw_rank_tail_by_inversion, runs, n, limit),
             by(pw_rank_tail_by_shifts, runs, n, limit));
  }
}

static void no_gain_has_one_pattern(void **state) {
  (void)state;
  pw_rank_run runs[] = {{3, 10}, {8, 20}};
  assert_true(by(pw_rank_tail_by_inversion, runs, 2, 0) == ldexp(1, -30));
  assert_true(by(pw_rank_tail, runs, 2, 0) == ldexp(1, -30));
}

/* Fifteen ties among 3,000: the inversion is affordable, shifts are not. */
static void the_cheaper_way_is_known(void **state) {
  (void)state;
  pw_rank_run runs[15];
  for (size_t i = 0; i < 15; i++) {
    runs[i].count = 200;
    runs[i].score = 400 * (double)i + 201;
  }
  assert_true(pw_rank_tail_work(runs, 15, 4e6) < 2e8);
  double tail = by(pw_rank_tail, runs, 15, 4400000);
  /* The normal approximation is near: mean 4500750, variance as below. */
  double variance = 0;
  for (size_t i = 0; i < 15; i++) {
    variance += runs[i].count * runs[i].score * runs[i].score / 4;
  }
  double z = (4400000.5 - 4501500) / sqrt(variance);
  assert_true(fabs(tail - erfc(-z / sqrt(2)) / 2) < 1e-3);
}

static void it_stops_and_fails_cleanly(void **state) {
  (void)state;
  pw_rank_run runs[15];
  for (size_t i = 0; i < 15; i++) {
    runs[i].count = 200;
    runs[i].score = 400 * (double)i + 201;
  }
  pw_stop stop = {stop_at_once, NULL};
  pw_alloc alloc = pw_alloc_unlimited();
  double tail;
  assert_int_equal(
    pw_rank_tail_by_inversion(runs, 15, 4e6, &alloc, &stop, &tail, NULL),
    PW_STOPPED);
  assert_int_equal(
    pw_rank_tail_by_shifts(runs, 15, 4e3, &alloc, &stop, &tail, NULL),
    PW_STOPPED);
  alloc.fail_after = 0;
  assert_int_equal(
    pw_rank_tail_by_inversion(runs, 15, 4e6, &alloc, NULL, &tail, NULL),
    PW_MEMORY);
  assert_int_equal(
    pw_rank_tail_by_shifts(runs, 15, 4e3, &alloc, NULL, &tail, NULL),
    PW_MEMORY);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(both_ways_equal_brute_force),
    cmocka_unit_test(the_ways_agree_on_larger_sets),
    cmocka_unit_test(no_gain_has_one_pattern),
    cmocka_unit_test(the_cheaper_way_is_known),
    cmocka_unit_test(it_stops_and_fails_cleanly),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
