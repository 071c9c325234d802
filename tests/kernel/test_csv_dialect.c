#include "cmocka_all.h"
#include "failing.h"
#include "stopping.h"

#include <string.h>

#include "read/csv_dialect.h"

static void delim_is(const char *text, char expected) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  char delim;
  pw_csv_front front = {text, strlen(text), 0, 1};
  assert_int_equal(pw_csv_guess_delim(&front, &delim, &alloc, NULL, &err),
                   PW_OK);
  assert_int_equal(delim, expected);
  assert_int_equal(alloc.in_use, 0);
}

static void delimiters_are_guessed(void **state) {
  (void)state;
  delim_is("a,b\n1,2\n", ',');
  delim_is("a;b\n1,5;2\n2,5;\"x;y\"\n", ';');
  delim_is("a\tb\n1, 2\t3\n", '\t');
  delim_is("one\n1\n", ',');
  delim_is("a,b\n\"never closed\n", ',');
  delim_is("", ',');
  /* What stands above the heading has other numbers of fields. */
  delim_is("Evaluation, spring\n\nid;q1;q2\n1;3;4\n2;5;6\n", ';');
  delim_is("Evaluation\nid;q1\n1;3\n", ';');
}

static void a_first_line_names_the_delimiter(void **state) {
  (void)state;
  static const struct {
    const char *text;
    char delim;
    size_t from;
  } cases[] = {{"sep=;\r\na;b\r\n", ';', 7},
               {"sep=|\na", '|', 6},
               {"\"sep=;\"\na;b\n", ';', 8},
               {"\"sep=;\"\r\na;b\n", ';', 9},
               {"sep=\t\r", '\t', 6},
               {"sep=;", 0, 0},
               {"sep=;;\n", 0, 0},
               {"\"sep=;\n", 0, 0},
               {"", 0, 0}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char delim = 0;
    const char *text = cases[i].text;
    assert_int_equal(pw_csv_named_delim(text, strlen(text), &delim),
                     cases[i].from);
    assert_int_equal(delim, cases[i].delim);
  }
}

static int padded_in(const char *text) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_marks marks = {',', '"', 1, 1, 0};
  int padded = -1;
  pw_csv_front front = {text, strlen(text), 0, 1};
  assert_int_equal(
    pw_csv_guess_padded(&front, &marks, &padded, &alloc, NULL, NULL), PW_OK);
  assert_int_equal(alloc.in_use, 0);
  return padded;
}

static void quotes_behind_blanks_are_weighed(void **state) {
  (void)state;
  assert_int_equal(
    padded_in("id, \"name\", \"note\"\n1, \"Smith, John\", \"fine\"\n"), 1);
  assert_int_equal(padded_in("id, \"name\"\n1, x\n"), 1);
  assert_int_equal(padded_in("id,x\n1, \"two\nlines\" \n2,3\n"), 1);
  assert_int_equal(padded_in("id,x\n1, \"a \"\"b\"\"\"\n"), 1);
  /* A quote that is one of the text's own. */
  assert_int_equal(padded_in("id,x\n1, \"yes\" she said\n"), 0);
  assert_int_equal(padded_in("id,x\n1, \"never closed\n2,3\n"), 0);
  assert_int_equal(padded_in("id,x\n1,\"y\"\n"), 0);
  assert_int_equal(padded_in("id,x\n1,she said \"yes\"\n"), 0);
}

static char decimal_of(const char *text, char delim) {
  char decimal;
  assert_int_equal(
    pw_csv_guess_decimal(text, strlen(text), delim, NULL, &decimal, NULL, NULL),
    PW_OK);
  return decimal;
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
  assert_int_equal(decimal_of("a 1,5x;-;,;1,;,5;it took 1,5 hours\n", ';'),
                   '.');
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

/* Of a text that goes on, what its front cuts is no record: a quote may close
 * behind it. */
static void a_front_that_is_cut_is_guessed_from(void **state) {
  (void)state;
  const struct {
    const char *text;
    char delim, whole;
  } cases[] = {
    {"a;b\n1;2\n3;\"never closed\n4;5", ';', ','},
    {"a|b\n\"x\"|2\n\"one, two, three", '|', ','},
    {"a;b\n1,2;3\n1,2,3,4,5,6", ';', ','},
    {"\"never", ',', ','},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    pw_alloc alloc = pw_alloc_unlimited();
    char delim;
    pw_csv_front front = {cases[i].text, strlen(cases[i].text), 0, 0};
    assert_int_equal(pw_csv_guess_delim(&front, &delim, &alloc, NULL, NULL),
                     PW_OK);
    assert_int_equal(delim, cases[i].delim);
    if (i < 2) delim_is(cases[i].text, cases[i].whole);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void it_stops_when_asked(void **state) {
  (void)state;
  const pw_stop stop = {stop_at_once, NULL};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_front front = {"a, \"b\"\n", 8, 0, 1};
  pw_csv_marks marks = {',', '"', 1, 1, 0};
  char delim;
  int padded;
  assert_int_equal(pw_csv_guess_delim(&front, &delim, &alloc, &stop, NULL),
                   PW_STOPPED);
  assert_int_equal(
    pw_csv_guess_padded(&front, &marks, &padded, &alloc, &stop, NULL),
    PW_STOPPED);
  assert_int_equal(alloc.in_use, 0);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  const char *text = "a; \"b\"\n1,5;2\n";
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    pw_error err;
    char delim;
    int padded;
    pw_csv_marks marks = {';', '"', 1, 1, 0};
    pw_csv_front front = {text, strlen(text), 0, 1};
    walk.status = pw_csv_guess_delim(&front, &delim, alloc, NULL, &err);
    if (walk.status == PW_OK) {
      walk.status =
        pw_csv_guess_padded(&front, &marks, &padded, alloc, NULL, &err);
    }
  } while (failed_cleanly(&walk));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(delimiters_are_guessed),
    cmocka_unit_test(a_first_line_names_the_delimiter),
    cmocka_unit_test(a_front_that_is_cut_is_guessed_from),
    cmocka_unit_test(it_stops_when_asked),
    cmocka_unit_test(quotes_behind_blanks_are_weighed),
    cmocka_unit_test(decimal_marks_are_guessed),
    cmocka_unit_test(every_cell_is_looked_at),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
