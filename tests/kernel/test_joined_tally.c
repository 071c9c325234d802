#include "cmocka_all.h"
#include "failing.h"
#include "stopping.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "change/joined_tally.h"

enum { WAVES = 3, PEOPLE = 900, ROWS = 1100, WIDTH = WAVES + 1 + 2 + 0 + 1 };

static const char path[] = "build/test_joined.tmp";

/* Of the waves the first has two values, the second none, the third one. */
static const size_t firsts[WAVES] = {WAVES + 1, 0, WAVES + 3},
                    counts[WAVES] = {2, 0, 1};

static int32_t person[WAVES][ROWS];
static double value[2][ROWS];

static void make_records(void) {
  srand(11);
  for (int k = 0; k < WAVES; k++) {
    for (int i = 0; i < ROWS; i++) {
      /* Somebody, at most once; nobody; another record of somebody. */
      person[k][i] = i < PEOPLE && rand() % 3 ? i + 1 : 0;
      if (rand() % 9 == 0 && person[k][i] == 0)
        person[k][i] = -(i % PEOPLE) - 1;
    }
  }
  for (int i = 0; i < ROWS; i++) {
    value[0][i] = rand() % 4 ? rand() % 5 : NAN;
    value[1][i] = rand() % 3;
  }
}

static pw_status join(size_t memory, pw_alloc *alloc, const pw_stop *stop,
                      pw_tally *tally) {
  pw_joined_plan plan = {WAVES, WIDTH, 2, PEOPLE, memory, path};
  pw_joined *j;
  const double *values[2];
  pw_tally_begin(tally, alloc, WIDTH);
  pw_status status = pw_joined_new(&j, &plan, alloc, NULL);
  for (int k = 0; k < WAVES; k++) {
    for (size_t from = 0, n; from < ROWS && status == PW_OK; from += n) {
      n = ROWS - from < 256 ? ROWS - from : 256;
      values[0] = value[0] + from;
      values[1] = value[1] + from;
      status = pw_joined_add(j, (size_t)k, person[k] + from, n, firsts[k],
                             values, counts[k], NULL, NULL);
    }
  }
  if (status == PW_OK) status = pw_joined_finish(j, tally, stop, NULL);
  pw_joined_free(j);
  return status;
}

/* The patterns one by one, from all records of each person. */
static void join_by_looking(pw_alloc *alloc, pw_tally *tally) {
  pw_tally_begin(tally, alloc, WIDTH);
  for (int p = 1; p <= PEOPLE + WAVES * ROWS; p++) {
    double row[WIDTH];
    const double *columns[WIDTH];
    int there = 0;
    for (int j = 0; j < WIDTH; j++) {
      row[j] = j < WAVES ? 0 : j == WAVES ? p <= PEOPLE : NAN;
      columns[j] = &row[j];
    }
    for (int k = 0; k < WAVES; k++) {
      for (int i = 0; i < ROWS; i++) {
        int mine = p <= PEOPLE
          ? person[k][i] == p
          : person[k][i] == 0 && p == PEOPLE + 1 + k * ROWS + i;
        if (!mine) continue;
        there = 1;
        row[k] = 1;
        for (size_t v = 0; v < counts[k]; v++) row[firsts[k] + v] = value[v][i];
      }
    }
    if (there)
      assert_int_equal(pw_tally_add(tally, columns, NULL, 1, NULL, NULL),
                       PW_OK);
  }
  assert_int_equal(pw_tally_finish(tally, NULL, NULL), PW_OK);
}

static void patterns_are_those_of_people(void **state) {
  (void)state;
  make_records();
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally expected;
  join_by_looking(&alloc, &expected);
  assert_true(expected.length > 20);
  /* All at once, by a hundred or so, by one. */
  const size_t memories[] = {SIZE_MAX, 8000, 0};
  for (int i = 0; i < 3; i++) {
    pw_tally tally;
    assert_int_equal(join(memories[i], &alloc, NULL, &tally), PW_OK);
    assert_int_equal(tally.length, expected.length);
    assert_memory_equal(tally.rows, expected.rows,
                        tally.length * (WIDTH + 1) * sizeof(double));
    pw_tally_free(&tally);
  }
  pw_tally_free(&expected);
  assert_int_equal(alloc.in_use, 0);
}

static void memory_may_fail_anywhere(void **state) {
  (void)state;
  make_records();
  for (int disk = 0; disk < 2; disk++) {
    pw_walk walk = {0};
    do {
      pw_tally tally;
      walk.status =
        join(disk ? 8000 : SIZE_MAX, fail_next(&walk), NULL, &tally);
      pw_tally_free(&tally);
    } while (failed_cleanly(&walk));
    assert_true(walk.k > 8);
  }
}

static void it_stops_when_asked(void **state) {
  (void)state;
  make_records();
  const pw_stop stop = {stop_at_once, NULL};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  assert_int_equal(join(8000, &alloc, &stop, &tally), PW_STOPPED);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
}

static void nobody_is_no_pattern(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_joined_plan plan = {1, 2, 0, 0, SIZE_MAX, path};
  pw_joined *j;
  pw_tally tally;
  assert_int_equal(pw_joined_new(&j, &plan, &alloc, NULL), PW_OK);
  assert_int_equal(pw_joined_add(j, 0, NULL, 0, 0, NULL, 0, NULL, NULL), PW_OK);
  assert_int_equal(pw_joined_add(j, 1, NULL, 0, 0, NULL, 0, NULL, NULL),
                   PW_ARGUMENT);
  assert_int_equal(pw_joined_finish(j, &tally, NULL, NULL), PW_OK);
  assert_int_equal(tally.length, 0);
  pw_joined_free(j);
  plan.width = 1;
  assert_int_equal(pw_joined_new(&j, &plan, &alloc, NULL), PW_ARGUMENT);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
}

/* However little memory there may be, buckets must not take all of it. */
static void no_memory_at_all_is_little(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  alloc.ceiling = (size_t)1 << 24;
  pw_joined_plan plan = {1, 2, 0, 3000000, 0, path};
  pw_joined *j;
  assert_int_equal(pw_joined_new(&j, &plan, &alloc, NULL), PW_OK);
  static int32_t some[3000];
  for (int i = 0; i < 3000; i++) some[i] = 1 + 1000 * i;
  assert_int_equal(pw_joined_add(j, 0, some, 3000, 0, NULL, 0, NULL, NULL),
                   PW_OK);
  pw_joined_free(j);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(patterns_are_those_of_people),
    cmocka_unit_test(memory_may_fail_anywhere),
    cmocka_unit_test(it_stops_when_asked),
    cmocka_unit_test(nobody_is_no_pattern),
    cmocka_unit_test(no_memory_at_all_is_little),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
