#include "cmocka_all.h"

#include <math.h>
#include <stdio.h>

#include "failing.h"
#include "read/sheet_text.h"
#include "sheet_build.h"

static pw_status write_sheet(const char *xml, int32_t first, pw_alloc *alloc,
                             const char *expected) {
  pw_sheet sheet = pw_sheet_empty(alloc);
  pw_sheet_text text = {NULL, 0, 0, 0, 0, 0};
  double at[16];
  pw_status status = read_sheet(xml, strlen(xml), &sheet, PW_FROM_1900, NULL);
  if (status == PW_OK) {
    assert_true(pw_sheet_rows(&sheet) - first <= 16);
    status = pw_sheet_write(&sheet, first, at, &text, NULL, NULL);
  }
  if (status == PW_OK) {
    assert_int_equal(text.used, strlen(expected));
    if (text.used > 0) assert_memory_equal(text.bytes, expected, text.used);
  }
  pw_free(alloc, text.bytes);
  pw_sheet_free(&sheet);
  return status;
}

static void expect_lines(const char *xml, int32_t first, const char *lines) {
  pw_alloc alloc = pw_alloc_unlimited();
  assert_int_equal(write_sheet(xml, first, &alloc, lines), PW_OK);
  assert_int_equal(alloc.in_use, 0);
}

#define TEXT(text) "<c t=\"str\"><v>" text "</v></c>"
#define NUMBER(number) "<c><v>" number "</v></c>"
#define DATE(days) "<c s=\"1\"><v>" days "</v></c>"

static void rows_are_as_wide_as_the_widest(void **state) {
  (void)state;
  static const char *const xml = SHEET("<row>" TEXT("id") TEXT(
    "q") "</row><row r=\"3\"><c r=\"C3\"><v>1</v>"
         "</c></row><row>" NUMBER("2") "</row>");
  expect_lines(xml, 0, "id,q,\n,,\n,,1\n2,,\n");
  expect_lines(xml, 3, "2,,\n");
  expect_lines(xml, 4, "");
  expect_lines(SHEET(""), 0, "");
}

static void texts_are_quoted_where_they_must_be(void **state) {
  (void)state;
  expect_lines(SHEET("<row>" TEXT("a,b") TEXT("say \"x\"") TEXT("1&#10;2")
                       TEXT("_x0007_c") TEXT(" d ") "</row>"),
               0, "\"a,b\",\"say \"\"x\"\"\",\"1\n2\",c, d \n");
  expect_lines(
    SHEET("<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c></row>"), 0,
    "TRUE,FALSE\n");
}

static void numbers_have_the_fewest_digits_that_give_them_back(void **state) {
  (void)state;
  expect_lines(
    SHEET("<row>" NUMBER("007") NUMBER("-12") NUMBER("1E3")
            NUMBER("0.10000000000000001") NUMBER("123456789012345")
              NUMBER("0.33333333333333331") NUMBER("-1e+20") "</row>"),
    0, "7,-12,1000,0.1,123456789012345,0.33333333333333331,-1e+20\n");
}

static void digits_that_are_written_are_kept(void **state) {
  (void)state;
  static const char *const same[] = {"0",
                                     "5",
                                     "-5",
                                     "100",
                                     "0.5",
                                     "-0.25",
                                     "12.125",
                                     "0.00012",
                                     "1234567890123456",
                                     "0.33333333333333331",
                                     "-1.7976931348623157",
                                     "0.1234567890123456"};
  static const struct {
    const char *from, *to;
  } other[] = {{"0.10000000000000001", "0.1"},
               {"2.2999999999999998", "2.3"},
               {"-48.899999999999999", "-48.9"},
               {"0.30000000000000004", "0.30000000000000004"},
               {"99.999999999999986", "99.999999999999986"},
               {"1.9999999999999998", "1.9999999999999998"},
               {"2.9999999999999999", "3"},
               {"-0", "0"},
               {"0.0", "0"},
               {"1.50", "1.5"},
               {"00.5", "0.5"},
               {".5", "0.5"},
               {"5.", "5"},
               {"+5", "5"},
               {"1e3", "1000"},
               {"0.1e1", "1"},
               {"000", "0"},
               {"123456789012345678", "1.2345678901234568e+17"}};
  char xml[400], line[100];
  for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
    snprintf(xml, sizeof xml, SHEET("<row><c><v>%s</v></c></row>"), same[i]);
    snprintf(line, sizeof line, "%s\n", same[i]);
    expect_lines(xml, 0, line);
  }
  for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
    snprintf(xml, sizeof xml, SHEET("<row><c><v>%s</v></c></row>"),
             other[i].from);
    snprintf(line, sizeof line, "%s\n", other[i].to);
    expect_lines(xml, 0, line);
  }
}

