#include "cmocka_all.h"
#include "failing.h"

#include <string.h>

#include "base/thread_pool.h"

#define ITEMS 500

typedef struct {
  int done[ITEMS];
  int64_t result[16]; /* per slot */
  int64_t fails_at;
} job;

static pw_status square(void *data, int64_t item, int slot, pw_error *err) {
  job *j = data;
  if (j->fails_at >= 0 && item >= j->fails_at) {
    return pw_fail_at(err, PW_FORMAT, "no", item);
  }
  j->done[item]++;
  j->result[slot] = item * item;
  return PW_OK;
}

static void every_item_is_done_once(void **state) {
  (void)state;
  for (int threads = 1; threads <= 3; threads++) {
    pw_alloc alloc = pw_alloc_unlimited();
    job j;
    memset(&j, 0, sizeof j);
    j.fails_at = -1;
    pw_pool *pool;
    pw_pool_plan plan = {threads, 4 * threads, ITEMS, square, &j};
    assert_int_equal(pw_pool_start(&pool, &plan, &alloc, NULL), PW_OK);
    int64_t item, sum = 0;
    int slot, count = 0;
    for (;;) {
      assert_int_equal(pw_pool_next(pool, &item, &slot, NULL, NULL), PW_OK);
      if (slot < 0) break;
      assert_int_equal(j.result[slot], item * item);
      sum += item;
      count++;
      pw_pool_release(pool, slot);
    }
    pw_pool_free(pool);
    assert_int_equal(count, ITEMS);
    assert_int_equal(sum, (int64_t)ITEMS * (ITEMS - 1) / 2);
    for (int i = 0; i < ITEMS; i++) assert_int_equal(j.done[i], 1);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void the_first_failure_is_told(void **state) {
  (void)state;
  for (int threads = 1; threads <= 3; threads++) {
    pw_alloc alloc = pw_alloc_unlimited();
    job j;
    memset(&j, 0, sizeof j);
    j.fails_at = 37;
    pw_error err;
    assert_int_equal(
      pw_pool_each(threads, ITEMS, square, &j, &alloc, NULL, &err), PW_FORMAT);
    assert_int_equal(err.offset, 37);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void nothing_to_do_is_done(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  assert_int_equal(pw_pool_each(2, 0, square, NULL, &alloc, NULL, NULL), PW_OK);
  assert_int_equal(alloc.in_use, 0);
}

static int after_half(void *data, double done) {
  (void)data;
  return done >= 0.5;
}

static void stops_when_asked(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  job j;
  memset(&j, 0, sizeof j);
  j.fails_at = -1;
  pw_stop stop = {after_half, NULL};
  pw_error err;
  assert_int_equal(pw_pool_each(2, ITEMS, square, &j, &alloc, &stop, &err),
                   PW_STOPPED);
  assert_int_equal(j.done[ITEMS - 1], 0);
  assert_int_equal(alloc.in_use, 0);
}

static void a_pool_ends_early(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  job j;
  memset(&j, 0, sizeof j);
  j.fails_at = -1;
  pw_pool *pool;
  pw_pool_plan plan = {2, 4, ITEMS, square, &j};
  assert_int_equal(pw_pool_start(&pool, &plan, &alloc, NULL), PW_OK);
  pw_pool_free(pool);
  assert_int_equal(alloc.in_use, 0);
  pw_pool_free(NULL);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    job j;
    memset(&j, 0, sizeof j);
    j.fails_at = -1;
    pw_error err;
    walk.status = pw_pool_each(2, 10, square, &j, alloc, NULL, &err);
  } while (failed_cleanly(&walk));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_item_is_done_once),
    cmocka_unit_test(the_first_failure_is_told),
    cmocka_unit_test(nothing_to_do_is_done),
    cmocka_unit_test(stops_when_asked),
    cmocka_unit_test(a_pool_ends_early),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
