#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include <math.h>

#include "score/scale_score.h"

static const double a[] = {1, 4, NAN, NAN};
static const double b[] = {2, 4, 3, NAN};
static const double c[] = {3, 1, 3, NAN};
static const double *const items[] = {a, b, c};

static pw_scale scale_of(pw_score_kind kind, const int32_t *reversed) {
  pw_scale scale = {4, 3, items, reversed, 1, 4, 2, kind, -1};
  return scale;
}

static void sum_and_mean(void **state) {
  (void)state;
  const int32_t none[] = {0, 0, 0};
  double score[4];
  int32_t answered[4];
  pw_scale scale = scale_of(PW_SCORE_SUM, none);
  assert_int_equal(pw_scale_score(&scale, score, answered, NULL), PW_OK);
  assert_true(score[0] == 6 && score[1] == 9 && score[2] == 9 &&
              score[3] == -1);
  assert_true(answered[0] == 3 && answered[2] == 2 && answered[3] == 0);
  scale.kind = PW_SCORE_MEAN;
  assert_int_equal(pw_scale_score(&scale, score, answered, NULL), PW_OK);
  assert_true(score[0] == 2 && score[1] == 3 && score[2] == 3 &&
              score[3] == -1);
}

static void a_reversed_item_is_turned(void **state) {
  (void)state;
  const int32_t third[] = {0, 0, 1};
  double score[4];
  int32_t answered[4];
  pw_scale scale = scale_of(PW_SCORE_SUM, third);
  assert_int_equal(pw_scale_score(&scale, score, answered, NULL), PW_OK);
  assert_true(score[0] == 5 && score[1] == 12 && score[2] == 7.5);
}

static void the_least_number_of_items_is_checked(void **state) {
  (void)state;
  const int32_t none[] = {0, 0, 0};
  double score[4];
  int32_t answered[4];
  pw_scale scale = scale_of(PW_SCORE_SUM, none);
  scale.min_items = 4;
  assert_int_equal(pw_scale_score(&scale, score, answered, NULL), PW_ARGUMENT);
  scale.min_items = 0;
  assert_int_equal(pw_scale_score(&scale, score, answered, NULL), PW_ARGUMENT);
  scale.min_items = 3;
  assert_int_equal(pw_scale_score(&scale, score, answered, NULL), PW_OK);
  assert_true(score[2] == -1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(sum_and_mean),
    cmocka_unit_test(a_reversed_item_is_turned),
    cmocka_unit_test(the_least_number_of_items_is_checked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
