#include "base/alloc.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Every block is preceded by its size, padded to keep the alignment. */
#define HEADER alignof(max_align_t)

_Static_assert(HEADER >= sizeof(size_t), "the size must fit before a block");

static size_t *size_of(void *block) {
  return (size_t *)(void *)((char *)block - HEADER);
}

pw_alloc pw_alloc_unlimited(void) {
  pw_alloc alloc = {SIZE_MAX, 0, -1};
  return alloc;
}

pw_alloc pw_alloc_branch(const pw_alloc *alloc) {
  pw_alloc branch = {alloc->ceiling - alloc->in_use, 0, alloc->fail_after};
  return branch;
}

void pw_alloc_join(pw_alloc *alloc, pw_alloc *branch) {
  alloc->in_use += branch->in_use;
  branch->in_use = 0;
}

/* Whether `extra` more bytes may be taken; counts an injected failure down. */
static int permitted(pw_alloc *alloc, size_t extra) {
  if (alloc->fail_after == 0) return 0;
  if (alloc->fail_after > 0) alloc->fail_after--;
  return extra <= alloc->ceiling - alloc->in_use;
}

static int product(size_t count, size_t size, size_t *bytes) {
  if (size != 0 && count > (SIZE_MAX - HEADER) / size) return 0;
  *bytes = count * size;
  return 1;
}

void *pw_alloc_zeroed(pw_alloc *alloc, size_t count, size_t size) {
  size_t bytes;
  if (!product(count, size, &bytes) || !permitted(alloc, bytes)) return NULL;
  char *start = calloc(1, HEADER + bytes);
  if (start == NULL) return NULL;
  void *block = start + HEADER;
  *size_of(block) = bytes;
  alloc->in_use += bytes;
  return block;
}

void *pw_alloc_resize(pw_alloc *alloc, void *block, size_t count, size_t size) {
  if (block == NULL) return pw_alloc_zeroed(alloc, count, size);
  size_t bytes;
  size_t before = *size_of(block);
  if (!product(count, size, &bytes)) return NULL;
  if (!permitted(alloc, bytes > before ? bytes - before : 0)) return NULL;
  char *start = realloc((char *)block - HEADER, HEADER + bytes);
  if (start == NULL) return NULL;
  block = start + HEADER;
  *size_of(block) = bytes;
  alloc->in_use = alloc->in_use - before + bytes;
  return block;
}

void pw_free(pw_alloc *alloc, void *block) {
  if (block == NULL) return;
  alloc->in_use -= *size_of(block);
  free((char *)block - HEADER);
}
