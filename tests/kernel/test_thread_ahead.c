/* usleep's successor, where strict C hides it. */
#define _POSIX_C_SOURCE 200809L

#include "cmocka_all.h"

#include <time.h>

#include "base/thread_ahead.h"

typedef struct {
  int made, most, fail_at, slow;
  int slots[2];
  pw_ahead *ahead;
  int told; /* that it is no longer wanted */
} maker;

static pw_status make(void *data, int slot, int *more, pw_error *err) {
  maker *m = data;
  struct timespec little = {0, 1000000};
  for (int i = 0; m->slow && i < 5000 && !m->told; i++) {
    nanosleep(&little, NULL);
    m->told = !pw_ahead_wanted(m->ahead);
  }
  if (m->made == m->fail_at)
    return pw_fail_at(err, PW_FORMAT, "broken", m->made);
  *more = m->made < m->most;
  m->slots[slot] = m->made++;
  return PW_OK;
}

static void pieces_come_in_order_with_and_without_a_thread(void **state) {
  (void)state;
  for (int threaded = 0; threaded < 2; threaded++) {
    pw_alloc alloc = pw_alloc_unlimited();
    maker m = {0, 1000, -1, 0, {0, 0}, NULL, 0};
    int slot;
    assert_int_equal(pw_ahead_start(&m.ahead, make, &m, threaded, &alloc, NULL),
                     PW_OK);
    for (int i = 0; i < 1000; i++) {
      assert_int_equal(pw_ahead_next(m.ahead, NULL, &slot, NULL), PW_OK);
      assert_int_equal(m.slots[slot], i);
    }
    for (int i = 0; i < 2; i++) {
      assert_int_equal(pw_ahead_next(m.ahead, NULL, &slot, NULL), PW_OK);
      assert_int_equal(slot, -1);
    }
    pw_ahead_free(m.ahead);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void a_failure_comes_after_what_was_made(void **state) {
  (void)state;
  for (int threaded = 0; threaded < 2; threaded++) {
    pw_alloc alloc = pw_alloc_unlimited();
    maker m = {0, 1000, 3, 0, {0, 0}, NULL, 0};
    pw_error err;
    int slot;
    assert_int_equal(pw_ahead_start(&m.ahead, make, &m, threaded, &alloc, NULL),
                     PW_OK);
    for (int i = 0; i < 3; i++)
      assert_int_equal(pw_ahead_next(m.ahead, NULL, &slot, &err), PW_OK);
    for (int i = 0; i < 2; i++) {
      assert_int_equal(pw_ahead_next(m.ahead, NULL, &slot, &err), PW_FORMAT);
      assert_string_equal(err.message, "broken");
      assert_int_equal(err.offset, 3);
    }
    pw_ahead_free(m.ahead);
  }
}

static int third_time(void *data, double done) {
  (void)done;
  return ++*(int *)data == 3;
}

static void waiting_can_be_stopped(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  maker m = {0, 1000, -1, 1, {0, 0}, NULL, 0};
  int slot, asked = 0;
  pw_stop stop = {third_time, &asked};
  pw_error err;
  assert_int_equal(pw_ahead_start(&m.ahead, make, &m, 1, &alloc, NULL), PW_OK);
  assert_int_equal(pw_ahead_next(m.ahead, &stop, &slot, &err), PW_STOPPED);
  assert_int_equal(asked, 3);
  pw_ahead_free(m.ahead);
  assert_true(m.told);
  assert_int_equal(alloc.in_use, 0);
}

static void freeing_needs_no_reading(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  maker m = {0, 1000, -1, 0, {0, 0}, NULL, 0};
  assert_int_equal(pw_ahead_start(&m.ahead, make, &m, 1, &alloc, NULL), PW_OK);
  pw_ahead_free(m.ahead);
  pw_ahead_free(NULL);
  assert_int_equal(alloc.in_use, 0);
  alloc.fail_after = 0;
  assert_int_equal(pw_ahead_start(&m.ahead, make, &m, 1, &alloc, NULL),
                   PW_MEMORY);
  assert_null(m.ahead);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(pieces_come_in_order_with_and_without_a_thread),
    cmocka_unit_test(a_failure_comes_after_what_was_made),
    cmocka_unit_test(waiting_can_be_stopped),
    cmocka_unit_test(freeing_needs_no_reading),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
