#include "cmocka_all.h"

#include <math.h>

#include "change/paired.h"

static pw_paired paired(const double *x, const double *y, size_t n) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_paired out;
  assert_int_equal(pw_tally_pairs(&tally, &alloc, x, y, NULL, n, NULL), PW_OK);
  pw_paired_of(&tally, &out);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
  return out;
}

/* Student's sleep data (1908): t 4.0621, df 9. */
static void sleep_gives_its_t(void **state) {
  (void)state;
  const double x[] = {.7, -1.6, -.2, -1.2, -.1, 3.4, 3.7, .8, 0, 2};
  const double y[] = {1.9, .8, 1.1, .1, -.1, 4.4, 5.5, 1.6, 4.6, 3.4};
  pw_paired p = paired(x, y, 10);
  assert_true(fabs(p.t - 4.0621) < 5e-5 && p.df == 9);
  assert_true(p.improved == 9 && p.same == 1 && p.worse == 0);
}

static void what_does_not_exist_is_nan(void **state) {
  (void)state;
  const double x[] = {3.1, 2.0}, y[] = {3.4, 2.3};
  pw_paired shift = paired(x, y, 2);
  assert_true(isnan(shift.t) && isnan(shift.d_z) && shift.d_av > 0);
  pw_paired one = paired(x, y, 1);
  assert_true(isnan(one.df) && isnan(one.r) && one.improved == 1);
  pw_paired none = paired(x, y, 0);
  assert_true(none.moments.n == 0 && isnan(none.d_av));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(sleep_gives_its_t),
    cmocka_unit_test(what_does_not_exist_is_nan),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
