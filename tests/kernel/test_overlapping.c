#include "cmocka_all.h"

#include <math.h>

#include "change/overlapping.h"

static int near(double x, double y) { return fabs(x - y) <= 1e-12 * fabs(y); }

static pw_overlapping test_of(const double *b, const double *a, double pairs,
                              double r, pw_spreads spreads) {
  pw_sample before = {b[0], b[1], b[2]}, after = {a[0], a[1], a[2]};
  pw_overlapping out;
  pw_overlapping_of(&before, &after, pairs, r, spreads, &out);
  return out;
}

/* The example of Derrick, Toher and White (2017), p = .026: of 16 answers in
 * either sample 8 are paired. n, mean and SD. */
static const double first[] = {16, 16.125, 2.986078811194819};
static const double second[] = {16, 14.125, 2.777888886666755};

static void the_published_example_is_found(void **state) {
  (void)state;
  const double r = 0.6867952956727099;
  pw_overlapping equal = test_of(second, first, 8, r, PW_SPREADS_EQUAL);
  pw_overlapping unequal = test_of(second, first, 8, r, PW_SPREADS_UNEQUAL);
  assert_true(equal.change == 2 && near(equal.t, 2.42074545121359286));
  assert_true(near(equal.df, 18.5));
  assert_true(near(unequal.t, 2.41909762837831499));
  assert_true(near(unequal.df, 18.42233226926411405));
}

/* R: t.test(y, x), without and with var.equal. */
static void nobody_in_both_is_welch_or_student(void **state) {
  (void)state;
  pw_overlapping welch = test_of(first, second, 0, 0, PW_SPREADS_UNEQUAL);
  pw_overlapping student = test_of(first, second, 0, 0, PW_SPREADS_EQUAL);
  assert_true(near(welch.t, -1.961554330316029));
  assert_true(near(welch.df, 29.844664538528228));
  assert_true(near(welch.error, 1.019599594612186));
  assert_true(near(student.t, -1.961554330316029) && student.df == 30);
}

/* The SD of the change is sqrt(s1^2 + s2^2 - 2 r s1 s2). */
static void everyone_in_both_is_the_paired_t(void **state) {
  (void)state;
  const double b[] = {9, 3, 2}, a[] = {9, 4, 1.5};
  pw_overlapping paired = test_of(b, a, 9, 0.4, PW_SPREADS_UNEQUAL);
  double sd = sqrt(4 + 2.25 - 2 * 0.4 * 2 * 1.5);
  assert_true(near(paired.error, sd / 3) && near(paired.t, 3 / sd));
  assert_true(paired.df == 8);
}

static void what_is_known_of_more_people_narrows(void **state) {
  (void)state;
  double last = INFINITY;
  for (int r = 0; r < 10; r++) {
    double error =
      test_of(first, second, 16, r / 10.0, PW_SPREADS_UNEQUAL).error;
    assert_true(error < last);
    last = error;
  }
}

static void without_an_error_there_is_no_test(void **state) {
  (void)state;
  const double one[] = {1, 3, NAN}, same[] = {4, 3, 0}, b[] = {5, 2, 1};
  pw_overlapping few = test_of(one, b, 0, 0, PW_SPREADS_UNEQUAL);
  assert_true(few.change == -1 && isnan(few.error) && isnan(few.t));
  pw_overlapping none = test_of(same, same, 0, 0, PW_SPREADS_UNEQUAL);
  assert_true(none.error == 0 && isnan(none.t) && isnan(none.df));
  pw_overlapping moved = test_of(b, b, 5, 1, PW_SPREADS_UNEQUAL);
  assert_true(moved.error == 0 && isnan(moved.t));
  pw_overlapping half = test_of(same, b, 0, 0, PW_SPREADS_UNEQUAL);
  assert_true(half.error > 0 && near(half.df, 4));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_published_example_is_found),
    cmocka_unit_test(nobody_in_both_is_welch_or_student),
    cmocka_unit_test(everyone_in_both_is_the_paired_t),
    cmocka_unit_test(what_is_known_of_more_people_narrows),
    cmocka_unit_test(without_an_error_there_is_no_test),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
