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

static int64_t converts(const char *bytes, size_t length, pw_csv_encoding from,
                        const char *text) {
  pw_alloc alloc = pw_alloc_unlimited();
  char *out;
  size_t out_length;
  pw_csv_damage damage;
  assert_int_equal(pw_csv_to_utf8(bytes, length, from, &alloc, &out,
                                  &out_length, &damage, NULL, NULL),
                   PW_OK);
  assert_int_equal(out_length, strlen(text));
  assert_memory_equal(out, text, out_length);
  pw_free(&alloc, out);
  assert_int_equal(alloc.in_use, 0);
  return damage.count;
}

static void other_encodings_become_utf8(void **state) {
  (void)state;
  assert_int_equal(
    converts("\x93"
             "a\x94 \x80 \xe9",
             7, PW_CSV_WINDOWS_1252, "\u201ca\u201d \u20ac \u00e9"),
    0);
  assert_int_equal(converts("\xe9", 1, PW_CSV_LATIN1, "\u00e9"), 0);
  assert_int_equal(
    converts("\xe9\0\x3d\xd8\0\xde", 6, PW_CSV_UTF16LE, "\u00e9\U0001f600"), 0);
  assert_int_equal(converts("\xc3\xa9", 2, PW_CSV_UTF8, "\u00e9"), 0);
}

static void damage_is_counted(void **state) {
  (void)state;
  assert_int_equal(converts("\xd8\x3d\0a", 4, PW_CSV_UTF16BE,
                            "\ufffd"
                            "a"),
                   1);
  assert_int_equal(converts("a\xe9"
                            "b\xc3",
                            4, PW_CSV_UTF8,
                            "a\ufffd"
                            "b\ufffd"),
                   2);
  assert_int_equal(converts("\xc3\xa9\x93", 3, PW_CSV_MIXED, "\u00e9\u201c"),
                   1);
  assert_int_equal(converts("\x81", 1, PW_CSV_WINDOWS_1252, "\xc2\x81"), 1);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_damage damage;
  pw_error err;
  char *out;
  size_t length;
  assert_int_equal(pw_csv_to_utf8("a\xff\n\xff\xff\xff\xff\xff", 8, PW_CSV_UTF8,
                                  &alloc, &out, &length, &damage, NULL, NULL),
                   PW_OK);
  assert_int_equal(damage.count, 6);
  assert_int_equal(damage.first[0], 1);
  assert_int_equal(damage.first[1], 5); /* in the text as UTF-8 */
  pw_free(&alloc, out);
  assert_int_equal(pw_csv_to_utf8("a\0b", 3, PW_CSV_UTF16LE, &alloc, &out,
                                  &length, &damage, NULL, &err),
                   PW_TRUNCATED);
  alloc.fail_after = 0;
  assert_int_equal(pw_csv_to_utf8("a", 1, PW_CSV_LATIN1, &alloc, &out, &length,
                                  &damage, NULL, &err),
                   PW_MEMORY);
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
    cmocka_unit_test(other_encodings_become_utf8),
    cmocka_unit_test(damage_is_counted),
    cmocka_unit_test(binary_is_told_by_its_control_characters),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