/* Whatever digits a program writes, what is written gives the number back. */
static void numbers_come_back_whatever_their_digits(void **state) {
  (void)state;
  uint64_t seed = 20181031;
  for (int i = 0; i < 20000; i++) {
    char xml[400], number[64];
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    double x = ((double)(int64_t)seed / 9.2e18) * pow(10, (int)(seed % 9) - 3);
    snprintf(number, sizeof number, "%.*g", 13 + (int)(seed >> 40) % 5, x);
    snprintf(xml, sizeof xml, SHEET("<row><c><v>%s</v></c></row>"), number);
    pw_alloc alloc = pw_alloc_unlimited();
    pw_sheet sheet = pw_sheet_empty(&alloc);
    pw_sheet_text text;
    double at[1];
    assert_int_equal(pw_sheet_scan(&sheet, span(xml), PW_FROM_1900, NULL, NULL),
                     PW_OK);
    assert_int_equal(pw_sheet_write(&sheet, 0, at, &text, NULL, NULL), PW_OK);
    text.bytes[text.used - 1] = 0;
    assert_true(strtod(text.bytes, NULL) == strtod(number, NULL));
    pw_free(&alloc, text.bytes);
    pw_sheet_free(&sheet);
  }
}

static void a_column_of_dates_has_one_form(void **state) {
  (void)state;
  expect_lines(SHEET("<row>" DATE("45351") DATE("45351.5") DATE("0.75")
                       DATE("1") "</row><row>" DATE("2") DATE("45352") DATE("0")
                         DATE("2.25") "</row>"),
               0,
               "2024-02-29,2024-02-29 12:00:00,18:00:00,24:00:00\n"
               "1900-01-02,2024-03-01 00:00:00,00:00:00,54:00:00\n");
  expect_lines(SHEET("<row>" DATE("45351.000011574076") "</row>"), 0,
               "2024-02-29 00:00:01\n");
  expect_lines(SHEET("<row>" DATE("45351.0000057870370") "</row>"), 0,
               "2024-02-29 00:00:00.500\n");
}

static void cells_too_far_apart_are_refused(void **state) {
  (void)state;
  static const char *const xml = SHEET(
    "<row><c r=\"XFD1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"B1048576"
    "\"><v>1</v></c></row>");
  pw_alloc alloc = pw_alloc_unlimited();
  pw_sheet sheet = pw_sheet_empty(&alloc);
  pw_sheet_text text;
  pw_error err;
  assert_int_equal(read_sheet(xml, strlen(xml), &sheet, PW_FROM_1900, NULL),
                   PW_OK);
  assert_int_equal(pw_sheet_write(&sheet, 0, NULL, &text, NULL, &err),
                   PW_RANGE);
  assert_int_equal(err.row, 1048575);
  assert_int_equal(err.column, 16383);
  pw_sheet_free(&sheet);
  assert_int_equal(alloc.in_use, 0);
}

static void memory_that_runs_out_is_said(void **state) {
  (void)state;
  static const char *const xml = SHEET(
    "<row>" TEXT("id") TEXT("q") "</row><row>" TEXT("a")
      TEXT("b") "</row><row>" TEXT("a text that is long") DATE("2") "</row>");
  pw_walk walk = {0};
  do {
    walk.status = write_sheet(xml, 0, fail_next(&walk),
                              "id,q\na,b\na text that is long,1900-01-02\n");
  } while (failed_cleanly(&walk));
  assert_true(walk.k >= 6);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(rows_are_as_wide_as_the_widest),
    cmocka_unit_test(texts_are_quoted_where_they_must_be),
    cmocka_unit_test(numbers_have_the_fewest_digits_that_give_them_back),
    cmocka_unit_test(digits_that_are_written_are_kept),
    cmocka_unit_test(numbers_come_back_whatever_their_digits),
    cmocka_unit_test(a_column_of_dates_has_one_form),
    cmocka_unit_test(cells_too_far_apart_are_refused),
    cmocka_unit_test(memory_that_runs_out_is_said),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
