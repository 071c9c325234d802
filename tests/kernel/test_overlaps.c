#include "cmocka_all.h"
#include "drawing.h"
#include "stopping.h"

#include <string.h>

#include "text/overlaps.h"

static uint64_t seed = 88172645463325252u;
static int draw(int n) { return next_below(&seed, n); }

enum { WHO = 3, TEXTS = 2, CODES = 4, CODINGS = 20, LONGEST = 40, LONG = 60 };

typedef char characters_given[WHO][TEXTS][CODES][LONG];

/* How many runs of characters have both codes, their characters, and of whom.
 */
static double count_runs(characters_given given, int a, int b, double *length,
                         int *met) {
  double runs = 0;
  *length = 0;
  for (int who = 0; who < WHO; who++) {
    met[who] = 0;
    for (int text = 0; text < TEXTS; text++) {
      int before = 0;
      for (int at = 0; at < LONG; at++) {
        int now = given[who][text][a][at] && given[who][text][b][at];
        runs += now && !before;
        *length += now;
        met[who] |= now;
        before = now;
      }
    }
  }
  return runs;
}

static int is_met(const pw_meetings *met, int who, int a, int b) {
  int n = 0;
  for (size_t i = 0; i < met->count; i++) {
    const pw_meeting *one = &met->list[i];
    assert_true(one->first < one->second);
    n += one->who == who && one->first == a && one->second == b;
  }
  return n;
}

/* As a table of every character has it. */
static void random_codings_agree_with_every_character(void **state) {
  (void)state;
  for (int round = 0; round < 1000; round++) {
    int32_t who[CODINGS], text[CODINGS], code[CODINGS];
    double start[CODINGS], end[CODINGS];
    static characters_given given;
    memset(given, 0, sizeof given);
    for (int i = 0; i < CODINGS; i++) {
      who[i] = draw(WHO);
      text[i] = draw(TEXTS);
      code[i] = draw(CODES);
      start[i] = draw(LONGEST);
      end[i] = start[i] + draw(14) - 1;
      for (int at = (int)start[i]; at < (int)end[i]; at++) {
        given[who[i]][text[i]][code[i]][at] = 1;
      }
    }
    pw_placed placed = {who, text, code, start, end, CODINGS, CODES};
    pw_alloc alloc = pw_alloc_unlimited();
    pw_meetings met = {NULL, 0, 0};
    double runs[CODES * CODES], characters[CODES * CODES], length;
    assert_int_equal(
      pw_overlaps(&placed, runs, characters, &met, &alloc, NULL, NULL), PW_OK);
    for (int a = 0; a < CODES; a++) {
      for (int b = 0; b < CODES; b++) {
        int by[WHO];
        double n = count_runs(given, a, b, &length, by);
        /* Runs of one code that touch are one, and so are those here. */
        assert_true(runs[a * CODES + b] == n);
        assert_true(characters[a * CODES + b] == length);
        for (int i = 0; i < WHO && a < b; i++)
          assert_int_equal(is_met(&met, i, a, b), by[i]);
      }
    }
    pw_free(&alloc, met.list);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void failures(void **state) {
  (void)state;
  const int32_t who[] = {0, 0}, code[] = {0, 1};
  const double start[] = {0, 1}, end[] = {2, 4};
  pw_placed placed = {who, who, code, start, end, 2, 2};
  double runs[4], characters[4];
  pw_meetings met = {NULL, 0, 0};
  pw_status status = PW_MEMORY;
  for (long k = 0; status == PW_MEMORY; k++) {
    pw_alloc alloc = pw_alloc_unlimited();
    alloc.fail_after = k;
    status = pw_overlaps(&placed, runs, characters, &met, &alloc, NULL, NULL);
    if (status == PW_MEMORY) assert_int_equal(met.count, 0);
    if (status == PW_OK) assert_true(k >= 4);
    pw_free(&alloc, met.list);
    memset(&met, 0, sizeof met);
    assert_int_equal(alloc.in_use, 0);
  }
  assert_int_equal(status, PW_OK);
  assert_true(runs[1] == 1 && characters[1] == 1 && characters[3] == 3);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stop stop = {stop_at_once, NULL};
  assert_int_equal(
    pw_overlaps(&placed, runs, characters, &met, &alloc, &stop, NULL),
    PW_STOPPED);
  assert_int_equal(alloc.in_use, 0);
  placed.codings = 0;
  assert_int_equal(
    pw_overlaps(&placed, runs, characters, &met, &alloc, NULL, NULL), PW_OK);
  assert_true(runs[0] == 0 && runs[1] == 0 && met.count == 0);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(random_codings_agree_with_every_character),
    cmocka_unit_test(failures),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
