#include "cmocka_all.h"

#include <math.h>

#include "change/nominal.h"

/* Stuart 1953: unaided vision of 7,477 women, right eye by left eye. */
static const double vision[4][4] = {{1520, 266, 124, 66},
                                    {234, 1512, 432, 78},
                                    {117, 362, 1772, 205},
                                    {36, 82, 179, 492}};

static pw_status of_table(const double *table, size_t k, pw_alloc *alloc,
                          pw_nominal *out) {
  double before[36], after[36];
  pw_alloc own = pw_alloc_unlimited();
  pw_tally tally;
  for (size_t i = 0; i < k * k; i++) {
    before[i] = (double)(i / k + 1);
    after[i] = (double)(i % k + 1);
  }
  assert_int_equal(
    pw_tally_pairs(&tally, &own, before, after, table, k * k, NULL), PW_OK);
  pw_status status = pw_nominal_of(&tally, k, alloc, out, NULL);
  pw_tally_free(&tally);
  assert_int_equal(own.in_use, 0);
  assert_int_equal(alloc->in_use, 0);
  return status;
}

static void stuarts_vision_data_give_his_value(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_nominal out;
  assert_int_equal(of_table(&vision[0][0], 4, &alloc, &out), PW_OK);
  assert_true(out.n == 7477 && out.df == 3);
  assert_true(fabs(out.stuart_maxwell - 11.957) < 5e-4);
  assert_true(fabs(out.bhapkar - 11.976) < 5e-4);
}

static void two_categories_are_mcnemar(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_nominal out;
  const double table[] = {1, 1, 7, 12};
  of_table(table, 2, &alloc, &out);
  assert_true(fabs(out.stuart_maxwell - 36.0 / 8) < 1e-12 && out.df == 1);
  assert_true(out.moved == 8);
}

static void categories_that_nobody_left_or_entered_do_not_count(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_nominal out, less;
  const double table[] = {5, 4, 0, 0, 9, 6, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0};
  const double small[] = {5, 4, 9, 6};
  of_table(table, 4, &alloc, &out);
  of_table(small, 2, &alloc, &less);
  assert_true(out.df == 1 && out.n == 27);
  assert_true(fabs(out.stuart_maxwell - less.stuart_maxwell) < 1e-12);
  const double still[] = {5, 0, 0, 6};
  of_table(still, 2, &alloc, &out);
  assert_true(isnan(out.stuart_maxwell) && out.df == 0 && out.moved == 0);
}

static void everyone_moving_has_no_bhapkar(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_nominal out;
  const double table[] = {0, 6, 0, 0};
  of_table(table, 2, &alloc, &out);
  assert_true(out.stuart_maxwell == 6 && isnan(out.bhapkar));
}

static void what_is_no_category_is_refused(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_nominal out;
  const double x[] = {1.5}, y[] = {1};
  pw_tally_pairs(&tally, &alloc, x, y, NULL, 1, NULL);
  assert_int_equal(pw_nominal_of(&tally, 2, &alloc, &out, NULL), PW_ARGUMENT);
  pw_tally_free(&tally);
  for (long k = 0; k < 2; k++) {
    pw_alloc tight = pw_alloc_unlimited();
    tight.fail_after = k;
    assert_int_equal(of_table(&vision[0][0], 4, &tight, &out), PW_MEMORY);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(stuarts_vision_data_give_his_value),
    cmocka_unit_test(two_categories_are_mcnemar),
    cmocka_unit_test(categories_that_nobody_left_or_entered_do_not_count),
    cmocka_unit_test(everyone_moving_has_no_bhapkar),
    cmocka_unit_test(what_is_no_category_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
