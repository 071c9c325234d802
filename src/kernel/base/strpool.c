#include "base/strpool.h"

#include <string.h>

/* Texts lie in chunks that never move, so a pw_text stays valid while the
 * pool grows. */
typedef struct chunk {
  struct chunk *next;
  size_t used;
  size_t size;
  char bytes[];
} chunk;

typedef struct {
  const char *bytes;
  size_t length;
  uint64_t hash;
} entry;

struct pw_strpool {
  pw_alloc *alloc;
  chunk *chunks;
  entry *entries;
  int32_t count;
  int32_t room;
  int32_t *slots; /* id + 1, or 0 where free; a power of two of them */
  uint64_t mask;
};

#define FIRST_SLOTS 64u
#define FIRST_ROOM 32
#define CHUNK_BYTES ((size_t)1 << 16)

/* Eight bytes at a time, mixed by multiplication and a rotation; the tail is
 * zero-padded and the length decides between texts that differ only in it. */
uint64_t pw_text_hash(const char *bytes, size_t length) {
  const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);
  uint64_t hash = odd ^ length;
  while (length > 0) {
    uint64_t word = 0;
    size_t take = length < 8 ? length : 8;
    memcpy(&word, bytes, take);
    hash = (hash ^ word) * odd;
    hash ^= hash >> 32;
    bytes += take;
    length -= take;
  }
  return hash ^ hash >> 29;
}

pw_status pw_strpool_new(pw_strpool **out, pw_alloc *alloc, pw_error *err) {
  *out = NULL;
  pw_strpool *pool = pw_alloc_zeroed(alloc, 1, sizeof *pool);
  if (pool == NULL) return pw_fail(err, PW_MEMORY, "no memory for texts");
  pool->alloc = alloc;
  pool->slots = pw_alloc_zeroed(alloc, FIRST_SLOTS, sizeof *pool->slots);
  pool->entries = pw_alloc_zeroed(alloc, FIRST_ROOM, sizeof *pool->entries);
  if (pool->slots == NULL || pool->entries == NULL) {
    pw_strpool_free(pool);
    return pw_fail(err, PW_MEMORY, "no memory for texts");
  }
  pool->mask = FIRST_SLOTS - 1;
  pool->room = FIRST_ROOM;
  *out = pool;
  return PW_OK;
}

void pw_strpool_free(pw_strpool *pool) {
  if (pool == NULL) return;
  while (pool->chunks != NULL) {
    chunk *next = pool->chunks->next;
    pw_free(pool->alloc, pool->chunks);
    pool->chunks = next;
  }
  pw_free(pool->alloc, pool->entries);
  pw_free(pool->alloc, pool->slots);
  pw_free(pool->alloc, pool);
}

static int32_t *find_slot(const pw_strpool *pool, const char *bytes,
                          size_t length, uint64_t hash) {
  for (uint64_t at = hash & pool->mask;; at = (at + 1) & pool->mask) {
    int32_t *slot = &pool->slots[at];
    if (*slot == 0) return slot;
    const entry *seen = &pool->entries[*slot - 1];
    if (seen->hash == hash && seen->length == length &&
        (length == 0 || memcmp(seen->bytes, bytes, length) == 0)) {
      return slot;
    }
  }
}

/* Keeps at least half of the slots free, and room for one more entry. */
static int grow(pw_strpool *pool) {
  if (pool->count == pool->room) {
    int32_t room = pool->room > INT32_MAX / 2 ? INT32_MAX : pool->room * 2;
    entry *entries = pw_alloc_resize(pool->alloc, pool->entries, (size_t)room,
                                     sizeof *entries);
    if (entries == NULL) return 0;
    pool->entries = entries;
    pool->room = room;
  }
  if ((uint64_t)pool->count * 2 < pool->mask) return 1;
  uint64_t mask = pool->mask * 2 + 1;
  int32_t *slots = pw_alloc_zeroed(pool->alloc, (size_t)mask + 1, sizeof *slots);
  if (slots == NULL) return 0;
  for (int32_t id = 0; id < pool->count; id++) {
    uint64_t at = pool->entries[id].hash & mask;
    while (slots[at] != 0) at = (at + 1) & mask;
    slots[at] = id + 1;
  }
  pw_free(pool->alloc, pool->slots);
  pool->slots = slots;
  pool->mask = mask;
  return 1;
}

static char *keep(pw_strpool *pool, const char *bytes, size_t length) {
  chunk *top = pool->chunks;
  if (top == NULL || top->size - top->used < length) {
    size_t size = length > CHUNK_BYTES ? length : CHUNK_BYTES;
    if (size > SIZE_MAX - sizeof *top) return NULL;
    top = pw_alloc_zeroed(pool->alloc, 1, sizeof *top + size);
    if (top == NULL) return NULL;
    top->size = size;
    top->next = pool->chunks;
    pool->chunks = top;
  }
  char *copy = top->bytes + top->used;
  if (length > 0) memcpy(copy, bytes, length);
  top->used += length;
  return copy;
}

pw_status pw_strpool_intern(pw_strpool *pool, const char *bytes, size_t length,
                            int32_t *id, pw_error *err) {
  uint64_t hash = pw_text_hash(bytes, length);
  int32_t *slot = find_slot(pool, bytes, length, hash);
  if (*slot != 0) {
    *id = *slot - 1;
    return PW_OK;
  }
  if (pool->count == INT32_MAX - 1) {
    return pw_fail(err, PW_RANGE, "more distinct texts than can be numbered");
  }
  char *copy = grow(pool) ? keep(pool, bytes, length) : NULL;
  if (copy == NULL) return pw_fail(err, PW_MEMORY, "no memory for texts");
  slot = find_slot(pool, bytes, length, hash);
  entry fresh = {copy, length, hash};
  *id = pool->count++;
  pool->entries[*id] = fresh;
  *slot = *id + 1;
  return PW_OK;
}

int32_t pw_strpool_find(const pw_strpool *pool, const char *bytes, size_t length) {
  return *find_slot(pool, bytes, length, pw_text_hash(bytes, length)) - 1;
}

int32_t pw_strpool_count(const pw_strpool *pool) { return pool->count; }

pw_text pw_strpool_text(const pw_strpool *pool, int32_t id) {
  pw_text text = {pool->entries[id].bytes, pool->entries[id].length};
  return text;
}
