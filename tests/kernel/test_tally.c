#include "cmocka_all.h"
#include "failing.h"

#include <math.h>

#include "change/tally.h"

static void patterns_and_missing_sides_are_counted(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  const double before[] = {1, 1, NAN, 2, NAN, 0.0, -0.0, 9};
  const double after[] = {2, 2, 3, NAN, NAN, 1, 1, 9};
  const double weights[] = {1, 2, 3, 4, 5, 1, 1, 0};
  pw_tally tally;
  assert_int_equal(
    pw_tally_pairs(&tally, &alloc, before, after, weights, 8, NULL), PW_OK);
  assert_int_equal(tally.length, 2);
  /* 0 and -0 are one answer, and come before 1. */
  assert_true(pw_pattern_at(&tally, 0).count == 2 &&
              pw_pattern_at(&tally, 1).count == 3);
  assert_true(tally.after_only == 3 && tally.before_only == 4 &&
              tally.none == 5);
  assert_true(tally.largest == 2);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
}

static void many_patterns_stay_distinct(void **state) {
  (void)state;
  enum { N = 4000 };
  static double before[N], after[N];
  for (int i = 0; i < N; i++) {
    before[i] = (i % 2000) / 10.0;
    after[i] = (i % 2000) % 7;
  }
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_tally_pairs(&tally, &alloc, before, after, NULL, N, NULL);
  assert_int_equal(tally.length, 2000);
  for (size_t i = 0; i < tally.length; i++) {
    assert_true(pw_pattern_at(&tally, i).count == 2);
  }
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
}

static void waves_keep_patterns_with_missing_answers(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  const double a[] = {1, 1, NAN, 1, NAN};
  const double b[] = {2, NAN, 4, NAN, -NAN};
  const double c[] = {3, 3, NAN, 3, NAN};
  const double *answers[] = {a, b, c};
  pw_tally tally;
  assert_int_equal(pw_tally_waves(&tally, &alloc, answers, 3, NULL, 5, NULL),
                   PW_OK);
  assert_int_equal(tally.length, 3);
  assert_true(tally.none == 1 && pw_tally_row(&tally, 1)[3] == 2);
  assert_true(isnan(pw_tally_row(&tally, 1)[1]));
  assert_true(pw_tally_is_complete(&tally, 0));
  assert_false(pw_tally_is_complete(&tally, 2));
  assert_true(tally.largest == 4 && pw_tally_is_whole(&tally));
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
}

static void bad_input_is_refused_with_its_row(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  const double x[] = {1, INFINITY};
  const double y[] = {1, 2};
  const double negative[] = {1, -1};
  pw_tally tally;
  pw_error err;
  assert_int_equal(pw_tally_pairs(&tally, &alloc, x, y, NULL, 2, &err),
                   PW_ARGUMENT);
  assert_int_equal(err.row, 1);
  pw_tally_free(&tally);
  assert_int_equal(pw_tally_pairs(&tally, &alloc, y, y, negative, 2, &err),
                   PW_ARGUMENT);
  pw_tally_free(&tally);
  const double huge[] = {1, -1e101}, tiny[] = {0, 1e-200};
  assert_int_equal(pw_tally_pairs(&tally, &alloc, huge, y, NULL, 2, &err),
                   PW_ARGUMENT);
  assert_int_equal(err.row, 1);
  pw_tally_free(&tally);
  assert_int_equal(pw_tally_pairs(&tally, &alloc, tiny, tiny, NULL, 2, &err),
                   PW_ARGUMENT);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  double x[100], y[100];
  for (int i = 0; i < 100; i++) x[i] = y[i] = i;
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    pw_tally tally;
    walk.status = pw_tally_pairs(&tally, alloc, x, y, NULL, 100, NULL);
    pw_tally_free(&tally);
  } while (failed_cleanly(&walk));
  assert_true(walk.k > 2);
}

