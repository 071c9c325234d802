/* Hostile zlib blocks of a .zsav, behind a sound zheader and before a ztrailer
 * that the first bytes cut: inflated one after the other and by several
 * threads, which must give the same bytes and come to the same end. */
#include <stdlib.h>
#include <string.h>

#include "read/sav_pieces.h"

#define CEILING ((size_t)64 << 20)
#define MOST_BYTES ((uint64_t)1 << 20)
#define MOST_BLOCKS 4
#define TABLE (24 + 24 * MOST_BLOCKS)

typedef struct {
  uint64_t total, sum;
  pw_status status;
} outcome;

static void put(unsigned char *to, uint64_t value, size_t n) {
  memcpy(to, &value, n);
}

/* A ztrailer behind `size` bytes of blocks, cut where `cuts` says. */
static size_t put_table(unsigned char *to, size_t size, const uint8_t *cuts) {
  uint64_t at = 0;
  uint32_t n = 0;
  for (; n < MOST_BLOCKS && at < size; n++) {
    uint64_t left = size - at, some = 1 + cuts[3 * n] + 256u * cuts[3 * n + 1];
    if (some > left || n == MOST_BLOCKS - 1) some = left;
    unsigned char *entry = to + 24 + 24 * n;
    put(entry, 0, 8), put(entry + 8, 24 + at, 8);
    put(entry + 16, 16u * cuts[3 * n + 2], 4), put(entry + 20, some, 4);
    at += some;
  }
  put(to, 0, 8), put(to + 8, 0, 8), put(to + 16, 1 << 22, 4);
  put(to + 20, n, 4);
  return 24 + 24 * n;
}

static outcome inflate_all(pw_bytes bytes, int threaded) {
  outcome out = {0, 0, PW_OK};
  pw_alloc alloc = pw_alloc_unlimited();
  alloc.ceiling = CEILING;
  pw_error err;
  pw_bytes piece = {NULL, 0};
  pw_source source = pw_source_memory(bytes);
  pw_sav_records records;
  memset(&records, 0, sizeof records);
  records.compression = PW_SAV_ZLIB;
  pw_sav_pieces *pieces;
  size_t keep = 0;
  out.status = pw_sav_pieces_open(&pieces, &records, &source, 0, NULL, threaded,
                                  &alloc, &err);
  while (out.status == PW_OK && out.total < MOST_BYTES) {
    out.status = pw_sav_pieces_next(pieces, keep, NULL, &piece, &err);
    if (out.status != PW_OK || piece.length == keep) break;
    for (size_t i = keep; i < piece.length && out.total < MOST_BYTES; i++) {
      out.sum = out.sum * 31 + piece.at[i];
      out.total++;
    }
    keep = out.total % 8 < piece.length ? out.total % 8 : 0;
  }
  pw_sav_pieces_free(pieces);
  if (alloc.in_use != 0) abort();
  return out;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  uint8_t cuts[3 * MOST_BLOCKS] = {0};
  size_t n = size < sizeof cuts ? size : sizeof cuts;
  memcpy(cuts, data, n);
  size -= n;
  unsigned char *file = calloc(1, 24 + size + TABLE);
  if (file == NULL) return 0;
  put(file + 8, 24 + size, 8);
  memcpy(file + 24, data + n, size);
  pw_bytes bytes = {file, 24 + size};
  bytes.length += put_table(file + 24 + size, size, cuts);
  outcome one = inflate_all(bytes, 0), several = inflate_all(bytes, 1);
  if (one.total != several.total || one.sum != several.sum ||
      one.status != several.status) {
    abort();
  }
  free(file);
  return 0;
}
