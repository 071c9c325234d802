#include "strings.h"

#include <string.h>

#include "handle.h"

#define LANE_ROOM ((size_t)20000)
#define FIRST_VECTORS 64
#define KEYS ((uint32_t)1 << 16)
#define LANE_KEYS (KEYS / STRING_LANES)
#define AHEAD 12

/* Longer texts are so few that they may be made at once. */
#define LONGEST 65536

/* R's table has a power of two of chains, and takes the hash's lowest bits.
 * Ordered by 16 of them, the strings of one chain are near each other, whatever
 * the table's size from 2^16 on: a larger table has 2^n places for them, each
 * next to the place of the strings before. */
uint32_t pw_strings_key(const char *bytes, size_t length) {
  uint32_t hash = 5381;
  const signed char *at = (const signed char *)bytes, *end = at + length;
  for (; end - at >= 4; at += 4) { /* four steps that wait for one product */
    hash = hash * (33u * 33 * 33 * 33) + (uint32_t)at[0] * (33u * 33 * 33) +
      (uint32_t)at[1] * (33u * 33) + (uint32_t)at[2] * 33u + (uint32_t)at[3];
  }
  for (; at < end; at++) hash = hash * 33 + (uint32_t)*at;
  return hash & (KEYS - 1);
}

pw_text pw_text_of(SEXP string) {
  pw_text none = {NULL, 0};
  if (string == NA_STRING) return none;
  pw_text text = {CHAR(string), (size_t)LENGTH(string)};
  return text;
}

SEXP pw_string(const char *bytes, size_t length) {
  return Rf_mkCharLenCE(bytes, (int)length, CE_UTF8);
}

static pw_status make_room(string_batch *batch, pw_error *err) {
  if (batch->strings == NULL) {
    batch->strings = pw_alloc_zeroed(batch->alloc, STRING_LANES * LANE_ROOM,
                                     sizeof *batch->strings);
  }
  if (batch->order == NULL) {
    batch->order = pw_alloc_zeroed(batch->alloc, LANE_KEYS + 1 + LANE_ROOM,
                                   sizeof *batch->order);
  }
  if (batch->strings == NULL || batch->order == NULL) {
    return pw_fail(err, PW_MEMORY, "no memory for texts");
  }
  return PW_OK;
}

pw_status pw_strings_into(string_batch *batch, SEXP vector, uint32_t *into,
                          pw_error *err) {
  if (batch->n_vectors == batch->vector_room) {
    size_t room = batch->vector_room == 0 ? FIRST_VECTORS
                                          : 2 * batch->vector_room;
    SEXP *more =
      pw_alloc_resize(batch->alloc, batch->vectors, room, sizeof *more);
    if (more == NULL) return pw_fail(err, PW_MEMORY, "no memory for texts");
    batch->vectors = more;
    batch->vector_room = room;
  }
  *into = (uint32_t)batch->n_vectors;
  batch->vectors[batch->n_vectors++] = vector;
  return PW_OK;
}

pw_status pw_strings_soon(string_batch *batch, const char *bytes, size_t length,
                          uint32_t key, uint32_t into, R_xlen_t at,
                          pw_error *err) {
  if (length > LONGEST) {
    SET_STRING_ELT(batch->vectors[into], at, pw_string(bytes, length));
    return PW_OK;
  }
  if (batch->longest == LANE_ROOM) pw_strings_make(batch);
  pw_status status = make_room(batch, err);
  if (status != PW_OK) return status;
  waiting_string waiting = {key, (uint32_t)length, bytes, into, (uint32_t)at};
  size_t lane = key / LANE_KEYS;
  batch->strings[lane * LANE_ROOM + batch->waiting[lane]++] = waiting;
  if (batch->waiting[lane] > batch->longest)
    batch->longest = batch->waiting[lane];
  return PW_OK;
}

/* Which string of a lane comes first, second and so on: counting sort, stable.
 */
static const uint32_t *in_order(const string_batch *batch,
                                const waiting_string *strings, size_t n) {
  uint32_t *next = batch->order, *order = next + LANE_KEYS + 1;
  memset(next, 0, (LANE_KEYS + 1) * sizeof *next);
  for (size_t i = 0; i < n; i++) next[strings[i].key % LANE_KEYS + 1]++;
  for (uint32_t key = 0; key < LANE_KEYS; key++) next[key + 1] += next[key];
  for (size_t i = 0; i < n; i++) {
    order[next[strings[i].key % LANE_KEYS]++] = (uint32_t)i;
  }
  return order;
}

static void make_lane(const string_batch *batch, const waiting_string *strings,
                      size_t n) {
  const uint32_t *order = in_order(batch, strings, n);
  for (size_t i = 0; i < n; i++) {
    if (i + AHEAD < n) {
      const waiting_string *soon = &strings[order[i + AHEAD]];
      __builtin_prefetch(soon->bytes);
      __builtin_prefetch(STRING_PTR_RO(batch->vectors[soon->into]) + soon->at,
                         1);
    }
    const waiting_string *one = &strings[order[i]];
    SET_STRING_ELT(batch->vectors[one->into], one->at,
                   pw_string(one->bytes, one->length));
  }
}

void pw_strings_make(string_batch *batch) {
  for (size_t lane = 0; lane < STRING_LANES && batch->longest > 0; lane++) {
    if (batch->waiting[lane] == 0) continue;
    make_lane(batch, batch->strings + lane * LANE_ROOM, batch->waiting[lane]);
  }
  memset(batch->waiting, 0, sizeof batch->waiting);
  batch->longest = 0;
}

/* A batch on a handle, and the account of its memory. */
typedef struct {
  pw_alloc alloc;
  string_batch batch;
} held_batch;

void pw_strings_drop(SEXP handle) {
  held_batch *held = R_ExternalPtrAddr(handle);
  if (held != NULL) {
    pw_free(&held->alloc, held->batch.vectors);
    pw_free(&held->alloc, held->batch.strings);
    pw_free(&held->alloc, held->batch.order);
  }
  R_ClearExternalPtr(handle);
}

SEXP pw_strings_hold(string_batch **batch) {
  SEXP handle = pw_handle_of_zeros(pw_strings_drop, sizeof(held_batch));
  held_batch *held = R_ExternalPtrAddr(handle);
  held->alloc = pw_alloc_unlimited();
  held->batch.alloc = &held->alloc;
  *batch = &held->batch;
  return handle;
}
