#define _DEFAULT_SOURCE
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmocka_all.h"

#include "drawing.h"
#include "failing.h"
#include "stopping.h"
#include "write/csv_write.h"
#include "written.h"

static const char folder[] = "build/kernel/test_csv_write.d";
static const char path[] = "build/kernel/test_csv_write.d/table.csv";

static int make_folder(void **state) {
  (void)state;
  make_folder_at(folder);
  remove(path);
  return 0;
}

/* Names first, then the cells of each column of texts, a column after another;
 * NULL is missing. */
typedef struct {
  const char *const *names;
  const char *const *cells;
  int64_t rows;
} texts;

static pw_text text_of(void *data, int32_t column, int64_t row) {
  const texts *t = data;
  const char *text = row < 0 ? t->names[column]
                             : t->cells[column * t->rows + row];
  return (pw_text){text, text == NULL ? 0 : strlen(text)};
}

static pw_status write_table(const pw_csv_out *columns, int32_t count, texts *t,
                             pw_alloc *alloc, const pw_stop *stop) {
  pw_error err;
  pw_status status = pw_csv_write(path, 0600, columns, count, t->rows, text_of,
                                  t, alloc, stop, &err);
  if (status != PW_OK) assert_int_equal(err.code, status);
  return status;
}

static void expect_table(const pw_csv_out *columns, int32_t count, texts t,
                         const char *wanted) {
  pw_alloc alloc = pw_alloc_unlimited();
  assert_int_equal(write_table(columns, count, &t, &alloc, NULL), PW_OK);
  expect_file(path, wanted);
  assert_int_equal(alloc.in_use, 0);
  assert_int_equal(count_files(folder), 1);
}

static void each_kind_has_its_cells(void **state) {
  (void)state;
  static const double numbers[] = {1.5, NAN}, days[] = {NAN, 0};
  static const int32_t whole[] = {PW_CSV_NO_INTEGER, -3};
  static const int32_t yes[] = {1, 0}, at[] = {61, PW_CSV_NO_INTEGER};
  static const char *const names[] = {"n", "i", "yes", "d", "at"};
  const pw_csv_out columns[] = {
    {PW_CSV_OUT_NUMBER, numbers, NULL}, {PW_CSV_OUT_NUMBER, NULL, whole},
    {PW_CSV_OUT_LOGICAL, NULL, yes},    {PW_CSV_OUT_DATE, days, NULL},
    {PW_CSV_OUT_CLOCK, NULL, at},
  };
  expect_table(columns, 5, (texts){names, NULL, 2},
               "n,i,yes,d,at\n1.5,,true,,00:01:01\n,-3,false,1970-01-01,\n");
  expect_table(columns, 0, (texts){names, NULL, 0}, "\n");
}

static void texts_are_quoted_where_they_must_be(void **state) {
  (void)state;
  static const char *const names[] = {"a, b", "c"};
  static const char *const cells[] = {"x",  "say \"so\"", " x", "x\t", "",
                                      "1,", "a\nb",       "'",  NULL,  "\""};
  const pw_csv_out columns[] = {{PW_CSV_OUT_TEXT, NULL, NULL},
                                {PW_CSV_OUT_TEXT, NULL, NULL}};
  expect_table(columns, 2, (texts){names, cells, 5},
               "\"a, b\",c\nx,\"1,\"\n\"say \"\"so\"\"\",\"a\nb\"\n"
               "\" x\",'\n\"x\t\",\n,\"\"\"\"\n");
}

static void no_line_is_blank(void **state) {
  (void)state;
  static const char *const names[] = {"a"};
  static const char *const cells[] = {"x", "", NULL};
  static const double numbers[] = {NAN, 1};
  const pw_csv_out text = {PW_CSV_OUT_TEXT, NULL, NULL};
  const pw_csv_out number = {PW_CSV_OUT_NUMBER, numbers, NULL};
  expect_table(&text, 1, (texts){names, cells, 3}, "a\nx\n\"\"\n\"\"\n");
  expect_table(&number, 1, (texts){names, NULL, 2}, "a\n\"\"\n1\n");
}

/* The next cell of a file by the grammar of RFC 4180 alone, unquoted into
 * `out`;
 * `*end` is the byte behind it, a comma or a line feed. */
static const char *next_cell(const char *at, char *out, const char **end) {
  if (*at == '"') {
    for (at++; at[0] != '"' || at[1] == '"'; at++) {
      *out++ = *at;
      if (*at == '"') at++;
    }
    at++;
  } else {
    for (; *at != ',' && *at != '\n'; at++) {
      assert_int_not_equal(*at, '"');
      *out++ = *at;
    }
  }
  *out = '\0';
  *end = at;
  return at + 1;
}

