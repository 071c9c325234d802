#include "cmocka_all.h"

#include <math.h>
#include <string.h>

#include "score/reliability.h"

static double space[5][4];

static pw_reliability empty(void) {
  pw_reliability out = {0};
  out.mean = space[0];
  out.sd = space[1];
  out.item_rest = space[2];
  out.alpha_dropped = space[3];
  out.loading = space[4];
  return out;
}

static const double a[] = {1, 2, 3, 4, NAN};
static const double b[] = {2, 1, 4, 3, 1};
static const double c[] = {1, 3, 2, 4, 1};
static const double constant[] = {0.1, 0.1, 0.1, 0.1, 0.1};

static pw_reliability of(const double *const *items, size_t rows, size_t k) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stop stop = {0};
  pw_reliability out = empty();
  assert_int_equal(
    pw_reliability_of(items, NULL, rows, k, &alloc, &stop, &out, NULL), PW_OK);
  assert_int_equal(alloc.in_use, 0);
  return out;
}

static void alpha_by_hand(void **state) {
  (void)state;
  /* Variances 5/3 each; covariances 1, 4/3, 0: total 5 + 14/3 = 29/3. */
  const double *const items[] = {a, b, c};
  pw_reliability out = of(items, 5, 3);
  assert_true(out.n == 4);
  assert_true(fabs(out.alpha - 1.5 * (1 - 5 / (29.0 / 3))) < 1e-14);
  /* Item 1 with the rest: covariance 7/3, variance of the rest 10/3. */
  assert_true(fabs(out.item_rest[0] - 7.0 / 3 / sqrt(50.0 / 9)) < 1e-14);
  assert_true(fabs(out.alpha_dropped[0]) < 1e-14);
}

static void one_factor_is_recovered(void **state) {
  (void)state;
  /* A factor plus, for each item, a part of its own, all orthogonal: every
     correlation is 1/2, so the loadings are sqrt(1/2) and omega is 9/12. */
  const double x[] = {2, 2, 0, 0, 0, 0, -2, -2};
  const double y[] = {2, 0, 2, 0, 0, -2, 0, -2};
  const double z[] = {2, 0, 0, 2, -2, 0, 0, -2};
  const double *const items[] = {x, y, z};
  pw_reliability out = of(items, 8, 3);
  assert_int_equal(out.factor, PW_FACTOR_FITTED);
  assert_true(fabs(out.omega - 0.75) < 1e-9);
  assert_true(fabs(out.loading[1] - sqrt(0.5)) < 1e-9);
}

static void what_does_not_exist_is_nan(void **state) {
  (void)state;
  const double *const flat[] = {a, b, constant};
  pw_reliability out = of(flat, 5, 3);
  assert_true(out.sd[2] == 0 && isnan(out.item_rest[2]));
  assert_true(isnan(out.omega) && out.factor == PW_FACTOR_TOO_FEW);
  const double *const still[] = {constant, constant};
  assert_true(isnan(of(still, 5, 2).alpha));
  const double *const one[] = {a};
  assert_true(isnan(of(one, 5, 1).alpha));
  const double *const both[] = {a, b, c};
  assert_true(isnan(of(both, 1, 3).alpha));
  assert_true(of(both, 0, 3).n == 0);
}

static void a_count_is_so_many_people(void **state) {
  (void)state;
  const double counts[] = {2, 1, 0, 1, 3};
  const double as[] = {1, 1, 2, 4}, bs[] = {2, 2, 1, 3}, cs[] = {1, 1, 3, 4};
  const double *const some[] = {a, b, c};
  const double *const rows[] = {as, bs, cs};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_reliability out = empty();
  assert_int_equal(
    pw_reliability_of(some, counts, 5, 3, &alloc, NULL, &out, NULL), PW_OK);
  double alpha = out.alpha, sd = out.sd[2];
  assert_true(out.n == 4);
  out = of(rows, 4, 3);
  assert_true(fabs(out.alpha - alpha) < 1e-14 && fabs(out.sd[2] - sd) < 1e-14);
}

static void sums_say_what_rows_say(void **state) {
  (void)state;
  /* 40 rows in a scrambled order, of three whole items with a factor. */
  double x[40], y[40], z[40], counts[40];
  double sums[3] = {0}, products[9] = {0}, n = 0;
  for (int i = 0; i < 40; i++) {
    int k = (i * 17) % 40;
    x[i] = k % 4 + (k / 16) % 2;
    y[i] = k % 4 + (k / 4) % 2;
    z[i] = k % 4 + (k / 8) % 2;
    counts[i] = k % 3;
    const double of[] = {x[i], y[i], z[i]};
    n += counts[i];
    for (int a_ = 0; a_ < 3; a_++) {
      sums[a_] += counts[i] * of[a_];
      for (int b_ = 0; b_ < 3; b_++) {
        products[3 * a_ + b_] += counts[i] * of[a_] * of[b_];
      }
    }
  }
  const double *const items[] = {x, y, z};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stop stop = {0};
  pw_reliability rows = empty();
  assert_int_equal(
    pw_reliability_of(items, counts, 40, 3, &alloc, &stop, &rows, NULL), PW_OK);
  double first[5][4];
  memcpy(first, space, sizeof first);
  pw_reliability out = empty();
  assert_int_equal(
    pw_reliability_of_sums(n, sums, products, 3, &alloc, &out, NULL), PW_OK);
  assert_int_equal(alloc.in_use, 0);
  assert_int_equal(rows.factor, PW_FACTOR_FITTED);
  assert_int_equal(out.factor, PW_FACTOR_FITTED);
  assert_true(rows.n == out.n);
  assert_true(rows.alpha == out.alpha);
  assert_true(rows.omega == out.omega);
  for (int i = 0; i < 5; i++) {
    for (int j = 0; j < 3; j++) assert_true(first[i][j] == space[i][j]);
  }
  /* Nobody, and an item that is the same for all. */
  assert_int_equal(
    pw_reliability_of_sums(0, sums, products, 3, &alloc, &out, NULL), PW_OK);
  assert_true(isnan(out.alpha) && isnan(out.mean[0]));
  const double same[] = {3e7, 4e7}, square[] = {9e7, 12e7, 12e7, 16e7};
  assert_int_equal(
    pw_reliability_of_sums(1e7, same, square, 2, &alloc, &out, NULL), PW_OK);
  assert_true(out.sd[0] == 0 && out.sd[1] == 0 && isnan(out.alpha));
}

static void every_allocation_may_fail(void **state) {
  (void)state;
  const double *const items[] = {a, b, c};
  for (long k = 0; k < 2; k++) {
    pw_alloc alloc = pw_alloc_unlimited();
    alloc.fail_after = k;
    pw_stop stop = {0};
    pw_reliability out = empty();
    assert_int_equal(
      pw_reliability_of(items, NULL, 5, 3, &alloc, &stop, &out, NULL),
      PW_MEMORY);
    assert_int_equal(alloc.in_use, 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(alpha_by_hand),
    cmocka_unit_test(one_factor_is_recovered),
    cmocka_unit_test(what_does_not_exist_is_nan),
    cmocka_unit_test(a_count_is_so_many_people),
    cmocka_unit_test(sums_say_what_rows_say),
    cmocka_unit_test(every_allocation_may_fail)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
