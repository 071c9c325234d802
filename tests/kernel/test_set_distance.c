#include "cmocka_all.h"

#include <math.h>

#include "text/set_distance.h"

static void distances_by_hand(void **state) {
  (void)state;
  /* {1234}, {345}, {1}, {12}, {23}, {} */
  const int32_t member[] = {1, 2, 3, 4, 3, 4, 5, 1, 1, 2, 2, 3};
  const size_t first[] = {0, 4, 7, 8, 10, 12, 12};
  double jaccard[36], masi[36];
  pw_set_distances(member, first, 6, PW_JACCARD, jaccard);
  pw_set_distances(member, first, 6, PW_MASI, masi);
  assert_true(fabs(jaccard[1] - 0.6) < 1e-14);
  assert_true(fabs(masi[1] - 13.0 / 15) < 1e-14);
  assert_true(fabs(masi[2 * 6 + 3] - 2.0 / 3) < 1e-14);
  assert_true(fabs(masi[3 * 6 + 4] - 8.0 / 9) < 1e-14);
  for (int i = 0; i < 6; i++) {
    assert_true(jaccard[7 * i] == 0 && masi[7 * i] == 0);
    for (int j = 0; j < 6; j++) {
      assert_true(masi[6 * i + j] == masi[6 * j + i]);
      assert_true(masi[6 * i + j] >= jaccard[6 * i + j] - 1e-15);
      if (i != j && (i == 5 || j == 5)) {
        assert_true(jaccard[6 * i + j] == 1 && masi[6 * i + j] == 1);
      }
    }
  }
}

/* All pairs of the sets of five members, by their bits. */
static void every_pair_of_small_sets(void **state) {
  (void)state;
  enum { SETS = 32 };
  int32_t member[SETS * 5];
  size_t first[SETS + 1] = {0};
  static double jaccard[SETS * SETS], masi[SETS * SETS];
  for (int s = 0; s < SETS; s++) {
    first[s + 1] = first[s];
    for (int k = 0; k < 5; k++) {
      if (s >> k & 1) member[first[s + 1]++] = k;
    }
  }
  pw_set_distances(member, first, SETS, PW_JACCARD, jaccard);
  pw_set_distances(member, first, SETS, PW_MASI, masi);
  for (int a = 0; a < SETS; a++) {
    for (int b = 0; b < SETS; b++) {
      int both = 0, either = 0;
      for (int k = 0; k < 5; k++) {
        both += (a & b) >> k & 1;
        either += (a | b) >> k & 1;
      }
      double like = either == 0 ? 1 : (double)both / either;
      double m = a == b                ? 1
        : (a & b) == 0                 ? 0
        : (a & b) == a || (a & b) == b ? 2.0 / 3
                                       : 1.0 / 3;
      assert_true(fabs(jaccard[a * SETS + b] - (1 - like)) < 1e-14);
      assert_true(fabs(masi[a * SETS + b] - (1 - like * m)) < 1e-14);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(distances_by_hand),
    cmocka_unit_test(every_pair_of_small_sets),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
