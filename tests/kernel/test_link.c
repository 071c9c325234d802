#include "cmocka_all.h"
#include "failing.h"

#include "link/link.h"

#define ROWS 9

/* Waves 0 and 1 and a roster (2). Code 2 comes twice in wave 0. */
static const int32_t code[ROWS] = {2, 1, 2, 0, 2, 3, 1, 4, 2};
static const int32_t wave[ROWS] = {0, 0, 0, 0, 1, 1, 1, 2, 2};
static const int32_t answers[ROWS] = {3, 9, 7, 9, 5, 5, 5, 0, 0};

static pw_status run(pw_duplicate_rule rule, int32_t *person, int32_t *status,
                     int32_t *people, pw_alloc *alloc) {
  pw_link_input in = {ROWS, 2, code, 4, wave, answers, rule};
  pw_error err;
  pw_status result = pw_link_exact(&in, person, status, people, alloc, &err);
  assert_int_equal(alloc->in_use, 0);
  return result;
}

static void check(pw_duplicate_rule rule, const int32_t *who,
                  const int32_t *how, int32_t count) {
  int32_t person[ROWS], status[ROWS], people;
  pw_alloc alloc = pw_alloc_unlimited();
  assert_int_equal(run(rule, person, status, &people, &alloc), PW_OK);
  assert_int_equal(people, count);
  assert_memory_equal(person, who, sizeof person);
  assert_memory_equal(status, how, sizeof status);
}

static void each_rule_keeps_its_record(void **state) {
  (void)state;
  const int32_t last[ROWS] = {0, 1, 2, 0, 2, 3, 1, 4, 2};
  const int32_t last_how[ROWS] = {3, 1, 1, 4, 1, 2, 1, 2, 1};
  const int32_t first[ROWS] = {2, 1, 0, 0, 2, 3, 1, 4, 2};
  const int32_t first_how[ROWS] = {1, 1, 3, 4, 1, 2, 1, 2, 1};
  const int32_t none[ROWS] = {0, 1, 0, 0, 2, 3, 1, 4, 2};
  const int32_t none_how[ROWS] = {3, 1, 3, 4, 2, 2, 1, 2, 1};
  check(PW_KEEP_LAST, last, last_how, 4);
  check(PW_KEEP_MOST_COMPLETE, last, last_how, 4);
  check(PW_KEEP_FIRST, first, first_how, 4);
  check(PW_KEEP_NONE, none, none_how, 4);
}

static void no_rows_are_no_people(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_link_input in = {0, 2, NULL, 0, NULL, NULL, PW_KEEP_FIRST};
  int32_t people = 9;
  assert_int_equal(pw_link_exact(&in, NULL, NULL, &people, &alloc, NULL),
                   PW_OK);
  assert_int_equal(people, 0);
  assert_int_equal(alloc.in_use, 0);
}

static void rivals_share_a_code_within_a_wave(void **state) {
  (void)state;
  const unsigned char expected[ROWS] = {1, 0, 1, 0, 0, 0, 0, 0, 0};
  pw_link_input in = {
    .rows = ROWS, .waves = 2, .code = code, .codes = 4, .wave = wave};
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    unsigned char rival[ROWS];
    walk.status = pw_link_rivals(&in, rival, alloc, NULL);
    if (walk.status == PW_OK)
      assert_memory_equal(rival, expected, sizeof rival);
  } while (failed_cleanly(&walk));
  assert_int_equal(walk.k, 1);
  /* Brute force: each of 3 waves, records of 4 codes or none. */
  for (int draw = 0; draw < 200; draw++) {
    int32_t of[ROWS], at[ROWS];
    unsigned char rival[ROWS];
    uint32_t bits = (uint32_t)draw * 2654435761u;
    for (int i = 0; i < ROWS; i++, bits = bits * 1664525u + 1013904223u) {
      of[i] = (int32_t)(bits >> 16) % 5;
      at[i] = (int32_t)(bits >> 24) % 4;
    }
    pw_link_input drawn = {
      .rows = ROWS, .waves = 3, .code = of, .codes = 4, .wave = at};
    pw_alloc alloc = pw_alloc_unlimited();
    assert_int_equal(pw_link_rivals(&drawn, rival, &alloc, NULL), PW_OK);
    for (int i = 0; i < ROWS; i++) {
      int others = 0;
      for (int j = 0; j < ROWS; j++)
        others += j != i && of[j] == of[i] && at[j] == at[i];
      assert_int_equal(rival[i], of[i] > 0 && at[i] < 3 && others > 0);
    }
    assert_int_equal(alloc.in_use, 0);
  }
}

/* Where nobody has answers to compete by, the first of them stands. */
static void without_answers_the_first_is_most_complete(void **state) {
  (void)state;
  pw_link_input in = {ROWS, 2, code, 4, wave, NULL, PW_KEEP_MOST_COMPLETE};
  int32_t person[ROWS], status[ROWS], people;
  pw_alloc alloc = pw_alloc_unlimited();
  assert_int_equal(pw_link_exact(&in, person, status, &people, &alloc, NULL),
                   PW_OK);
  assert_int_equal(status[0], PW_LINKED);
  assert_int_equal(status[2], PW_DUPLICATE);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    int32_t person[ROWS], status[ROWS], people;
    walk.status = run(PW_KEEP_FIRST, person, status, &people, alloc);
  } while (failed_cleanly(&walk));
  assert_true(walk.k > 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(each_rule_keeps_its_record),
    cmocka_unit_test(no_rows_are_no_people),
    cmocka_unit_test(rivals_share_a_code_within_a_wave),
    cmocka_unit_test(without_answers_the_first_is_most_complete),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
