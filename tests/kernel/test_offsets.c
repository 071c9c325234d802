#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "text/offsets.h"

/* One character of each length: a, e with acute, the euro sign, a face. */
static const char mixed[] = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80!";

static void a_text_is_as_long_as_its_units(void **state) {
  (void)state;
  size_t n = strlen(mixed);
  assert_int_equal(pw_text_length(mixed, n, PW_PLACE_BYTE), 11);
  assert_int_equal(pw_text_length(mixed, n, PW_PLACE_UTF16), 6);
  assert_int_equal(pw_text_length(mixed, n, PW_PLACE_CHARACTER), 5);
  assert_int_equal(pw_text_length("", 0, PW_PLACE_UTF16), 0);
}

static void each_character_begins_at_its_byte(void **state) {
  (void)state;
  size_t starts[6], expected[6] = {0, 1, 3, 6, 10, 11};
  pw_text_starts(mixed, strlen(mixed), starts);
  assert_memory_equal(starts, expected, sizeof expected);
}

static void units_within_a_character_begin_none(void **state) {
  (void)state;
  int64_t bytes[12], utf16[7], characters[6];
  int64_t by_byte[12] = {0, 1, -1, 2, -1, -1, 3, -1, -1, -1, 4, 5};
  int64_t by_utf16[7] = {0, 1, 2, 3, -1, 4, 5};
  int64_t by_character[6] = {0, 1, 2, 3, 4, 5};
  size_t n = strlen(mixed);
  pw_text_characters(mixed, n, PW_PLACE_BYTE, bytes);
  pw_text_characters(mixed, n, PW_PLACE_UTF16, utf16);
  pw_text_characters(mixed, n, PW_PLACE_CHARACTER, characters);
  assert_memory_equal(bytes, by_byte, sizeof by_byte);
  assert_memory_equal(utf16, by_utf16, sizeof by_utf16);
  assert_memory_equal(characters, by_character, sizeof by_character);
}

static void bytes_that_begin_no_character_count_as_one(void **state) {
  (void)state;
  size_t starts[4], expected[4] = {0, 1, 2, 3};
  pw_text_starts("\xFF\xC3z", 3, starts);
  assert_memory_equal(starts, expected, sizeof expected);
  assert_int_equal(pw_text_length("\xF0\x9F", 2, PW_PLACE_UTF16), 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_text_is_as_long_as_its_units),
    cmocka_unit_test(each_character_begins_at_its_byte),
    cmocka_unit_test(units_within_a_character_begin_none),
    cmocka_unit_test(bytes_that_begin_no_character_count_as_one),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
