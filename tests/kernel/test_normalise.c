#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "link/normalise.h"

static void expect(const char *text, const char *normal) {
  char out[64], again[64];
  size_t written, twice;
  assert_int_equal(
    pw_normalise_code(text, strlen(text), out, strlen(text), &written, NULL),
    PW_OK);
  assert_int_equal(written, strlen(normal));
  assert_memory_equal(out, normal, written);
  assert_int_equal(
    pw_normalise_code(out, written, again, sizeof again, &twice, NULL), PW_OK);
  assert_int_equal(twice, written);
  assert_memory_equal(again, normal, twice);
}

static void one_code_has_one_spelling(void **state) {
  (void)state;
  expect("ab12", "ab12");
  expect(" AB-12 ", "ab12");
  expect("a.b/1_2\t", "ab12");
  expect("", "");
  expect(" -- ", "");
}

static void latin_letters_lose_their_diacritics(void **state) {
  (void)state;
  expect("\xC3\x89\x6C\xC3\xA9", "ele"); /* Ele with acutes */
  expect("e\xCC\x81", "e");              /* combining acute */
  expect("\xC3\x86\xC3\x9F\xC5\x92\xC3\x9E", "aessoeth");
  expect("\xC5\x81\xC3\xB3\xC4\x91\xC5\x9B", "lods");
  expect("\xC8\x99\xC8\x9B", "st");         /* Romanian s, t comma */
  expect("\xE1\xBA\xBF", "e");              /* Vietnamese e */
  expect("\xEF\xBC\xA1\xEF\xBC\x91", "a1"); /* full width A1 */
  expect(
    "a\xC2\xA0"
    "b\xE2\x80\x93"
    "c",
    "abc"); /* no-break space, dash */
}

static void other_scripts_are_kept(void **state) {
  (void)state;
  expect("\xD0\x96 12",
         "\xD0\x96"
         "12");
  expect("\xE5\xAD\xA6-1",
         "\xE5\xAD\xA6"
         "1");
  expect("\xD0\xB8\xCC\x86", "\xD0\xB8\xCC\x86"); /* mark on Cyrillic */
}

static void bad_utf8_is_refused_with_its_place(void **state) {
  (void)state;
  const char *bad[] = {"ab\xFF",         "ab\xC3", "ab\xC0\x80",
                       "ab\xED\xA0\x80", "ab\x80", "ab\xF4\x90\x80\x80"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    char out[16];
    size_t written;
    pw_error err;
    assert_int_equal(pw_normalise_code(bad[i], strlen(bad[i]), out, sizeof out,
                                       &written, &err),
                     PW_FORMAT);
    assert_int_equal(err.offset, 2);
  }
}

static void a_small_buffer_is_refused(void **state) {
  (void)state;
  char out[2];
  size_t written;
  assert_int_equal(pw_normalise_code("abc", 3, out, 2, &written, NULL),
                   PW_ARGUMENT);
}

/* Every code point, whatever it becomes, fits the room of its own length. */
static void nothing_grows(void **state) {
  (void)state;
  for (uint32_t point = 0x80; point < 0x3100; point++) {
    char text[3], out[3];
    size_t length = point < 0x800 ? 2 : 3, written;
    if (length == 2) {
      text[0] = (char)(0xc0 | point >> 6);
    } else {
      text[0] = (char)(0xe0 | point >> 12);
      text[1] = (char)(0x80 | (point >> 6 & 0x3f));
    }
    text[length - 1] = (char)(0x80 | (point & 0x3f));
    assert_int_equal(
      pw_normalise_code(text, length, out, length, &written, NULL), PW_OK);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(one_code_has_one_spelling),
    cmocka_unit_test(latin_letters_lose_their_diacritics),
    cmocka_unit_test(other_scripts_are_kept),
    cmocka_unit_test(bad_utf8_is_refused_with_its_place),
    cmocka_unit_test(a_small_buffer_is_refused),
    cmocka_unit_test(nothing_grows),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
