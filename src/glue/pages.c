/* madvise, where strict C hides it. */
#define _DEFAULT_SOURCE

#include "glue.h"

#ifdef __linux__
#include <sys/mman.h>
#include <unistd.h>
#endif

void pw_will_fill(SEXP column) {
#ifdef MADV_HUGEPAGE
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  int is_raw = TYPEOF(column) == RAWSXP;
  uintptr_t from = is_raw ? (uintptr_t)RAW(column) : (uintptr_t)REAL(column);
  uintptr_t to = from + (size_t)XLENGTH(column) * (is_raw ? 1 : sizeof(double));
  from = (from + page - 1) / page * page;
  to = to / page * page;
  if (to > from + 256 * page) madvise((void *)from, to - from, MADV_HUGEPAGE);
#else
  (void)column;
#endif
}
