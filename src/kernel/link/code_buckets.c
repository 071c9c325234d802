#include "link/code_buckets.h"

#include <string.h>

#include "base/spill.h"

/* Records that are looked at between two looks at whether to stop. */
#define TOGETHER 16384u

#define ROW_BITS 40
#define PASS_BITS 12

struct pw_code_buckets {
  pw_alloc *alloc;
  uint64_t key[2];
  pw_spill *spill;
  uint64_t *passes; /* of each wave: how often it was begun anew */
  int n_waves;
};

static const char no_memory[] = "no memory for people";

int pw_placed_wave(const pw_placed *record) {
  return (int)(record->where >> (ROW_BITS + PASS_BITS));
}

int64_t pw_placed_row(const pw_placed *record) {
  return (int64_t)(record->where & ((UINT64_C(1) << ROW_BITS) - 1));
}

pw_status pw_code_buckets_new(pw_code_buckets **out, const char *path,
                              const uint64_t key[2], pw_alloc *alloc,
                              pw_error *err) {
  *out = NULL;
  pw_code_buckets *b = pw_alloc_zeroed(alloc, 1, sizeof *b);
  if (b == NULL) return pw_fail(err, PW_MEMORY, no_memory);
  b->alloc = alloc;
  memcpy(b->key, key, sizeof b->key);
  pw_status status = pw_spill_new(&b->spill, path, sizeof(pw_placed),
                                  PW_CODE_BUCKETS, alloc, err);
  if (status == PW_OK) *out = b;
  else pw_code_buckets_free(b);
  return status;
}

pw_status pw_code_buckets_wave(pw_code_buckets *b, int wave, pw_error *err) {
  if (wave < b->n_waves) {
    if (++b->passes[wave] >> PASS_BITS == 0) return PW_OK;
    return pw_fail(err, PW_RANGE, "a wave is begun too often");
  }
  uint64_t *passes =
    pw_alloc_resize(b->alloc, b->passes, (size_t)wave + 1, sizeof *passes);
  if (passes == NULL) return pw_fail(err, PW_MEMORY, no_memory);
  b->passes = passes;
  b->passes[wave] = 0;
  b->n_waves = wave + 1;
  return PW_OK;
}

pw_status pw_code_buckets_put(pw_code_buckets *b, int wave, int64_t row,
                              pw_text code, pw_error *err) {
  pw_placed record = {pw_hash_keyed(b->key, code.bytes, code.length),
                      (uint64_t)wave << (ROW_BITS + PASS_BITS) |
                        b->passes[wave] << ROW_BITS | (uint64_t)row};
  return pw_spill_put(b->spill, record.code.half[0] % PW_CODE_BUCKETS, &record,
                      err);
}

static int is_valid(const pw_code_buckets *b, const pw_placed *record) {
  uint64_t pass = record->where >> ROW_BITS & ((1u << PASS_BITS) - 1);
  return pass == b->passes[pw_placed_wave(record)];
}

static pw_status fetch(pw_code_buckets *b, size_t at, pw_code_bucket *bucket,
                       pw_error *err) {
  size_t most = (size_t)pw_spill_count(b->spill, at), chunk = 0, some;
  size_t slots = 2;
  while (slots < 2 * most) slots *= 2;
  bucket->mask = slots - 1;
  bucket->records =
    pw_alloc_resize(b->alloc, NULL, most, sizeof *bucket->records);
  bucket->person =
    pw_alloc_resize(b->alloc, NULL, most, sizeof *bucket->person);
  bucket->slots = pw_alloc_zeroed(b->alloc, slots, sizeof *bucket->slots);
  if (bucket->records == NULL || bucket->person == NULL ||
      bucket->slots == NULL)
    return pw_fail(err, PW_MEMORY, no_memory);
  if (most > INT32_MAX)
    return pw_fail(err, PW_RANGE, "there are too many people");
  do {
    const void *records;
    pw_status status =
      pw_spill_next(b->spill, at, &chunk, &records, &some, err);
    if (status != PW_OK) return status;
    const pw_placed *from = records;
    for (size_t i = 0; i < some; i++) {
      if (is_valid(b, &from[i])) bucket->records[bucket->n++] = from[i];
    }
  } while (some > 0);
  return PW_OK;
}

static pw_status number_people(pw_code_bucket *b, const pw_stop *stop,
                               pw_error *err) {
  for (size_t i = 0; i < b->n; i++) {
    if (i % TOGETHER == 0 && pw_stop_asked(stop, 0))
      return pw_fail(err, PW_STOPPED, "stopped");
    const pw_keyed_hash code = b->records[i].code;
    size_t at = (size_t)code.half[1] & b->mask;
    int32_t known;
    while ((known = b->slots[at]) != 0) {
      const pw_keyed_hash other = b->records[known - 1].code;
      if (other.half[0] == code.half[0] && other.half[1] == code.half[1]) break;
      at = (at + 1) & b->mask;
    }
    if (known == 0) b->slots[at] = (int32_t)i + 1;
    b->person[i] = known == 0 ? ++b->people : b->person[known - 1];
  }
  return PW_OK;
}

pw_status pw_code_bucket_open(pw_code_buckets *b, size_t at,
                              pw_code_bucket *bucket, const pw_stop *stop,
                              pw_error *err) {
  memset(bucket, 0, sizeof *bucket);
  pw_status status = fetch(b, at, bucket, err);
  if (status == PW_OK) status = number_people(bucket, stop, err);
  if (status != PW_OK) pw_code_bucket_close(b, bucket);
  return status;
}

void pw_code_bucket_close(pw_code_buckets *b, pw_code_bucket *bucket) {
  pw_free(b->alloc, bucket->records);
  pw_free(b->alloc, bucket->person);
  pw_free(b->alloc, bucket->slots);
  memset(bucket, 0, sizeof *bucket);
}

void pw_code_buckets_free(pw_code_buckets *b) {
  if (b == NULL) return;
  pw_spill_free(b->spill);
  pw_free(b->alloc, b->passes);
  pw_free(b->alloc, b);
}
