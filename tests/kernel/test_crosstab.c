#include "cmocka_all.h"

#include <math.h>

#include "table/crosstab.h"

#define MISSING INT32_MIN
enum { MOST = 8, GROUPS = 2 };

typedef struct {
  int64_t first[MOST];
  double people[MOST * GROUPS];
  double weighted[MOST * GROUPS];
  int32_t n;
} counted;

static pw_status count(const pw_answers *in, counted *out, pw_error *err) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_status status = pw_crosstab(in, &alloc, NULL, out->first, out->people,
                                 in->weights == NULL ? NULL : out->weighted,
                                 &out->n, err);
  assert_int_equal(alloc.in_use, 0);
  return status;
}

static void whole_numbers_are_counted_small_or_not(void **state) {
  (void)state;
  const int32_t answers[] = {1, 3, MISSING, 3, 70000, -99, MISSING, 3};
  const pw_answers in = {PW_ANSWER_INT32, answers, 8, NULL, 1, NULL, MOST};
  const int64_t first[] = {0, 1, 2, 4, 5};
  const double people[] = {1, 3, 2, 1, 1};
  counted out;
  assert_int_equal(count(&in, &out, NULL), PW_OK);
  assert_int_equal(out.n, 5);
  for (int i = 0; i < 5; i++) {
    assert_int_equal(out.first[i], first[i]);
    assert_true(out.people[i] == people[i]);
  }
}

/* The ends of what is looked up by its value, and the missing beside them. */
static void the_ends_of_the_small_numbers_stay_apart(void **state) {
  (void)state;
  const int32_t whole[] = {-1024, -1025, 3071, 3072, MISSING, 0, INT32_MAX,
                           MISSING + 1};
  const double number[] = {-1024, -1025, 3071, 3072, NAN, 0, 3071.5, -1024.5};
  pw_answers in = {PW_ANSWER_INT32, whole, 8, NULL, 1, NULL, MOST};
  counted out;
  assert_int_equal(count(&in, &out, NULL), PW_OK);
  assert_int_equal(out.n, 8);
  in.type = PW_ANSWER_DOUBLE;
  in.answers = number;
  assert_int_equal(count(&in, &out, NULL), PW_OK);
  assert_int_equal(out.n, 8);
  for (int i = 0; i < 8; i++) assert_true(out.people[i] == 1);
}

static void a_double_is_one_answer_however_it_is_written(void **state) {
  (void)state;
  const double answers[] = {0.0, -0.0, NAN, -NAN, 1.5, 1e300, -INFINITY, 1.5};
  const pw_answers in = {PW_ANSWER_DOUBLE, answers, 8, NULL, 1, NULL, MOST};
  const double people[] = {2, 2, 2, 1, 1};
  counted out;
  assert_int_equal(count(&in, &out, NULL), PW_OK);
  assert_int_equal(out.n, 5);
  for (int i = 0; i < 5; i++) assert_true(out.people[i] == people[i]);
}

static void texts_are_told_apart_by_their_place(void **state) {
  (void)state;
  static const char a[] = "a", b[] = "b";
  const void *answers[] = {a, b, NULL, a};
  const pw_answers in = {PW_ANSWER_POINTER, answers, 4, NULL, 1, NULL, MOST};
  counted out;
  assert_int_equal(count(&in, &out, NULL), PW_OK);
  assert_int_equal(out.n, 3);
  assert_true(out.people[0] == 2 && out.people[1] == 1 && out.people[2] == 1);
}

static void groups_and_weights_have_cells_of_their_own(void **state) {
  (void)state;
  const int32_t answers[] = {5, 1, 1, 2, 1};
  const int32_t groups[] = {0, 1, 2, 2, 2};
  const double weights[] = {NAN, 0.5, 2, 1, 0.25};
  const pw_answers in = {PW_ANSWER_INT32, answers, 5, groups, GROUPS, weights,
                         MOST};
  const double people[] = {1, 2, 0, 1};
  const double weighted[] = {0.5, 2.25, 0, 1};
  counted out;
  assert_int_equal(count(&in, &out, NULL), PW_OK);
  assert_int_equal(out.n, 2);
  assert_int_equal(out.first[0], 1);
  for (int i = 0; i < 4; i++) {
    assert_true(out.people[i] == people[i]);
    assert_true(out.weighted[i] == weighted[i]);
  }
}

