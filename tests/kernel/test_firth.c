#include "cmocka_all.h"

#include <math.h>

#include "change/firth.h"

/* Ten people of two groups; two of the first and four of the second stayed. */
static const double x[] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
                           0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
static const int y[] = {1, 1, 0, 0, 0, 1, 1, 1, 1, 0};
static const pw_logistic model = {x, y, 10, 2};

/* In a saturated model the penalty is half a person in every cell. */
static void the_top_has_half_a_person_more_in_each_cell(void **state) {
  (void)state;
  double beta[] = {log(2.5 / 3.5), log(4.5 / 1.5) - log(2.5 / 3.5)};
  double score[2], information[4], scratch[16];
  pw_firth at = {0, score, information};
  assert_int_equal(pw_firth_scratch(&model), 16);
  assert_true(pw_firth_at(&model, beta, scratch, &at));
  assert_true(fabs(score[0]) < 1e-13 && fabs(score[1]) < 1e-13);
  double first = 5 * 2.5 / 6 * 3.5 / 6, second = 5 * 4.5 / 6 * 1.5 / 6;
  assert_true(fabs(information[0] - first - second) < 1e-13);
  assert_true(fabs(information[1] - second) < 1e-13);
  assert_true(fabs(information[2] - second) < 1e-13);
  assert_true(fabs(information[3] - second) < 1e-13);
  double likelihood = 2 * log(2.5 / 6) + 3 * log(3.5 / 6) + 4 * log(4.5 / 6) +
    log(1.5 / 6) + log(first * second) / 2;
  assert_true(fabs(at.likelihood - likelihood) < 1e-13);
}

static void the_score_is_the_slope_of_the_likelihood(void **state) {
  (void)state;
  double score[2], other[2], information[4], scratch[16];
  for (size_t j = 0; j < 2; j++) {
    double beta[] = {-.3, 1.7};
    pw_firth at = {0, score, information}, near = {0, other, information};
    assert_true(pw_firth_at(&model, beta, scratch, &at));
    beta[j] += 1e-5;
    assert_true(pw_firth_at(&model, beta, scratch, &near));
    double above = near.likelihood;
    beta[j] -= 2e-5;
    assert_true(pw_firth_at(&model, beta, scratch, &near));
    assert_true(fabs((above - near.likelihood) / 2e-5 - score[j]) < 1e-8);
  }
}

static void where_everyone_is_certain_there_is_no_likelihood(void **state) {
  (void)state;
  double score[2], information[4], scratch[16];
  pw_firth at = {0, score, information};
  assert_false(pw_firth_at(&model, (double[]){800, 0}, scratch, &at));
  assert_true(isnan(score[0]) && isnan(score[1]));
  assert_false(pw_firth_at(&model, (double[]){NAN, 0}, scratch, &at));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_top_has_half_a_person_more_in_each_cell),
    cmocka_unit_test(the_score_is_the_slope_of_the_likelihood),
    cmocka_unit_test(where_everyone_is_certain_there_is_no_likelihood),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
