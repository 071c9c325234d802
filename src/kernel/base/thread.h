/* Threads, and the monitor by which they wait for one another.
 *
 * Work is shared out in one of two ways that stand on this: thread_pool.h has
 * several threads take items from one list, thread_ahead.h has one thread make
 * the next piece while the last is used. */
#ifndef PW_BASE_THREAD_H
#define PW_BASE_THREAD_H

#include <pthread.h>

/* Starts `run(data)` on a thread that takes no signal, for they are the
 * program's. 1, or 0 where the system refuses a thread. */
int pw_thread_start(pthread_t *thread, void *(*run)(void *), void *data);

/* A lock, and the news that what it guards has changed. */
typedef struct {
  pthread_mutex_t lock;
  pthread_cond_t changed;
} pw_monitor;

/* 1, or 0 where the system refuses; then there is nothing to close. */
int pw_monitor_open(pw_monitor *monitor);

/* Nobody may be within, or come any more. */
void pw_monitor_close(pw_monitor *monitor);

void pw_monitor_enter(pw_monitor *monitor);
void pw_monitor_leave(pw_monitor *monitor);

/* From within: lets others in until one of them tells of a change, or without
 * cause. */
void pw_monitor_wait(pw_monitor *monitor);

/* As pw_monitor_wait, for at most `nanoseconds` (less than a second). 0 where
 * the time is over. */
int pw_monitor_wait_for(pw_monitor *monitor, long nanoseconds);

/* From within: wakes all who wait. */
void pw_monitor_tell(pw_monitor *monitor);

#endif
