#include "cmocka_all.h"
#include "failing.h"

#include <stdlib.h>
#include <string.h>

#include "link/owners.h"

enum { WAVES = 3, MOST = 2 * PW_OWNERS_RANGE + 7 };

static const char path[] = "build/test_owners.rows";

/* Of no rows, of whole ranges, and of a part of one besides. */
static const int64_t rows[WAVES] = {0, 2 * PW_OWNERS_RANGE, MOST};

static int32_t expected[WAVES][MOST];

static pw_status put_some(pw_owners *o) {
  pw_status status = PW_OK;
  memset(expected, 0, sizeof expected);
  srand(3);
  for (int i = 0; i < 4000 && status == PW_OK; i++) {
    int k = 1 + rand() % 2;
    int64_t row = rand() % rows[k];
    if (expected[k][row] != 0) continue;
    expected[k][row] = rand() % 2000 - 1000;
    status = pw_owners_put(o, k, row, expected[k][row], NULL);
  }
  return status;
}

static void a_row_is_whose_was_put(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_owners *o;
  assert_int_equal(pw_owners_new(&o, path, WAVES, rows, &alloc, NULL), PW_OK);
  assert_int_equal(put_some(o), PW_OK);
  static int32_t person[MOST];
  assert_int_equal(pw_owners_of(o, 0, 0, 0, person, NULL), PW_OK);
  for (int i = 0; i < 300; i++) {
    int k = 1 + rand() % 2;
    int64_t from = rand() % rows[k], n = rand() % (rows[k] - from + 1);
    assert_int_equal(pw_owners_of(o, k, from, n, person, NULL), PW_OK);
    assert_memory_equal(person, expected[k] + from, (size_t)n * sizeof *person);
  }
  pw_owners_free(o);
  assert_int_equal(alloc.in_use, 0);
}

static void memory_may_fail_anywhere(void **state) {
  (void)state;
  pw_walk walk = {0};
  do {
    pw_owners *o;
    static int32_t person[MOST];
    pw_alloc *alloc = fail_next(&walk);
    walk.status = pw_owners_new(&o, path, WAVES, rows, alloc, NULL);
    if (walk.status == PW_OK) walk.status = put_some(o);
    if (walk.status == PW_OK)
      walk.status = pw_owners_of(o, 2, 0, MOST, person, NULL);
    pw_owners_free(o);
  } while (failed_cleanly(&walk));
  assert_true(walk.k > 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_row_is_whose_was_put),
    cmocka_unit_test(memory_may_fail_anywhere),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
