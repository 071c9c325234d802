#include "cmocka_all.h"

#include "base/status.h"

static void failing_fills_the_error(void **state) {
  (void)state;
  pw_error err = {PW_OK, "old", 3, 4, 5};
  assert_int_equal(pw_fail_at(&err, PW_FORMAT, "why", 12), PW_FORMAT);
  assert_int_equal(err.code, PW_FORMAT);
  assert_string_equal(err.message, "why");
  assert_int_equal(err.offset, 12);
  assert_int_equal(err.row, PW_NOWHERE);
  assert_int_equal(err.column, PW_NOWHERE);
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

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(failing_fills_the_error),
    cmocka_unit_test(an_absent_error_is_fine),
    cmocka_unit_test(every_status_has_its_own_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
