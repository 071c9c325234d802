#include "cmocka_all.h"

#include "read/spss_time.h"

static void formats_and_origin(void **state) {
  (void)state;
  assert_int_equal(pw_spss_time_kind("DATETIME20"), PW_TIME_DATETIME);
  assert_int_equal(pw_spss_time_kind("DATE11"), PW_TIME_DATE);
  assert_int_equal(pw_spss_time_kind("MTIME8"), PW_TIME_DURATION);
  assert_int_equal(pw_spss_time_kind("F8.2"), PW_TIME_NONE);
  assert_int_equal(pw_spss_time_kind(NULL), PW_TIME_NONE);
  assert_true(pw_spss_time(12219379200.0 + 86400, PW_TIME_DATE) == 1);
  assert_true(pw_spss_time(12219379201.0, PW_TIME_DATETIME) == 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(formats_and_origin)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
