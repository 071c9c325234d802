/* Builds zip archives of any shape for tests, and for the seeds of fuzzing. */
#ifndef PW_TEST_ZIP_BUILD_H
#define PW_TEST_ZIP_BUILD_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

typedef struct {
  const char *name, *content;
  int stored;
} zip_part;

typedef struct {
  unsigned char at[65536];
  size_t n;
} zip_bytes;

typedef struct {
  const zip_part *parts;
  size_t n;
  int zip64;          /* sizes and places in the fields of zip64 */
  const char *before; /* stands in front of the archive */
  const char *comment;
} zip_shape;

static inline void zip_put(zip_bytes *to, uint64_t value, int bytes) {
  for (; bytes > 0; bytes--, value >>= 8)
    to->at[to->n++] = (unsigned char)value;
}

static inline void zip_text(zip_bytes *to, const void *text, size_t n) {
  if (n > 0) memcpy(to->at + to->n, text, n);
  to->n += n;
}

static inline void zip_sign(zip_bytes *to, int a, int b) {
  zip_put(to, 'P' | 'K' << 8 | a << 16 | (unsigned)b << 24, 4);
}

static inline size_t zip_pack(const zip_part *part, unsigned char *to,
                              size_t room) {
  size_t n = strlen(part->content);
  if (part->stored) {
    memcpy(to, part->content, n);
    return n;
  }
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  stream.next_in = (Bytef *)(uintptr_t)part->content;
  stream.avail_in = (uInt)n;
  stream.next_out = to;
  stream.avail_out = (uInt)room;
  deflate(&stream, Z_FINISH);
  n = stream.total_out;
  deflateEnd(&stream);
  return n;
}

/* What local header and directory both say of an entry. */
static inline void zip_about(zip_bytes *to, const zip_part *part, size_t packed,
                             int hide) {
  size_t n = strlen(part->content);
  uint32_t crc = (uint32_t)crc32(0, (const Bytef *)part->content, (uInt)n);
  zip_put(to, 20, 2), zip_put(to, 0, 2), zip_put(to, part->stored ? 0 : 8, 2);
  zip_put(to, 0, 4), zip_put(to, crc, 4);
  zip_put(to, hide ? UINT32_MAX : packed, 4);
  zip_put(to, hide ? UINT32_MAX : n, 4);
  zip_put(to, strlen(part->name), 2);
}

static inline void zip_build(const zip_shape *shape, zip_bytes *to) {
  size_t places[16], packed[16], before = 0;
  to->n = 0;
  if (shape->before != NULL) {
    zip_text(to, shape->before, before = strlen(shape->before));
  }
  for (size_t i = 0; i < shape->n; i++) {
    const zip_part *part = &shape->parts[i];
    unsigned char content[32768];
    packed[i] = zip_pack(part, content, sizeof content);
    places[i] = to->n - before;
    zip_sign(to, 3, 4);
    zip_about(to, part, packed[i], 0);
    zip_put(to, 4, 2); /* an extra field that only it has */
    zip_text(to, part->name, strlen(part->name));
    zip_put(to, 0x7777, 2), zip_put(to, 0, 2);
    zip_text(to, content, packed[i]);
  }
  size_t directory = to->n;
  for (size_t i = 0; i < shape->n; i++) {
    const zip_part *part = &shape->parts[i];
    zip_sign(to, 1, 2), zip_put(to, 20, 2);
    zip_about(to, part, packed[i], shape->zip64);
    zip_put(to, shape->zip64 ? 4 + 3 + 28 : 0, 2), zip_put(to, 2, 2);
    zip_put(to, 0, 8);
    zip_put(to, shape->zip64 ? UINT32_MAX : places[i], 4);
    zip_text(to, part->name, strlen(part->name));
    if (shape->zip64) {
      zip_put(to, 0x7777, 2), zip_put(to, 3, 2), zip_put(to, 0, 3);
      zip_put(to, 1, 2), zip_put(to, 24, 2);
      zip_put(to, strlen(part->content), 8), zip_put(to, packed[i], 8);
      zip_put(to, places[i], 8);
    }
    zip_text(to, "c!", 2);
  }
  size_t length = to->n - directory, at = to->n;
  if (shape->zip64) {
    zip_sign(to, 6, 6), zip_put(to, 44, 8), zip_put(to, 45, 2);
    zip_put(to, 45, 2), zip_put(to, 0, 8), zip_put(to, shape->n, 8);
    zip_put(to, shape->n, 8), zip_put(to, length, 8), zip_put(to, directory, 8);
    zip_sign(to, 6, 7), zip_put(to, 0, 4), zip_put(to, at, 8);
    zip_put(to, 1, 4);
  }
  uint64_t full = shape->zip64 ? UINT32_MAX : 0;
  zip_sign(to, 5, 6), zip_put(to, 0, 4);
  zip_put(to, full ? full : shape->n, 2),
    zip_put(to, full ? full : shape->n, 2);
  zip_put(to, full ? full : length, 4);
  zip_put(to, full ? full : directory - before, 4);
  size_t comment = shape->comment == NULL ? 0 : strlen(shape->comment);
  zip_put(to, comment, 2);
  zip_text(to, shape->comment, comment);
}

#endif
