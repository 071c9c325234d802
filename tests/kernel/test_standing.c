#include "cmocka_all.h"
#include "stopping.h"

#include <stdlib.h>
#include <string.h>

#include "link/standing.h"

enum { RECORDS = 12, PEOPLE = 5 };

/* Whether the i-th record stands, by looking at all others. */
static int stands(const int32_t *person, int i, pw_duplicate_rule rule) {
  int before = 0, after = 0;
  for (int j = 0; j < RECORDS; j++) {
    if (person[j] != person[i]) continue;
    before += j < i;
    after += j > i;
  }
  if (rule == PW_KEEP_FIRST) return before == 0;
  if (rule == PW_KEEP_LAST) return after == 0;
  return before + after == 0;
}

static void one_record_stands_or_none(void **state) {
  (void)state;
  const pw_duplicate_rule rules[] = {PW_KEEP_FIRST, PW_KEEP_LAST,
                                     PW_KEEP_MOST_COMPLETE, PW_KEEP_NONE};
  srand(2);
  for (int round = 0; round < 400; round++) {
    pw_duplicate_rule rule = rules[round % 4];
    int32_t seen[PEOPLE + 1] = {0}, again[PEOPLE + 1] = {0};
    for (int32_t wave = 1; wave <= 3; wave++) {
      int32_t person[RECORDS], found[RECORDS];
      int64_t standing = 0;
      for (int i = 0; i < RECORDS; i++) person[i] = rand() % (PEOPLE + 1);
      memcpy(found, person, sizeof found);
      int64_t given = pw_stand(found, RECORDS, wave, rule, seen, again, NULL);
      for (int i = 0; i < RECORDS; i++) {
        int here = stands(person, i, rule);
        assert_int_equal(found[i], here ? person[i] : -person[i]);
        standing += here && person[i] > 0;
      }
      assert_int_equal(given, standing);
    }
  }
}

static void it_stops_when_asked(void **state) {
  (void)state;
  int32_t person[1] = {1}, seen[2] = {0}, again[2] = {0};
  const pw_stop stop = {stop_at_once, NULL};
  assert_int_equal(pw_stand(person, 1, 1, PW_KEEP_FIRST, seen, again, &stop),
                   -1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(one_record_stands_or_none),
    cmocka_unit_test(it_stops_when_asked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
