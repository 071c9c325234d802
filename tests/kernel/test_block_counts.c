#include "cmocka_all.h"
#include "failing.h"

#include <math.h>
#include <string.h>

#include "table/block_counts.h"
#include "table/crosstab.h"

enum { ROWS = 7000, BLOCKS = 5 };

/* Answers with several writings of one answer, in three groups and none. */
static void make_answers(double *answers, int32_t *groups, unsigned seed) {
  for (int i = 0; i < ROWS; i++) {
    seed = seed * 1103515245u + 12345u;
    unsigned r = seed >> 16;
    answers[i] = r % 11 == 0 ? NAN : r % 13 == 0 ? -0.0 : (double)(r % 300);
    groups[i] = (int32_t)(r >> 8) % 4;
  }
}

static pw_status count_blocks(pw_counts **out, int32_t n_groups, int32_t most,
                              const double *answers, const int32_t *groups,
                              pw_alloc *alloc) {
  pw_status status =
    pw_counts_begin(out, PW_ANSWER_DOUBLE, n_groups, most, alloc, NULL);
  for (int b = 0; b < BLOCKS; b++) {
    int from = ROWS * b / BLOCKS, n = ROWS * (b + 1) / BLOCKS - from;
    /* The last two are counted apart and merged. */
    pw_counts *apart = NULL, *to = *out;
    if (status == PW_OK && b >= 3) {
      status =
        pw_counts_begin(&apart, PW_ANSWER_DOUBLE, n_groups, most, alloc, NULL);
      to = apart;
    }
    if (status == PW_OK) {
      status = pw_counts_add(to, answers + from,
                             groups == NULL ? NULL : groups + from, n, NULL,
                             NULL);
    }
    if (status == PW_OK && apart != NULL) {
      status = pw_counts_merge(*out, apart, NULL);
    }
    pw_counts_free(apart);
  }
  return status;
}

static void blocks_are_counted_as_the_whole(void **state) {
  (void)state;
  enum { WIDE = 512 };
  static double answers[ROWS], people[WIDE * 3], blocks[WIDE * 3];
  static int32_t groups[ROWS];
  static int64_t first[WIDE];
  make_answers(answers, groups, 5);
  for (int n_groups = 1; n_groups <= 3; n_groups += 2) {
    for (int grouped = 0; grouped < 2; grouped++) {
      const int32_t *of = grouped ? groups : NULL;
      pw_alloc alloc = pw_alloc_unlimited();
      const pw_people in = {ROWS, of, n_groups, NULL, WIDE};
      pw_answers whole = {PW_ANSWER_DOUBLE, answers, 0, first, people, NULL};
      assert_int_equal(pw_crosstab(&in, &whole, 1, &alloc, NULL, NULL), PW_OK);
      pw_counts *counts;
      assert_int_equal(
        count_blocks(&counts, n_groups, WIDE, answers, of, &alloc), PW_OK);
      assert_int_equal(pw_counts_distinct(counts), whole.n_distinct);
      assert_int_equal(pw_counts_rows(counts), ROWS);
      pw_counts_people(counts, blocks);
      assert_memory_equal(
        blocks, people, (size_t)(whole.n_distinct * n_groups) * sizeof *people);
      for (int32_t i = 0; i < whole.n_distinct; i++) {
        assert_int_equal(pw_counts_first(counts, i), first[i]);
        uint64_t bits = pw_counts_bits(counts, i);
        double value;
        memcpy(&value, &bits, sizeof value);
        double at = answers[first[i]];
        assert_true(isnan(at) ? isnan(value) : value == at);
      }
      pw_counts_free(counts);
      assert_int_equal(alloc.in_use, 0);
    }
  }
}

static void blocks_fail_cleanly(void **state) {
  (void)state;
  static double answers[ROWS];
  static int32_t groups[ROWS];
  make_answers(answers, groups, 9);
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    pw_counts *counts;
    walk.status = count_blocks(&counts, 3, 512, answers, groups, alloc);
    pw_counts_free(counts);
  } while (failed_cleanly(&walk));
  assert_true(walk.k > 20);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_counts *counts, *text;
  assert_int_equal(count_blocks(&counts, 3, 40, answers, groups, &alloc),
                   PW_RANGE);
  assert_int_equal(
    pw_counts_begin(&text, PW_ANSWER_POINTER, 3, 40, &alloc, NULL), PW_OK);
  assert_int_equal(pw_counts_merge(counts, text, NULL), PW_ARGUMENT);
  pw_counts_free(text);
  pw_counts_free(counts);
  assert_int_equal(
    pw_counts_begin(&counts, PW_ANSWER_INT32, 0, 40, &alloc, NULL),
    PW_ARGUMENT);
  assert_null(counts);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(blocks_are_counted_as_the_whole),
    cmocka_unit_test(blocks_fail_cleanly),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
