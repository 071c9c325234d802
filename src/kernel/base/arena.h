/* Keeps bytes that never move, and are freed all together.
 *
 * They lie in chunks, each twice the one before up to a limit: what is kept may
 * be little or a file's length, and how much is not known before. */
#ifndef PW_BASE_ARENA_H
#define PW_BASE_ARENA_H

#include <stddef.h>

#include "base/alloc.h"

typedef struct {
  pw_alloc *alloc;    /* outlives it */
  size_t first, most; /* bytes of the first chunk, and of the largest ones */
  struct pw_arena_chunk *newest;
} pw_arena;

/* Gives room for `bytes`, which are not set, at a multiple of `align` (a power
 * of two); NULL where there is no memory, and the arena is as it was. */
char *pw_arena_take(pw_arena *arena, size_t bytes, size_t align);

/* Frees all that was taken. The arena may be used again. */
void pw_arena_free(pw_arena *arena);

#endif
