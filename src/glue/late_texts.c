#include "late_texts.h"

#include "base/arena.h"
#include "handle.h"

#define FIRST_CHUNK ((size_t)1 << 18)
#define MOST_CHUNK ((size_t)1 << 24)

typedef struct {
  pw_alloc alloc;
  pw_arena arena;
} late_texts;

static void free_store(SEXP handle) {
  late_texts *texts = R_ExternalPtrAddr(handle);
  if (texts != NULL) pw_arena_free(&texts->arena);
  R_ClearExternalPtr(handle);
}

SEXP pw_late_texts_new(void) {
  SEXP store = pw_handle_of_zeros(free_store, sizeof(late_texts));
  late_texts *texts = R_ExternalPtrAddr(store);
  texts->alloc = pw_alloc_unlimited();
  pw_arena arena = {&texts->alloc, FIRST_CHUNK, MOST_CHUNK, NULL};
  texts->arena = arena;
  return store;
}

char *pw_late_texts_room(SEXP store, size_t bytes, size_t align,
                         pw_error *err) {
  late_texts *texts = R_ExternalPtrAddr(store);
  char *room = pw_arena_take(&texts->arena, bytes, align);
  if (room == NULL) pw_fail(err, PW_MEMORY, "no memory for texts");
  return room;
}
