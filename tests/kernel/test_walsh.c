#include "cmocka_all.h"

#include <math.h>
#include <stdlib.h>

#include "change/walsh.h"

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a;
  double y = *(const double *)b;
  return (x > y) - (x < y);
}

static unsigned long seed = 7;
static double pick(double most) {
  seed = (seed * 1103515245u + 12345u) & 0x7fffffffu;
  return floor((double)seed / 0x80000000u * most);
}

/* Every order statistic against all averages sorted. */
static void equals_all_averages_sorted(void **state) {
  (void)state;
  for (int round = 0; round < 100; round++) {
    double before[12], after[12], d[12], all[78], ranks[78], found[78], n;
    size_t m = 1 + (size_t)pick(12);
    size_t kept = 0;
    pw_zeros zeros = round % 2 ? PW_ZEROS_PRATT : PW_ZEROS_WILCOXON;
    for (size_t i = 0; i < m; i++) {
      before[i] = pick(5);
      after[i] = pick(5) + (round % 3 ? 0 : pick(100) / 7);
      double change = after[i] - before[i];
      if (change != 0 || zeros == PW_ZEROS_PRATT) d[kept++] = change;
    }
    size_t many = 0;
    for (size_t i = 0; i < kept; i++) {
      for (size_t j = i; j < kept; j++) all[many++] = (d[i] + d[j]) / 2;
    }
    qsort(all, many, sizeof *all, ascending);
    for (size_t k = 0; k < many; k++) ranks[k] = (double)(k + 1);
    pw_alloc alloc = pw_alloc_unlimited();
    pw_tally tally;
    pw_sizes sizes;
    pw_tally_pairs(&tally, &alloc, before, after, NULL, m, NULL);
    pw_sizes_of(&tally, &alloc, &sizes, NULL);
    assert_int_equal(
      pw_walsh_of(&sizes, zeros, &alloc, ranks, many, found, &n, NULL), PW_OK);
    assert_true(n == (double)kept);
    for (size_t k = 0; k < many; k++)
      assert_true(fabs(found[k] - all[k]) < 1e-9);
    pw_sizes_free(&sizes);
    pw_tally_free(&tally);
    assert_int_equal(alloc.in_use, 0);
  }
}

/* So many that the search has to narrow them down: without ties, and whole
 * numbers, each average of which belongs to thousands of pairs. */
static void many_averages_are_found_by_their_rank(void **state) {
  (void)state;
  enum { N = 3000, SOME = 7 };
  static double zero[N], d[N], all[(size_t)N * (N + 1) / 2];
  for (int whole = 0; whole < 2; whole++) {
    for (int i = 0; i < N; i++) {
      d[i] = whole ? 7.0 * i : 20 * log((1 + pick(1e7)) / 1e7) + i / 1e6;
    }
    size_t many = 0;
    for (int i = 0; i < N; i++) {
      for (int j = i; j < N; j++) all[many++] = (d[i] + d[j]) / 2;
    }
    qsort(all, many, sizeof *all, ascending);
    double most = (double)many;
    const double ranks[SOME] = {1,        2,   most / 4, most / 2, most / 2 + 1,
                                most - 5, most};
    double found[SOME], n;
    pw_alloc alloc = pw_alloc_unlimited();
    pw_tally tally;
    pw_sizes sizes;
    pw_tally_pairs(&tally, &alloc, zero, d, NULL, N, NULL);
    pw_sizes_of(&tally, &alloc, &sizes, NULL);
    assert_int_equal(
      pw_walsh_of(&sizes, PW_ZEROS_PRATT, &alloc, ranks, SOME, found, &n, NULL),
      PW_OK);
    for (size_t k = 0; k < SOME; k++) {
      double wanted = all[(size_t)ceil(ranks[k]) - 1];
      assert_true(fabs(found[k] - wanted) <= 1e-9 * fmax(1, fabs(wanted)));
    }
    pw_sizes_free(&sizes);
    pw_tally_free(&tally);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void what_does_not_exist_is_nan(void **state) {
  (void)state;
  const double before[] = {1, 2};
  const double after[] = {1, 3};
  const double ranks[] = {0, 2, 4};
  double found[3], n;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_sizes sizes;
  pw_tally_pairs(&tally, &alloc, before, after, NULL, 2, NULL);
  pw_sizes_of(&tally, &alloc, &sizes, NULL);
  assert_int_equal(
    pw_walsh_of(&sizes, PW_ZEROS_PRATT, &alloc, ranks, 3, found, &n, NULL),
    PW_OK);
  assert_true(isnan(found[0]) && found[1] == .5 && isnan(found[2]) && n == 2);
  for (long k = 0; k < 2; k++) {
    alloc.fail_after = k;
    assert_int_equal(
      pw_walsh_of(&sizes, PW_ZEROS_PRATT, &alloc, ranks, 3, found, &n, NULL),
      PW_MEMORY);
  }
  alloc.fail_after = -1;
  pw_sizes_free(&sizes);
  pw_tally_free(&tally);
  pw_tally_pairs(&tally, &alloc, before, before, NULL, 2, NULL);
  pw_sizes_of(&tally, &alloc, &sizes, NULL);
  assert_int_equal(
    pw_walsh_of(&sizes, PW_ZEROS_WILCOXON, &alloc, ranks, 3, found, &n, NULL),
    PW_OK);
  assert_true(n == 0 && isnan(found[1]));
  pw_sizes_free(&sizes);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(equals_all_averages_sorted),
    cmocka_unit_test(many_averages_are_found_by_their_rank),
    cmocka_unit_test(what_does_not_exist_is_nan),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
