#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "table/disclosure.h"

/* "1011": which of the counts are hidden. */
static void hides(const int64_t *counts, size_t n, int64_t threshold,
                  const char *expected) {
  int hidden[16];
  assert_true(n <= 16);
  assert_int_equal(pw_hide_small(counts, n, threshold, hidden, NULL), PW_OK);
  for (size_t i = 0; i < n; i++) assert_int_equal(hidden[i], expected[i] - '0');
}

static void nothing_small_hides_nothing(void **state) {
  (void)state;
  hides((int64_t[]){20, 0, 5, 7}, 4, 5, "0000");
  hides((int64_t[]){9}, 1, 5, "0");
  hides(NULL, 0, 5, "");
}

static void a_small_count_takes_its_neighbour_along(void **state) {
  (void)state;
  hides((int64_t[]){20, 30, 2, 9}, 4, 5, "0011");
  hides((int64_t[]){20, 3, 12, 9}, 4, 5, "1100");
  /* 1 + 5 leaves 1 to 5 for each: enough. */
  hides((int64_t[]){1, 5, 30, 40}, 4, 5, "1100");
}

static void what_says_too_much_spreads(void **state) {
  (void)state;
  /* 1 + 1 would be known, and so would a small count beside 0. */
  hides((int64_t[]){1, 1, 30, 40}, 4, 5, "1111");
  hides((int64_t[]){3, 0, 30, 40}, 4, 5, "1011");
  /* 1 + 3 leaves 1 to 3, but 1 to 4 must stay possible. */
  hides((int64_t[]){1, 3, 30, 40}, 4, 5, "1111");
  /* Not beyond the half that is enough. */
  hides((int64_t[]){1, 1, 30, 40, 50, 60, 70, 80}, 8, 5, "11110000");
}

static void a_small_total_hides_zeros_too(void **state) {
  (void)state;
  hides((int64_t[]){4, 0, 0}, 3, 5, "111");
  hides((int64_t[]){5, 0, 0}, 3, 5, "111");
  hides((int64_t[]){6, 0, 0}, 3, 5, "000");
  hides((int64_t[]){0, 0}, 2, 5, "11");
}

/* Every table of 4 levels and a total of 12, for the thresholds 3 to 6: the
 * tables that look the same once published leave every hidden count all the
 * values from 1 to threshold - 1. */
enum { LEVELS = 4, TOTAL = 12, TABLES = 455 };

static void same_look_leaves_every_small_value(void **state) {
  (void)state;
  static int64_t tables[TABLES][LEVELS];
  static int hidden[TABLES][LEVELS];
  for (int64_t threshold = 3; threshold <= 6; threshold++) {
    int n = 0;
    for (int64_t a = 0; a <= TOTAL; a++) {
      for (int64_t b = 0; a + b <= TOTAL; b++) {
        for (int64_t c = 0; a + b + c <= TOTAL; c++, n++) {
          int64_t counts[LEVELS] = {a, b, c, TOTAL - a - b - c};
          for (int i = 0; i < LEVELS; i++) tables[n][i] = counts[i];
          assert_int_equal(
            pw_hide_small(counts, LEVELS, threshold, hidden[n], NULL), PW_OK);
        }
      }
    }
    assert_int_equal(n, TABLES);
    for (int t = 0; t < TABLES; t++) {
      unsigned possible[LEVELS] = {0};
      for (int u = 0; u < TABLES; u++) {
        int same = 1;
        for (int i = 0; same && i < LEVELS; i++) {
          same = hidden[t][i] == hidden[u][i] &&
            (hidden[t][i] || tables[t][i] == tables[u][i]);
        }
        for (int i = 0; same && i < LEVELS; i++) {
          possible[i] |= 1u << tables[u][i];
        }
      }
      unsigned wanted = (1u << threshold) - 2;
      for (int i = 0; i < LEVELS; i++) {
        if (hidden[t][i]) assert_int_equal(possible[i] & wanted, wanted);
        else assert_false(tables[t][i] >= 1 && tables[t][i] < threshold);
      }
    }
  }
}

