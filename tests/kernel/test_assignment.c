#include "cmocka_all.h"
#include "failing.h"

#include <stdlib.h>

#include "link/assignment.h"

enum { X = PW_NO_PAIR };

static void assign(const pw_assign_input *in, int32_t *match, int32_t *margin) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  assert_int_equal(pw_assign(in, match, margin, &alloc, &err), PW_OK);
  assert_int_equal(alloc.in_use, 0);
}

static void others_decide_who_is_whose(void **state) {
  (void)state;
  /* The first is as near to both; the second only to the right one. */
  const int32_t cost[] = {1, 1, X, 1};
  pw_assign_input in = {2, 2, cost, 3};
  int32_t match[2], margin[2];
  assign(&in, match, margin);
  assert_int_equal(match[0], 0);
  assert_int_equal(match[1], 1);
  /* Without either pair one person is left alone: 1 + 3 against 2. */
  assert_int_equal(margin[0], 2);
  assert_int_equal(margin[1], 2);
}

static void a_tie_has_no_margin(void **state) {
  (void)state;
  const int32_t cost[] = {1, 1, 1, 1};
  pw_assign_input in = {2, 2, cost, 3};
  int32_t match[2], margin[2];
  assign(&in, match, margin);
  assert_int_not_equal(match[0], match[1]);
  assert_int_equal(margin[0], 0);
  assert_int_equal(margin[1], 0);
}

static void nobody_is_a_match(void **state) {
  (void)state;
  const int32_t cost[] = {X, 5};
  pw_assign_input in = {1, 2, cost, 3};
  int32_t match, margin;
  assign(&in, &match, &margin);
  assert_int_equal(match, -1);
  assert_int_equal(margin, 0);
  pw_assign_input empty = {1, 0, NULL, 3};
  assign(&empty, &match, &margin);
  assert_int_equal(match, -1);
  pw_assign_input none = {0, 0, NULL, 3};
  assign(&none, NULL, NULL);
}

/* The least total over every pairing, with one pair barred. */
static int32_t by_trying(const pw_assign_input *in, int32_t row, uint32_t taken,
                         int32_t barred_row, int32_t barred_column) {
  if (row == in->rows) return 0;
  int32_t best = in->alone +
    by_trying(in, row + 1, taken, barred_row, barred_column);
  for (int32_t column = 0; column < in->columns; column++) {
    int32_t cost = in->cost[row * in->columns + column];
    if (cost == X || taken >> column & 1 ||
        (row == barred_row && column == barred_column))
      continue;
    int32_t total = cost +
      by_trying(in, row + 1, taken | 1u << column, barred_row, barred_column);
    if (total < best) best = total;
  }
  return best;
}

static void equals_trying_every_pairing(void **state) {
  (void)state;
  srand(20201);
  for (int round = 0; round < 4000; round++) {
    int32_t cost[25], match[5], margin[5];
    pw_assign_input in = {1 + rand() % 5, 1 + rand() % 5, cost, 1 + rand() % 5};
    for (int i = 0; i < in.rows * in.columns; i++) cost[i] = rand() % 5 - 1;
    assign(&in, match, margin);
    int32_t total = 0, least = by_trying(&in, 0, 0, -1, -1);
    uint32_t taken = 0;
    for (int32_t row = 0; row < in.rows; row++) {
      if (match[row] < 0) {
        total += in.alone;
        assert_int_equal(margin[row], 0);
        continue;
      }
      assert_false(taken >> match[row] & 1);
      taken |= 1u << match[row];
      int32_t paid = cost[row * in.columns + match[row]];
      assert_true(paid >= 0);
      total += paid;
      assert_int_equal(margin[row],
                       by_trying(&in, 0, 0, row, match[row]) - least);
    }
    assert_int_equal(total, least);
  }
}

static void refuses_what_is_no_pairing(void **state) {
  (void)state;
  const int32_t cost[] = {-2};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  int32_t match, margin;
  pw_assign_input wrong[] = {
    {1, 1, cost, 3}, {PW_MOST_ASSIGNED + 1, 0, NULL, 3}, {1, 0, NULL, -1}};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    assert_int_equal(pw_assign(&wrong[i], &match, &margin, &alloc, &err),
                     PW_ARGUMENT);
  }
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  const int32_t cost[] = {1, 1, X, 1};
  pw_assign_input in = {2, 2, cost, 3};
  int32_t match[2], margin[2];
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    pw_error err;
    walk.status = pw_assign(&in, match, margin, alloc, &err);
  } while (failed_cleanly(&walk));
  assert_true(walk.k > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(others_decide_who_is_whose),
    cmocka_unit_test(a_tie_has_no_margin),
    cmocka_unit_test(nobody_is_a_match),
    cmocka_unit_test(equals_trying_every_pairing),
    cmocka_unit_test(refuses_what_is_no_pairing),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
