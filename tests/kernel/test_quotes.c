#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "text/quotes.h"

static int quoted(const char *text, const char *quote, int cut) {
  return pw_text_quotes(text, strlen(text), quote, strlen(quote), cut);
}

static void a_quotation_is_its_text_but_for_blanks(void **state) {
  (void)state;
  assert_int_equal(quoted("one two", "one two", 0), 1);
  assert_int_equal(quoted(" one\r\n\ttwo ", "one two", 0), 1);
  assert_int_equal(quoted("one two", "  one   two", 0), 1);
  assert_int_equal(quoted("onetwo", "one two", 0), 0);
  assert_int_equal(quoted("one two", "onetwo", 0), 0);
  assert_int_equal(quoted("one two", "one tw", 0), 0);
  assert_int_equal(quoted("one tw", "one two", 0), 0);
}

static void a_quotation_that_is_cut_is_a_beginning(void **state) {
  (void)state;
  assert_int_equal(quoted("one two three", "one two", 1), 1);
  assert_int_equal(quoted("one two three", "one two ", 1), 1);
  assert_int_equal(quoted("one two", "one two three", 1), 0);
}

static void nothing_is_no_quotation(void **state) {
  (void)state;
  assert_int_equal(quoted("", "", 0), 0);
  assert_int_equal(quoted("one", " ", 1), 0);
  assert_int_equal(quoted("", "one", 1), 0);
}

static void dots_at_the_end_say_that_it_is_cut(void **state) {
  (void)state;
  assert_int_equal(pw_quote_whole("one...", 6), 3);
  assert_int_equal(pw_quote_whole("one\xE2\x80\xA6", 6), 3);
  assert_int_equal(pw_quote_whole("one..", 5), 5);
  assert_int_equal(pw_quote_whole("...", 3), 0);
  assert_int_equal(pw_quote_whole("..", 2), 2);
  assert_int_equal(pw_quote_whole("", 0), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_quotation_is_its_text_but_for_blanks),
    cmocka_unit_test(a_quotation_that_is_cut_is_a_beginning),
    cmocka_unit_test(nothing_is_no_quotation),
    cmocka_unit_test(dots_at_the_end_say_that_it_is_cut),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
