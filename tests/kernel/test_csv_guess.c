#include "cmocka_all.h"
#include "failing.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "csv_build.h"
#include "read/csv_file.h"
#include "read/csv_guess.h"

#define COLUMNS 5
#define ROWS 6000

static const pw_text missing[] = {{"", 0}, {"NA", 2}};

static pw_status guess(const char *text, int64_t first, int64_t count,
                       pw_csv_type from, pw_csv_type *types, pw_alloc *alloc) {
  pw_csv_options options = {-1, ',', '.', 1, 1024, 0, NULL};
  pw_csv_rules rules = {missing, 2, '"', '.', SIZE_MAX};
  pw_csv_target targets[COLUMNS];
  pw_csv_file file;
  pw_status status = csv_open(&file, text, strlen(text), &options, alloc, NULL);
  if (status != PW_OK) return status;
  pw_csv_request request = {.text = file.text,
                            .length = file.length,
                            .chunks = &file.chunks,
                            .marks = file.marks,
                            .n_columns = COLUMNS,
                            .rules = &rules,
                            .none = {INT32_MIN, NAN},
                            .first = first,
                            .count = count < 0 ? file.chunks.records : count,
                            .targets = targets,
                            .n_targets = COLUMNS,
                            .threads = 1};
  for (int t = 0; t < COLUMNS; t++) {
    pw_csv_target target = {t, from, 0, 0, NULL, t};
    targets[t] = target;
  }
  status = pw_csv_guess_types(&request, alloc, NULL);
  for (int t = 0; t < COLUMNS; t++) types[t] = targets[t].type;
  pw_csv_close(&file, alloc);
  return status;
}

static char *survey(void) {
  char *text = malloc(ROWS * 64 + 64);
  size_t at = (size_t)sprintf(text, "whole,part,day,last,none\n");
  for (int i = 0; i < ROWS; i++) {
    at += (size_t)sprintf(text + at, "%d,%d.5,2018-10-%02d,%s,\n", i, i,
                          i % 31 + 1, i == ROWS - 1 ? "x" : "1");
  }
  return text;
}

/* First, middle and last stretch are looked at, within what is asked for. */
static void the_least_type_that_samples_allow(void **state) {
  (void)state;
  char *text = survey();
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_type types[COLUMNS];
  assert_int_equal(guess(text, 0, -1, PW_CSV_INTEGER, types, &alloc), PW_OK);
  static const pw_csv_type all[] = {PW_CSV_INTEGER, PW_CSV_NUMBER, PW_CSV_DATE,
                                    PW_CSV_TEXT, PW_CSV_INTEGER};
  assert_memory_equal(types, all, sizeof all);
  assert_int_equal(guess(text, 0, ROWS - 1, PW_CSV_INTEGER, types, &alloc),
                   PW_OK);
  assert_int_equal(types[3], PW_CSV_INTEGER);
  assert_int_equal(guess(text, 0, -1, PW_CSV_TEXT, types, &alloc), PW_OK);
  assert_int_equal(types[0], PW_CSV_TEXT);
  assert_int_equal(guess(text, 0, 0, PW_CSV_INTEGER, types, &alloc), PW_OK);
  assert_int_equal(types[2], PW_CSV_INTEGER);
  assert_int_equal(alloc.in_use, 0);
  free(text);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  char *text = survey();
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    pw_csv_type types[COLUMNS];
    walk.status = guess(text, 0, -1, PW_CSV_INTEGER, types, alloc);
  } while (failed_cleanly(&walk));
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_least_type_that_samples_allow),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
