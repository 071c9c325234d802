#include "cmocka_all.h"
#include "drawing.h"
#include "stopping.h"

#include <string.h>

#include "text/span_votes.h"

static uint64_t seed = 88172645463325252u;
static int draw(int n) { return next_below(&seed, n); }

enum { SOURCES = 2, CODES = 3, CODERS = 3, CODINGS = 24, LONGEST = 40 };

/* As a table of every character has it. */
static void random_spans_agree_with_every_character(void **state) {
  (void)state;
  for (int round = 0; round < 400; round++) {
    int32_t source[CODINGS], code[CODINGS], coder[CODINGS];
    double start[CODINGS], end[CODINGS], length[SOURCES];
    uint64_t readers[SOURCES];
    for (int i = 0; i < SOURCES; i++) {
      length[i] = 1 + draw(LONGEST);
      readers[i] = (uint64_t)draw(1 << CODERS);
    }
    static char given[SOURCES][CODES][CODERS][LONGEST + 20];
    memset(given, 0, sizeof given);
    for (int i = 0; i < CODINGS; i++) {
      source[i] = draw(SOURCES);
      code[i] = draw(CODES);
      coder[i] = draw(CODERS);
      start[i] = draw(LONGEST);
      end[i] = start[i] + draw(12);
      for (int at = (int)start[i]; at < (int)end[i]; at++) {
        given[source[i]][code[i]][coder[i]][at] = 1;
      }
    }
    double expected[CODES * 16] = {0}, by[CODES * CODERS] = {0};
    for (int s = 0; s < SOURCES; s++) {
      for (int c = 0; c < CODES; c++) {
        for (int at = 0; at < (int)length[s]; at++) {
          int m = 0, y = 0;
          for (int g = 0; g < CODERS; g++) {
            if (!(readers[s] >> g & 1)) continue;
            m++;
            y += given[s][c][g][at];
            by[c * CODERS + g] += given[s][c][g][at];
          }
          expected[c * 16 + m * 4 + y]++;
        }
      }
    }
    pw_spans spans = {source, code,    coder,   start, end,   CODINGS,
                      length, readers, SOURCES, CODES, CODERS};
    pw_alloc alloc = pw_alloc_unlimited();
    double units[CODES * 16], used[CODES * CODERS];
    assert_int_equal(pw_span_votes(&spans, units, used, &alloc, NULL, NULL),
                     PW_OK);
    for (int i = 0; i < CODES * 16; i++) assert_true(units[i] == expected[i]);
    for (int i = 0; i < CODES * CODERS; i++) assert_true(used[i] == by[i]);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void failures(void **state) {
  (void)state;
  const int32_t zero[] = {0};
  const double start[] = {0}, end[] = {2}, length[] = {5};
  const uint64_t readers[] = {3};
  pw_spans spans = {zero, zero, zero, start, end, 1, length, readers, 1, 1, 2};
  double units[9], used[2];
  for (long k = 0; k < 2; k++) {
    pw_alloc alloc = pw_alloc_unlimited();
    alloc.fail_after = k;
    assert_int_equal(pw_span_votes(&spans, units, used, &alloc, NULL, NULL),
                     PW_MEMORY);
    assert_int_equal(alloc.in_use, 0);
  }
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stop stop = {stop_at_once, NULL};
  assert_int_equal(pw_span_votes(&spans, units, used, &alloc, &stop, NULL),
                   PW_STOPPED);
  spans.coders = 65;
  assert_int_equal(pw_span_votes(&spans, units, used, &alloc, NULL, NULL),
                   PW_ARGUMENT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(random_spans_agree_with_every_character),
    cmocka_unit_test(failures),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
