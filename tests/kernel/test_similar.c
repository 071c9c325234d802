#include "cmocka_all.h"
#include "stopping.h"

#include <stdlib.h>
#include <string.h>

#include "link/edit_distance.h"
#include "link/similar.h"

#define MANY 300
#define ELEMENTS 5

static uint32_t seed = 11;
static int draw(int below) {
  seed = seed * 1664525u + 1013904223u;
  return (int)(seed >> 16) % below;
}

/* Codes of five one- or two-letter elements out of few letters, so that many
 * are alike; some elements are missing. */
static char element[MANY][ELEMENTS][3];
static char code[MANY][16];
static pw_text codes[MANY], elements[MANY * ELEMENTS];

static void make_codes(void) {
  for (int i = 0; i < MANY; i++) {
    code[i][0] = '\0';
    for (int e = 0; e < ELEMENTS; e++) {
      int size = draw(12) == 0 ? 0 : 1 + draw(2);
      for (int k = 0; k < size; k++) element[i][e][k] = (char)('a' + draw(3));
      element[i][e][size] = '\0';
      strcat(code[i], element[i][e]);
      elements[i * ELEMENTS + e].bytes = element[i][e];
      elements[i * ELEMENTS + e].length = strlen(element[i][e]);
    }
    codes[i].bytes = code[i];
    codes[i].length = strlen(code[i]);
  }
}

static int32_t slips(const char *a, const char *b, int32_t most) {
  uint32_t x[16], y[16];
  int32_t n = 0, m = 0;
  for (; a[n]; n++) x[n] = (unsigned char)a[n];
  for (; b[m]; m++) y[m] = (unsigned char)b[m];
  return pw_edits_within(x, n, y, m, most);
}

/* What the header says, pair by pair; -1 for not alike. */
static int32_t by_hand(int a, int b, int32_t max_edits, int32_t agree) {
  int32_t cost = slips(code[a], code[b], max_edits), points = 0, same = 0;
  if (cost > max_edits || !code[a][0] || !code[b][0]) cost = -1;
  if (agree > 0) {
    for (int e = 0; e < ELEMENTS; e++) {
      const char *x = element[a][e], *y = element[b][e];
      if (!*x || !*y) points += 1;
      else {
        points += 2 - slips(x, y, 1);
        same += strcmp(x, y) == 0;
      }
    }
    int32_t lacking = 2 * ELEMENTS - points;
    if (points >= 2 * agree && same > 0 && (cost < 0 || lacking < cost)) {
      cost = lacking;
    }
  }
  return cost;
}

static void equals_comparing_everyone(void **state) {
  (void)state;
  for (int32_t edits = 0; edits <= 2; edits++) {
    for (int32_t agree = 0; agree <= ELEMENTS; agree += agree ? 1 : 3) {
      make_codes();
      pw_candidate_input in = {MANY,     codes, edits, agree ? ELEMENTS : 0,
                               elements, agree};
      pw_candidates out;
      pw_error err;
      pw_alloc alloc = pw_alloc_unlimited();
      assert_int_equal(pw_find_candidates(&in, &out, NULL, &alloc, &err),
                       PW_OK);
      int64_t at = 0;
      for (int a = 0; a < MANY; a++) {
        for (int b = a + 1; b < MANY; b++) {
          int32_t cost = by_hand(a, b, edits, agree);
          if (cost < 0) continue;
          assert_true(at < out.count);
          assert_int_equal(out.pairs[at].one, a);
          assert_int_equal(out.pairs[at].other, b);
          assert_int_equal(out.pairs[at].cost, cost);
          at++;
        }
      }
      assert_int_equal(at, out.count);
      pw_candidates_free(&out, &alloc);
      assert_int_equal(alloc.in_use, 0);
    }
  }
}

static void every_failed_allocation_is_told(void **state) {
  (void)state;
  make_codes();
  pw_candidate_input in = {MANY, codes, 1, ELEMENTS, elements, 4};
  for (long after = 0;; after++) {
    pw_candidates out;
    pw_error err;
    pw_alloc alloc = pw_alloc_unlimited();
    alloc.fail_after = after;
    pw_status status = pw_find_candidates(&in, &out, NULL, &alloc, &err);
    if (status == PW_OK) {
      assert_true(after > 5);
      pw_candidates_free(&out, &alloc);
      break;
    }
    assert_int_equal(status, PW_MEMORY);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void crowds_are_counted_and_passed_over(void **state) {
  (void)state;
  static char text[PW_CROWD + 1][2];
  static pw_text one[PW_CROWD + 1];
  for (int i = 0; i <= PW_CROWD; i++) {
    text[i][0] = (char)('a' + i % 26);
    one[i].bytes = text[i];
    one[i].length = 1;
  }
  pw_candidate_input in = {PW_CROWD + 1, one, 1, 0, NULL, 0};
  pw_candidates out;
  pw_alloc alloc = pw_alloc_unlimited();
  assert_int_equal(pw_find_candidates(&in, &out, NULL, &alloc, NULL), PW_OK);
  assert_int_equal(out.crowds, 1);
  pw_candidates_free(&out, &alloc);
}

static void odd_codes_are_taken(void **state) {
  (void)state;
  char *longest = malloc(10000);
  memset(longest, 'x', 10000);
  pw_text odd[] = {{"", 0},
                   {"", 0},
                   {longest, 10000},
                   {longest, 10000},
                   {"\xc3\xb8"
                    "1",
                    3},
                   {"\xc3\xa5"
                    "1",
                    3}};
  pw_candidate_input in = {6, odd, 2, 0, NULL, 0};
  pw_candidates out;
  pw_error err;
  pw_alloc alloc = pw_alloc_unlimited();
  assert_int_equal(pw_find_candidates(&in, &out, NULL, &alloc, &err), PW_OK);
  assert_int_equal(out.count, 1);
  assert_int_equal(out.pairs[0].one, 4);
  assert_int_equal(out.pairs[0].cost, 1);
  pw_candidates_free(&out, &alloc);
  odd[1].bytes = "\xc3";
  odd[1].length = 1;
  assert_int_equal(pw_find_candidates(&in, &out, NULL, &alloc, &err),
                   PW_FORMAT);
  assert_int_equal(err.row, 1);
  in.max_edits = 3;
  assert_int_equal(pw_find_candidates(&in, &out, NULL, &alloc, &err),
                   PW_ARGUMENT);
  assert_int_equal(alloc.in_use, 0);
  free(longest);
}

static void it_can_be_stopped(void **state) {
  (void)state;
  enum { N = 20000 };
  static char text[N][8];
  static pw_text many[N];
  for (int i = 0; i < N; i++) {
    for (int k = 0; k < 7; k++) text[i][k] = (char)('a' + draw(26));
    many[i].bytes = text[i];
    many[i].length = 7;
  }
  pw_candidate_input in = {N, many, 1, 0, NULL, 0};
  pw_candidates out;
  pw_stop stop = {stop_at_once, NULL};
  pw_alloc alloc = pw_alloc_unlimited();
  assert_int_equal(pw_find_candidates(&in, &out, &stop, &alloc, NULL),
                   PW_STOPPED);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(equals_comparing_everyone),
    cmocka_unit_test(every_failed_allocation_is_told),
    cmocka_unit_test(crowds_are_counted_and_passed_over),
    cmocka_unit_test(odd_codes_are_taken),
    cmocka_unit_test(it_can_be_stopped),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
