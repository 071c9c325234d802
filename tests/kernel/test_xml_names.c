#include "cmocka_all.h"

#include <string.h>

#include "text/xml_names.h"

static void characters_are_those_of_rule_2(void **state) {
  (void)state;
  const uint32_t yes[] = {9,      10,     13,     32,      0x7f,
                          0xd7ff, 0xe000, 0xfffd, 0x10000, 0x10ffff};
  const uint32_t no[] = {0,      1,      8,      11,     31,
                         0xd800, 0xdfff, 0xfffe, 0xffff, 0x110000};
  for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
    assert_true(pw_xml_character(yes[i]));
  for (size_t i = 0; i < sizeof no / sizeof *no; i++)
    assert_false(pw_xml_character(no[i]));
}

static void expect_name(const char *text, size_t length, size_t colons) {
  size_t found;
  assert_int_equal(pw_xml_name(text, strlen(text), &found), length);
  assert_int_equal(found, colons);
}

static void names_end_where_their_characters_do(void **state) {
  (void)state;
  expect_name("a-b.c_9 d", 7, 0);
  expect_name("x:y:z=", 5, 2);
  expect_name("\xC3\xA9t\xC3\xA9>", 5, 0);
  expect_name("a\xC3\x97", 1, 0); /* a sign of multiplication */
  expect_name("a\xC2\xB7", 3, 0); /* a dot within, which begins no name */
  expect_name("\xC2\xB7", 0, 0);
  expect_name("9a", 0, 0);
  expect_name("-a", 0, 0);
  expect_name("", 0, 0);
  expect_name("a\xC3", 1, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(characters_are_those_of_rule_2),
    cmocka_unit_test(names_end_where_their_characters_do),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
