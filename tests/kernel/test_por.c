#include "cmocka_all.h"
#include "failing.h"

#include <stdlib.h>
#include <string.h>

#include "read/readstat.h"
#include "read/por.h"

typedef struct {
  unsigned char at[8192];
  size_t length;
} por_file;

static ssize_t keep(const void *data, size_t length, void *context) {
  por_file *file = context;
  if (file->length + length > sizeof file->at) abort();
  memcpy(file->at + file->length, data, length);
  file->length += length;
  return (ssize_t)length;
}

/* Two rows of a number, 8 and 9, and a text. */
static void build_por(por_file *file) {
  file->length = 0;
  readstat_writer_t *writer = readstat_writer_init();
  readstat_set_data_writer(writer, keep);
  readstat_writer_set_file_timestamp(writer, 0);
  readstat_variable_t *number =
    readstat_add_variable(writer, "NUMBER", READSTAT_TYPE_DOUBLE, 0);
  readstat_variable_t *text =
    readstat_add_variable(writer, "TEXT", READSTAT_TYPE_STRING, 8);
  assert_int_equal(readstat_begin_writing_por(writer, file, 2), READSTAT_OK);
  for (int i = 0; i < 2; i++) {
    readstat_begin_row(writer);
    readstat_insert_double_value(writer, number, 8 + i);
    readstat_insert_string_value(writer, text, i ? "nine" : "eight");
    readstat_end_row(writer);
  }
  assert_int_equal(readstat_end_writing(writer), READSTAT_OK);
  readstat_writer_free(writer);
}

static void check_rows(const por_file *file) {
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    pw_por por;
    pw_error err;
    pw_bytes bytes = {file->at, file->length};
    walk.status = pw_por_read(&por, bytes, NULL, 0, alloc, NULL, &err);
    if (walk.status == PW_OK) {
      assert_int_equal(por.rows, 2);
      assert_true(por.numbers[0][0] == 8 && por.numbers[0][1] == 9);
      pw_text text = pw_strpool_text(por.dictionary.pool, por.texts[1][0]);
      assert_int_equal(text.length, 5);
      assert_memory_equal(text.bytes, "eight", 5);
    }
    pw_por_free(&por);
  } while (failed_cleanly(&walk));
}

/* The file is written in lines of 80. */
static unsigned char *in_table(por_file *file, int place) {
  int at = 200 + place;
  return &file->at[at + 2 * (at / 80)];
}

static void a_byte_stands_for_the_first_character_it_is_given_to(void **state) {
  (void)state;
  por_file file;
  build_por(&file);
  check_rows(&file);
  assert_int_equal(*in_table(&file, 64 + 8), '8');
  /* As PSPP writes it: superscript digits have the digits' bytes. */
  for (int digit = 1; digit < 10; digit++) {
    *in_table(&file, 168 + digit - 1 + (digit > 3)) =
      (unsigned char)('0' + digit);
  }
  *in_table(&file, 175) = '8';
  check_rows(&file);
}

static void what_is_not_portable_is_refused(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_por por;
  pw_error err;
  pw_bytes text = {(const unsigned char *)"id,answer\n1,2\n", 14};
  assert_int_not_equal(pw_por_read(&por, text, NULL, 0, &alloc, NULL, &err),
                       PW_OK);
  pw_por_free(&por);
  assert_int_equal(alloc.in_use, 0);
}

/* Cut within its rows, a file gives the complete ones. */
static void a_cut_file_gives_its_complete_rows(void **state) {
  (void)state;
  por_file file;
  build_por(&file);
  int64_t most = 0;
  int one_row = 0;
  for (size_t length = 0; length < file.length; length++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_por por;
    pw_error err;
    pw_bytes cut = {file.at, length};
    if (pw_por_read(&por, cut, NULL, 0, &alloc, NULL, &err) == PW_OK) {
      assert_true(por.rows >= most && por.rows <= 2);
      most = por.rows;
      if (por.damage.code == PW_OK) assert_int_equal(por.rows, 2);
      else assert_int_equal(por.damage.offset, length);
      for (int64_t i = 0; i < por.rows; i++) {
        pw_text text = pw_strpool_text(por.dictionary.pool, por.texts[1][i]);
        assert_true(por.numbers[0][i] == 8 + i);
        assert_int_equal(text.length, i ? 4 : 5);
        assert_memory_equal(text.bytes, i ? "nine" : "eight", text.length);
      }
      one_row += por.rows == 1;
    }
    pw_por_free(&por);
    assert_int_equal(alloc.in_use, 0);
  }
  assert_int_equal(most, 2);
  assert_true(one_row > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_is_not_portable_is_refused),
    cmocka_unit_test(a_cut_file_gives_its_complete_rows),
    cmocka_unit_test(a_byte_stands_for_the_first_character_it_is_given_to),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
