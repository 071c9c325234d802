/* The calendar of ten thousand years, where time_t would have 32 bits too. */
#define _FILE_OFFSET_BITS 64
#define _TIME_BITS 64

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cmocka_all.h"

#include "drawing.h"
#include "read/csv_types.h"
#include "read/csv_value.h"
#include "write/csv_cell.h"

static void expect_cell(pw_csv_out_kind kind, double x, const char *text) {
  char cell[PW_CSV_OUT_ROOM + 1];
  size_t n = pw_csv_put_cell(cell, kind, x);
  cell[n] = '\0';
  assert_string_equal(cell, text);
}

/* NaN with a letter in its fifth byte. */
static double lettered(char letter) {
  uint64_t bits = UINT64_C(0x7ff00000000007a2) | (uint64_t)letter << 32;
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

static void numbers_are_spelt_as_people_write_them(void **state) {
  (void)state;
  expect_cell(PW_CSV_OUT_NUMBER, 0, "0");
  expect_cell(PW_CSV_OUT_NUMBER, -0.0, "-0");
  expect_cell(PW_CSV_OUT_NUMBER, -99, "-99");
  expect_cell(PW_CSV_OUT_NUMBER, 3.25, "3.25");
  expect_cell(PW_CSV_OUT_NUMBER, 0.1, "0.1");
  expect_cell(PW_CSV_OUT_NUMBER, 0.30000000000000004, "0.30000000000000004");
  expect_cell(PW_CSV_OUT_NUMBER, 999999999999999, "999999999999999");
  expect_cell(PW_CSV_OUT_NUMBER, 1e20, "1e+20");
  expect_cell(PW_CSV_OUT_NUMBER, INFINITY, "INF");
  expect_cell(PW_CSV_OUT_NUMBER, -INFINITY, "-INF");
  expect_cell(PW_CSV_OUT_NUMBER, NAN, "");
  expect_cell(PW_CSV_OUT_NUMBER, lettered('a'), ".a");
  expect_cell(PW_CSV_OUT_NUMBER, lettered('Z'), ".Z");
}

static void every_number_reads_back(void **state) {
  (void)state;
  uint64_t at = 42;
  for (int i = 0; i < 200000; i++) {
    uint64_t bits = next_bits(&at);
    double x, read = 0;
    if (i % 3 == 0) memcpy(&x, &bits, sizeof x);
    else if (i % 3 == 1) x = (double)(int64_t)(bits >> 12) / 1000;
    else x = (double)((int64_t)bits >> (bits % 60));
    if (!isfinite(x)) continue;
    char cell[PW_CSV_OUT_ROOM + 1];
    size_t n = pw_csv_put_number(cell, x);
    assert_true(n < PW_CSV_OUT_ROOM);
    cell[n] = '\0';
    assert_true(strtod(cell, NULL) == x);
    /* Our reader takes whole numbers beyond 2^53 for codes. */
    if (fabs(x) < 9007199254740992.0 && fabs(x) > DBL_MIN) {
      assert_true(pw_csv_number(cell, n, '.', &read));
      assert_true(read == x);
    }
  }
}

static void integers_have_all_their_digits(void **state) {
  (void)state;
  static const int64_t all[] = {0,         7,         -10,      INT32_MAX,
                                INT32_MIN, INT64_MAX, INT64_MIN};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    char cell[PW_CSV_OUT_ROOM], wanted[32];
    int n = snprintf(wanted, sizeof wanted, "%lld", (long long)all[i]);
    assert_int_equal(pw_csv_put_integer(cell, all[i]), n);
    assert_memory_equal(cell, wanted, (size_t)n);
  }
}

/* The day in the calendar. Windows knows 1970 to 3000, and the calendar is the
 * same every 400 years. */
static struct tm calendar_day(int64_t day) {
  enum { CYCLE = 146097 };
  time_t seconds = (time_t)(day * 86400);
  struct tm *date = gmtime(&seconds);
  if (date != NULL) return *date;
  int64_t later = (2 * CYCLE - 1 - day) / CYCLE;
  if (day > 0) later = -(day / CYCLE);
  seconds = (time_t)((day + later * CYCLE) * 86400);
  struct tm shifted = *gmtime(&seconds);
  shifted.tm_year -= (int)later * 400;
  return shifted;
}

/* Every day of ten thousand years, against the system's calendar. */
static void dates_are_those_of_the_calendar(void **state) {
  (void)state;
  for (int64_t day = -719162; day <= 2932896; day += 3) {
    struct tm date = calendar_day(day);
    char cell[PW_CSV_OUT_ROOM], wanted[32];
    int n = snprintf(wanted, sizeof wanted, "%04d-%02d-%02d",
                     date.tm_year + 1900, date.tm_mon + 1, date.tm_mday);
    assert_int_equal(pw_csv_put_date(cell, (double)day), n);
    assert_memory_equal(cell, wanted, (size_t)n);
  }
  expect_cell(PW_CSV_OUT_DATE, -719162, "0001-01-01");
  expect_cell(PW_CSV_OUT_DATE, 2932896, "9999-12-31");
  expect_cell(PW_CSV_OUT_DATE, NAN, "");
  expect_cell(PW_CSV_OUT_DATE, 17900.75, "2019-01-04");
}

static void times_have_the_decimals_that_they_need(void **state) {
  (void)state;
  expect_cell(PW_CSV_OUT_DATETIME, 1564581959, "2019-07-31T14:05:59");
  expect_cell(PW_CSV_OUT_DATETIME, 1564581959.25, "2019-07-31T14:05:59.25");
  expect_cell(PW_CSV_OUT_DATETIME, -1, "1969-12-31T23:59:59");
  expect_cell(PW_CSV_OUT_DATETIME, -0.5, "1969-12-31T23:59:59.5");
  expect_cell(PW_CSV_OUT_DATETIME, NAN, "");
  expect_cell(PW_CSV_OUT_CLOCK, 0, "00:00:00");
  expect_cell(PW_CSV_OUT_CLOCK, 86399.999, "23:59:59.999");
  expect_cell(PW_CSV_OUT_CLOCK, NAN, "");
  /* What is nearer to the next second than nine decimals tell stays before
   * it. */
  expect_cell(PW_CSV_OUT_CLOCK, 59.9999999999, "00:00:59.999999999");
  uint64_t at = 7;
  for (int i = 0; i < 100000; i++) {
    double x = floor(next(&at) * 4e9) - 1e9, read;
    int zoned;
    if (i % 2) x += next_below(&at, 1000) / 1000.0;
    char cell[PW_CSV_OUT_ROOM];
    size_t n = pw_csv_put_datetime(cell, x);
    assert_true(pw_csv_time(cell, n, &read, &zoned));
    assert_true(read == x);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(numbers_are_spelt_as_people_write_them),
    cmocka_unit_test(every_number_reads_back),
    cmocka_unit_test(integers_have_all_their_digits),
    cmocka_unit_test(dates_are_those_of_the_calendar),
    cmocka_unit_test(times_have_the_decimals_that_they_need),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
