#ifndef PW_TEST_FAILING_H
#define PW_TEST_FAILING_H

#include "base/alloc.h"
#include "base/status.h"
#include "cmocka_all.h"

/* Walks through the allocations of a run, each of which fails once:
 *
 *   pw_walk walk = {0};
 *   do {
 *     pw_alloc *alloc = fail_next(&walk);
 *     walk.status = what_is_tested(alloc);
 *   } while (failed_cleanly(&walk));
 *
 * after which `walk.k` is how many allocations the run makes. */
typedef struct {
  pw_alloc alloc;
  pw_status status;
  long k;
} pw_walk;

static inline pw_alloc *fail_next(pw_walk *walk) {
  walk->alloc = pw_alloc_unlimited();
  walk->alloc.fail_after = walk->k;
  return &walk->alloc;
}

/* Whether a run failed, and so another is due. One that failed must have said
 * so of memory, and none may leave anything in use. */
static inline int failed_cleanly(pw_walk *walk) {
  assert_int_equal(walk->alloc.in_use, 0);
  if (walk->status == PW_OK) return 0;
  assert_int_equal(walk->status, PW_MEMORY);
  walk->k++;
  return 1;
}

#endif
