#include "cmocka_all.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "read/sav_pieces.h"

enum { BYTES = 700000 };

static unsigned char byte_at(size_t i) {
  return (unsigned char)(i * 31 + i / 251);
}

/* 16 bytes of something else, then the data, as they are or in blocks. */
static unsigned char *build(int zlib, size_t *length) {
  unsigned char *data = malloc(BYTES), *file = malloc(2 * BYTES);
  assert_non_null(data);
  assert_non_null(file);
  for (size_t i = 0; i < BYTES; i++) data[i] = byte_at(i);
  *length = 16;
  if (!zlib) {
    memcpy(file + 16, data, BYTES);
    *length += BYTES;
  } else {
    *length += 24;
    for (size_t at = 0; at < BYTES; at += 100001) {
      size_t some = BYTES - at < 100001 ? BYTES - at : 100001;
      uLongf size = 200000;
      assert_int_equal(compress(file + *length, &size, data + at, some), Z_OK);
      *length += size;
    }
    uint64_t header = 16, trailer = *length;
    memcpy(file + 16, &header, 8), memcpy(file + 24, &trailer, 8);
  }
  free(data);
  return file;
}

static void all_bytes_come_once(void **state) {
  (void)state;
  for (int kind = 0; kind < 4; kind++) {
    int threaded = kind & 1, zlib = kind >> 1;
    size_t length;
    unsigned char *file = build(zlib, &length);
    pw_bytes bytes = {file, length};
    pw_source source = pw_source_memory(bytes);
    pw_sav_records records;
    memset(&records, 0, sizeof records);
    records.data_offset = 16;
    records.compression = zlib ? PW_SAV_ZLIB : PW_SAV_PLAIN;
    pw_alloc alloc = pw_alloc_unlimited();
    pw_sav_pieces *pieces;
    pw_bytes piece;
    size_t at = 0, keep = 0;
    assert_int_equal(
      pw_sav_pieces_open(&pieces, &records, &source, 0, threaded, &alloc, NULL),
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
