#include "cmocka_all.h"
#include "failing.h"

#include <math.h>
#include <string.h>

#include "table/crosstab.h"

#define MISSING INT32_MIN
enum { MOST = 8, GROUPS = 2 };

typedef struct {
  int64_t first[MOST];
  double people[MOST * GROUPS];
  double weighted[MOST * GROUPS];
  int32_t n;
} counted;

static pw_status count_with(const pw_people *people, pw_answer_type type,
                            const void *answers, counted *out, pw_alloc *alloc,
                            const pw_stop *stop, pw_error *err) {
  pw_answers in = {type,        answers,
                   0,           out->first,
                   out->people, people->weights == NULL ? NULL : out->weighted};
  pw_status status = pw_crosstab(people, &in, 1, alloc, stop, err);
  out->n = in.n_distinct;
  assert_int_equal(alloc->in_use, 0);
  return status;
}

static pw_status count(const pw_people *people, pw_answer_type type,
                       const void *answers, counted *out, pw_error *err) {
  pw_alloc alloc = pw_alloc_unlimited();
  return count_with(people, type, answers, out, &alloc, NULL, err);
}

static void whole_numbers_are_counted_small_or_not(void **state) {
  (void)state;
  const int32_t answers[] = {1, 3, MISSING, 3, 70000, -99, MISSING, 3};
  const pw_people people = {8, NULL, 1, NULL, MOST};
  const int64_t first[] = {0, 1, 2, 4, 5};
  const double expected[] = {1, 3, 2, 1, 1};
  counted out;
  assert_int_equal(count(&people, PW_ANSWER_INT32, answers, &out, NULL), PW_OK);
  assert_int_equal(out.n, 5);
  for (int i = 0; i < 5; i++) {
    assert_int_equal(out.first[i], first[i]);
    assert_true(out.people[i] == expected[i]);
  }
}

static void numbers_far_apart_are_not_taken_for_each_other(void **state) {
  (void)state;
  const int32_t whole[] = {-1024,   -1025, 3071,      3072,
                           MISSING, 0,     INT32_MAX, MISSING + 1};
  const double number[] = {-1024, -1025, 3071, 3072, NAN, 0, 3071.5, -1024.5};
  const pw_people people = {8, NULL, 1, NULL, MOST};
  counted out;
  assert_int_equal(count(&people, PW_ANSWER_INT32, whole, &out, NULL), PW_OK);
  assert_int_equal(out.n, 8);
  assert_int_equal(count(&people, PW_ANSWER_DOUBLE, number, &out, NULL), PW_OK);
  assert_int_equal(out.n, 8);
  for (int i = 0; i < 8; i++) assert_true(out.people[i] == 1);
}

static void a_double_is_one_answer_however_it_is_written(void **state) {
  (void)state;
  const double answers[] = {0.0, -0.0, NAN, -NAN, 1.5, 1e300, -INFINITY, 1.5};
  const double negative_first[] = {-0.0, 0.0, -0.0, -NAN, NAN, 2, NAN, 0.0};
  const pw_people people = {8, NULL, 1, NULL, MOST};
  const double expected[] = {2, 2, 2, 1, 1};
  counted out;
  assert_int_equal(count(&people, PW_ANSWER_DOUBLE, answers, &out, NULL),
                   PW_OK);
  assert_int_equal(out.n, 5);
  for (int i = 0; i < 5; i++) assert_true(out.people[i] == expected[i]);
  assert_int_equal(count(&people, PW_ANSWER_DOUBLE, negative_first, &out, NULL),
                   PW_OK);
  assert_int_equal(out.n, 3);
  assert_true(out.people[0] == 4 && out.people[1] == 3 && out.people[2] == 1);
}

/* More ways to write a missing answer than are remembered, as when each has a
 * letter of its own, and no room for any other answer beside 1. */
static void missing_answers_are_one_however_many_ways(void **state) {
  (void)state;
  enum { WAYS = 500 };
  static double answers[2 * WAYS + 1];
  for (int i = 0; i < 2 * WAYS; i++) {
    uint64_t bits = UINT64_C(0x7FF0000000000001) + (uint64_t)(i % WAYS);
    memcpy(&answers[i], &bits, sizeof bits);
  }
  answers[2 * WAYS] = 1;
  pw_people people = {2 * WAYS + 1, NULL, 1, NULL, 2};
  counted out;
  assert_int_equal(count(&people, PW_ANSWER_DOUBLE, answers, &out, NULL),
                   PW_OK);
  assert_int_equal(out.n, 2);
  assert_true(out.people[0] == 2 * WAYS && out.people[1] == 1);
  people.most = 1;
  pw_error err;
  assert_int_equal(count(&people, PW_ANSWER_DOUBLE, answers, &out, &err),
                   PW_RANGE);
  assert_int_equal(err.row, 2 * WAYS);
}

