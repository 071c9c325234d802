#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/csv_types.h"

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

static void unseen_blanks_count_nowhere(void **state) {
  (void)state;
  static const struct {
    const char *text, *squeezed;
  } cases[] = {{"3\xc2\xa0", "3"},
               {"\xef\xbb\xbf"
                "3",
                "3"},
               {" \xe2\x80\x8b 3", "3"},
               {"\xc2\xa0 ab \xe2\x81\xa0\xc2\xa0", "ab"},
               {" ab ", " ab "},
               {" ab\xc2\xa0", " ab"},
               {"\xc2\xa0", ""},
               {"  ", "  "},
               {"", ""},
               {"\xc3\xa9t\xc3\xa9", "\xc3\xa9t\xc3\xa9"},
               {"a\xc2\xa0"
                "b",
                "a\xc2\xa0"
                "b"},
               {"\xe2\x82\xac", "\xe2\x82\xac"},
               {"\xc2", "\xc2"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    pw_csv_cell cell = {cases[i].text, strlen(cases[i].text), 0};
    const char *expected = cases[i].squeezed;
    if (pw_csv_may_squeeze(&cell)) pw_csv_squeeze(&cell);
    assert_int_equal(cell.length, strlen(expected));
    assert_memory_equal(cell.at, expected, cell.length);
    double number;
    if (*expected == '3') {
      assert_true(
        pw_csv_number(cases[i].text, strlen(cases[i].text), '.', &number) &&
        number == 3);
    }
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

static const pw_text missing[] = {{"", 0}, {"NA", 2}, {"9", 1}};
static const pw_csv_rules rules = {missing, 3, '"', '.', SIZE_MAX};

/* Reads the only column of `text` as `type`; what pw_csv_fill returns. */
static pw_csv_type fill(const char *text, pw_csv_type type, void *out) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_index index;
  memset(&index, 0, sizeof index);
  index.alloc = &alloc;
  index.n_columns = 1;
  pw_csv_marks marks = {',', '"', 1, 1, 0};
  pw_csv_stretch stretch = {text, 0, strlen(text), strlen(text), 0, 0};
  assert_int_equal(pw_csv_index_records(&index, &stretch, &marks, NULL), PW_OK);
  pw_csv_quick quick;
  pw_csv_none none = {-7, -1};
  pw_csv_quick_for(&quick, &rules, none);
  pw_csv_cells cells = {&index, 0, 0, index.n_records};
  unsigned zones = 0;
  pw_csv_type next = pw_csv_fill(cells, type, &rules, &quick, out, &zones);
  pw_csv_index_free(&index);
  assert_int_equal(alloc.in_use, 0);
  return next;
}

static void a_type_is_that_of_the_whole_column(void **state) {
  (void)state;
  double out[8];
  assert_int_equal(fill("1\nNA\n\n\"2\"\n9\n 7\n12\n", PW_CSV_NUMBER, out),
                   PW_CSV_NUMBER);
  assert_true(out[0] == 1 && out[1] == -1 && out[2] == -1 && out[3] == 2);
  assert_true(out[4] == -1 && out[5] == 7 && out[6] == 12);
  assert_int_equal(fill("1\nx\n", PW_CSV_NUMBER, out), PW_CSV_TEXT);
  assert_int_equal(fill("1\n2019-01-01\n", PW_CSV_NUMBER, out), PW_CSV_DATE);
  assert_int_equal(fill("2019-01-01\nNA\n", PW_CSV_DATE, out), PW_CSV_DATE);
  assert_true(out[0] == 17897 && out[1] == -1);
  assert_int_equal(fill("2019-01-01\n2019-01-01 10:00\n", PW_CSV_DATE, out),
                   PW_CSV_TIME);
  assert_int_equal(
    fill("2019-01-01 10:00\n2019-01-01 10:00Z\n", PW_CSV_TIME, out),
    PW_CSV_TIME + 1);
  assert_int_equal(fill("", PW_CSV_NUMBER, out), PW_CSV_NUMBER);
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

static void a_column_of_integers_ends_at_the_first_that_is_none(void **state) {
  (void)state;
  int32_t out[8];
  assert_int_equal(fill("1\nNA\n\n\"2\"\n9\n 7\n12\n", PW_CSV_INTEGER, out),
                   PW_CSV_INTEGER);
  static const int32_t expected[] = {1, -7, -7, 2, -7, 7, 12};
  assert_memory_equal(out, expected, sizeof expected);
  assert_int_equal(fill("1\n2.5\n", PW_CSV_INTEGER, out), PW_CSV_NUMBER);
  assert_int_equal(fill("1\n2147483648\n", PW_CSV_INTEGER, out), PW_CSV_NUMBER);
  assert_int_equal(fill("1\n9007199254740993\n", PW_CSV_INTEGER, out),
                   PW_CSV_TEXT);
  assert_int_equal(fill("1\n2019-01-01\n", PW_CSV_INTEGER, out), PW_CSV_DATE);
  assert_int_equal(fill("007\n", PW_CSV_INTEGER, out), PW_CSV_TEXT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(numbers_are_exact),
    cmocka_unit_test(the_fast_way_agrees_with_the_library),
    cmocka_unit_test(unseen_blanks_count_nowhere),
    cmocka_unit_test(dates_must_exist),
    cmocka_unit_test(a_type_is_that_of_the_whole_column),
    cmocka_unit_test(integers_have_32_bits_and_no_mark),
    cmocka_unit_test(integers_are_numbers),
    cmocka_unit_test(a_column_of_integers_ends_at_the_first_that_is_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