/* Ready patterns in any order give the same bits as people do. */
static void order_does_not_matter(void **state) {
  (void)state;
  enum { N = 60, WAVES = 3 };
  static double answers[WAVES][N], turned[WAVES][N], counts[N], back[N];
  const double *one[WAVES], *other[WAVES];
  unsigned seed = 7;
  for (int i = 0; i < N; i++) {
    for (int j = 0; j < WAVES; j++) {
      seed = seed * 1103515245u + 12345u;
      answers[j][i] = seed >> 16 & 3 ? (double)(seed >> 20 & 3) / 10 : NAN;
    }
    counts[i] = i % 4;
  }
  for (int i = 0; i < N; i++) {
    for (int j = 0; j < WAVES; j++) turned[j][i] = answers[j][(i * 7 + 3) % N];
    back[i] = counts[(i * 7 + 3) % N];
  }
  for (int j = 0; j < WAVES; j++) one[j] = answers[j], other[j] = turned[j];
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally a, b, pairs, same;
  pw_tally_waves(&a, &alloc, one, WAVES, counts, N, NULL);
  pw_tally_waves(&b, &alloc, other, WAVES, back, N, NULL);
  assert_true(a.length == b.length && a.none == b.none);
  size_t bytes = a.length * pw_tally_width(&a) * sizeof *a.rows;
  assert_memory_equal(a.rows, b.rows, bytes);
  /* A contrast of all waves is that of the two alone. */
  pw_tally_contrast(&pairs, &b, 0, 2, &alloc, NULL);
  pw_tally_pairs(&same, &alloc, answers[0], answers[2], counts, N, NULL);
  assert_true(pairs.length == same.length && pairs.largest == same.largest);
  assert_true(pairs.before_only == same.before_only &&
              pairs.after_only == same.after_only);
  assert_memory_equal(pairs.rows, same.rows,
                      pairs.length * 3 * sizeof *pairs.rows);
  pw_tally_free(&a);
  pw_tally_free(&b);
  pw_tally_free(&pairs);
  pw_tally_free(&same);
  assert_int_equal(alloc.in_use, 0);
}

static void groups_are_the_tallies_of_their_people(void **state) {
  (void)state;
  const double x[] = {1, 2, 1, 3}, y[] = {2, NAN, 2, 1};
  const double *answers[] = {x, y};
  const int group[] = {2, 1, 2, 0};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally of[2];
  assert_int_equal(
    pw_tally_groups(of, 2, group, &alloc, answers, 2, NULL, 4, NULL), PW_OK);
  assert_true(of[0].length == 1 && pw_tally_row(&of[0], 0)[0] == 2);
  assert_true(of[1].length == 1 && pw_tally_row(&of[1], 0)[2] == 2);
  for (int g = 0; g < 2; g++) pw_tally_free(&of[g]);
  assert_int_equal(alloc.in_use, 0);
}

static void weights_are_summed_by_pattern(void **state) {
  (void)state;
  const double x[] = {1, 1, 2, 2}, y[] = {2, 2, NAN, 3};
  const double w[] = {.5, 2, NAN, 1}, bad[] = {1, 1, 1, 0};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_error err;
  assert_int_equal(pw_tally_weighted_pairs(&tally, &alloc, x, y, w, 4, &err),
                   PW_OK);
  const double *row = pw_tally_row(&tally, 0);
  assert_true(row[2] == 2 && row[3] == 2.5 && row[4] == 4.25);
  assert_true(tally.length == 2 && tally.before_only == 1);
  pw_tally_free(&tally);
  assert_int_equal(pw_tally_weighted_pairs(&tally, &alloc, x, y, bad, 4, &err),
                   PW_ARGUMENT);
  assert_int_equal(err.row, 3);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
}

enum { PEOPLE = 5000, SHARDS = 3 };

static void make_answers(double *before, double *after) {
  unsigned seed = 11;
  for (int i = 0; i < PEOPLE; i++) {
    seed = seed * 1103515245u + 12345u;
    before[i] = seed >> 16 & 7 ? (double)(seed >> 20 & 31) / 10 : NAN;
    after[i] = seed >> 12 & 7 ? -(double)(seed >> 24 & 31) / 10 : NAN;
  }
}

/* Counts the people shard by shard, each in blocks of another size, and adds
 * the shards up: some of them finished, as those of another machine are. */