static void no_rows_hold_no_answers(void **state) {
  (void)state;
  const pw_answers in = {PW_ANSWER_DOUBLE, NULL, 0, NULL, 1, NULL, MOST};
  counted out;
  assert_int_equal(count(&in, &out, NULL), PW_OK);
  assert_int_equal(out.n, 0);
}

static void a_broken_contract_names_its_row(void **state) {
  (void)state;
  const int32_t answers[] = {1, 2, 3};
  const double negative[] = {1, -1, 1};
  const double unknown[] = {1, 1, NAN};
  pw_answers in = {PW_ANSWER_INT32, answers, 3, NULL, 1, negative, MOST};
  counted out;
  pw_error err;
  assert_int_equal(count(&in, &out, &err), PW_ARGUMENT);
  assert_int_equal(err.row, 1);
  in.weights = unknown;
  assert_int_equal(count(&in, &out, &err), PW_ARGUMENT);
  assert_int_equal(err.row, 2);
  in.weights = NULL;
  in.most = 2;
  assert_int_equal(count(&in, &out, &err), PW_RANGE);
  assert_int_equal(err.row, 2);
  in.most = 3;
  assert_int_equal(count(&in, &out, NULL), PW_OK);
  in.n_groups = 0;
  assert_int_equal(count(&in, &out, NULL), PW_ARGUMENT);
}

/* Every distinct answer up to the limit, with hashes that collide. */
static void a_full_table_keeps_its_answers_apart(void **state) {
  (void)state;
  enum { N = 1000, TIMES = 3 };
  static double answers[N * TIMES];
  static int64_t first[N];
  static double people[N];
  for (int i = 0; i < N * TIMES; i++) answers[i] = (i % N) * 0.1 + 5000;
  const pw_answers in = {PW_ANSWER_DOUBLE, answers, N * TIMES, NULL, 1, NULL, N};
  pw_alloc alloc = pw_alloc_unlimited();
  int32_t n;
  assert_int_equal(
    pw_crosstab(&in, &alloc, NULL, first, people, NULL, &n, NULL), PW_OK);
  assert_int_equal(n, N);
  for (int i = 0; i < N; i++) {
    assert_int_equal(first[i], i);
    assert_true(people[i] == TIMES);
  }
}

static int stop_at_once(void *data, double done) {
  (void)done;
  ++*(int *)data;
  return 1;
}

static void long_work_can_be_stopped(void **state) {
  (void)state;
  enum { N = 200000 };
  static int32_t answers[N];
  const pw_answers in = {PW_ANSWER_INT32, answers, N, NULL, 1, NULL, MOST};
  int asked = 0;
  const pw_stop stop = {stop_at_once, &asked};
  pw_alloc alloc = pw_alloc_unlimited();
  counted out;
  assert_int_equal(pw_crosstab(&in, &alloc, &stop, out.first, out.people, NULL,
                               &out.n, NULL), PW_STOPPED);
  assert_int_equal(asked, 1);
  assert_int_equal(alloc.in_use, 0);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  const int32_t answers[] = {1, 2, 3};
  const pw_answers in = {PW_ANSWER_INT32, answers, 3, NULL, 1, NULL, MOST};
  for (long k = 0;; k++) {
    pw_alloc alloc = pw_alloc_unlimited();
    alloc.fail_after = k;
    counted out;
    pw_status status = pw_crosstab(&in, &alloc, NULL, out.first, out.people,
                                   NULL, &out.n, NULL);
    assert_int_equal(alloc.in_use, 0);
    if (status == PW_OK) {
      assert_true(k > 2);
      return;
    }
    assert_int_equal(status, PW_MEMORY);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(whole_numbers_are_counted_small_or_not),
    cmocka_unit_test(the_ends_of_the_small_numbers_stay_apart),
    cmocka_unit_test(a_double_is_one_answer_however_it_is_written),
    cmocka_unit_test(texts_are_told_apart_by_their_place),
    cmocka_unit_test(groups_and_weights_have_cells_of_their_own),
    cmocka_unit_test(no_rows_hold_no_answers),
    cmocka_unit_test(a_broken_contract_names_its_row),
    cmocka_unit_test(a_full_table_keeps_its_answers_apart),
    cmocka_unit_test(long_work_can_be_stopped),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
