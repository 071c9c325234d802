#include "cmocka_all.h"

#include "change/sizes.h"

/* Changes 0, +.3, -.3 (2.3 - 2.0, which differs in the last bit), +1, 0. */
static const double before[] = {1, 3.1, 2.3, 1, 5};
static const double after[] = {1, 3.4, 2.0, 2, 5};

static void ties_within_the_resolution_are_one_run(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_sizes sizes;
  pw_tally_pairs(&tally, &alloc, before, after, NULL, 5, NULL);
  assert_int_equal(pw_sizes_of(&tally, &alloc, &sizes, NULL), PW_OK);
  assert_int_equal(sizes.length, 2);
  assert_true(sizes.unchanged == 2);
  assert_true(sizes.runs[0].gains == 1 && sizes.runs[0].losses == 1);
  assert_true(sizes.runs[1].gains == 1 && sizes.runs[1].size == 1);
  const uint32_t runs[] = {0, 0, 1, 1, 2};
  assert_memory_equal(sizes.run, runs, sizeof runs);
  pw_sizes_free(&sizes);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
}

static void fractions_of_people_have_no_ranks(void **state) {
  (void)state;
  const double half[] = {.5};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_sizes sizes;
  pw_tally_pairs(&tally, &alloc, before, after, half, 1, NULL);
  assert_int_equal(pw_sizes_of(&tally, &alloc, &sizes, NULL), PW_ARGUMENT);
  pw_sizes_free(&sizes);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_sizes sizes;
  pw_tally_pairs(&tally, &alloc, before, after, NULL, 5, NULL);
  size_t in_use = alloc.in_use;
  pw_status status = PW_MEMORY;
  for (long k = 0; status != PW_OK; k++) {
    alloc.fail_after = k;
    status = pw_sizes_of(&tally, &alloc, &sizes, NULL);
    pw_sizes_free(&sizes);
    assert_int_equal(alloc.in_use, in_use);
    assert_true(status == PW_OK || status == PW_MEMORY);
  }
  pw_tally_free(&tally);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(ties_within_the_resolution_are_one_run),
    cmocka_unit_test(fractions_of_people_have_no_ranks),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
