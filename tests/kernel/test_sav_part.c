#include "cmocka_all.h"

#include <string.h>

#include "read/sav_part.h"

static pw_sav_part part_of(const char *text) {
  pw_sav_part part = {(const unsigned char *)text,
                      (const unsigned char *)text + strlen(text), 0};
  return part;
}

static void nothing_passes_the_end(void **state) {
  (void)state;
  pw_sav_part part = part_of("abc");
  int32_t number;
  double x;
  pw_text text;
  assert_false(pw_sav_take_i32(&part, &number));
  assert_false(pw_sav_take_f64(&part, &x));
  assert_false(pw_sav_take_bytes(&part, 4, &text));
  assert_false(pw_sav_take_bytes(&part, -1, &text));
  assert_false(pw_sav_take_until(&part, '=', &text));
  assert_true(pw_sav_take_bytes(&part, 3, &text));
  assert_memory_equal(text.bytes, "abc", 3);
  assert_false(pw_sav_take_until(&part, '=', &text));
}

static void counted_texts(void **state) {
  (void)state;
  pw_text text;
  pw_sav_part part = part_of("5 a b c rest");
  assert_true(pw_sav_take_counted(&part, &text));
  assert_int_equal(text.length, 5);
  assert_memory_equal(text.bytes, "a b c", 5);
  assert_int_equal(*part.at, 'r');
  static const char *const bad[] = {"",     "5",      "x abc",       "9 abc",
                                    " abc", "-1 abc", "9999999999 a"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    part = part_of(bad[i]);
    assert_false(pw_sav_take_counted(&part, &text));
    assert_ptr_equal(part.at, bad[i]);
  }
}

static void blanks_and_nuls_at_the_end_are_no_text(void **state) {
  (void)state;
  pw_text text = {" a b \0 ", 7};
  assert_int_equal(pw_sav_trimmed(text).length, 4);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(nothing_passes_the_end),
    cmocka_unit_test(counted_texts),
    cmocka_unit_test(blanks_and_nuls_at_the_end_are_no_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
