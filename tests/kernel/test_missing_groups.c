#include "cmocka_all.h"

#include <math.h>

#include "change/missing_groups.h"

static void people_are_grouped_by_what_they_answered(void **state) {
  (void)state;
  const double a[] = {1, 3, NAN, 2, 5}, b[] = {2, 6, 4, NAN, 4};
  const double w[] = {1, 1, 2, 1, 2};
  const double *answers[] = {a, b};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_missing_group *groups;
  double centre[PW_MIXED_WAVES];
  size_t length;
  pw_tally_waves(&tally, &alloc, answers, 2, w, 5, NULL);
  assert_int_equal(
    pw_missing_groups_of(&tally, &alloc, centre, &groups, &length, NULL),
    PW_OK);
  assert_int_equal(length, 3);
  assert_true(fabs(centre[0] - 16.0 / 5) < 1e-14);
  assert_true(fabs(centre[1] - 24.0 / 6) < 1e-14);
  assert_int_equal(groups[0].waves, 3);
  assert_true(groups[0].n == 4 && groups[1].n == 1 && groups[2].n == 2);
  /* 1, 3, 5, 5 and 2, 6, 4, 4 about their means 3.5 and 4. */
  assert_true(fabs(groups[0].products[0][0] - 11) < 1e-13);
  assert_true(fabs(groups[0].products[0][1] - 4) < 1e-13);
  pw_missing_group first = pw_missing_groups_pool(groups, length, 1);
  assert_true(first.n == 5 && fabs(first.mean[0]) < 1e-14);
  /* 1, 3, 5, 5, 2 about 3.2. */
  assert_true(fabs(first.products[0][0] - 12.8) < 1e-13);
  pw_free(&alloc, groups);
  alloc.fail_after = 0;
  assert_int_equal(
    pw_missing_groups_of(&tally, &alloc, centre, &groups, &length, NULL),
    PW_MEMORY);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(people_are_grouped_by_what_they_answered),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
