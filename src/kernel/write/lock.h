/* A lock on a file among the processes that ask for it, so that what one read
 * and changed is not written over by another. */
#ifndef PW_WRITE_LOCK_H
#define PW_WRITE_LOCK_H

#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"

/* What holds a lock; PW_NO_LOCK where nothing is held. */
typedef intptr_t pw_lock;
#define PW_NO_LOCK ((pw_lock)-1)

/* Tries to take the lock of the file at `path`, which need not exist, without
 * waiting; `*lock` is PW_NO_LOCK where another process has it. A process that
 * ends gives up what it holds. Where the file system has no locks (some network
 * drives), every process gets one. Fails with PW_ARGUMENT where the folder of
 * `path` can't be opened, and with PW_MEMORY. */
pw_status pw_lock_try(const char *path, pw_lock *lock, pw_alloc *alloc,
                      pw_error *err);

/* Gives up a lock; PW_NO_LOCK is fine. */
void pw_lock_release(pw_lock lock);

#endif
