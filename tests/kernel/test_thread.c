#define _POSIX_C_SOURCE 200809L

#include "cmocka_all.h"

#include <signal.h>
#include <time.h>

#include "base/thread.h"

/* Windows has no signals that a thread could take. */
#ifndef _WIN32
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
#endif

typedef struct {
  pw_monitor monitor;
  int turn, turns; /* even: the starter's; guarded by the monitor */
} game;

static void *answer(void *data) {
  game *g = data;
  pw_monitor_enter(&g->monitor);
  while (g->turn < g->turns) {
    if (g->turn % 2 == 1) {
      g->turn++;
      pw_monitor_tell(&g->monitor);
    } else {
      pw_monitor_wait(&g->monitor);
    }
  }
  pw_monitor_leave(&g->monitor);
  return NULL;
}

static void two_threads_take_turns_by_a_monitor(void **state) {
  (void)state;
  pthread_t thread;
  game g = {.turn = 0, .turns = 2000};
  assert_int_equal(pw_monitor_open(&g.monitor), 1);
  assert_int_equal(pw_thread_start(&thread, answer, &g), 1);
  pw_monitor_enter(&g.monitor);
  while (g.turn < g.turns) {
    if (g.turn % 2 == 0) {
      g.turn++;
      pw_monitor_tell(&g.monitor);
    } else {
      pw_monitor_wait(&g.monitor);
    }
  }
  pw_monitor_leave(&g.monitor);
  assert_int_equal(pthread_join(thread, NULL), 0);
  assert_int_equal(g.turn, g.turns);
  pw_monitor_close(&g.monitor);
}

static void a_wait_for_news_that_never_comes_ends(void **state) {
  (void)state;
  pw_monitor monitor;
  struct timespec before, after;
  assert_int_equal(pw_monitor_open(&monitor), 1);
  timespec_get(&before, TIME_UTC);
  pw_monitor_enter(&monitor);
  /* A wait may end without cause, but not for ever. */
  while (pw_monitor_wait_for(&monitor, 20000000L)) {
  }
  pw_monitor_leave(&monitor);
  timespec_get(&after, TIME_UTC);
  double waited = difftime(after.tv_sec, before.tv_sec) * 1e9 +
    (double)(after.tv_nsec - before.tv_nsec);
  assert_true(waited >= 19e6);
  pw_monitor_close(&monitor);
}

int main(void) {
  const struct CMUnitTest tests[] = {
#ifndef _WIN32
    cmocka_unit_test(a_thread_takes_no_signal_and_its_starter_all),
#endif
    cmocka_unit_test(two_threads_take_turns_by_a_monitor),
    cmocka_unit_test(a_wait_for_news_that_never_comes_ends),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
