#include "cmocka_all.h"

#include <math.h>

#include "change/sample.h"

static pw_sample sample(const double *const *answers, size_t waves,
                        const double *counts, size_t n, size_t wave) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_sample out;
  assert_int_equal(
    pw_tally_waves(&tally, &alloc, answers, waves, counts, n, NULL), PW_OK);
  pw_sample_of(&tally, wave, &out);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
  return out;
}

static void everyone_in_the_wave_counts(void **state) {
  (void)state;
  const double a[] = {1, NAN, 4, NAN}, b[] = {NAN, 2, 6, NAN};
  const double *answers[] = {a, b};
  pw_sample before = sample(answers, 2, NULL, 4, 0);
  pw_sample after = sample(answers, 2, NULL, 4, 1);
  assert_true(before.n == 2 && before.mean == 2.5);
  assert_true(fabs(before.sd - sqrt(4.5)) < 1e-15);
  assert_true(after.n == 2 && after.mean == 4);
}

static void a_count_is_so_many_people(void **state) {
  (void)state;
  const double a[] = {1, 2, NAN}, counts[] = {2, 3, 9};
  const double as[] = {1, 1, 2, 2, 2};
  const double *some[] = {a}, *rows[] = {as};
  pw_sample counted = sample(some, 1, counts, 3, 0);
  pw_sample repeated = sample(rows, 1, NULL, 5, 0);
  assert_true(counted.n == 5 && counted.mean == repeated.mean);
  assert_true(counted.sd == repeated.sd);
}

static void large_offsets_keep_their_spread(void **state) {
  (void)state;
  enum { N = 1001 };
  static double x[N];
  x[0] = 10000000.2;
  for (int i = 1; i < N; i++) x[i] = i % 2 ? 10000000.1 : 10000000.3;
  const double *answers[] = {x};
  assert_true(fabs(sample(answers, 1, NULL, N, 0).sd - 0.1) < 1e-8);
}

static void too_few_have_no_spread(void **state) {
  (void)state;
  const double x[] = {3.3 - 0.3, 3}, none[] = {NAN, NAN};
  const double *answers[] = {x, none};
  assert_true(sample(answers, 2, NULL, 2, 0).sd == 0);
  pw_sample one = sample(answers, 2, NULL, 1, 0);
  assert_true(one.n == 1 && isnan(one.sd));
  pw_sample empty = sample(answers, 2, NULL, 2, 1);
  assert_true(empty.n == 0 && isnan(empty.mean) && isnan(empty.sd));
}

/* 1, 1, 2 and 4 thirds. */
static void sums_are_enough(void **state) {
  (void)state;
  const double x[] = {1.0 / 3, 1.0 / 3, 2.0 / 3, 4.0 / 3}, *answers[] = {x};
  pw_sample rows = sample(answers, 1, NULL, 4, 0), sums;
  pw_sample_of_sums(4, 8, 22, 1, 3, &sums);
  assert_true(sums.n == 4 && fabs(sums.mean - rows.mean) < 1e-15);
  assert_true(fabs(sums.sd - rows.sd) < 1e-15);
  pw_sample_of_sums(1, 2, 4, 1, 1, &sums);
  assert_true(sums.mean == 2 && isnan(sums.sd));
  pw_sample_of_sums(0, 0, 0, 1, 1, &sums);
  assert_true(isnan(sums.mean) && isnan(sums.sd));
  pw_sample_of_sums(5, NAN, NAN, 1, 1, &sums);
  assert_true(sums.n == 5 && isnan(sums.mean) && isnan(sums.sd));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(everyone_in_the_wave_counts),
    cmocka_unit_test(a_count_is_so_many_people),
    cmocka_unit_test(large_offsets_keep_their_spread),
    cmocka_unit_test(too_few_have_no_spread),
    cmocka_unit_test(sums_are_enough),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