static char *whole_file(size_t *length) {
  FILE *in = fopen(path, "rb");
  assert_non_null(in);
  char *bytes = calloc(1 << 16, 1);
  *length = fread(bytes, 1, (1 << 16) - 1, in);
  fclose(in);
  return bytes;
}

static void any_texts_come_back(void **state) {
  (void)state;
  static const char *const pieces[] = {"a",  ",", "\"", "\n", "\r", " ",
                                       "\t", "é", ";",  "''", "=1"};
  static const char *const names[] = {"x", "y,z", "\"", " w"};
  pw_csv_out columns[4] = {{PW_CSV_OUT_TEXT, NULL, NULL}};
  uint64_t at = 11;
  for (int i = 1; i < 4; i++) columns[i] = columns[0];
  for (int turn = 0; turn < 500; turn++) {
    int count = 1 + next_below(&at, 4), rows = next_below(&at, 6);
    char cells[4 * 6][64] = {{0}};
    const char *pointers[4 * 6];
    for (int i = 0; i < count * rows; i++) {
      for (int k = next_below(&at, 5); k > 0; k--)
        strcat(cells[i], pieces[next_below(&at, 11)]);
      pointers[i] = cells[i];
    }
    texts t = {names, pointers, rows};
    pw_alloc alloc = pw_alloc_unlimited();
    assert_int_equal(write_table(columns, count, &t, &alloc, NULL), PW_OK);
    size_t length;
    char *bytes = whole_file(&length), cell[256];
    const char *from = bytes, *end;
    for (int row = -1; row < rows; row++) {
      for (int i = 0; i < count; i++) {
        from = next_cell(from, cell, &end);
        assert_string_equal(cell, row < 0 ? names[i] : cells[i * rows + row]);
        assert_int_equal(*end, i + 1 < count ? ',' : '\n');
      }
    }
    assert_int_equal(from - bytes, length);
    free(bytes);
  }
}

enum { MANY = 300000 };
static const char *const number_names[] = {"x"};

static double *many_numbers(void) {
  double *numbers = malloc(MANY * sizeof *numbers);
  for (int i = 0; i < MANY; i++) numbers[i] = i + 0.125;
  return numbers;
}

static void every_allocation_may_fail(void **state) {
  (void)state;
  double *numbers = many_numbers();
  const pw_csv_out column = {PW_CSV_OUT_NUMBER, numbers, NULL};
  texts t = {number_names, NULL, MANY};
  pw_walk walk = {0};
  remove(path);
  do {
    pw_alloc *alloc = fail_next(&walk);
    walk.status = write_table(&column, 1, &t, alloc, NULL);
    assert_int_equal(access(path, F_OK) == 0, walk.status == PW_OK);
  } while (failed_cleanly(&walk));
  assert_true(walk.k > 3);
  free(numbers);
}

static void the_earlier_file_stays_where_the_new_one_fails(void **state) {
  (void)state;
  double *numbers = many_numbers();
  pw_alloc alloc = pw_alloc_unlimited();
  const pw_csv_out column = {PW_CSV_OUT_NUMBER, numbers, NULL};
  texts small = {number_names, NULL, 1}, large = {number_names, NULL, MANY};
  assert_int_equal(write_table(&column, 1, &small, &alloc, NULL), PW_OK);
  pw_stop stop = {stop_at_once, NULL};
  assert_int_equal(write_table(&column, 1, &large, &alloc, &stop), PW_STOPPED);
#ifndef _WIN32
  struct rlimit before = limit_files(2000000);
  pw_status status = write_table(&column, 1, &large, &alloc, NULL);
  setrlimit(RLIMIT_FSIZE, &before);
  assert_int_equal(status, PW_FULL);
#endif
  expect_file(path, "x\n0.125\n");
  assert_int_equal(count_files(folder), 1);
  assert_int_equal(alloc.in_use, 0);
  free(numbers);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(each_kind_has_its_cells),
    cmocka_unit_test(texts_are_quoted_where_they_must_be),
    cmocka_unit_test(no_line_is_blank),
    cmocka_unit_test(any_texts_come_back),
    cmocka_unit_test(every_allocation_may_fail),
    cmocka_unit_test(the_earlier_file_stays_where_the_new_one_fails),
  };
  return cmocka_run_group_tests(tests, make_folder, NULL);
}
