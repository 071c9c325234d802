#include "cmocka_all.h"

#include <math.h>

#include "table/rounding.h"

static int32_t units(int64_t n, int64_t total, int decimals) {
  int32_t out = -1;
  assert_int_equal(pw_percent(n, total, decimals, &out, NULL), PW_OK);
  return out;
}

/* Long division, one digit at a time: hundreds, tens and units of a percent,
 * then its decimals; the next digit decides. */
static int32_t by_long_division(int64_t n, int64_t total, int decimals) {
  int32_t digits = (int32_t)(n / total);
  int64_t left = n % total;
  int32_t next = 0;
  for (int place = 0; place <= 2 + decimals; place++) {
    next = 0;
    left *= 10;
    while (left >= total) {
      left -= total;
      next++;
    }
    if (place < 2 + decimals) digits = digits * 10 + next;
  }
  return next >= 5 ? digits + 1 : digits;
}

static void agrees_with_long_division(void **state) {
  (void)state;
  for (int decimals = 0; decimals <= PW_MOST_DECIMALS; decimals++) {
    for (int64_t total = 1; total <= 400; total++) {
      for (int64_t n = 0; n <= total; n++) {
        assert_int_equal(units(n, total, decimals),
                         by_long_division(n, total, decimals));
      }
    }
  }
}

static void ties_go_away_from_zero(void **state) {
  (void)state;
  assert_int_equal(units(1, 16, 1), 63);
  assert_int_equal(units(1, 8, 0), 13);
  assert_int_equal(units(1, 2000, 1), 1);
  assert_int_equal(units(1, 2001, 1), 0);
  assert_int_equal(units(1, 80, 1), 13);
}

static void the_largest_total_does_not_overflow(void **state) {
  (void)state;
  for (int decimals = 0, all = 100; decimals <= PW_MOST_DECIMALS;
       decimals++, all *= 10) {
    int64_t most = INT64_MAX / (2 * (int64_t)all + 1);
    int32_t out = -1;
    pw_error err;
    assert_int_equal(units(most, most, decimals), all);
    assert_int_equal(pw_percent(1, most + 1, decimals, &out, &err), PW_RANGE);
    assert_int_equal(err.code, PW_RANGE);
    assert_int_equal(out, -1);
  }
}

static void weights_tie_as_people_do(void **state) {
  (void)state;
  for (int64_t total = 1; total <= 200; total++) {
    for (int64_t n = 0; n <= total; n++) {
      double weight = 0.1, part = 0, whole = 0;
      for (int64_t i = 0; i < total; i++) {
        whole += weight;
        if (i < n) part += weight;
      }
      int32_t out = -1;
      assert_int_equal(pw_percent_weighted(part, whole, 1, &out, NULL), PW_OK);
      assert_int_equal(out, units(n, total, 1));
    }
  }
}

static void a_broken_contract_is_refused(void **state) {
  (void)state;
  int32_t out = -1;
  assert_int_equal(pw_percent(0, 0, 1, &out, NULL), PW_ARGUMENT);
  assert_int_equal(pw_percent(1, -1, 1, &out, NULL), PW_ARGUMENT);
  assert_int_equal(pw_percent(-1, 3, 1, &out, NULL), PW_ARGUMENT);
  assert_int_equal(pw_percent(4, 3, 1, &out, NULL), PW_ARGUMENT);
  assert_int_equal(pw_percent(1, 3, -1, &out, NULL), PW_ARGUMENT);
  assert_int_equal(pw_percent(1, 3, PW_MOST_DECIMALS + 1, &out, NULL),
                   PW_ARGUMENT);
  assert_int_equal(pw_percent_weighted(1, 0, 1, &out, NULL), PW_ARGUMENT);
  assert_int_equal(pw_percent_weighted(NAN, 3, 1, &out, NULL), PW_ARGUMENT);
  assert_int_equal(pw_percent_weighted(1, INFINITY, 1, &out, NULL),
                   PW_ARGUMENT);
  assert_int_equal(pw_percent_weighted(3.1, 3, 1, &out, NULL), PW_ARGUMENT);
  assert_int_equal(pw_percent_weighted(-1, 3, 1, &out, NULL), PW_ARGUMENT);
  assert_int_equal(out, -1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(agrees_with_long_division),
    cmocka_unit_test(ties_go_away_from_zero),
    cmocka_unit_test(the_largest_total_does_not_overflow),
    cmocka_unit_test(weights_tie_as_people_do),
    cmocka_unit_test(a_broken_contract_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
