#include "cmocka_all.h"

#include <string.h>

#include "read/sheet_numbers.h"

#define DAY INT64_C(86400000)

static pw_span span(const char *text) {
  pw_span out = {text, strlen(text)};
  return out;
}

static void places_are_read_as_sheets_have_them(void **state) {
  (void)state;
  int32_t row = 0, column = 0;
  static const struct {
    const char *name;
    int32_t row, column;
  } places[] = {{"A1", 0, 0},
                {"z20", 19, 25},
                {"AA3", 2, 26},
                {"XFD1048576", 1048575, 16383}};
  static const char *const none[] = {"",
                                     "A",
                                     "1",
                                     "A0",
                                     "XFE1",
                                     "A1048577",
                                     "A1B",
                                     "A-1",
                                     "AAAAAAAAAAAA1",
                                     "A99999999999999999999"};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    assert_true(pw_sheet_place(span(places[i].name), &row, &column));
    assert_int_equal(row, places[i].row);
    assert_int_equal(column, places[i].column);
  }
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    assert_false(pw_sheet_place(span(none[i]), &row, &column));
}

/* What spreadsheet programs show for these numbers. */
static void days_are_those_of_both_calendars(void **state) {
  (void)state;
  int64_t time = 0;
  static const struct {
    double days;
    pw_calendar calendar;
    int64_t since_1970;
  } known[] = {
    {1, PW_FROM_1900, -25567},       {59, PW_FROM_1900, -25509},
    {61, PW_FROM_1900, -25508},      {25569, PW_FROM_1900, 0},
    {45351, PW_FROM_1900, 19782},    {2958465, PW_FROM_1900, 2932896},
    {0, PW_FROM_1904, -24107},       {24107, PW_FROM_1904, 0},
    {2957003, PW_FROM_1904, 2932896}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    assert_true(pw_sheet_time(known[i].days, known[i].calendar, &time));
    assert_true(time == known[i].since_1970 * DAY);
  }
  assert_true(pw_sheet_time(45351.4, PW_FROM_1900, &time));
  assert_true(time == 19782 * DAY + DAY / 10 * 4);
  assert_false(pw_sheet_time(60, PW_FROM_1900, &time));
  assert_false(pw_sheet_time(60.5, PW_FROM_1900, &time));
  assert_false(pw_sheet_time(-1, PW_FROM_1900, &time));
  assert_false(pw_sheet_time(2958466, PW_FROM_1900, &time));
  assert_false(pw_sheet_time(2957004, PW_FROM_1904, &time));
}

static void numbers_are_as_xml_has_them(void **state) {
  (void)state;
  static const char *const none[] = {
    "", "a", "0x10", "1,5", "nan", "inf", "1e999", "1 2", "--1", "1e", "."};
  double number = 0;
  assert_true(pw_sheet_decimal(span("-1.5e3"), &number));
  assert_true(number == -1500);
  assert_true(pw_sheet_decimal(span("007"), &number));
  assert_true(number == 7);
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    assert_false(pw_sheet_decimal(span(none[i]), &number));
  assert_int_equal(pw_sheet_whole(span("12"), 12), 12);
  assert_int_equal(pw_sheet_whole(span("13"), 12), -1);
  assert_int_equal(pw_sheet_whole(span("99999999999999999999"), INT32_MAX), -1);
}

static void digits_are_counted_and_rounded(void **state) {
  (void)state;
  char to[32];
  static const struct {
    const char *number;
    size_t n;
  } plain[] = {{"0", 1},   {"12", 2},   {"-12.5", 3}, {"0.001", 1},
               {"007", 0}, {"1.50", 0}, {"1e5", 0},   {"-0", 0},
               {".5", 0},  {"5.", 0},   {"-", 0},     {"1.2.3", 0},
               {"", 0}};
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
    assert_int_equal(pw_plain_digits(span(plain[i].number)), plain[i].n);
  size_t n = pw_round_digits(span("0.10000000000000001"), to);
  assert_int_equal(n, 3);
  assert_memory_equal(to, "0.1", 3);
  n = pw_round_digits(span("2.9999999999999999"), to);
  assert_int_equal(n, 1);
  assert_memory_equal(to, "3", 1);
  assert_int_equal(pw_round_digits(span("0.12345678901234550"), to), 0);
  assert_int_equal(pw_round_digits(span("9.9999999999999999"), to), 0);
  assert_int_equal(pw_round_digits(span("12345678901234567"), to), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(places_are_read_as_sheets_have_them),
    cmocka_unit_test(days_are_those_of_both_calendars),
    cmocka_unit_test(numbers_are_as_xml_has_them),
    cmocka_unit_test(digits_are_counted_and_rounded),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
