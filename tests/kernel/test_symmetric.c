#include "cmocka_all.h"

#include <math.h>
#include <string.h>

#include "base/symmetric.h"

static void an_inverse_times_its_matrix_is_one(void **state) {
  (void)state;
  const double a[] = {4, 2, .6, 2, 3, .4, .6, .4, 2};
  double inverse[9], work[9];
  memcpy(inverse, a, sizeof a);
  assert_true(pw_symmetric_invert(inverse, 3, work));
  for (size_t i = 0; i < 3; i++) {
    for (size_t j = 0; j < 3; j++) {
      double sum = 0;
      for (size_t k = 0; k < 3; k++) sum += a[i * 3 + k] * inverse[k * 3 + j];
      assert_true(fabs(sum - (i == j)) < 1e-14);
    }
  }
}

static void a_factor_times_itself_is_the_matrix(void **state) {
  (void)state;
  const double a[] = {4, 2, .6, 2, 3, .4, .6, .4, 2};
  double l[9] = {0};
  assert_true(pw_symmetric_factor(a, 3, 0, l));
  for (size_t i = 0; i < 3; i++) {
    for (size_t j = 0; j < 3; j++) {
      double sum = 0;
      for (size_t k = 0; k < 3; k++) sum += l[i * 3 + k] * l[j * 3 + k];
      assert_true(fabs(sum - a[i * 3 + j]) < 1e-14);
    }
  }
  /* A pivot of a millionth of its diagonal element. */
  const double near[] = {1, 1, 1, 1.000001};
  assert_true(pw_symmetric_factor(near, 2, 0, l));
  assert_false(pw_symmetric_factor(near, 2, 1e-5, l));
}

static void a_singular_matrix_has_none(void **state) {
  (void)state;
  double one[] = {1, 2, 2, 4}, zero[] = {0}, work[4];
  assert_false(pw_symmetric_invert(one, 2, work));
  assert_false(pw_symmetric_invert(zero, 1, work));
}

/* The Laplacian of two separate edges: two of its four dimensions are empty. */
static void a_form_passes_over_what_is_empty(void **state) {
  (void)state;
  double a[] = {3, -3, 0, 0, -3, 3, 0, 0, 0, 0, 5, -5, 0, 0, -5, 5};
  double b[] = {2, -2, 1, -1};
  size_t rank;
  double form = pw_symmetric_form(a, b, 4, &rank);
  assert_int_equal(rank, 2);
  assert_true(fabs(form - (4.0 / 3 + 1.0 / 5)) < 1e-14);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(an_inverse_times_its_matrix_is_one),
    cmocka_unit_test(a_factor_times_itself_is_the_matrix),
    cmocka_unit_test(a_singular_matrix_has_none),
    cmocka_unit_test(a_form_passes_over_what_is_empty),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