static void texts_are_told_apart_by_their_place(void **state) {
  (void)state;
  static const char a[] = "a", b[] = "b";
  const void *answers[] = {a, b, NULL, a};
  const pw_people people = {4, NULL, 1, NULL, MOST};
  counted out;
  assert_int_equal(count(&people, PW_ANSWER_POINTER, answers, &out, NULL),
                   PW_OK);
  assert_int_equal(out.n, 3);
  assert_true(out.people[0] == 2 && out.people[1] == 1 && out.people[2] == 1);
}

static void groups_and_weights_have_cells_of_their_own(void **state) {
  (void)state;
  const int32_t answers[] = {5, 1, 1, 2, 1};
  const int32_t groups[] = {0, 1, 2, 2, 2};
  const double weights[] = {NAN, 0.5, 2, 1, 0.25};
  const pw_people people = {5, groups, GROUPS, weights, MOST};
  const double expected[] = {1, 2, 0, 1};
  const double weighted[] = {0.5, 2.25, 0, 1};
  counted out;
  assert_int_equal(count(&people, PW_ANSWER_INT32, answers, &out, NULL), PW_OK);
  assert_int_equal(out.n, 2);
  assert_int_equal(out.first[0], 1);
  for (int i = 0; i < 4; i++) {
    assert_true(out.people[i] == expected[i]);
    assert_true(out.weighted[i] == weighted[i]);
  }
}

/* Nothing of a column is left over for the next, with groups or without. */
static void columns_are_counted_each_for_itself(void **state) {
  (void)state;
  const int32_t whole[] = {1, 1, 2, 1, 3};
  const double number[] = {2, NAN, 2, 2, 2};
  const int32_t same[] = {1, 1, 1, 1, 1};
  const int32_t groups[] = {1, 2, 1, 2, 1};
  for (int grouped = 0; grouped < 2; grouped++) {
    const pw_people people = {5, grouped ? groups : NULL, grouped + 1, NULL,
                              MOST};
    counted together[3], alone;
    const void *answers[] = {whole, number, same};
    const pw_answer_type types[] = {PW_ANSWER_INT32, PW_ANSWER_DOUBLE,
                                    PW_ANSWER_INT32};
    pw_answers in[3];
    for (int i = 0; i < 3; i++) {
      in[i] = (pw_answers){types[i],          answers[i],         0,
                           together[i].first, together[i].people, NULL};
    }
    pw_alloc alloc = pw_alloc_unlimited();
    assert_int_equal(pw_crosstab(&people, in, 3, &alloc, NULL, NULL), PW_OK);
    assert_int_equal(alloc.in_use, 0);
    for (int i = 0; i < 3; i++) {
      assert_int_equal(count(&people, types[i], answers[i], &alone, NULL),
                       PW_OK);
      assert_int_equal(in[i].n_distinct, alone.n);
      for (int j = 0; j < alone.n * people.n_groups; j++) {
        assert_true(together[i].people[j] == alone.people[j]);
      }
      for (int j = 0; j < alone.n; j++) {
        assert_int_equal(together[i].first[j], alone.first[j]);
      }
    }
    assert_int_equal(in[0].n_distinct, 3);
  }
}

static void no_rows_or_columns_hold_no_answers(void **state) {
  (void)state;
  const pw_people people = {0, NULL, 1, NULL, MOST};
  counted out;
  assert_int_equal(count(&people, PW_ANSWER_DOUBLE, NULL, &out, NULL), PW_OK);
  assert_int_equal(out.n, 0);
  pw_alloc alloc = pw_alloc_unlimited();
  assert_int_equal(pw_crosstab(&people, NULL, 0, &alloc, NULL, NULL), PW_OK);
}

static void a_broken_contract_names_its_row(void **state) {
  (void)state;
  const int32_t answers[] = {1, 2, 3};
  const double negative[] = {1, -1, 1};
  const double unknown[] = {1, 1, NAN};
  pw_people people = {3, NULL, 1, negative, MOST};
  counted out;
  pw_error err;
  assert_int_equal(count(&people, PW_ANSWER_INT32, answers, &out, &err),
                   PW_ARGUMENT);
  assert_int_equal(err.row, 1);
  people.weights = unknown;
  assert_int_equal(count(&people, PW_ANSWER_INT32, answers, &out, &err),
                   PW_ARGUMENT);
  assert_int_equal(err.row, 2);
  people.weights = NULL;
  people.most = 2;
  assert_int_equal(count(&people, PW_ANSWER_INT32, answers, &out, &err),
                   PW_RANGE);
  assert_int_equal(err.row, 2);
  assert_int_equal(err.column, 0);
  people.most = 3;
  assert_int_equal(count(&people, PW_ANSWER_INT32, answers, &out, NULL), PW_OK);
  people.n_groups = 0;
  assert_int_equal(count(&people, PW_ANSWER_INT32, answers, &out, NULL),
                   PW_ARGUMENT);
}

