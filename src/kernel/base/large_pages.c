/* madvise, where strict C hides it. */
#define _DEFAULT_SOURCE

#include "base/large_pages.h"

#include <stdint.h>

#ifdef __linux__
#include <sys/mman.h>
#include <unistd.h>
#endif

void pw_large_pages(const void *at, size_t bytes) {
#ifdef MADV_HUGEPAGE
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t from = (uintptr_t)at / page * page;
  uintptr_t to = ((uintptr_t)at + bytes + page - 1) / page * page;
  if (to > from) madvise((void *)from, to - from, MADV_HUGEPAGE);
#else
  (void)at;
  (void)bytes;
#endif
}
