#include "cmocka_all.h"

#include <math.h>
#include <string.h>

#include "change/paired.h"
#include "change/recount.h"

static const double before[] = {9,  14, 8,  11, 14, 10, 8, 14,
                                12, 14, 13, 9,  15, 12, 9};
static const double after[] = {13, 15, 9, 12, 16, 10, 8, 13,
                               12, 16, 9, 10, 16, 12, 9};

static void effects_without(size_t person, pw_zeros zeros, double *to) {
  double counts[15];
  for (size_t i = 0; i < 15; i++) counts[i] = i != person;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_sizes sizes;
  pw_paired p;
  pw_signed_rank r;
  pw_tally_pairs(&tally, &alloc, before, after, counts, 15, NULL);
  pw_sizes_of(&tally, &alloc, &sizes, NULL);
  pw_signed_rank_of(&sizes, zeros, 0, &alloc, NULL, &r, NULL);
  pw_paired_of(&tally, &r, &p);
  pw_sizes_free(&sizes);
  pw_tally_free(&tally);
  for (int k = 0; k < PW_EFFECTS; k++) to[k] = p.effects[k];
}

static pw_status recount_of(const pw_tally *tally, pw_zeros zeros,
                            pw_alloc *alloc, pw_recount *recount) {
  pw_sizes sizes;
  pw_status status = pw_sizes_of(tally, alloc, &sizes, NULL);
  if (status == PW_OK) {
    status = pw_recount_of(tally, &sizes, zeros, alloc, recount, NULL);
  }
  pw_sizes_free(&sizes);
  return status;
}

static void begin(pw_tally *tally, pw_recount *effects, pw_zeros zeros,
                  pw_alloc *alloc) {
  pw_tally_pairs(tally, alloc, before, after, NULL, 15, NULL);
  assert_int_equal(recount_of(tally, zeros, alloc, effects), PW_OK);
}

/* With every set of counts that leaves one person out. */
static void effects_are_those_of_the_tests(void **state) {
  (void)state;
  for (int zeros = 0; zeros < 2; zeros++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_tally tally;
    pw_recount effects;
    begin(&tally, &effects, (pw_zeros)zeros, &alloc);
    for (size_t person = 0; person <= 15; person++) {
      uint32_t counts[15];
      double found[PW_EFFECTS], wanted[PW_EFFECTS];
      effects_without(person, (pw_zeros)zeros, wanted);
      for (size_t i = 0; i < effects.length; i++) {
        counts[i] = (uint32_t)effects.patterns[i].count;
      }
      for (size_t i = 0; person < 15 && i < effects.length; i++) {
        double change = effects.patterns[i].after - effects.patterns[i].before +
          effects.mean_change;
        /* 172 / 15 is the mean before. */
        int same = fabs(change - (after[person] - before[person])) < 1e-9 &&
          fabs(effects.patterns[i].before + 172.0 / 15 - before[person]) < 1e-9;
        if (same) counts[i]--;
      }
      pw_recount_with(&effects, counts, found);
      for (int k = 0; k < PW_EFFECTS; k++) {
        assert_true(fabs(found[k] - wanted[k]) < 1e-12);
      }
    }
    pw_recount_free(&effects);
    pw_tally_free(&tally);
    assert_int_equal(alloc.in_use, 0);
  }
}

/* Leaving each person out, one by one. */
static void acceleration_is_the_skewness_of_the_jackknife(void **state) {
  (void)state;
  for (int zeros = 0; zeros < 2; zeros++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_tally tally;
    pw_recount effects;
    double found[PW_EFFECTS], each[15][PW_EFFECTS];
    begin(&tally, &effects, (pw_zeros)zeros, &alloc);
    assert_int_equal(pw_recount_acceleration(&effects, found, NULL), PW_OK);
    for (size_t i = 0; i < 15; i++) {
      effects_without(i, (pw_zeros)zeros, each[i]);
    }
    for (int k = 0; k < PW_EFFECTS; k++) {
      double mean = 0, second = 0, third = 0;
      for (int i = 0; i < 15; i++) mean += each[i][k] / 15;
      for (int i = 0; i < 15; i++) {
        second += pow(mean - each[i][k], 2);
        third += pow(mean - each[i][k], 3);
      }
      assert_true(fabs(found[k] - third / 6 / pow(second, 1.5)) < 1e-10);
    }
    pw_recount_free(&effects);
    pw_tally_free(&tally);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void what_does_not_exist_is_nan(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_recount effects;
  double to[PW_EFFECTS];
  const double x[] = {1, 2, 3}, y[] = {2, 3, 4};
  pw_tally_pairs(&tally, &alloc, x, y, NULL, 3, NULL);
  recount_of(&tally, PW_ZEROS_PRATT, &alloc, &effects);
  const uint32_t one[] = {1, 0, 0}, all[] = {1, 1, 1};
  pw_recount_with(&effects, one, to);
  assert_true(to[PW_EFFECT_CHANGE] == 1 && isnan(to[PW_EFFECT_D_AV]));
  pw_recount_with(&effects, all, to);
  assert_true(isnan(to[PW_EFFECT_D_Z]) && to[PW_EFFECT_D_B] == 1);
  assert_int_equal(pw_recount_acceleration(&effects, to, NULL), PW_OK);
  assert_true(to[PW_EFFECT_CHANGE] == 0);
  pw_recount_free(&effects);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_tally_pairs(&tally, &alloc, before, after, NULL, 15, NULL);
  size_t in_use = alloc.in_use;
  for (long k = 0;; k++) {
    pw_recount recount = {&alloc, NULL, 0, 0, 0, 0, PW_ZEROS_PRATT};
    double to[PW_EFFECTS];
    alloc.fail_after = k;
    pw_status status = recount_of(&tally, PW_ZEROS_PRATT, &alloc, &recount);
    if (status == PW_OK) status = pw_recount_acceleration(&recount, to, NULL);
    pw_recount_free(&recount);
    assert_int_equal(alloc.in_use, in_use);
    if (status == PW_OK) break;
    assert_int_equal(status, PW_MEMORY);
  }
  pw_tally_free(&tally);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(effects_are_those_of_the_tests),
    cmocka_unit_test(acceleration_is_the_skewness_of_the_jackknife),
    cmocka_unit_test(what_does_not_exist_is_nan),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
