#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "table/rounding.h"

static int32_t tenths(int64_t n, int64_t total) {
  int32_t out = -1;
  assert_int_equal(pw_percent_tenths(n, total, &out, NULL), PW_OK);
  return out;
}

/* Long division, one decimal digit at a time: hundreds, tens, units and
 * tenths of a percent, and the next digit decides. */
static int32_t by_long_division(int64_t n, int64_t total) {
  int32_t digits = (int32_t)(n / total);
  int64_t left = n % total;
  for (int place = 0; place < 3; place++) {
    int32_t digit = 0;
    left *= 10;
    while (left >= total) {
      left -= total;
      digit++;
    }
    digits = digits * 10 + digit;
  }
  int32_t next = 0;
  left *= 10;
  while (left >= total) {
    left -= total;
    next++;
  }
  return next >= 5 ? digits + 1 : digits;
}

static void agrees_with_long_division(void **state) {
  (void)state;
  for (int64_t total = 1; total <= 400; total++) {
    for (int64_t n = 0; n <= total; n++) {
      assert_int_equal(tenths(n, total), by_long_division(n, total));
    }
  }
}

static void ties_go_away_from_zero(void **state) {
  (void)state;
  assert_int_equal(tenths(1, 16), 63);
  assert_int_equal(tenths(1, 2000), 1);
  assert_int_equal(tenths(1, 2001), 0);
  assert_int_equal(tenths(1, 80), 13);
}

static void the_largest_total_does_not_overflow(void **state) {
  (void)state;
  int64_t most = INT64_MAX / 2001;
  int32_t out = -1;
  pw_error err;
  assert_int_equal(tenths(most, most), 1000);
  assert_int_equal(pw_percent_tenths(1, most + 1, &out, &err), PW_RANGE);
  assert_int_equal(err.code, PW_RANGE);
  assert_int_equal(out, -1);
}

static void a_broken_contract_is_refused(void **state) {
  (void)state;
  int32_t out = -1;
  assert_int_equal(pw_percent_tenths(0, 0, &out, NULL), PW_ARGUMENT);
  assert_int_equal(pw_percent_tenths(1, -1, &out, NULL), PW_ARGUMENT);
  assert_int_equal(pw_percent_tenths(-1, 3, &out, NULL), PW_ARGUMENT);
  assert_int_equal(pw_percent_tenths(4, 3, &out, NULL), PW_ARGUMENT);
  assert_int_equal(out, -1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(agrees_with_long_division),
    cmocka_unit_test(ties_go_away_from_zero),
    cmocka_unit_test(the_largest_total_does_not_overflow),
    cmocka_unit_test(a_broken_contract_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
