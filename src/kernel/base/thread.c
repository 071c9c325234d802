/* pthread_sigmask and the clock that waits go by, where strict C hides them. */
#define _POSIX_C_SOURCE 200809L

#include "base/thread.h"

#include <time.h>

#ifndef _WIN32
#include <signal.h>
#endif

#define SECOND 1000000000L

/* A thread inherits the mask of the one that starts it. */
int pw_thread_start(pthread_t *thread, void *(*run)(void *), void *data) {
#ifndef _WIN32
  sigset_t every, before;
  sigfillset(&every);
  pthread_sigmask(SIG_SETMASK, &every, &before);
#endif
  int started = pthread_create(thread, NULL, run, data) == 0;
#ifndef _WIN32
  pthread_sigmask(SIG_SETMASK, &before, NULL);
#endif
  return started;
}

int pw_monitor_open(pw_monitor *monitor) {
  if (pthread_mutex_init(&monitor->lock, NULL) != 0) return 0;
  if (pthread_cond_init(&monitor->changed, NULL) == 0) return 1;
  pthread_mutex_destroy(&monitor->lock);
  return 0;
}

void pw_monitor_close(pw_monitor *monitor) {
  pthread_cond_destroy(&monitor->changed);
  pthread_mutex_destroy(&monitor->lock);
}

void pw_monitor_enter(pw_monitor *monitor) {
  pthread_mutex_lock(&monitor->lock);
}

void pw_monitor_leave(pw_monitor *monitor) {
  pthread_mutex_unlock(&monitor->lock);
}

void pw_monitor_wait(pw_monitor *monitor) {
  pthread_cond_wait(&monitor->changed, &monitor->lock);
}

int pw_monitor_wait_for(pw_monitor *monitor, long nanoseconds) {
  struct timespec until;
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_nsec += nanoseconds;
  if (until.tv_nsec >= SECOND) {
    until.tv_nsec -= SECOND;
    until.tv_sec++;
  }
  return pthread_cond_timedwait(&monitor->changed, &monitor->lock, &until) == 0;
}

void pw_monitor_tell(pw_monitor *monitor) {
  pthread_cond_broadcast(&monitor->changed);
}
