/* The kernel's own memory: scratch and structures, never results, which the
 * caller allocates.
 *
 * A pw_alloc is an account, not a pool. It refuses what would pass its
 * ceiling, can be told to fail at the k-th request (tests walk k = 1, 2, 3,
 * ...), and counts the bytes in use, so that a test sees a leak as a number
 * other than 0. An account belongs to one thread; each thread has its own. */
#ifndef PW_BASE_ALLOC_H
#define PW_BASE_ALLOC_H

#include <stddef.h>

typedef struct {
  size_t ceiling;  /* bytes in use at once; SIZE_MAX for none */
  size_t in_use;   /* bytes asked for and not yet freed */
  long fail_after; /* requests that still succeed; -1 for always */
} pw_alloc;

/* An account without ceiling or injected failure. */
pw_alloc pw_alloc_unlimited(void);

/* An account for another thread, with what this one has left, and the end of
 * it: what the branch still has in use is this one's then. Work is not shared
 * between the two: an injected failure happens in both. */
pw_alloc pw_alloc_branch(const pw_alloc *alloc);
void pw_alloc_join(pw_alloc *alloc, pw_alloc *branch);

/* `count * size` bytes set to zero, aligned for any type, or NULL when the
 * product overflows, the ceiling is passed, failure is injected or memory is
 * out. A request for 0 bytes returns a valid pointer. Free with pw_free. */
void *pw_alloc_zeroed(pw_alloc *alloc, size_t count, size_t size);

/* Resizes `block` (NULL to begin) to `count * size` bytes, keeping its
 * contents; new bytes are not set. On NULL the old block is still the
 * caller's. */
void *pw_alloc_resize(pw_alloc *alloc, void *block, size_t count, size_t size);

/* Returns `block` (NULL is fine) to the account that it came from. */
void pw_free(pw_alloc *alloc, void *block);

#endif
