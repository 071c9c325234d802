#include "link/code_numbers.h"

#include <string.h>

#include "base/sort.h"
#include "link/normalise.h"

#define TOGETHER 1024u
#define DIGITS 256u

/* A code by its first eight bytes, the first being the highest and those that
 * it lacks being 0: most codes differ there. */
typedef struct {
  uint64_t start;
  int32_t id;
} keyed;

typedef struct {
  pw_alloc *alloc;
  pw_strpool *pool;
  char *forms; /* the normal forms of the codes that are looked up together */
  keyed *order;
  keyed *spare;
} scratch;

static const char no_memory[] = "no memory to number codes";

/* Writes the normal forms of some codes, which the caller has room for. */
static pw_status normalise(const pw_codes *in, size_t from, size_t n, char *out,
                           pw_text *texts, pw_error *err) {
  for (size_t i = 0; i < n; i++) {
    const pw_text *code = &in->codes[from + i];
    size_t written = 0;
    pw_status status = pw_normalise_code(code->bytes, code->length, out,
                                         code->length, &written, err);
    if (status != PW_OK) {
      if (err != NULL) err->row = (int64_t)(from + i);
      return status;
    }
    texts[i] = (pw_text){out, written};
    out += written;
  }
  return PW_OK;
}

static pw_status make_room(const pw_codes *in, scratch *s, pw_error *err) {
  size_t most = 0;
  for (size_t from = 0; from < in->n; from += TOGETHER) {
    size_t bytes = 0;
    for (size_t i = from; i < in->n && i < from + TOGETHER; i++) {
      bytes += in->codes[i].length;
    }
    if (bytes > most) most = bytes;
  }
  s->forms = pw_alloc_resize(s->alloc, NULL, most, 1);
  return s->forms == NULL ? pw_fail(err, PW_MEMORY, no_memory) : PW_OK;
}

/* Gives codes the numbers in which they first occur, from 0. */
static pw_status intern_codes(const pw_codes *in, scratch *s, int32_t *ids,
                              const pw_stop *stop, pw_error *err) {
  pw_text texts[TOGETHER];
  pw_status status = in->as_written ? PW_OK : make_room(in, s, err);
  for (size_t from = 0; status == PW_OK && from < in->n; from += TOGETHER) {
    size_t n = in->n - from < TOGETHER ? in->n - from : TOGETHER;
    if (pw_stop_asked(stop, 0.8 * (double)from / (double)in->n)) {
      return pw_fail(err, PW_STOPPED, "stopped");
    }
    if (in->as_written) memcpy(texts, &in->codes[from], n * sizeof *texts);
    else status = normalise(in, from, n, s->forms, texts, err);
    if (status != PW_OK) break;
    status = pw_strpool_intern_all(s->pool, texts, n, ids + from, err);
  }
  return status;
}

static uint64_t start_of(pw_text text) {
  uint64_t start = 0;
  for (size_t i = 0; i < 8; i++) {
    start = start << 8 | (i < text.length ? (unsigned char)text.bytes[i] : 0);
  }
  return start;
}

/* Sorts by the starts, byte by byte from the lowest (Knuth 1998, The Art of
 * Computer Programming 3, section 5.2.5). A byte that is the same in all is
 * passed over. */
static void sort_by_start(scratch *s, size_t n) {
  for (int shift = 0; shift < 64; shift += 8) {
    size_t places[DIGITS] = {0};
    for (size_t i = 0; i < n; i++) places[s->order[i].start >> shift & 255]++;
    if (places[s->order[0].start >> shift & 255] == n) continue;
    size_t place = 0;
    for (size_t digit = 0; digit < DIGITS; digit++) {
      size_t count = places[digit];
      places[digit] = place;
      place += count;
    }
    for (size_t i = 0; i < n; i++) {
      s->spare[places[s->order[i].start >> shift & 255]++] = s->order[i];
    }
    keyed *sorted = s->spare;
    s->spare = s->order;
    s->order = sorted;
  }
}

static int by_bytes(const void *one, const void *other, const void *pool) {
  pw_text a = pw_strpool_text(pool, ((const keyed *)one)->id);
  pw_text b = pw_strpool_text(pool, ((const keyed *)other)->id);
  size_t shared = a.length < b.length ? a.length : b.length;
  int order = shared == 0 ? 0 : memcmp(a.bytes, b.bytes, shared);
  return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

/* Puts the codes in byte order: those with the same start by the rest. */
static pw_status sort_codes(scratch *s, size_t n, pw_error *err) {
  s->order = pw_alloc_resize(s->alloc, NULL, n, sizeof *s->order);
  s->spare = pw_alloc_resize(s->alloc, NULL, n, sizeof *s->spare);
  if (s->order == NULL || s->spare == NULL) {
    return pw_fail(err, PW_MEMORY, no_memory);
  }
  for (size_t i = 0; i < n; i++) {
    s->order[i].id = (int32_t)i;
    s->order[i].start = start_of(pw_strpool_text(s->pool, (int32_t)i));
  }
  if (n > 1) sort_by_start(s, n);
  for (size_t from = 0, to; from < n; from = to) {
    for (to = from + 1; to < n && s->order[to].start == s->order[from].start;) {
      to++;
    }
    if (to - from == 1) continue;
    pw_status status = pw_sort(s->order + from, to - from, sizeof *s->order,
                               by_bytes, s->pool, s->alloc, err);
    if (status != PW_OK) return status;
  }
  return PW_OK;
}

static pw_status number_codes(const pw_codes *in, scratch *s, int32_t *numbers,
                              int32_t *count, const pw_stop *stop,
                              pw_error *err) {
  pw_status status = pw_strpool_new(&s->pool, s->alloc, err);
  if (status == PW_OK) status = intern_codes(in, s, numbers, stop, err);
  if (status != PW_OK) return status;
  size_t n = (size_t)pw_strpool_count(s->pool);
  status = sort_codes(s, n, err);
  if (status != PW_OK) return status;

  int32_t *number = pw_alloc_resize(s->alloc, NULL, n, sizeof *number);
  if (number == NULL) return pw_fail(err, PW_MEMORY, no_memory);
  /* No code is the first in byte order, where it occurs. */
  int32_t none = pw_strpool_find(s->pool, "", 0) >= 0;
  for (size_t i = 0; i < n; i++) {
    number[s->order[i].id] = (int32_t)i + 1 - none;
  }
  for (size_t i = 0; i < in->n; i++) numbers[i] = number[numbers[i]];
  *count = (int32_t)n - none;
  pw_free(s->alloc, number);
  return PW_OK;
}

pw_status pw_number_codes(const pw_codes *in, int32_t *numbers, int32_t *count,
                          pw_alloc *alloc, const pw_stop *stop, pw_error *err) {
  scratch s = {.alloc = alloc};
  *count = 0;
  pw_status status = number_codes(in, &s, numbers, count, stop, err);
  pw_free(alloc, s.spare);
  pw_free(alloc, s.order);
  pw_free(alloc, s.forms);
  pw_strpool_free(s.pool);
  return status;
}
