#include "cmocka_all.h"

#include <string.h>

#include "read/csv_dialect.h"

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
  return pw_csv_guess_decimal(text, strlen(text), delim);
}

static void decimal_marks_are_guessed(void **state) {
  (void)state;
  assert_int_equal(decimal_of("1,5;2\n", ';'), ',');
  assert_int_equal(decimal_of("x;\"-1,5\"\n", ';'), ',');
  assert_int_equal(decimal_of("1,5;2.5\n", ';'), '.');
  assert_int_equal(decimal_of("1,5;1,2,3\n", ';'), '.');
  assert_int_equal(decimal_of("1;2\n", ';'), '.');
  assert_int_equal(decimal_of("\"1,5\",2\n", ','), '.');
  assert_int_equal(decimal_of("1,5", '\t'), ',');
  assert_int_equal(decimal_of("31.10.2018;1,5\n", ';'), ',');
  assert_int_equal(decimal_of("1.234,5;1,5\n", ';'), ',');
  assert_int_equal(decimal_of("a 1,5x;-;,;1,;,5;it took 1,5 hours\n", ';'), '.');
  assert_int_equal(decimal_of("at 15.30 sharp; 1,5 \n", ';'), ',');
}

/* The one cell that says so may be the last, and lie across two blocks. */
static void every_cell_is_looked_at(void **state) {
  (void)state;
  char text[400];
  for (size_t shift = 0; shift < 70; shift++) {
    memset(text, '7', sizeof text);
    for (size_t i = 1; i < 200 + shift; i += 2) text[i] = ';';
    memcpy(text + 200 + shift, ";12,25", 7);
    assert_int_equal(decimal_of(text, ';'), ',');
  }
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  const char *text = "a;b\n1,5;2\n";
  for (long k = 0;; k++) {
    pw_alloc alloc = pw_alloc_unlimited();
    alloc.fail_after = k;
    pw_error err;
    char delim;
    size_t from;
    pw_status status = pw_csv_guess_delim(text, strlen(text), &delim, &from,
                                          &alloc, &err);
    assert_int_equal(alloc.in_use, 0);
    if (status == PW_OK) return;
    assert_int_equal(status, PW_MEMORY);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(delimiters_are_guessed),
    cmocka_unit_test(decimal_marks_are_guessed),
    cmocka_unit_test(every_cell_is_looked_at),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
