/* Read-ahead: work done one step ahead of its use.
 *
 * What is made goes into two slots in turn. While the user is busy with one,
 * a thread fills the other, so that reading, inflating and decoding cost no
 * time where there is a second processor. What is made is the same with and
 * without the thread. */
#ifndef PW_BASE_THREAD_AHEAD_H
#define PW_BASE_THREAD_AHEAD_H

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"

/* Fills slot 0 or 1; `*more` 0 says that there was nothing left. It is called
 * by one thread at a time, and never after it failed or came to the end. Its
 * memory must come from an account of its own (pw_alloc_branch). */
typedef pw_status (*pw_ahead_task)(void *data, int slot, int *more,
                                   pw_error *err);

typedef struct pw_ahead pw_ahead;

/* Without `threaded`, or where no thread can be had, a slot is filled when it
 * is asked for. Fails with PW_MEMORY, leaving `*ahead` NULL. Nothing else may
 * use `data` until pw_ahead_free, but for the slot in use. */
pw_status pw_ahead_start(pw_ahead **ahead, pw_ahead_task produce, void *data,
                         int threaded, pw_alloc *alloc, pw_error *err);

/* Gives back the slot in use and gives the next, -1 at the end. Fails as the
 * producer does, or with PW_STOPPED: `stop` is polled now and, while there is
 * a thread to wait for, twenty times a second. */
pw_status pw_ahead_next(pw_ahead *ahead, const pw_stop *stop, int *slot,
                        pw_error *err);

/* For the producer: whether what it makes will still be used. */
int pw_ahead_wanted(pw_ahead *ahead);

/* Waits for the thread to finish its slot. NULL is fine. */
void pw_ahead_free(pw_ahead *ahead);

#endif
