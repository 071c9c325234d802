#include "base/strpool.h"

#include <string.h>

#include "base/arena.h"

typedef struct {
  const char *bytes;
  size_t length;
  uint64_t hash;
} entry;

/* Where a text's entry is: part of its hash stands beside the id, so that a
 * look at the entry is nearly always a hit. */
typedef struct {
  uint32_t tag;
  int32_t id; /* id + 1, or 0 where free */
} slot;

struct pw_strpool {
  pw_alloc *alloc;
  pw_arena arena; /* of the texts */
  entry *entries;
  int32_t count;
  int32_t room;
  slot *slots; /* a power of two of them */
  uint64_t mask;
};

#define TOGETHER 16
/* Most columns of a survey have few texts, and a file may have many columns. */
#define FIRST_SLOTS 16u
#define FIRST_ROOM 8
#define FIRST_CHUNK ((size_t)1 << 10)
#define MOST_CHUNK ((size_t)1 << 20)

static const char no_memory[] = "no memory for texts";

static uint64_t word_at(const char *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}

static uint64_t mix(uint64_t hash, uint64_t word) {
  hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
  return hash ^ hash >> 32;
}

/* Eight bytes at a time, mixed by multiplication and a shift. The last word
 * overlaps the one before it; a text shorter than a word is padded by zeros.
 * The length decides between texts that then look the same. */
uint64_t pw_text_hash(const char *bytes, size_t length) {
  uint64_t hash = UINT64_C(0x9E3779B97F4A7C15) ^ length;
  if (length < 8) {
    uint64_t word = 0;
    for (size_t i = 0; i < length; i++) {
      word = word << 8 | (unsigned char)bytes[i];
    }
    return mix(hash, word);
  }
  const char *last = bytes + length - 8;
  for (; bytes < last; bytes += 8) hash = mix(hash, word_at(bytes));
  return mix(hash, word_at(last));
}

pw_status pw_strpool_new(pw_strpool **out, pw_alloc *alloc, pw_error *err) {
  *out = NULL;
  pw_strpool *pool = pw_alloc_zeroed(alloc, 1, sizeof *pool);
  if (pool == NULL) return pw_fail(err, PW_MEMORY, no_memory);
  pool->alloc = alloc;
  pw_arena texts = {alloc, FIRST_CHUNK, MOST_CHUNK, NULL};
  pool->arena = texts;
  pool->slots = pw_alloc_zeroed(alloc, FIRST_SLOTS, sizeof *pool->slots);
  pool->entries = pw_alloc_zeroed(alloc, FIRST_ROOM, sizeof *pool->entries);
  if (pool->slots == NULL || pool->entries == NULL) {
    pw_strpool_free(pool);
    return pw_fail(err, PW_MEMORY, no_memory);
  }
  pool->mask = FIRST_SLOTS - 1;
  pool->room = FIRST_ROOM;
  *out = pool;
  return PW_OK;
}

void pw_strpool_free(pw_strpool *pool) {
  if (pool == NULL) return;
  pw_arena_free(&pool->arena);
  pw_free(pool->alloc, pool->entries);
  pw_free(pool->alloc, pool->slots);
  pw_free(pool->alloc, pool);
}

static int same(const entry *seen, const char *bytes, size_t length) {
  return seen->length == length &&
    (length == 0 || memcmp(seen->bytes, bytes, length) == 0);
}

static slot *find_slot(const pw_strpool *pool, const char *bytes, size_t length,
                       uint64_t hash) {
  uint32_t tag = (uint32_t)(hash >> 32);
  for (uint64_t at = hash & pool->mask;; at = (at + 1) & pool->mask) {
    slot *s = &pool->slots[at];
    if (s->id == 0) return s;
    if (s->tag == tag && same(&pool->entries[s->id - 1], bytes, length)) {
      return s;
    }
  }
}

/* Entries that are looked up anew between two looks at whether to stop. */
#define ANEW 2048

