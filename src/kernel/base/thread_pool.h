/* A pool of threads that works through a list of items, and hands each result
 * to the caller as it is done.
 *
 * The calling thread works too, whenever nothing is there to hand over, so
 * that one thread is the same program with nobody to help. What an item
 * yields must not depend on who did it or when; the order in which results
 * are handed over is then the only thing that varies. A failing item ends the
 * work: of several, the first in the list is reported, whatever the threads.
 *
 * Only the calling thread polls `stop`. The others never see a signal. */
#ifndef PW_BASE_THREAD_POOL_H
#define PW_BASE_THREAD_POOL_H

#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"

/* Does item `item` (from 0), putting what it yields into `slot` (from 0),
 * which is its own until the slot is released. Runs on any thread. */
typedef pw_status (*pw_pool_task)(void *data, int64_t item, int slot,
                                  pw_error *err);

typedef struct {
  int threads; /* the calling one among them; at least 1 */
  int slots;   /* results held at once; at least `threads` */
  int64_t items;
  pw_pool_task task;
  void *data; /* outlives the pool */
} pw_pool_plan;

typedef struct pw_pool pw_pool;

/* Starts the work; a thread that the system refuses is done without. Fails
 * with PW_MEMORY, leaving `*pool` NULL. */
pw_status pw_pool_start(pw_pool **pool, const pw_pool_plan *plan,
                        pw_alloc *alloc, pw_error *err);

/* Waits for the next result, working meanwhile. `*slot` is -1 when all items
 * are done and handed over. Fails with PW_STOPPED or what a task failed with;
 * no call but pw_pool_free may follow. */
pw_status pw_pool_next(pw_pool *pool, int64_t *item, int *slot,
                       const pw_stop *stop, pw_error *err);

/* Gives a slot back for another item. */
void pw_pool_release(pw_pool *pool, int slot);

/* Ends the work, done or not, and waits for every thread. NULL is fine. */
void pw_pool_free(pw_pool *pool);

/* Does every item where no result is handed over. Fails as pw_pool_next. */
pw_status pw_pool_each(int threads, int64_t items, pw_pool_task task,
                       void *data, pw_alloc *alloc, const pw_stop *stop,
                       pw_error *err);

#endif
