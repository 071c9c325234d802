/* madvise, where strict C hides it. */
#define _DEFAULT_SOURCE

#include "base/large_pages.h"

#include <stdint.h>

#ifdef __linux__
#include <sys/mman.h>
#include <unistd.h>
#endif

/* The system's large pages are mostly of 2 MB; half of one is worth it. */
#define LEAST ((size_t)1 << 20)

void pw_large_pages(const void *at, size_t bytes) {
#ifdef MADV_HUGEPAGE
  if (bytes < LEAST) return;
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t from = (uintptr_t)at / page * page;
  uintptr_t to = ((uintptr_t)at + bytes + page - 1) / page * page;
  madvise((void *)from, to - from, MADV_HUGEPAGE);
#else
  (void)at;
  (void)bytes;
#endif
}
