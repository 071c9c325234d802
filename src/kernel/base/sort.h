/* Sorts items by an order that needs more than the items themselves, which
 * qsort() can't be told, and keeps items that are equal as they stood: so the
 * result is the same on every machine. */
#ifndef PW_BASE_SORT_H
#define PW_BASE_SORT_H

#include <stddef.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"

/* Below 0 where `a` comes before `b`, 0 where they are equal. */
typedef int (*pw_order)(const void *a, const void *b, const void *context);

/* Sorts `n` items of `size` bytes in place by merging, in O(n log n), with as
 * much scratch again. PW_MEMORY: the items are then as they were. */
pw_status pw_sort(void *items, size_t n, size_t size, pw_order order,
                  const void *context, pw_alloc *alloc, pw_error *err);

/* The same of so many that it may be stopped: with PW_STOPPED, the items are in
 * some order. */
pw_status pw_sort_long(void *items, size_t n, size_t size, pw_order order,
                       const void *context, pw_alloc *alloc,
                       const pw_stop *stop, pw_error *err);

#endif
