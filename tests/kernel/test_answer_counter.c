#include "cmocka_all.h"

#include <math.h>
#include <string.h>

#include "table/answer_counter.h"

static uint64_t bits_of(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

static void an_answer_has_one_first_writing(void **state) {
  (void)state;
  const double missing[] = {NAN, -NAN};
  for (int i = 0; i < 2; i++) {
    assert_true(pw_first_writing(bits_of(missing[i]), PW_ANSWER_DOUBLE) ==
                UINT64_MAX);
  }
  assert_true(pw_first_writing(bits_of(-0.0), PW_ANSWER_DOUBLE) == 0);
  const double others[] = {0, 1, -1, INFINITY, -INFINITY, 5e-324};
  for (int i = 0; i < 6; i++) {
    uint64_t bits = bits_of(others[i]);
    assert_true(pw_first_writing(bits, PW_ANSWER_DOUBLE) == bits);
    assert_true(pw_first_writing(bits ^ 1, PW_ANSWER_POINTER) == (bits ^ 1));
  }
}

static void bits_are_widened_by_zeros(void **state) {
  (void)state;
  const int32_t whole[] = {7, -1};
  const double number[] = {7, -0.0};
  const void *place[] = {&whole, &number};
  pw_answers in = {PW_ANSWER_INT32, whole, 0, NULL, NULL, NULL};
  assert_true(pw_answer_bits(&in, 0) == 7);
  assert_true(pw_answer_bits(&in, 1) == UINT32_MAX);
  in.type = PW_ANSWER_DOUBLE;
  in.answers = number;
  assert_true(pw_answer_bits(&in, 1) == UINT64_C(1) << 63);
  in.type = PW_ANSWER_POINTER;
  in.answers = place;
  assert_true(pw_answer_bits(&in, 1) == (uint64_t)(uintptr_t)&number);
}

/* Rows are counted part by part, in groups and in one, and one answer more than
 * there is room for is refused at its row. */
static void parts_add_up(void **state) {
  (void)state;
  enum { ROWS = 6, MOST = 3 };
  const double answers[ROWS] = {2, NAN, 2, 5, -NAN, 9};
  const int32_t groups[ROWS] = {1, 2, 2, 1, 2, 1};
  for (int32_t n_groups = 1; n_groups <= 2; n_groups++) {
    int64_t first[MOST];
    double counts[MOST * 2];
    const pw_people people = {ROWS, n_groups == 2 ? groups : NULL, n_groups,
                              NULL, MOST};
    pw_answers in = {PW_ANSWER_DOUBLE, answers, 0, first, counts, NULL};
    pw_alloc alloc = pw_alloc_unlimited();
    pw_counter counter = {0};
    pw_error err;
    assert_true(pw_counter_start(&counter, &people, &alloc));
    for (int again = 0; again < 2; again++) {
      pw_counter_begin(&counter, &people, &in);
      assert_int_equal(pw_counter_rows(&counter, &people, &in, 0, 2, &err),
                       PW_OK);
      assert_int_equal(pw_counter_rows(&counter, &people, &in, 2, 5, &err),
                       PW_OK);
      pw_counter_give(&counter, &people, &in);
      assert_int_equal(in.n_distinct, 3);
      const double one[] = {2, 2, 1}, two[] = {1, 1, 0, 2, 1, 0};
      assert_memory_equal(counts, n_groups == 1 ? one : two,
                          (size_t)(3 * n_groups) * sizeof *counts);
      assert_int_equal(first[2], 3);
    }
    assert_int_equal(pw_counter_find(&counter, UINT64_MAX)->answer, 1);
    assert_int_equal(pw_counter_find(&counter, bits_of(9))->answer,
                     PW_NO_ANSWER);
    assert_int_equal(pw_counter_rows(&counter, &people, &in, 5, 6, &err),
                     PW_RANGE);
    assert_int_equal(err.row, 5);
    pw_counter_end(&counter, &alloc);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void what_memory_fails_can_be_freed(void **state) {
  (void)state;
  const pw_people people = {0, NULL, 1, NULL, 10};
  for (long k = 0; k < 2; k++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_counter counter = {0};
    alloc.fail_after = k;
    assert_false(pw_counter_start(&counter, &people, &alloc));
    pw_counter_end(&counter, &alloc);
    assert_int_equal(alloc.in_use, 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(an_answer_has_one_first_writing),
    cmocka_unit_test(bits_are_widened_by_zeros),
    cmocka_unit_test(parts_add_up),
    cmocka_unit_test(what_memory_fails_can_be_freed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
