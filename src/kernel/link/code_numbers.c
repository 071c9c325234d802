#include "link/code_numbers.h"

#include <string.h>

#include "base/sort.h"
#include "link/code_table.h"

#define DIGITS 256u

/* A code by its first eight bytes, the first being the highest and those that
 * it lacks being 0: most codes differ there. */
typedef struct {
  uint64_t start;
  int32_t code; /* its number in the table */
} keyed;

typedef struct {
  pw_alloc *alloc;
  pw_code_table *table;
  keyed *order;
  keyed *spare;
} scratch;

static const char no_memory[] = "no memory to number codes";

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

static int by_bytes(const void *one, const void *other, const void *table) {
  pw_text a = pw_code_table_code(table, ((const keyed *)one)->code);
  pw_text b = pw_code_table_code(table, ((const keyed *)other)->code);
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
    s->order[i].code = (int32_t)i + 1;
    s->order[i].start = start_of(pw_code_table_code(s->table, (int32_t)i + 1));
  }
  if (n > 1) sort_by_start(s, n);
  for (size_t from = 0, to; from < n; from = to) {
    for (to = from + 1; to < n && s->order[to].start == s->order[from].start;) {
      to++;
    }
    if (to - from == 1) continue;
    pw_status status = pw_sort(s->order + from, to - from, sizeof *s->order,
                               by_bytes, s->table, s->alloc, err);
    if (status != PW_OK) return status;
  }
  return PW_OK;
}

static pw_status number_codes(const pw_codes *in, scratch *s, int32_t *numbers,
                              int32_t *count, const pw_stop *stop,
                              pw_error *err) {
  pw_status status =
    pw_code_table_new(&s->table, in->as_written, s->alloc, err);
  if (status == PW_OK) {
    status = pw_code_table_add(s->table, in->codes, in->n, numbers, stop, err);
  }
  if (status != PW_OK) return status;
  size_t n = (size_t)pw_code_table_count(s->table);
  status = sort_codes(s, n, err);
  if (status != PW_OK) return status;

  int32_t *number = pw_alloc_zeroed(s->alloc, n + 1, sizeof *number);
  if (number == NULL) return pw_fail(err, PW_MEMORY, no_memory);
  for (size_t i = 0; i < n; i++) number[s->order[i].code] = (int32_t)i + 1;
  for (size_t i = 0; i < in->n; i++) numbers[i] = number[numbers[i]];
  *count = (int32_t)n;
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
  pw_code_table_free(s.table);
  return status;
}
