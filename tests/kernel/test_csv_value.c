#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/csv_value.h"

static int number(const char *text, double *out) {
  return pw_csv_number(text, strlen(text), '.', out);
}

static void numbers_are_exact(void **state) {
  (void)state;
  static const char *good[] = {"0",
                               "-0",
                               "7",
                               "+2",
                               "-99",
                               "0.1",
                               ".5",
                               "5.",
                               "1e+3",
                               "1E-3",
                               "1.5e3",
                               "1.E3",
                               " 12 ",
                               "123456789.125",
                               "9007199254740992",
                               "3.14159265358979323846",
                               "1e+300",
                               "2.2250738585072011e-308",
                               "0.000001",
                               "179769313486231570000.5"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    double out;
    assert_true(number(good[i], &out));
    assert_true(out == strtod(good[i], NULL));
  }
  static const char *text[] = {"",
                               "-",
                               "007",
                               "00",
                               "1,2,3",
                               "1 2",
                               "abc",
                               "1e",
                               "1e+",
                               "0x10",
                               "inf",
                               "nan",
                               "1e999",
                               "9007199254740993",
                               "12345678901234567890",
                               "1.2.3",
                               "--1",
                               "1-",
                               "e5",
                               ".",
                               "12E4",
                               "1e3",
                               "-34e05"};
  for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
    double out;
    assert_false(number(text[i], &out));
  }
  double out;
  assert_true(pw_csv_number("-1,5", 4, ',', &out) && out == -1.5);
}

/* The fast way gives what the C library gives, over many decimals. */
static void the_fast_way_agrees_with_the_library(void **state) {
  (void)state;
  unsigned seed = 1;
  for (int i = 0; i < 200000; i++) {
    char text[48];
    seed = seed * 1664525u + 1013904223u;
    unsigned long mantissa = seed;
    seed = seed * 1664525u + 1013904223u;
    snprintf(text, sizeof text, "%lu.%ue%d", mantissa, seed >> 8,
             (int)(seed % 60) - 30);
    double out;
    assert_true(number(text, &out));
    assert_true(out == strtod(text, NULL));
  }
}

static void dates_must_exist(void **state) {
  (void)state;
  double days, seconds;
  int zoned;
  assert_true(pw_csv_date("1970-01-01", 10, &days) && days == 0);
  assert_true(pw_csv_date("2000-02-29", 10, &days) && days == 11016);
  assert_true(pw_csv_date("1969-12-31", 10, &days) && days == -1);
  assert_false(pw_csv_date("2019-02-29", 10, &days));
  assert_false(pw_csv_date("2019-13-01", 10, &days));
  assert_false(pw_csv_date("01/02/2019", 10, &days));
  assert_true(pw_csv_time("1970-01-02 00:01", 16, &seconds, &zoned));
  assert_true(seconds == 86460 && !zoned);
  assert_true(pw_csv_time("1970-01-01T01:00:00.5+01:00", 27, &seconds, &zoned));
  assert_true(seconds == 0.5 && zoned);
  assert_false(pw_csv_time("1970-01-01 24:00", 16, &seconds, &zoned));
  assert_false(pw_csv_time("1970-01-01 10:00x", 17, &seconds, &zoned));
}

static int integer(const char *text, int32_t *out) {
  return pw_csv_integer(text, strlen(text), out);
}

static void integers_have_32_bits_and_no_mark(void **state) {
  (void)state;
  int32_t out;
  static const char *const none[] = {
    "",           " ",           "-",          "+",           "007", "-01",
    "1.0",        "1e3",         "1x",         "x",           "--1", "1 2",
    "2147483648", "-2147483648", "9999999999", "12345678901", "1,5"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
    assert_false(integer(none[i], &out));
  }
  assert_true(integer("0", &out) && out == 0);
  assert_true(integer(" +12\t", &out) && out == 12);
  assert_true(integer("-2147483647", &out) && out == -INT32_MAX);
  assert_true(integer("2147483647", &out) && out == INT32_MAX);
}

/* Whatever is an integer is the same number read as a double. */
static void integers_are_numbers(void **state) {
  (void)state;
  char text[16];
  uint32_t seed = 1;
  for (int i = 0; i < 100000; i++) {
    int32_t value;
    double number;
    seed = seed * 1664525u + 1013904223u;
    snprintf(text, sizeof text, "%d", (int)((int32_t)seed >> (i % 31)));
    if (!integer(text, &value)) {
      assert_string_equal(text, "-2147483648");
      continue;
    }
    assert_true(pw_csv_number(text, strlen(text), '.', &number));
    assert_true(number == value);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(numbers_are_exact),
    cmocka_unit_test(the_fast_way_agrees_with_the_library),
    cmocka_unit_test(dates_must_exist),
    cmocka_unit_test(integers_have_32_bits_and_no_mark),
    cmocka_unit_test(integers_are_numbers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
