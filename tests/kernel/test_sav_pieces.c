#include "cmocka_all.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "read/sav_pieces.h"

enum { BYTES = 700000 };

static unsigned char byte_at(size_t i) {
  return (unsigned char)(i * 31 + i / 251);
}

/* How a file of blocks is: with a table of them, without, or with one that is
 * wrong about the fourth block. */
enum { PLAIN, BLOCKS, TABLE, WRONG_TABLE, KINDS };

/* The ztrailer of blocks of 100001 bytes, packed in `size` bytes each. */
static size_t put_table(unsigned char *to, const uLongf *size, int32_t n,
                        int wrong) {
  int64_t zero = 0, from = 0, at = 16 + 24;
  int32_t most = 100001;
  memcpy(to, &zero, 8), memcpy(to + 8, &zero, 8);
  memcpy(to + 16, &most, 4), memcpy(to + 20, &n, 4);
  for (int32_t i = 0; i < n; i++) {
    unsigned char *entry = to + 24 + 24 * i;
    int32_t unpacked = from + most > BYTES ? (int32_t)(BYTES - from) : most;
    int32_t packed = (int32_t)size[i];
    if (wrong && i == 3) unpacked--;
    memcpy(entry, &from, 8), memcpy(entry + 8, &at, 8);
    memcpy(entry + 16, &unpacked, 4), memcpy(entry + 20, &packed, 4);
    from += most;
    at += packed;
  }
  return 24 + 24 * (size_t)n;
}

/* 16 bytes of something else, then the data, as they are or in blocks. */
static unsigned char *build(int kind, size_t *length) {
  uLongf sizes[8];
  int32_t n = 0;
  unsigned char *data = malloc(BYTES), *file = malloc(2 * BYTES);
  assert_non_null(data);
  assert_non_null(file);
  for (size_t i = 0; i < BYTES; i++) data[i] = byte_at(i);
  *length = 16;
  if (kind == PLAIN) {
    memcpy(file + 16, data, BYTES);
    *length += BYTES;
  } else {
    *length += 24;
    for (size_t at = 0; at < BYTES; at += 100001) {
      size_t some = BYTES - at < 100001 ? BYTES - at : 100001;
      uLongf size = 200000;
      assert_int_equal(compress(file + *length, &size, data + at, some), Z_OK);
      sizes[n++] = size;
      *length += size;
    }
    uint64_t header = 16, trailer = *length;
    memcpy(file + 16, &header, 8), memcpy(file + 24, &trailer, 8);
    if (kind != BLOCKS)
      *length += put_table(file + *length, sizes, n, kind == WRONG_TABLE);
  }
  free(data);
  return file;
}

static void all_bytes_come_once(void **state) {
  (void)state;
  for (int way = 0; way < 2 * KINDS; way++) {
    int threaded = way & 1, kind = way >> 1;
    size_t length;
    unsigned char *file = build(kind, &length);
    pw_bytes bytes = {file, length};
    pw_source source = pw_source_memory(bytes);
    pw_sav_records records;
    memset(&records, 0, sizeof records);
    records.data_offset = 16;
    records.compression = kind != PLAIN ? PW_SAV_ZLIB : PW_SAV_PLAIN;
    pw_alloc alloc = pw_alloc_unlimited();
    pw_sav_pieces *pieces;
    pw_bytes piece;
    size_t at = 0, keep = 0;
    assert_int_equal(pw_sav_pieces_open(&pieces, &records, &source, 0, NULL,
                                        threaded, &alloc, NULL),
                     PW_OK);
    do {
      assert_int_equal(pw_sav_pieces_next(pieces, keep, NULL, &piece, NULL),
                       PW_OK);
      for (size_t i = 0; i < piece.length; i++)
        assert_int_equal(piece.at[i], byte_at(at - keep + i));
      at += piece.length - keep;
      if (piece.length > keep) keep = at % 8;
      else break;
    } while (1);
    assert_int_equal(at, BYTES);
    pw_sav_pieces_free(pieces);
    assert_int_equal(alloc.in_use, 0);
    free(file);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(all_bytes_come_once)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
