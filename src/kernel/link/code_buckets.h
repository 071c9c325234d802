/* Records on disk, in buckets by a keyed hash of their codes: every record of a
 * person is in one bucket, which is linked by itself. No code is written. */
#ifndef PW_LINK_CODE_BUCKETS_H
#define PW_LINK_CODE_BUCKETS_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/keyed_hash.h"
#include "base/status.h"
#include "base/stop.h"
#include "base/strpool.h"

#define PW_CODE_BUCKETS 256u

/* Waves are less than 2^12, their rows less than 2^40. */
#define PW_CODE_BUCKETS_WAVES ((int)1 << 12)
#define PW_CODE_BUCKETS_ROWS ((int64_t)1 << 40)

typedef struct pw_code_buckets pw_code_buckets;

/* Buckets in a file at `path`, where none may be, by a hash with the key. Fails
 * as pw_spill_new, leaving `*buckets` NULL. */
pw_status pw_code_buckets_new(pw_code_buckets **buckets, const char *path,
                              const uint64_t key[2], pw_alloc *alloc,
                              pw_error *err);

/* Begins wave `wave`, counted from 0, which is the next one or one that was
 * begun: what was put of that no longer counts. Fails with PW_MEMORY, or
 * PW_RANGE where it was begun 4096 times. */
pw_status pw_code_buckets_wave(pw_code_buckets *buckets, int wave,
                               pw_error *err);

/* Puts a record of a wave that was begun. Waves come one after the other. Fails
 * as pw_spill_put. */
pw_status pw_code_buckets_put(pw_code_buckets *buckets, int wave, int64_t row,
                              pw_text code, pw_error *err);

typedef struct {
  pw_keyed_hash code;
  uint64_t where;
} pw_placed;

int pw_placed_wave(const pw_placed *record);
int64_t pw_placed_row(const pw_placed *record);

/* The records of a bucket as they came, each wave's together, and the people
 * behind them, numbered in the order in which they came. */
typedef struct {
  pw_placed *records;
  int32_t *person; /* of each record, from 1 */
  int32_t *slots;  /* of a power of two: a record of each person, from 1 */
  size_t n, mask;
  int32_t people;
} pw_code_bucket;

/* Fetches bucket `at`. Fails as pw_spill_next, and with PW_MEMORY, PW_RANGE or
 * PW_STOPPED; `*bucket` is closed on every path. */
pw_status pw_code_bucket_open(pw_code_buckets *buckets, size_t at,
                              pw_code_bucket *bucket, const pw_stop *stop,
                              pw_error *err);
void pw_code_bucket_close(pw_code_buckets *buckets, pw_code_bucket *bucket);

/* NULL is fine. */
void pw_code_buckets_free(pw_code_buckets *buckets);

#endif
