#include "cmocka_all.h"

#include "base/status.h"

static void failing_fills_the_error(void **state) {
  (void)state;
  pw_error err = {PW_OK, "old", 3, 4, 5, PW_DETAIL_NOT_OPEN};
  assert_int_equal(pw_fail_at(&err, PW_FORMAT, "why", 12), PW_FORMAT);
  assert_int_equal(err.code, PW_FORMAT);
  assert_string_equal(err.message, "why");
  assert_int_equal(err.offset, 12);
  assert_int_equal(err.row, PW_NOWHERE);
  assert_int_equal(err.column, PW_NOWHERE);
  assert_int_equal(err.detail, PW_DETAIL_NONE);
  assert_int_equal(pw_fail(&err, PW_MEMORY, "none"), PW_MEMORY);
  assert_int_equal(err.offset, PW_NOWHERE);
}

static void an_absent_error_is_fine(void **state) {
  (void)state;
  assert_int_equal(pw_fail(NULL, PW_RANGE, "why"), PW_RANGE);
}

static void every_status_has_its_own_name(void **state) {
  (void)state;
  for (int a = PW_OK; a <= PW_FULL; a++) {
    assert_string_not_equal(pw_status_name((pw_status)a), "unknown");
    for (int b = PW_OK; b < a; b++) {
      assert_string_not_equal(pw_status_name((pw_status)a),
                              pw_status_name((pw_status)b));
    }
  }
}

static void a_detail_stands_until_the_next_failure(void **state) {
  (void)state;
  pw_error err;
  assert_int_equal(
    pw_fail_detail(&err, PW_FORMAT, PW_DETAIL_OPEN_QUOTE, "why", 7), PW_FORMAT);
  assert_int_equal(err.code, PW_FORMAT);
  assert_int_equal(err.detail, PW_DETAIL_OPEN_QUOTE);
  assert_int_equal(err.offset, 7);
  pw_fail(&err, PW_MEMORY, "none");
  assert_int_equal(err.detail, PW_DETAIL_NONE);
  assert_int_equal(pw_fail_detail(NULL, PW_RANGE, PW_DETAIL_NOT_OPEN, "why", 0),
                   PW_RANGE);
}

static void every_detail_has_its_own_name(void **state) {
  (void)state;
  for (int a = PW_DETAIL_NONE; a <= PW_DETAIL_OPEN_QUOTE; a++) {
    assert_string_not_equal(pw_detail_name((pw_detail)a), "unknown");
    for (int b = PW_DETAIL_NONE; b < a; b++) {
      assert_string_not_equal(pw_detail_name((pw_detail)a),
                              pw_detail_name((pw_detail)b));
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(failing_fills_the_error),
    cmocka_unit_test(an_absent_error_is_fine),
    cmocka_unit_test(every_status_has_its_own_name),
    cmocka_unit_test(a_detail_stands_until_the_next_failure),
    cmocka_unit_test(every_detail_has_its_own_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
