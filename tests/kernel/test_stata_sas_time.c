#include "cmocka_all.h"

#include <math.h>

#include "read/stata_sas_time.h"

static void formats_have_their_kind(void **state) {
  (void)state;
  static const struct {
    const char *format;
    pw_time_kind stata, sas;
  } known[] = {
    {"%td", PW_TIME_DATE, PW_TIME_NONE},
    {"%tdNN/DD/CCYY", PW_TIME_DATE, PW_TIME_NONE},
    {"%d", PW_TIME_DATE, PW_TIME_NONE},
    {"%-td", PW_TIME_DATE, PW_TIME_NONE},
    {"%tc", PW_TIME_DATETIME, PW_TIME_NONE},
    {"%tC", PW_TIME_DATETIME, PW_TIME_NONE},
    {"%tm", PW_TIME_NONE, PW_TIME_NONE},
    {"%9.0g", PW_TIME_NONE, PW_TIME_NONE},
    {"DATE9", PW_TIME_NONE, PW_TIME_DATE},
    {"DATE9.", PW_TIME_NONE, PW_TIME_DATE},
    {"DATETIME20", PW_TIME_NONE, PW_TIME_DATETIME},
    {"DATETIME22.3", PW_TIME_NONE, PW_TIME_DATETIME},
    {"TIME8", PW_TIME_NONE, PW_TIME_DURATION},
    {"HHMM5", PW_TIME_NONE, PW_TIME_DURATION},
    {"E8601DA10", PW_TIME_NONE, PW_TIME_DATE},
    {"E8601DT19", PW_TIME_NONE, PW_TIME_DATETIME},
    {"YYMMDD10", PW_TIME_NONE, PW_TIME_DATE},
    {"MONYY7", PW_TIME_NONE, PW_TIME_DATE},
    {"BEST12", PW_TIME_NONE, PW_TIME_NONE},
    {"DATEX9", PW_TIME_NONE, PW_TIME_NONE},
    {"", PW_TIME_NONE, PW_TIME_NONE},
    {"8.2", PW_TIME_NONE, PW_TIME_NONE},
    {NULL, PW_TIME_NONE, PW_TIME_NONE},
  };
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    assert_int_equal(pw_stata_time_kind(known[i].format), known[i].stata);
    assert_int_equal(pw_sas_time_kind(known[i].format), known[i].sas);
  }
}

static void units_are_converted_and_nan_kept(void **state) {
  (void)state;
  double day[] = {0, 3653, NAN};
  pw_sas_time_convert(day, 3, PW_TIME_DATE);
  assert_true(day[0] == -3653 && day[1] == 0 && isnan(day[2]));
  double stata_day[] = {3654};
  pw_stata_time_convert(stata_day, 1, PW_TIME_DATE);
  assert_true(stata_day[0] == 1);
  double seconds[] = {315619200, 0};
  pw_sas_time_convert(seconds, 2, PW_TIME_DATETIME);
  assert_true(seconds[0] == 0 && seconds[1] == -315619200);
  double milliseconds[] = {315619200500};
  pw_stata_time_convert(milliseconds, 1, PW_TIME_DATETIME);
  assert_true(milliseconds[0] == 0.5);
  double duration[] = {61};
  pw_sas_time_convert(duration, 1, PW_TIME_DURATION);
  pw_stata_time_convert(duration, 1, PW_TIME_NONE);
  assert_true(duration[0] == 61);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(formats_have_their_kind),
    cmocka_unit_test(units_are_converted_and_nan_kept),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
