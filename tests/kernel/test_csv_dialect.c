#include "cmocka_all.h"

#include <string.h>

#include "read/csv_dialect.h"

static pw_csv_encoding guess(const char *bytes, size_t length, size_t *mark) {
  return pw_csv_guess_encoding((const unsigned char *)bytes, length, mark);
}

static void encodings_are_told_apart(void **state) {
  (void)state;
  size_t mark;
  assert_int_equal(guess("\xef\xbb\xbf" "a,b", 6, &mark), PW_CSV_UTF8);
  assert_int_equal(mark, 3);
  assert_int_equal(guess("\xff\xfe" "a\0", 4, &mark), PW_CSV_UTF16LE);
  assert_int_equal(mark, 2);
  assert_int_equal(guess("\xfe\xff\0a", 4, &mark), PW_CSV_UTF16BE);
  assert_int_equal(guess("a\0,\0b\0", 6, &mark), PW_CSV_UTF16LE);
  assert_int_equal(mark, 0);
  assert_int_equal(guess("\0a\0,\0b", 6, &mark), PW_CSV_UTF16BE);
  assert_int_equal(guess("caf\xc3\xa9", 5, &mark), PW_CSV_UTF8);
  assert_int_equal(guess("caf\xe9", 4, &mark), PW_CSV_WINDOWS_1252);
  assert_int_equal(guess("\xed\xa0\x80", 3, &mark), PW_CSV_WINDOWS_1252);
  assert_int_equal(guess("", 0, &mark), PW_CSV_UTF8);
}

static void converts(const char *bytes, size_t length, pw_csv_encoding from,
                     const char *text) {
  pw_alloc alloc = pw_alloc_unlimited();
  char *out;
  size_t out_length;
  assert_int_equal(pw_csv_to_utf8((const unsigned char *)bytes, length, from,
                                  &alloc, &out, &out_length, NULL), PW_OK);
  assert_int_equal(out_length, strlen(text));
  assert_memory_equal(out, text, out_length);
  pw_free(&alloc, out);
  assert_int_equal(alloc.in_use, 0);
}

static void other_encodings_become_utf8(void **state) {
  (void)state;
  converts("\x93" "a\x94 \x80 \xe9", 7, PW_CSV_WINDOWS_1252,
           "\u201ca\u201d \u20ac \u00e9");
  converts("\xe9\0\x3d\xd8\0\xde", 6, PW_CSV_UTF16LE, "\u00e9\U0001f600");
  converts("\xd8\x3d\0a", 4, PW_CSV_UTF16BE, "\ufffd" "a");
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  char *out;
  size_t length;
  assert_int_equal(pw_csv_to_utf8((const unsigned char *)"a\0b", 3,
                                  PW_CSV_UTF16LE, &alloc, &out, &length, &err),
                   PW_TRUNCATED);
  alloc.fail_after = 0;
  assert_int_equal(pw_csv_to_utf8((const unsigned char *)"a", 1,
                                  PW_CSV_WINDOWS_1252, &alloc, &out, &length,
                                  &err), PW_MEMORY);
}

static void delim_is(const char *text, char expected, size_t expected_from) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  char delim;
  size_t from;
  assert_int_equal(pw_csv_guess_delim(text, strlen(text), &delim, &from,
                                      &alloc, &err), PW_OK);
  assert_int_equal(delim, expected);
  assert_int_equal(from, expected_from);
  assert_int_equal(alloc.in_use, 0);
}

static void delimiters_are_guessed(void **state) {
  (void)state;
  delim_is("a,b\n1,2\n", ',', 0);
  delim_is("a;b\n1,5;2\n2,5;\"x;y\"\n", ';', 0);
  delim_is("a\tb\n1, 2\t3\n", '\t', 0);
  delim_is("one\n1\n", ',', 0);
  delim_is("sep=;\r\na;b\r\n", ';', 7);
  delim_is("a,b\n\"never closed\n", ',', 0);
  delim_is("", ',', 0);
}

static char decimal_of(const char *text, char delim) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  char decimal;
  assert_int_equal(pw_csv_guess_decimal(text, strlen(text), 0, delim, &decimal,
                                        &alloc, &err), PW_OK);
  assert_int_equal(alloc.in_use, 0);
  return decimal;
}

static void decimal_marks_are_guessed(void **state) {
  (void)state;
  assert_int_equal(decimal_of("a;b\n1,5;2\n", ';'), ',');
  assert_int_equal(decimal_of("a;b\n1,5;2.5\n", ';'), '.');
  assert_int_equal(decimal_of("a;b\n1,5;1,2,3\n", ';'), '.');
  assert_int_equal(decimal_of("a;b\n1;2\n", ';'), '.');
  assert_int_equal(decimal_of("a,b\n\"1,5\",2\n", ','), '.');
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  const char *text = "a;b\n1,5;2\n";
  for (long k = 0;; k++) {
    pw_alloc alloc = pw_alloc_unlimited();
    alloc.fail_after = k;
    pw_error err;
    char delim, decimal;
    size_t from;
    pw_status status = pw_csv_guess_delim(text, strlen(text), &delim, &from,
                                          &alloc, &err);
    if (status == PW_OK) {
      status = pw_csv_guess_decimal(text, strlen(text), from, delim, &decimal,
                                    &alloc, &err);
    }
    assert_int_equal(alloc.in_use, 0);
    if (status == PW_OK) return;
    assert_int_equal(status, PW_MEMORY);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(encodings_are_told_apart),
    cmocka_unit_test(other_encodings_become_utf8),
    cmocka_unit_test(delimiters_are_guessed),
    cmocka_unit_test(decimal_marks_are_guessed),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
