#define _POSIX_C_SOURCE 200809L

#include "cmocka_all.h"

#include <signal.h>

#include "base/thread.h"

typedef struct {
  int ran;
  int takes; /* signals that the thread would take */
} seen;

static const int signals[] = {SIGINT, SIGTERM, SIGUSR1, SIGALRM};

static int taken(void) {
  sigset_t mask;
  int n = 0;
  pthread_sigmask(SIG_SETMASK, NULL, &mask);
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
    n += !sigismember(&mask, signals[i]);
  }
  return n;
}

static void *look(void *data) {
  seen *s = data;
  s->ran = 1;
  s->takes = taken();
  return NULL;
}

static void a_thread_takes_no_signal_and_its_starter_all(void **state) {
  (void)state;
  pthread_t thread;
  seen s = {0, -1};
  int before = taken();
  assert_int_equal(before, 4);
  assert_int_equal(pw_thread_start(&thread, look, &s), 1);
  assert_int_equal(pthread_join(thread, NULL), 0);
  assert_int_equal(s.ran, 1);
  assert_int_equal(s.takes, 0);
  assert_int_equal(taken(), before);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_thread_takes_no_signal_and_its_starter_all),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
