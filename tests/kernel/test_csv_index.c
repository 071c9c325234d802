#include "cmocka_all.h"
#include "failing.h"

#include <stdio.h>

#include "csv_build.h"

static void index_text(pw_csv_index *index, const char *text, size_t length,
                       int64_t columns, pw_alloc *alloc) {
  memset(index, 0, sizeof *index);
  index->alloc = alloc;
  index->n_columns = columns;
  pw_csv_marks marks = csv_marks(',', 0);
  pw_csv_stretch stretch = {text, 0, length, length, 10, 0};
  assert_int_equal(pw_csv_index_records(index, &stretch, &marks, NULL), PW_OK);
}

static void ragged_records_shift_nothing(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_index index;
  const char *text = "1,2\n3\n\n4,5,6,\"7,8\"\r\n9,0\n1,,";
  index_text(&index, text, strlen(text), 2, &alloc);
  assert_int_equal(index.n_records, 5);
  assert_int_equal(index.n_ragged, 3);
  assert_int_equal(index.ragged[0].record, 11);
  assert_int_equal(index.ragged[0].fields, 1);
  assert_int_equal(index.ragged[0].offset, 4);
  assert_null(index.ragged[0].rest);
  assert_int_equal(index.ragged[1].record, 12);
  assert_int_equal(index.ragged[1].fields, 4);
  assert_int_equal(index.ragged[1].rest_length, 7);
  assert_memory_equal(index.ragged[1].rest, "6,\"7,8\"", 7);
  assert_int_equal(index.ragged[2].rest_length, 0);
  assert_non_null(index.ragged[2].rest);
  assert_int_equal(pw_csv_field(&index, 1, 1, '"').flags, PW_CSV_ABSENT);
  assert_memory_equal(pw_csv_field(&index, 2, 1, '"').at, "5", 1);
  assert_memory_equal(pw_csv_field(&index, 3, 0, '"').at, "9", 1);
  pw_csv_index_free(&index);
  assert_int_equal(alloc.in_use, 0);
}

/* Whatever blocks such lines lie across, and wherever the text ends. */
static void lines_of_delimiters_are_no_records(void **state) {
  (void)state;
  static const char *kinds[] = {",", ",,,,", " , ,\t", "", "  ", "\"\","};
  for (size_t shift = 0; shift < 70; shift++) {
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
      char text[400];
      memset(text, 'x', shift);
      int end = snprintf(text + shift, sizeof text - shift, ",1\r\n%s\n2,3\n%s",
                         kinds[i], kinds[i]);
      size_t length = shift + (size_t)end;
      pw_alloc alloc = pw_alloc_unlimited();
      pw_csv_index index;
      index_text(&index, text, length, 2, &alloc);
      int quoted = i == 5; /* an empty answer is one */
      assert_int_equal(index.n_records, quoted ? 4 : 2);
      assert_int_equal(index.n_ragged, 0);
      assert_memory_equal(pw_csv_field(&index, quoted ? 2 : 1, 1, '"').at, "3",
                          1);
      pw_csv_index_free(&index);
    }
  }
}

/* A line of a million fields takes no memory for a million. */
static void fields_beyond_are_counted(void **state) {
  (void)state;
  enum { FIELDS = 1000000 };
  char *text = malloc(FIELDS + 8);
  memcpy(text, "1,2\n", 4);
  memset(text + 4, ',', FIELDS);
  text[4] = 'x';
  memcpy(text + 4 + FIELDS, "\n3,4", 4);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_index index;
  index_text(&index, text, FIELDS + 8, 2, &alloc);
  assert_int_equal(index.n_records, 3);
  assert_int_equal(index.n_ragged, 1);
  assert_int_equal(index.ragged[0].fields, FIELDS);
  assert_int_equal(index.ragged[0].rest_length, FIELDS - 3);
  assert_true(index.end_room < 5000);
  assert_memory_equal(pw_csv_field(&index, 2, 1, '"').at, "4", 1);
  pw_csv_index_free(&index);
  free(text);
}

static void quotes_are_taken_off(void **state) {
  (void)state;
  pw_csv_cell cell = pw_csv_unquote("\"ab\"", 4, '"');
  assert_int_equal(cell.flags, PW_CSV_QUOTED);
  assert_int_equal(cell.length, 2);
  cell = pw_csv_unquote("\"\"", 2, '"');
  assert_int_equal(cell.flags, PW_CSV_QUOTED);
  assert_int_equal(cell.length, 0);
  cell = pw_csv_unquote("\"a\"\"b\"", 6, '"');
  assert_int_equal(cell.flags, PW_CSV_QUOTED | PW_CSV_ESCAPED);
  cell = pw_csv_unquote("\"ab\"cd", 6, '"');
  assert_int_equal(cell.flags, PW_CSV_QUOTED | PW_CSV_ESCAPED);
}

/* Texts of the bytes that matter, at random, around every block's border: the
 * quick way must see what the plain one does. */
static void the_quick_way_agrees_with_the_plain_one(void **state) {
  (void)state;
  static const char bytes[] = "\"\", \n\r,b\"\n";
  unsigned seed = 20181031;
  char text[700];
  for (int round = 0; round < 30000; round++) {
    seed = seed * 1664525u + 1013904223u;
    size_t length = seed >> 8 & (round % 3 == 0 ? 511 : 127);
    /* Quotes are rarer in some texts, so that not all end within one. */
    unsigned kinds = round % 2 == 0 ? sizeof bytes - 1 : 8;
    for (size_t i = 0; i < length; i++) {
      seed = seed * 1664525u + 1013904223u;
      text[i] = bytes[(seed >> 16) % kinds];
      if (round % 5 == 0 && text[i] == '"' && seed >> 31) text[i] = 'x';
    }
    while (length > 0 &&
           (text[length - 1] == '\n' || text[length - 1] == '\r')) {
      length--;
    }
    csv_expect_plain(text, length, 0);
    csv_expect_plain(text, length, 1);
  }
}

/* The border at 2^32 is tested on the numbers alone: the text is not touched.
 */
static void a_stretch_has_a_limit(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_index index;
  memset(&index, 0, sizeof index);
  index.alloc = &alloc;
  index.n_columns = 1;
  pw_csv_marks marks = csv_marks(',', 0);
  pw_csv_stretch stretch = {"", 5, (size_t)5 + UINT32_MAX, SIZE_MAX, 0, 0};
  pw_error err;
  assert_int_equal(pw_csv_index_records(&index, &stretch, &marks, &err),
                   PW_RANGE);
  assert_int_equal(err.offset, 5);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  static char text[8000];
  for (size_t i = 0; i < sizeof text; i += 2) memcpy(text + i, "1\n", 2);
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    pw_csv_index index;
    memset(&index, 0, sizeof index);
    index.alloc = alloc;
    index.n_columns = 2;
    pw_csv_marks marks = csv_marks(',', 0);
    pw_csv_stretch stretch = {text, 0, sizeof text, sizeof text, 0, 0};
    pw_error err;
    walk.status = pw_csv_index_records(&index, &stretch, &marks, &err);
    pw_csv_index_free(&index);
  } while (failed_cleanly(&walk));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(ragged_records_shift_nothing),
    cmocka_unit_test(lines_of_delimiters_are_no_records),
    cmocka_unit_test(fields_beyond_are_counted),
    cmocka_unit_test(quotes_are_taken_off),
    cmocka_unit_test(the_quick_way_agrees_with_the_plain_one),
    cmocka_unit_test(a_stretch_has_a_limit),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
