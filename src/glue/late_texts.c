#include "late_texts.h"

#include <stdlib.h>

#include "base/large_pages.h"
#include "handle.h"

/* Each slab is twice the one before, up to a limit. */
#define FIRST_SLAB ((size_t)1 << 18)
#define LAST_SLAB ((size_t)1 << 24)
#define LARGE ((size_t)1 << 20)

#define WORD sizeof(uint64_t)

typedef struct slab {
  struct slab *next;
  char bytes[];
} slab;

typedef struct {
  slab *slabs; /* the newest first */
  char *free;  /* in the newest one */
  size_t left, size;
} late_texts;

static void free_store(SEXP handle) {
  late_texts *texts = R_ExternalPtrAddr(handle);
  while (texts != NULL && texts->slabs != NULL) {
    slab *next = texts->slabs->next;
    free(texts->slabs);
    texts->slabs = next;
  }
  R_ClearExternalPtr(handle);
}

SEXP pw_late_texts_new(void) {
  return pw_handle_of_zeros(free_store, sizeof(late_texts));
}

static int add_slab(late_texts *texts, size_t needed) {
  size_t size = texts->size == 0  ? FIRST_SLAB
    : texts->size < LAST_SLAB / 2 ? 2 * texts->size
                                  : LAST_SLAB;
  texts->size = size;
  if (size < needed) size = needed;
  if (size > SIZE_MAX - sizeof(slab)) return 0;
  slab *more = malloc(sizeof *more + size);
  if (more == NULL) return 0;
  if (size > LARGE) pw_large_pages(more, sizeof *more + size);
  more->next = texts->slabs;
  texts->slabs = more;
  texts->free = more->bytes;
  texts->left = size;
  return 1;
}

char *pw_late_texts_room(SEXP store, size_t bytes, int words, pw_error *err) {
  late_texts *texts = R_ExternalPtrAddr(store);
  size_t passed = words && texts->free != NULL
    ? (WORD - (uintptr_t)texts->free % WORD) % WORD
    : 0;
  if (texts->slabs == NULL || passed > texts->left ||
      bytes > texts->left - passed) {
    if (!add_slab(texts, bytes)) {
      pw_fail(err, PW_MEMORY, "no memory for texts");
      return NULL;
    }
    passed = 0;
  }
  char *room = texts->free + passed;
  texts->free = room + bytes;
  texts->left -= passed + bytes;
  return room;
}
