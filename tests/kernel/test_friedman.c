#include "cmocka_all.h"

#include <math.h>

#include "change/friedman.h"
#include "obrien_kaiser.h"

static pw_friedman friedman(const double *const *answers, size_t waves,
                            const double *weights, size_t n) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_friedman out;
  assert_int_equal(
    pw_tally_waves(&tally, &alloc, answers, waves, weights, n, NULL), PW_OK);
  pw_friedman_of(&tally, &out);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
  return out;
}

/* R: friedman.test(). */
static void obrien_kaiser_gives_its_values(void **state) {
  (void)state;
  const double *answers[] = {ok_pre, ok_post, ok_fup};
  pw_friedman out = friedman(answers, 3, NULL, 16);
  assert_true(out.n == 16 && fabs(out.chi_squared - 14.772) < 5e-4);
  assert_true(fabs(out.w - .4616) < 5e-5);
}

static void a_weight_is_so_many_people(void **state) {
  (void)state;
  const double a[] = {1, 3, 2}, b[] = {2, 3, 1}, c[] = {3, 4, NAN};
  const double w[] = {2, 1, 5};
  const double as[] = {1, 1, 3}, bs[] = {2, 2, 3}, cs[] = {3, 3, 4};
  const double *some[] = {a, b, c};
  const double *rows[] = {as, bs, cs};
  pw_friedman weighted = friedman(some, 3, w, 3);
  pw_friedman repeated = friedman(rows, 3, NULL, 3);
  assert_true(weighted.n == 3 && weighted.chi_squared == repeated.chi_squared);
}

static void all_ties_have_no_test(void **state) {
  (void)state;
  const double a[] = {1, 3.3 - 0.3}, b[] = {1, 3};
  const double *answers[] = {a, b};
  pw_friedman out = friedman(answers, 2, NULL, 2);
  assert_true(out.n == 2 && isnan(out.chi_squared) && isnan(out.w));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(obrien_kaiser_gives_its_values),
    cmocka_unit_test(a_weight_is_so_many_people),
    cmocka_unit_test(all_ties_have_no_test),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
