#include "cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "link/edit_distance.h"

static int32_t edits(const char *a, const char *b, int32_t most) {
  uint32_t x[64], y[64];
  int32_t n = (int32_t)strlen(a), m = (int32_t)strlen(b);
  for (int32_t i = 0; i < n; i++) x[i] = (unsigned char)a[i];
  for (int32_t i = 0; i < m; i++) y[i] = (unsigned char)b[i];
  return pw_edits_within(x, n, y, m, most);
}

static void each_slip_counts_once(void **state) {
  (void)state;
  assert_int_equal(edits("kt14m3", "kt14m3", 2), 0);
  assert_int_equal(edits("kt14m3", "kt41m3", 2), 1);
  assert_int_equal(edits("kt14m3", "kt4m3", 2), 1);
  assert_int_equal(edits("kt14m3", "kt144m3", 2), 1);
  assert_int_equal(edits("kt14m3", "kt15m3", 0), 1);
  assert_int_equal(edits("ca", "abc", 2), 3); /* no character touched twice */
  assert_int_equal(edits("", "ab", 2), 2);
  assert_int_equal(edits("", "abc", 2), 3);
  assert_int_equal(edits("", "", 0), 0);
}

/* The recurrence as Damerau's distance is usually written, whole table. */
static int32_t by_table(const char *a, const char *b) {
  int d[16][16];
  int n = (int)strlen(a), m = (int)strlen(b);
  for (int i = 0; i <= n; i++) {
    for (int j = 0; j <= m; j++) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      int best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
      if (d[i - 1][j] + 1 < best) best = d[i - 1][j] + 1;
      if (d[i][j - 1] + 1 < best) best = d[i][j - 1] + 1;
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
          d[i - 2][j - 2] + 1 < best)
        best = d[i - 2][j - 2] + 1;
      d[i][j] = best;
    }
  }
  return d[n][m];
}

static void the_band_loses_nothing(void **state) {
  (void)state;
  uint32_t seed = 7;
  for (int round = 0; round < 200000; round++) {
    char text[2][10] = {{0}};
    for (int which = 0; which < 2; which++) {
      seed = seed * 1664525u + 1013904223u;
      int n = (int)(seed >> 24) % 9;
      for (int i = 0; i < n; i++) {
        seed = seed * 1664525u + 1013904223u;
        text[which][i] = (char)('a' + (seed >> 28) % 3);
      }
    }
    int32_t all = by_table(text[0], text[1]);
    for (int32_t most = 0; most <= PW_MOST_EDITS; most++) {
      assert_int_equal(edits(text[0], text[1], most),
                       all <= most ? all : most + 1);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(each_slip_counts_once),
    cmocka_unit_test(the_band_loses_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
