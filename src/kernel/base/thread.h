/* One thread, as the pool and the read-ahead start theirs. */
#ifndef PW_BASE_THREAD_H
#define PW_BASE_THREAD_H

#include <pthread.h>

/* Starts `run(data)` on a thread that takes no signal, for they are the
 * program's. 1, or 0 where the system refuses a thread. */
int pw_thread_start(pthread_t *thread, void *(*run)(void *), void *data);

#endif