static void bad_counts_are_refused(void **state) {
  (void)state;
  int hidden[2];
  pw_error err;
  assert_int_equal(pw_hide_small((int64_t[]){9, -1}, 2, 5, hidden, &err),
                   PW_ARGUMENT);
  assert_int_equal(err.row, 1);
  assert_int_equal(pw_hide_small((int64_t[]){9, 9}, 2, 2, hidden, NULL),
                   PW_ARGUMENT);
  assert_int_equal(
    pw_hide_small((int64_t[]){INT64_MAX / 2, 1}, 2, 5, hidden, NULL), PW_RANGE);
}

static int64_t rounded(int64_t n, int64_t base) {
  int64_t out = -1;
  assert_int_equal(pw_round_to_base(n, base, &out, NULL), PW_OK);
  return out;
}

static void counts_go_to_the_nearest_multiple(void **state) {
  (void)state;
  const int64_t fives[] = {0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10, 10, 10, 15};
  for (int64_t n = 0; n < 14; n++) assert_int_equal(rounded(n, 5), fives[n]);
  assert_int_equal(rounded(4, 10), 0);
  assert_int_equal(rounded(5, 10), 10);
  assert_int_equal(rounded(25, 10), 30);
  assert_int_equal(rounded(7, 1), 7);
  int64_t out = -1;
  assert_int_equal(pw_round_to_base(-1, 5, &out, NULL), PW_ARGUMENT);
  assert_int_equal(pw_round_to_base(1, 0, &out, NULL), PW_ARGUMENT);
  assert_int_equal(pw_round_to_base(INT64_MAX, 5, &out, NULL), PW_RANGE);
  assert_int_equal(out, -1);
}

/* Against every combination of three counts. */
static void spans_are_narrowed_to_what_fits(void **state) {
  (void)state;
  for (int64_t total = 0; total <= 22; total++) {
    pw_span spans[3] = {{0, 2}, {3, 7}, {8, 12}};
    pw_span sum = {total > 2 ? total - 2 : 0, total};
    pw_span found[3] = {{99, -1}, {99, -1}, {99, -1}};
    for (int64_t a = 0; a <= 2; a++) {
      for (int64_t b = 3; b <= 7; b++) {
        for (int64_t c = 8; c <= 12; c++) {
          int64_t x[3] = {a, b, c};
          if (a + b + c < sum.low || a + b + c > sum.high) continue;
          for (int i = 0; i < 3; i++) {
            if (x[i] < found[i].low) found[i].low = x[i];
            if (x[i] > found[i].high) found[i].high = x[i];
          }
        }
      }
    }
    pw_status status = pw_narrow_spans(spans, 3, sum, NULL);
    assert_int_equal(status, found[0].high < 0 ? PW_ARGUMENT : PW_OK);
    for (int i = 0; status == PW_OK && i < 3; i++) {
      assert_int_equal(spans[i].low, found[i].low);
      assert_int_equal(spans[i].high, found[i].high);
    }
  }
  pw_span backwards = {3, 2}, below = {-1, 2}, large = {0, INT64_MAX};
  pw_span any = {0, 9};
  assert_int_equal(pw_narrow_spans(&backwards, 1, any, NULL), PW_ARGUMENT);
  assert_int_equal(pw_narrow_spans(&below, 1, any, NULL), PW_ARGUMENT);
  assert_int_equal(pw_narrow_spans(&large, 1, any, NULL), PW_RANGE);
  assert_int_equal(pw_narrow_spans(NULL, 0, any, NULL), PW_OK);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(nothing_small_hides_nothing),
    cmocka_unit_test(a_small_count_takes_its_neighbour_along),
    cmocka_unit_test(what_says_too_much_spreads),
    cmocka_unit_test(a_small_total_hides_zeros_too),
    cmocka_unit_test(same_look_leaves_every_small_value),
    cmocka_unit_test(bad_counts_are_refused),
    cmocka_unit_test(counts_go_to_the_nearest_multiple),
    cmocka_unit_test(spans_are_narrowed_to_what_fits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
