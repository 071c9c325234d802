/* pthread_sigmask, where strict C hides it. */
#define _POSIX_C_SOURCE 200809L

#include "base/thread.h"

#ifndef _WIN32
#include <signal.h>
#endif

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
