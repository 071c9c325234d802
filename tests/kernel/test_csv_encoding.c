#include "cmocka_all.h"

#include <string.h>

#include "read/csv_encoding.h"

static pw_csv_encoding guess(const char *bytes, size_t length, size_t *mark) {
  pw_csv_encoding found = pw_csv_guess_width(bytes, length, mark);
  if (found != PW_CSV_UTF8) return found;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_content content;
  assert_int_equal(pw_csv_inspect(&content, bytes + *mark, length - *mark, 1,
                                  NULL, &alloc, NULL, NULL),
                   PW_OK);
  return pw_csv_guess_bytes(&content);
}

static void encodings_are_told_apart(void **state) {
  (void)state;
  size_t mark;
  assert_int_equal(guess("\xef\xbb\xbf"
                         "a,b",
                         6, &mark),
                   PW_CSV_UTF8);
  assert_int_equal(mark, 3);
  assert_int_equal(guess("\xff\xfe"
                         "a\0",
                         4, &mark),
                   PW_CSV_UTF16LE);
  assert_int_equal(mark, 2);
  assert_int_equal(guess("\xfe\xff\0a", 4, &mark), PW_CSV_UTF16BE);
  assert_int_equal(guess("a\0,\0b\0", 6, &mark), PW_CSV_UTF16LE);
  assert_int_equal(mark, 0);
  assert_int_equal(guess("\0a\0,\0b", 6, &mark), PW_CSV_UTF16BE);
  assert_int_equal(guess("caf\xc3\xa9", 5, &mark), PW_CSV_UTF8);
  assert_int_equal(guess("caf\xe9", 4, &mark), PW_CSV_LATIN1);
  assert_int_equal(guess("caf\xe9 \x80", 6, &mark), PW_CSV_WINDOWS_1252);
  assert_int_equal(guess("\xed\xa0\x80", 3, &mark), PW_CSV_WINDOWS_1252);
  assert_int_equal(guess("caf\xc3\xa9 caf\xe9", 10, &mark), PW_CSV_MIXED);
  assert_int_equal(guess("", 0, &mark), PW_CSV_UTF8);
}

static void binary_is_told_by_its_control_characters(void **state) {
  (void)state;
  assert_true(pw_csv_is_binary("\x1f\x8b\x08\x01\x02", 5));
  assert_false(pw_csv_is_binary("a,b\t\r\n\f\v", 8));
  assert_false(pw_csv_is_binary("", 0));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(encodings_are_told_apart),
    cmocka_unit_test(binary_is_told_by_its_control_characters),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
