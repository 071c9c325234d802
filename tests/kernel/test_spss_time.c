#include <math.h>

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

/* Every whole number of seconds comes back, whatever day it is of. */
static void seconds_come_back(void **state) {
  (void)state;
  for (int kind = PW_TIME_NONE; kind <= PW_TIME_DURATION; kind++) {
    for (int64_t i = 0; i < 200000; i++) {
      double seconds = (double)(i * 69119 - 86400);
      double value = pw_spss_time(seconds, (pw_time_kind)kind);
      assert_true(pw_spss_time_stored(value, (pw_time_kind)kind) == seconds);
    }
    double none = pw_spss_time_stored((double)NAN, (pw_time_kind)kind);
    assert_true(none != none);
  }
  assert_true(pw_spss_time_stored(0.25, PW_TIME_DATETIME) == 12219379200.25);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(formats_and_origin),
                                     cmocka_unit_test(seconds_come_back)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
