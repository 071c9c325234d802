#include "cmocka_all.h"
#include "failing.h"
#include "stopping.h"

#include <math.h>

#include "change/signed_rank.h"

/* The fifteen pairs with five zeros and ties; values by brute force. */
static const double before[] = {9,  14, 8,  11, 14, 10, 8, 14,
                                12, 14, 13, 9,  15, 12, 9};
static const double after[] = {13, 15, 9, 12, 16, 10, 8, 13,
                               12, 16, 9, 10, 16, 12, 9};

static pw_status run(pw_zeros zeros, double most, pw_alloc *alloc,
                     const pw_stop *stop, pw_signed_rank *out) {
  pw_alloc own = pw_alloc_unlimited();
  pw_tally tally;
  assert_int_equal(pw_tally_pairs(&tally, &own, before, after, NULL, 15, NULL),
                   PW_OK);
  pw_sizes sizes;
  pw_status status = pw_sizes_of(&tally, alloc, &sizes, NULL);
  if (status == PW_OK) {
    status = pw_signed_rank_of(&sizes, zeros, most, alloc, stop, out, NULL);
  }
  pw_sizes_free(&sizes);
  pw_tally_free(&tally);
  assert_int_equal(own.in_use, 0);
  assert_int_equal(alloc->in_use, 0);
  return status;
}

static void both_zero_rules_are_exact(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_signed_rank out;
  assert_int_equal(run(PW_ZEROS_WILCOXON, 1e9, &alloc, NULL, &out), PW_OK);
  assert_true(out.p == .13671875 && out.negative == 13 && out.n_used == 10);
  assert_int_equal(run(PW_ZEROS_PRATT, 1e9, &alloc, NULL, &out), PW_OK);
  assert_true(out.p == .09765625);
}

static void too_many_are_left_to_the_caller(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_signed_rank out;
  assert_int_equal(run(PW_ZEROS_PRATT, 9, &alloc, NULL, &out), PW_OK);
  assert_true(!out.exact && isnan(out.p) && out.variance > 0);
}

static void a_stop_is_obeyed(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_signed_rank out;
  pw_stop stop = {stop_at_once, NULL};
  assert_int_equal(run(PW_ZEROS_PRATT, 1e9, &alloc, &stop, &out), PW_STOPPED);
}

static void without_a_change_there_is_no_p(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_signed_rank out;
  pw_sizes sizes;
  pw_tally_pairs(&tally, &alloc, before, before, NULL, 15, NULL);
  pw_sizes_of(&tally, &alloc, &sizes, NULL);
  assert_int_equal(
    pw_signed_rank_of(&sizes, PW_ZEROS_PRATT, 1e9, &alloc, NULL, &out, NULL),
    PW_OK);
  assert_true(isnan(out.p) && out.n_used == 0);
  pw_sizes_free(&sizes);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    pw_signed_rank out;
    walk.status = run(PW_ZEROS_PRATT, 1e9, alloc, NULL, &out);
  } while (failed_cleanly(&walk));
  assert_int_equal(walk.k, 7);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(both_zero_rules_are_exact),
    cmocka_unit_test(too_many_are_left_to_the_caller),
    cmocka_unit_test(a_stop_is_obeyed),
    cmocka_unit_test(without_a_change_there_is_no_p),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