static pw_status count_in_shards(pw_tally *whole, int pairs,
                                 const double *before, const double *after,
                                 pw_alloc *alloc) {
  pw_tally shard[SHARDS];
  pw_status status = PW_OK;
  if (pairs) pw_tally_begin_pairs(whole, alloc);
  else pw_tally_begin(whole, alloc, 2);
  for (int s = 0; s < SHARDS; s++) {
    if (pairs) pw_tally_begin_pairs(&shard[s], alloc);
    else pw_tally_begin(&shard[s], alloc, 2);
    int from = PEOPLE * s / SHARDS, to = PEOPLE * (s + 1) / SHARDS;
    for (int n = 1 + s; status == PW_OK && from < to; from += n, n += 7) {
      if (n > to - from) n = to - from;
      const double *block[2] = {before + from, after + from};
      status = pw_tally_add(&shard[s], block, NULL, (size_t)n, NULL, NULL);
    }
    if (status == PW_OK && s == 1)
      status = pw_tally_finish(&shard[s], NULL, NULL);
    if (status == PW_OK) status = pw_tally_merge(whole, &shard[s], NULL);
    pw_tally_free(&shard[s]);
  }
  return status == PW_OK ? pw_tally_finish(whole, NULL, NULL) : status;
}

static void assert_same(const pw_tally *a, const pw_tally *b) {
  assert_int_equal(a->length, b->length);
  assert_true(a->none == b->none && a->before_only == b->before_only &&
              a->after_only == b->after_only && a->largest == b->largest);
  assert_memory_equal(a->rows, b->rows,
                      a->length * pw_tally_width(a) * sizeof *a->rows);
}

static void blocks_and_shards_add_up_to_the_same_bits(void **state) {
  (void)state;
  static double before[PEOPLE], after[PEOPLE];
  const double *answers[2] = {before, after};
  make_answers(before, after);
  for (int pairs = 0; pairs < 2; pairs++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_tally at_once, in_shards;
    if (pairs) {
      pw_tally_pairs(&at_once, &alloc, before, after, NULL, PEOPLE, NULL);
    } else {
      pw_tally_waves(&at_once, &alloc, answers, 2, NULL, PEOPLE, NULL);
    }
    assert_int_equal(count_in_shards(&in_shards, pairs, before, after, &alloc),
                     PW_OK);
    assert_same(&at_once, &in_shards);
    pw_tally_free(&at_once);
    pw_tally_free(&in_shards);
    assert_int_equal(alloc.in_use, 0);
  }
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    pw_tally tally;
    walk.status = count_in_shards(&tally, 1, before, after, alloc);
    pw_tally_free(&tally);
  } while (failed_cleanly(&walk));
  assert_true(walk.k > 10);
}

static void tallies_of_other_kinds_are_not_merged(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally pairs, waves;
  pw_tally_begin_pairs(&pairs, &alloc);
  pw_tally_begin(&waves, &alloc, 2);
  assert_int_equal(pw_tally_merge(&pairs, &waves, NULL), PW_ARGUMENT);
  pw_tally_free(&pairs);
  pw_tally_free(&waves);
}

static int at_half(void *data, double done) {
  (void)data;
  return done >= 0.5;
}

static void adding_a_block_stops_when_asked(void **state) {
  (void)state;
  enum { MANY = 1 << 18 };
  static double x[MANY];
  const double *answers[1] = {x};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stop stop = {at_half, NULL};
  pw_tally tally;
  pw_tally_begin(&tally, &alloc, 1);
  assert_int_equal(pw_tally_add(&tally, answers, NULL, MANY, &stop, NULL),
                   PW_STOPPED);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(patterns_and_missing_sides_are_counted),
    cmocka_unit_test(many_patterns_stay_distinct),
    cmocka_unit_test(waves_keep_patterns_with_missing_answers),
    cmocka_unit_test(order_does_not_matter),
    cmocka_unit_test(groups_are_the_tallies_of_their_people),
    cmocka_unit_test(weights_are_summed_by_pattern),
    cmocka_unit_test(bad_input_is_refused_with_its_row),
    cmocka_unit_test(every_failed_allocation_is_clean),
    cmocka_unit_test(blocks_and_shards_add_up_to_the_same_bits),
    cmocka_unit_test(tallies_of_other_kinds_are_not_merged),
    cmocka_unit_test(adding_a_block_stops_when_asked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
