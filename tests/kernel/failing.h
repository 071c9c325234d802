#ifndef PW_TEST_FAILING_H
#define PW_TEST_FAILING_H

#include "base/alloc.h"
#include "base/status.h"
#include "cmocka_all.h"

/* Walks through the allocations of a run, each of which fails once:
 *
 *   long k = 0;
 *   do {
 *     alloc = failing_at(k);
 *     status = what_is_tested(&alloc);
 *   } while (failed_cleanly(status, &alloc, &k));
 *
 * after which `k` is how many allocations the run makes. */
static inline pw_alloc failing_at(long k) {
  pw_alloc alloc = pw_alloc_unlimited();
  alloc.fail_after = k;
  return alloc;
}

/* Whether a run failed, and so another is due. One that failed must have said
 * so of memory, and none may leave anything in use. */
static inline int failed_cleanly(pw_status status, const pw_alloc *alloc,
                                 long *k) {
  assert_int_equal(alloc->in_use, 0);
  if (status == PW_OK) return 0;
  assert_int_equal(status, PW_MEMORY);
  ++*k;
  return 1;
}

#endif
