#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/csv_types.h"
#include "read/csv_value.h"

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
    cmocka_unit_test(unseen_blanks_count_nowhere),
    cmocka_unit_test(a_type_is_that_of_the_whole_column),
    cmocka_unit_test(a_column_of_integers_ends_at_the_first_that_is_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