/* Keeps at least half of the slots free, and room for so many more entries. */
static pw_status grow(pw_strpool *pool, int32_t more, const pw_stop *stop,
                      pw_error *err) {
  int32_t wanted = pool->count > INT32_MAX - more ? INT32_MAX
                                                  : pool->count + more;
  if (wanted > pool->room) {
    int32_t room = pool->room;
    while (room < wanted) room = room > INT32_MAX / 2 ? INT32_MAX : room * 2;
    entry *entries = pw_alloc_resize(pool->alloc, pool->entries, (size_t)room,
                                     sizeof *entries);
    if (entries == NULL) return pw_fail(err, PW_MEMORY, no_memory);
    pool->entries = entries;
    pool->room = room;
  }
  uint64_t mask = pool->mask;
  while (((uint64_t)wanted - 1) * 2 >= mask) mask = mask * 2 + 1;
  if (mask == pool->mask) return PW_OK;
  slot *slots = pw_alloc_zeroed(pool->alloc, (size_t)mask + 1, sizeof *slots);
  if (slots == NULL) return pw_fail(err, PW_MEMORY, no_memory);
  for (int32_t id = 0; id < pool->count; id++) {
    if (id % ANEW == ANEW - 1 && pw_stop_asked(stop, 0)) {
      pw_free(pool->alloc, slots);
      return pw_fail(err, PW_STOPPED, "stopped");
    }
    uint64_t hash = pool->entries[id].hash, at = hash & mask;
    while (slots[at].id != 0) at = (at + 1) & mask;
    slot filled = {(uint32_t)(hash >> 32), id + 1};
    slots[at] = filled;
  }
  pw_free(pool->alloc, pool->slots);
  pool->slots = slots;
  pool->mask = mask;
  return PW_OK;
}

pw_status pw_strpool_reserve(pw_strpool *pool, int32_t more,
                             const pw_stop *stop, pw_error *err) {
  return grow(pool, more, stop, err);
}

/* A text stays where it is while the pool grows, and so does a pw_text. */
static char *keep(pw_strpool *pool, const char *bytes, size_t length) {
  char *copy = pw_arena_take(&pool->arena, length, 1);
  if (copy != NULL && length > 0) memcpy(copy, bytes, length);
  return copy;
}

static pw_status intern(pw_strpool *pool, pw_text text, uint64_t hash,
                        int32_t *id, pw_error *err) {
  slot *s = find_slot(pool, text.bytes, text.length, hash);
  if (s->id != 0) {
    *id = s->id - 1;
    return PW_OK;
  }
  if (pool->count == INT32_MAX - 1) {
    return pw_fail(err, PW_RANGE, "more distinct texts than can be numbered");
  }
  pw_status status = grow(pool, 1, NULL, err);
  if (status != PW_OK) return status;
  char *copy = keep(pool, text.bytes, text.length);
  if (copy == NULL) return pw_fail(err, PW_MEMORY, no_memory);
  s = find_slot(pool, text.bytes, text.length, hash);
  entry fresh = {copy, text.length, hash};
  *id = pool->count++;
  pool->entries[*id] = fresh;
  slot filled = {(uint32_t)(hash >> 32), *id + 1};
  *s = filled;
  return PW_OK;
}

pw_status pw_strpool_intern(pw_strpool *pool, const char *bytes, size_t length,
                            int32_t *id, pw_error *err) {
  pw_text text = {bytes, length};
  return intern(pool, text, pw_text_hash(bytes, length), id, err);
}

/* Fetches what the searches for these texts will touch: slots, then the
 * entries they name, then the texts of those. */
static void fetch(const pw_strpool *pool, const uint64_t *hashes, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const slot *s = &pool->slots[hashes[i] & pool->mask];
    if (s->id != 0) __builtin_prefetch(&pool->entries[s->id - 1]);
  }
  for (size_t i = 0; i < n; i++) {
    const slot *s = &pool->slots[hashes[i] & pool->mask];
    if (s->id != 0) __builtin_prefetch(pool->entries[s->id - 1].bytes);
  }
}

pw_status pw_strpool_intern_all(pw_strpool *pool, const pw_text *texts,
                                size_t n, int32_t *ids, pw_error *err) {
  uint64_t hashes[TOGETHER];
  pw_status status = PW_OK;
  for (size_t at = 0; at < n; at += TOGETHER) {
    size_t some = n - at < TOGETHER ? n - at : TOGETHER;
    for (size_t i = 0; i < some; i++) {
      hashes[i] = pw_text_hash(texts[at + i].bytes, texts[at + i].length);
      __builtin_prefetch(&pool->slots[hashes[i] & pool->mask]);
    }
    fetch(pool, hashes, some);
    for (size_t i = 0; i < some && status == PW_OK; i++) {
      status = intern(pool, texts[at + i], hashes[i], &ids[at + i], err);
    }
    if (status != PW_OK) break;
  }
  return status;
}

int32_t pw_strpool_find(const pw_strpool *pool, const char *bytes,
                        size_t length) {
  return find_slot(pool, bytes, length, pw_text_hash(bytes, length))->id - 1;
}

int32_t pw_strpool_count(const pw_strpool *pool) { return pool->count; }

pw_text pw_strpool_text(const pw_strpool *pool, int32_t id) {
  pw_text text = {pool->entries[id].bytes, pool->entries[id].length};
  return text;
}
