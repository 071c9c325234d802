#include "cmocka_all.h"

#include <string.h>

#include "base/utf8.h"

static int is_surrogate(uint32_t point) {
  return point >= 0xd800 && point <= 0xdfff;
}

static void every_code_point_comes_back(void **state) {
  (void)state;
  for (uint32_t point = 0; point <= 0x10ffff; point++) {
    char bytes[PW_UTF8_LONGEST];
    size_t length = pw_utf8_encode(point, bytes);
    size_t expected = point < 0x80 ? 1
      : point < 0x800              ? 2
      : point < 0x10000            ? 3
                                   : 4;
    uint32_t back = UINT32_MAX;
    assert_int_equal(length, expected);
    if (is_surrogate(point)) {
      assert_int_equal(pw_utf8_decode(bytes, length, &back), 0);
      assert_int_equal(back, UINT32_MAX);
      continue;
    }
    assert_int_equal(pw_utf8_decode(bytes, length, &back), length);
    assert_int_equal(back, point);
    if (length > 1) assert_int_equal(pw_utf8_length(bytes, length - 1), 0);
  }
}

/* By brute force: bytes are a character just where a code point encodes to
 * them. All of three bytes, and of four those with every first, second and
 * third byte. */
static void nothing_else_is_a_character(void **state) {
  (void)state;
  static const unsigned char last[] = {0x00, 0x7f, 0x80, 0xbf, 0xc0, 0xff};
  for (uint32_t three = 0; three < 1u << 24; three++) {
    char bytes[4] = {(char)(three >> 16), (char)(three >> 8), (char)three, 0};
    size_t n = (unsigned char)bytes[0] < 0xf0 ? 1 : sizeof last;
    for (size_t k = 0; k < n; k++) {
      bytes[3] = (char)last[k];
      uint32_t point = 0;
      size_t length = pw_utf8_decode(bytes, 4, &point);
      if (length > 0) {
        char again[PW_UTF8_LONGEST];
        if (point > 0x10ffff || is_surrogate(point) ||
            pw_utf8_encode(point, again) != length ||
            memcmp(again, bytes, length) != 0) {
          fail_msg("%06x %02x is taken for U+%04X", three, last[k], point);
        }
      }
      if (pw_utf8_length(bytes, 4) != length)
        fail_msg("%06x: two lengths", three);
    }
  }
}

static void sequences_are_those_of_the_standard(void **state) {
  (void)state;
  static const struct {
    const char *bytes;
    size_t left, length;
  } cases[] = {{"a", 1, 1},
               {"\xc3\xa9", 2, 2},
               {"\xc3\xa9", 1, 0},
               {"\xc0\x80", 2, 0},
               {"\xe0\xa0\x80", 3, 3},
               {"\xe0\x9f\xbf", 3, 0},
               {"\xed\xa0\x80", 3, 0},
               {"\xf0\x9f\x98\x80", 4, 4},
               {"\xf0\x8f\xbf\xbf", 4, 0},
               {"\xf4\x90\x80\x80", 4, 0},
               {"\xf5\x80\x80\x80", 4, 0},
               {"\x80", 1, 0}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_int_equal(pw_utf8_length(cases[i].bytes, cases[i].left),
                     cases[i].length);
  }
}

static void famous_bad_bytes_are_refused(void **state) {
  (void)state;
  static const char *const bad[] = {"\x80",
                                    "\xbf",
                                    "\xc0\x80",
                                    "\xc1\xbf",
                                    "\xc2",
                                    "\xe0\x80\x80",
                                    "\xe0\x9f\xbf",
                                    "\xed\xa0\x80",
                                    "\xed\xbf\xbf",
                                    "\xf0\x80\x80\x80",
                                    "\xf0\x8f\xbf\xbf",
                                    "\xf4\x90\x80\x80",
                                    "\xf5\x80\x80\x80",
                                    "\xf8\x88\x80\x80\x80",
                                    "\xfe",
                                    "\xff",
                                    "\xe2\x82",
                                    "\xe2\x28\xa1",
                                    "\xf0\x28\x8c\xbc"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    assert_int_equal(pw_utf8_length(bad[i], strlen(bad[i])), 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_code_point_comes_back),
    cmocka_unit_test(nothing_else_is_a_character),
    cmocka_unit_test(sequences_are_those_of_the_standard),
    cmocka_unit_test(famous_bad_bytes_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
