#include "strings.h"

#include <string.h>

#define MOST ((size_t)1 << 18) /* unless the caller says */
#define MOST_COPIED ((size_t)1 << 22)
#define AHEAD 12

/* R's table has a power of two of chains and takes the hash's lowest bits.
 * Ordered by 16 of them, and then by 6 more in reverse, the strings of one
 * chain follow each other, whatever the table's size from 2^16 to 2^22. */
static uint32_t table_key(const char *bytes, size_t length) {
  uint32_t hash = 5381;
  for (size_t i = 0; i < length; i++) {
    hash = hash * 33 + (uint32_t)(int)(signed char)bytes[i];
  }
  uint32_t upper = 0;
  for (int i = 0; i < 6; i++) upper |= (hash >> (16 + i) & 1u) << (5 - i);
  return (hash & 0xffffu) << 6 | upper;
}

static size_t most(const string_batch *batch) { return batch->most > 0 ? batch->most : MOST; }

int pw_strings_full(const string_batch *batch, size_t length) {
  return batch->count == most(batch) || length > MOST_COPIED - batch->copied;
}

static pw_status make_room(string_batch *batch, size_t copied, pw_error *err) {
  if (batch->strings == NULL) {
    batch->strings = pw_alloc_zeroed(batch->alloc, most(batch), sizeof *batch->strings);
  }
  if (batch->order == NULL) {
    batch->order = pw_alloc_zeroed(batch->alloc, most(batch), 2 * sizeof *batch->order);
  }
  if (copied > 0 && batch->copies == NULL) {
    batch->copies = pw_alloc_zeroed(batch->alloc, MOST_COPIED, 1);
  }
  if (batch->strings == NULL || batch->order == NULL ||
      (copied > 0 && batch->copies == NULL)) {
    return pw_fail(err, PW_MEMORY, "no memory for texts");
  }
  return PW_OK;
}

pw_status pw_strings_add(string_batch *batch, const char *bytes, size_t length,
                         int lasting, SEXP into, R_xlen_t at, pw_error *err) {
  size_t copied = lasting ? 0 : length;
  pw_status status = make_room(batch, copied, err);
  if (status != PW_OK) return status;
  if (copied > 0) {
    bytes = memcpy(batch->copies + batch->copied, bytes, length);
    batch->copied += length;
  }
  waiting_string waiting = {table_key(bytes, length), (uint32_t)length, bytes,
                            into, at};
  batch->strings[batch->count++] = waiting;
  return PW_OK;
}

/* Orders by one half of the key: counting sort, stable. */
static void order_by(const string_batch *batch, int shift, const uint32_t *from,
                     uint32_t *to) {
  enum { VALUES = 1 << 11 };
  uint32_t next[VALUES + 1];
  memset(next, 0, sizeof next);
  for (size_t i = 0; i < batch->count; i++) {
    next[(batch->strings[i].key >> shift & (VALUES - 1)) + 1]++;
  }
  for (int v = 0; v < VALUES; v++) next[v + 1] += next[v];
  for (size_t i = 0; i < batch->count; i++) {
    uint32_t which = from == NULL ? (uint32_t)i : from[i];
    to[next[batch->strings[which].key >> shift & (VALUES - 1)]++] = which;
  }
}

void pw_strings_make(string_batch *batch) {
  if (batch->count == 0) return;
  uint32_t *half = batch->order + most(batch), *order = batch->order;
  order_by(batch, 0, NULL, half);
  order_by(batch, 11, half, order);
  for (size_t i = 0; i < batch->count; i++) {
    if (i + AHEAD < batch->count) {
      const waiting_string *soon = &batch->strings[order[i + AHEAD]];
      __builtin_prefetch(soon->bytes);
      __builtin_prefetch(STRING_PTR_RO(soon->into) + soon->at, 1);
    }
    const waiting_string *one = &batch->strings[order[i]];
    SET_STRING_ELT(one->into, one->at,
                   Rf_mkCharLenCE(one->bytes, (int)one->length, CE_UTF8));
  }
  batch->count = 0;
  batch->copied = 0;
}

void pw_strings_free(string_batch *batch) {
  pw_free(batch->alloc, batch->strings);
  pw_free(batch->alloc, batch->order);
  pw_free(batch->alloc, batch->copies);
  batch->strings = NULL;
  batch->order = NULL;
  batch->copies = NULL;
  batch->count = batch->copied = 0;
}
