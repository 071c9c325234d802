#include "cmocka_all.h"

#include <string.h>

#include "read/spss_text.h"

static void check(const char *charset, const char *in, const char *expected,
                  int bad) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_spss_text text;
  const char *out;
  size_t length;
  int64_t wrong;
  assert_int_equal(pw_spss_text_open(&text, charset, &alloc, NULL), PW_OK);
  assert_int_equal(
    pw_spss_text_utf8(&text, in, strlen(in), &out, &length, &wrong, NULL),
    PW_OK);
  assert_int_equal(length, strlen(expected));
  assert_memory_equal(out, expected, length);
  assert_int_equal(wrong, bad);
  pw_spss_text_close(&text);
  assert_int_equal(alloc.in_use, 0);
}

static void texts_become_utf8(void **state) {
  (void)state;
  check("UTF-8", "caf\xc3\xa9", "caf\xc3\xa9", 0);
  check("UTF-8", "caf\xc3", "caf\xef\xbf\xbd", 1);
  check("UTF-8", "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", 3);
  check("WINDOWS-1252", "caf\xe9", "caf\xc3\xa9", 0);
}

static void ascii_needs_no_conversion_where_it_is_itself(void **state) {
  (void)state;
  static const struct {
    const char *charset, *text;
    int as_it_is;
  } cases[] = {
    {"UTF-8", "plain text of some length", 1},
    {"UTF-8", "caf\xC3\xA9", 1},
    {"UTF-8", "some bytes, then \xE9", 0},
    {"WINDOWS-1252", "plain text of some length", 1},
    {"WINDOWS-1252", "caf\xE9", 0},
    {"GBK", "plain", 1},
    {"UTF-16LE", "p\1", 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_spss_text text;
    assert_int_equal(pw_spss_text_open(&text, cases[i].charset, &alloc, NULL),
                     PW_OK);
    assert_int_equal(
      pw_spss_text_is_utf8(&text, cases[i].text, strlen(cases[i].text)),
      cases[i].as_it_is);
    pw_spss_text_close(&text);
    assert_int_equal(alloc.in_use, 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(texts_become_utf8),
    cmocka_unit_test(ascii_needs_no_conversion_where_it_is_itself),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