static void the_column_with_too_many_answers_is_named(void **state) {
  (void)state;
  const int32_t few[] = {1, 2, 2}, many[] = {1, 2, 3};
  const pw_people people = {3, NULL, 1, NULL, 2};
  counted out[2];
  pw_answers in[] = {
    {PW_ANSWER_INT32, few, 0, out[0].first, out[0].people, NULL},
    {PW_ANSWER_INT32, many, 0, out[1].first, out[1].people, NULL},
  };
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  assert_int_equal(pw_crosstab(&people, in, 2, &alloc, NULL, &err), PW_RANGE);
  assert_int_equal(err.column, 1);
  assert_int_equal(err.row, 2);
  assert_int_equal(alloc.in_use, 0);
}

/* Every distinct answer up to the limit, with hashes that collide. */
static void a_full_table_keeps_its_answers_apart(void **state) {
  (void)state;
  enum { N = 1000, TIMES = 3 };
  static double answers[N * TIMES];
  static int64_t first[N];
  static double expected[N];
  for (int i = 0; i < N * TIMES; i++) answers[i] = (i % N) * 0.1 + 5000;
  const pw_people people = {N * TIMES, NULL, 1, NULL, N};
  pw_answers in = {PW_ANSWER_DOUBLE, answers, 0, first, expected, NULL};
  pw_alloc alloc = pw_alloc_unlimited();
  assert_int_equal(pw_crosstab(&people, &in, 1, &alloc, NULL, NULL), PW_OK);
  assert_int_equal(in.n_distinct, N);
  for (int i = 0; i < N; i++) {
    assert_int_equal(first[i], i);
    assert_true(expected[i] == TIMES);
  }
}

static int stop_at_once(void *data, double done) {
  assert_true(done > 0 && done < 1);
  ++*(int *)data;
  return 1;
}

static void long_work_can_be_stopped(void **state) {
  (void)state;
  enum { N = 200000 };
  static int32_t answers[N];
  const pw_people people = {N, NULL, 1, NULL, MOST};
  int asked = 0;
  const pw_stop stop = {stop_at_once, &asked};
  pw_alloc alloc = pw_alloc_unlimited();
  counted out;
  assert_int_equal(
    count_with(&people, PW_ANSWER_INT32, answers, &out, &alloc, &stop, NULL),
    PW_STOPPED);
  assert_int_equal(asked, 1);
}

/* Many columns of few rows are long work too. */
static void it_can_be_stopped_between_columns(void **state) {
  (void)state;
  const int32_t answers[] = {1, 2, 1};
  const pw_people people = {3, NULL, 1, NULL, MOST};
  counted out[2];
  pw_answers in[] = {
    {PW_ANSWER_INT32, answers, 0, out[0].first, out[0].people, NULL},
    {PW_ANSWER_INT32, answers, 0, out[1].first, out[1].people, NULL},
  };
  int asked = 0;
  const pw_stop stop = {stop_at_once, &asked};
  pw_alloc alloc = pw_alloc_unlimited();
  assert_int_equal(pw_crosstab(&people, in, 2, &alloc, &stop, NULL),
                   PW_STOPPED);
  assert_int_equal(asked, 1);
  assert_int_equal(alloc.in_use, 0);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  const int32_t answers[] = {1, 2, 3};
  const pw_people people = {3, NULL, 1, NULL, MOST};
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    counted out;
    walk.status =
      count_with(&people, PW_ANSWER_INT32, answers, &out, alloc, NULL, NULL);
  } while (failed_cleanly(&walk));
  assert_int_equal(walk.k, 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(whole_numbers_are_counted_small_or_not),
    cmocka_unit_test(numbers_far_apart_are_not_taken_for_each_other),
    cmocka_unit_test(a_double_is_one_answer_however_it_is_written),
    cmocka_unit_test(missing_answers_are_one_however_many_ways),
    cmocka_unit_test(texts_are_told_apart_by_their_place),
    cmocka_unit_test(groups_and_weights_have_cells_of_their_own),
    cmocka_unit_test(columns_are_counted_each_for_itself),
    cmocka_unit_test(no_rows_or_columns_hold_no_answers),
    cmocka_unit_test(a_broken_contract_names_its_row),
    cmocka_unit_test(the_column_with_too_many_answers_is_named),
    cmocka_unit_test(a_full_table_keeps_its_answers_apart),
    cmocka_unit_test(long_work_can_be_stopped),
    cmocka_unit_test(it_can_be_stopped_between_columns),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
