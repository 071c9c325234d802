#include "base/arena.h"

#include <stdint.h>

#include "base/large_pages.h"

typedef struct pw_arena_chunk {
  struct pw_arena_chunk *next;
  size_t used, size;
  char bytes[];
} chunk;

/* Bytes that are passed over to the next multiple of `align`. */
static size_t passed(const chunk *c, size_t align) {
  return (size_t)(0 - (uintptr_t)(c->bytes + c->used)) & (align - 1);
}

static int has_room(const chunk *c, size_t bytes, size_t align) {
  size_t left = c->size - c->used, before = passed(c, align);
  return before <= left && bytes <= left - before;
}

static int add_chunk(pw_arena *arena, size_t bytes, size_t align) {
  const chunk *newest = arena->newest;
  size_t size = newest == NULL       ? arena->first
    : newest->size < arena->most / 2 ? newest->size * 2
                                     : arena->most;
  if (bytes > SIZE_MAX - sizeof *newest - align) return 0;
  if (size < bytes + align - 1) size = bytes + align - 1;
  chunk *more = pw_alloc_resize(arena->alloc, NULL, 1, sizeof *more + size);
  if (more == NULL) return 0;
  pw_large_pages(more, sizeof *more + size);
  more->used = 0;
  more->size = size;
  more->next = arena->newest;
  arena->newest = more;
  return 1;
}

char *pw_arena_take(pw_arena *arena, size_t bytes, size_t align) {
  if (arena->newest == NULL || !has_room(arena->newest, bytes, align)) {
    if (!add_chunk(arena, bytes, align)) return NULL;
  }
  chunk *c = arena->newest;
  c->used += passed(c, align);
  char *room = c->bytes + c->used;
  c->used += bytes;
  return room;
}

void pw_arena_free(pw_arena *arena) {
  while (arena->newest != NULL) {
    chunk *next = arena->newest->next;
    pw_free(arena->alloc, arena->newest);
    arena->newest = next;
  }
}
