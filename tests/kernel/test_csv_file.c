#include "cmocka_all.h"
#include "failing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "csv_build.h"
#include "read/csv_file.h"

#define BYTES(text) text, sizeof text - 1

static pw_status open_text(pw_csv_file *file, const char *bytes, size_t length,
                           int encoding, pw_alloc *alloc, pw_error *err) {
  pw_csv_options options = {encoding, 0, 0, 2, 64, 0, NULL};
  pw_error_clear(err);
  return csv_open(file, bytes, length, &options, alloc, err);
}

static void a_file_says_what_it_is(void **state) {
  (void)state;
  static const struct {
    const char *bytes;
    size_t length;
    int encoding;
    char delim, decimal;
    int64_t columns, records;
  } cases[] = {{BYTES("a,b\n1,2\n"), PW_CSV_UTF8, ',', '.', 2, 1},
               {BYTES("\xef\xbb\xbf"
                      "a;b\r\n1,5;2\r\n\r\n"),
                PW_CSV_UTF8, ';', ',', 2, 1},
               {BYTES("\xff\xfe"
                      "a\0\t\0b\0\n\0"
                      "1\0\t\0"
                      "2\0"),
                PW_CSV_UTF16LE, '\t', '.', 2, 1},
               {BYTES("sep=|\na|b\n"), PW_CSV_UTF8, '|', '.', 2, 0},
               {BYTES("caf\xe9\n1\n\n2\n\n\n"), PW_CSV_LATIN1, ',', '.', 1, 3},
               {BYTES("\n\na,b"), PW_CSV_UTF8, ',', '.', 2, 0},
               {BYTES("\n\n"), PW_CSV_UTF8, ',', '.', 0, 0},
               {BYTES(""), PW_CSV_UTF8, ',', '.', 0, 0}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_csv_file file;
    pw_error err;
    assert_int_equal(
      open_text(&file, cases[i].bytes, cases[i].length, -1, &alloc, &err),
      PW_OK);
    assert_int_equal(file.encoding, cases[i].encoding);
    assert_int_equal(file.marks.delim, cases[i].delim);
    assert_int_equal(file.decimal, cases[i].decimal);
    assert_int_equal(file.n_columns, cases[i].columns);
    assert_int_equal(file.chunks.records, cases[i].records);
    pw_csv_close(&file, &alloc);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void bad_bytes_are_named_by_line(void **state) {
  (void)state;
  static const struct {
    const char *bytes;
    size_t length;
    int64_t line;
  } cases[] = {{BYTES("a,b\n1,2\n3,\0\n"), 2},
               {BYTES("a,b\r\n1,\"x\r\ny\"\r\n2,\"z\r\n"), 3},
               {BYTES("a\0b\0c"), 0},
               {BYTES("a,\"b\n"), 0}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_csv_file file;
    pw_error err;
    assert_int_equal(
      open_text(&file, cases[i].bytes, cases[i].length, -1, &alloc, &err),
      PW_FORMAT);
    assert_int_equal(err.row, cases[i].line);
    assert_int_equal(alloc.in_use, 0);
  }
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_file file;
  pw_error err;
  assert_int_equal(open_text(&file, BYTES("\x01\x02\x03\n"), -1, &alloc, &err),
                   PW_FORMAT);
  assert_int_equal(err.row, PW_NOWHERE);
}

static void a_named_encoding_is_believed(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_file file;
  pw_error err;
  assert_int_equal(
    open_text(&file, BYTES("caf\xc3\xa9\n"), PW_CSV_LATIN1, &alloc, &err),
    PW_OK);
  assert_memory_equal(file.text, "caf\xc3\x83\xc2\xa9\n", 8);
  pw_csv_close(&file, &alloc);
  assert_int_equal(
    open_text(&file, BYTES("caf\xe9\n"), PW_CSV_UTF8, &alloc, &err), PW_OK);
  assert_int_equal(file.damage.count, 1);
  pw_csv_close(&file, &alloc);
  assert_int_equal(alloc.in_use, 0);
}

/* 50 lines of 64 bytes, in `columns` columns. */
static int64_t stretches_of(int columns) {
  char text[50 * 64];
  for (int i = 0; i < 50 * 64; i++) {
    text[i] = i % 64 == 63                     ? '\n'
      : i % 2 == 1 && i % 64 < 2 * columns - 1 ? ';'
                                               : '1';
  }
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_file file;
  pw_error err;
  assert_int_equal(open_text(&file, text, sizeof text, -1, &alloc, &err),
                   PW_OK);
  assert_int_equal(file.n_columns, columns);
  assert_int_equal(file.chunks.records, 49);
  int64_t count = file.chunks.count;
  pw_csv_close(&file, &alloc);
  return count;
}

static void stretches_are_longer_where_columns_are_many(void **state) {
  (void)state;
  assert_int_equal(stretches_of(1), 25);
  assert_in_range(stretches_of(30), 8, 16);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    pw_csv_file file;
    pw_error err;
    walk.status =
      open_text(&file, BYTES("a;caf\xe9\n1,5;2\n"), -1, alloc, &err);
    pw_csv_close(&file, alloc);
  } while (failed_cleanly(&walk));
}

/* Records of numbers with decimal commas and texts in quotes that hold line
 * ends and characters of several bytes, some of them longer than what is looked
 * at beyond a window. */
static size_t write_records(char *out, int records) {
  size_t at = (size_t)sprintf(out, "a;b;c\r\n");
  for (int i = 0; i < records; i++) {
    at += (size_t)sprintf(out + at, "%d,5;\"caf\xc3\xa9 \n%d\";", i, i * 7);
    int longer = i % 997 == 3 ? 9000 : i % 13;
    memset(out + at, 'x', (size_t)longer);
    at += (size_t)longer;
    at += (size_t)sprintf(out + at, i % 2 ? "\n" : "\r\n");
  }
  return at;
}

static pw_status open_later(pw_csv_file *file, pw_file *source,
                            const char *path, pw_alloc *alloc, pw_error *err) {
  pw_error_clear(err);
  pw_status status = pw_file_open_later(source, path, alloc, NULL, err);
  if (status != PW_OK) return status;
  pw_csv_options options = {-1, 0, 0, 2, 1024, 0, source};
  return csv_open(file, source->bytes, source->length, &options, alloc, err);
}

/* A file of which a part at a time is in memory is cut as one that is there as
 * a whole. */
static void a_file_need_not_be_in_memory(void **state) {
  (void)state;
  enum { RECORDS = 20000 };
  const char *path = "build/kernel/test_csv_file.tmp";
  char *bytes = malloc((size_t)RECORDS * 64 + 400000);
  size_t length = write_records(bytes, RECORDS);
  FILE *out = fopen(path, "wb");
  assert_int_equal(fwrite(bytes, 1, length, out), length);
  fclose(out);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_options options = {-1, 0, 0, 2, 1024, 0, NULL};
  pw_csv_file whole, parts;
  pw_file source;
  pw_error err;
  pw_error_clear(&err);
  assert_int_equal(csv_open(&whole, bytes, length, &options, &alloc, &err),
                   PW_OK);
  assert_int_equal(open_later(&parts, &source, path, &alloc, &err), PW_OK);
  assert_int_equal(parts.chunks.records, RECORDS);
  assert_int_equal(parts.chunks.records, whole.chunks.records);
  assert_int_equal(parts.decimal, ',');
  assert_int_equal(parts.marks.delim, ';');
  assert_int_equal(parts.chunks.count, whole.chunks.count);
  assert_memory_equal(parts.chunks.chunks, whole.chunks.chunks,
                      (size_t)whole.chunks.count * sizeof *whole.chunks.chunks);
  pw_csv_close(&parts, &alloc);
  pw_file_close(&source, &alloc);
  pw_csv_close(&whole, &alloc);
  assert_int_equal(alloc.in_use, 0);

  /* A quote that is never closed is found on its line. */
  out = fopen(path, "ab");
  fprintf(out, "1;\"never\n");
  fclose(out);
  assert_int_equal(open_later(&parts, &source, path, &alloc, &err), PW_FORMAT);
  assert_int_equal(err.row, pw_csv_lines(bytes, length));
  pw_csv_close(&parts, &alloc);
  pw_file_close(&source, &alloc);
  assert_int_equal(alloc.in_use, 0);
  free(bytes);
  remove(path);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_file_says_what_it_is),
    cmocka_unit_test(bad_bytes_are_named_by_line),
    cmocka_unit_test(a_named_encoding_is_believed),
    cmocka_unit_test(stretches_are_longer_where_columns_are_many),
    cmocka_unit_test(every_failed_allocation_is_clean),
    cmocka_unit_test(a_file_need_not_be_in_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
