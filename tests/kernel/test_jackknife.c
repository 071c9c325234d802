#include "cmocka_all.h"

#include <math.h>

#include "change/jackknife.h"
#include "change/signed_rank.h"

#define MOST 40

typedef struct {
  double positive, negative; /* sums of ranks */
} ranks;

/* Of the changes that `counts` leaves in. */
static ranks ranks_of(const double *change, const double *counts, size_t n,
                      pw_zeros zeros) {
  double none[MOST] = {0};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_sizes sizes;
  pw_signed_rank rank;
  pw_tally_pairs(&tally, &alloc, none, change, counts, n, NULL);
  pw_sizes_of(&tally, &alloc, &sizes, NULL);
  pw_signed_rank_of(&sizes, zeros, 0, &alloc, NULL, &rank, NULL);
  pw_sizes_free(&sizes);
  pw_tally_free(&tally);
  ranks out = {rank.positive, rank.negative};
  return out;
}

/* The jackknife written out: both U statistics anew without each person, their
 * pseudovalues, the covariance of their means and the ratio's variance. */
static double written_out(const double *change, size_t n, pw_zeros zeros) {
  double counts[MOST], a[MOST], b[MOST], mean_a = 0, mean_b = 0;
  double aa = 0, ab = 0, bb = 0, people = (double)n;
  double pairs = people * (people + 1) / 2, fewer = people * (people - 1) / 2;
  for (size_t i = 0; i < n; i++) counts[i] = 1;
  ranks all = ranks_of(change, counts, n, zeros);
  double first = (all.positive - all.negative) / pairs;
  double second = (all.positive + all.negative) / pairs;
  for (size_t i = 0; i < n; i++) {
    counts[i] = 0;
    ranks left = ranks_of(change, counts, n, zeros);
    counts[i] = 1;
    a[i] = people * first -
      (people - 1) * (left.positive - left.negative) / fewer;
    b[i] = people * second -
      (people - 1) * (left.positive + left.negative) / fewer;
    mean_a += a[i] / people;
    mean_b += b[i] / people;
  }
  for (size_t i = 0; i < n; i++) {
    aa += (a[i] - mean_a) * (a[i] - mean_a) / people / (people - 1);
    ab += (a[i] - mean_a) * (b[i] - mean_b) / people / (people - 1);
    bb += (b[i] - mean_b) * (b[i] - mean_b) / people / (people - 1);
  }
  double r = first / second;
  return sqrt(fmax(0, aa - 2 * r * ab + r * r * bb)) / second;
}

static double found(const double *change, size_t n, pw_zeros zeros) {
  double none[MOST] = {0};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_sizes sizes;
  pw_tally_pairs(&tally, &alloc, none, change, NULL, n, NULL);
  pw_sizes_of(&tally, &alloc, &sizes, NULL);
  double error = pw_rank_biserial_error(&sizes, zeros);
  pw_sizes_free(&sizes);
  pw_tally_free(&tally);
  return error;
}

static void it_is_the_jackknife_written_out(void **state) {
  (void)state;
  uint32_t seed = 7;
  for (int set = 0; set < 300; set++) {
    double change[MOST];
    size_t n = 3 + (size_t)set % (MOST - 3);
    int spread = 1 + set % 9; /* few sizes, many ties; or few ties */
    for (size_t i = 0; i < n; i++) {
      seed = seed * 1664525u + 1013904223u;
      change[i] = (double)(int)((seed >> 8) % (uint32_t)(3 * spread)) - spread;
    }
    for (int zeros = 0; zeros < 2; zeros++) {
      double wanted = written_out(change, n, (pw_zeros)zeros);
      double got = found(change, n, (pw_zeros)zeros);
      if (isnan(wanted)) assert_true(isnan(got));
      else assert_true(fabs(got - wanted) < 1e-7);
    }
  }
}

static void nobody_who_changed_has_no_error(void **state) {
  (void)state;
  const double none[] = {0, 0, 0}, one[] = {0, 2, 0}, alike[] = {1, 2, 2};
  for (int zeros = 0; zeros < 2; zeros++) {
    assert_true(isnan(found(none, 3, (pw_zeros)zeros)));
    assert_true(isnan(found(none, 0, (pw_zeros)zeros)));
    assert_true(isnan(found(alike, 1, (pw_zeros)zeros)));
    assert_true(found(one, 3, (pw_zeros)zeros) == 0);
    assert_true(found(alike, 3, (pw_zeros)zeros) == 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(it_is_the_jackknife_written_out),
    cmocka_unit_test(nobody_who_changed_has_no_error),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
