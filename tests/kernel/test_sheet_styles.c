#include "cmocka_all.h"

#include "failing.h"
#include "sheet_build.h"

static void formats_of_dates_are_told_from_those_of_numbers(void **state) {
  (void)state;
  static const char *const dates[] = {"yyyy-mm-dd",
                                      "DD/MM/YYYY",
                                      "[h]:mm:ss",
                                      "[mm]",
                                      "h",
                                      "mm:ss.0",
                                      "[$-809]dd mmmm yyyy;@",
                                      "\"on \"d",
                                      "[$-F400]h:mm:ss\\ AM/PM",
                                      "0;d"};
  static const char *const numbers[] = {
    "General",  "0",
    "0.00",     "#,##0.00_);[Red](#,##0.00)",
    "0.00E+00", "0%",
    "@",        "\"days\" 0",
    "0\\d",     "0_d",
    "0*s",      "[Magenta]0",
    "[$EUR] 0", "\"never closed d",
    "[d",       "",
    "_"};
  for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
    assert_true(pw_is_date_format(span(dates[i])));
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    assert_false(pw_is_date_format(span(numbers[i])));
}

static void styles_of_cells_are_dates_by_number_or_code(void **state) {
  (void)state;
  static const unsigned char expected[] = {0, 1, 1, 0};
  pw_walk walk = {0};
  do {
    pw_sheet sheet = pw_sheet_empty(fail_next(&walk));
    walk.status = pw_sheet_read_styles(&sheet, span(sheet_styles), NULL);
    if (walk.status == PW_OK) {
      assert_int_equal(sheet.n_styles, 4);
      assert_memory_equal(sheet.is_date, expected, 4);
    }
    pw_sheet_free(&sheet);
  } while (failed_cleanly(&walk));
  assert_true(walk.k >= 3);
}

static void a_part_with_more_formats_than_any_is_refused(void **state) {
  (void)state;
  enum { MANY = 6000 };
  static const char one[] = "<numFmt numFmtId=\"170\" formatCode=\"0\"/>";
  char *xml = malloc(MANY * sizeof one);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_sheet sheet = pw_sheet_empty(&alloc);
  for (size_t i = 0; i < MANY; i++)
    memcpy(xml + i * (sizeof one - 1), one, sizeof one);
  assert_int_equal(pw_sheet_read_styles(&sheet, span(xml), NULL), PW_RANGE);
  assert_int_equal(pw_sheet_read_styles(&sheet, span("<a"), NULL), PW_FORMAT);
  pw_sheet_free(&sheet);
  assert_int_equal(pw_sheet_read_styles(&sheet, span("<numFmt/><b/>"), NULL),
                   PW_OK);
  pw_sheet_free(&sheet);
  assert_int_equal(alloc.in_use, 0);
  free(xml);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(formats_of_dates_are_told_from_those_of_numbers),
    cmocka_unit_test(styles_of_cells_are_dates_by_number_or_code),
    cmocka_unit_test(a_part_with_more_formats_than_any_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
