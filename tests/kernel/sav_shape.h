/* Builds .sav and .zsav files of any shape, with random answers: either byte
 * order, every compression, any bias, strings of any width. */
#ifndef SAV_SHAPE_H
#define SAV_SHAPE_H

#include <float.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { SHAPE_VARIABLES = 12 };

typedef struct {
  int big_endian, compression;
  double bias;
  int rows;
  int count;                    /* variables */
  int width[SHAPE_VARIABLES];   /* 0 for a number, else bytes of a string */
  int missing[SHAPE_VARIABLES]; /* number of user-missing values */
  uint32_t seed;
} sav_shape;

typedef struct {
  unsigned char *at;
  size_t n, room;
  int swap;
  uint32_t random;
} sav_bytes;

static inline uint32_t shape_random(sav_bytes *b, uint32_t below) {
  b->random = b->random * 1664525u + 1013904223u;
  return (uint32_t)(((uint64_t)(b->random >> 4) * below) >> 28);
}

static inline void put_bytes(sav_bytes *b, const void *bytes, size_t n) {
  if (b->n + n > b->room) {
    b->room = (b->n + n) * 2;
    b->at = realloc(b->at, b->room);
    if (b->at == NULL) abort();
  }
  if (n > 0) memcpy(b->at + b->n, bytes, n);
  b->n += n;
}

static inline void put_swapped(sav_bytes *b, const void *value, size_t n) {
  unsigned char bytes[8];
  memcpy(bytes, value, n);
  for (size_t i = 0; b->swap && i < n / 2; i++) {
    unsigned char other = bytes[i];
    bytes[i] = bytes[n - 1 - i];
    bytes[n - 1 - i] = other;
  }
  put_bytes(b, bytes, n);
}
static inline void put_i32(sav_bytes *b, int32_t x) { put_swapped(b, &x, 4); }
static inline void put_i64(sav_bytes *b, int64_t x) { put_swapped(b, &x, 8); }
static inline void put_f64(sav_bytes *b, double x) { put_swapped(b, &x, 8); }

static inline int segments_of(int width) {
  return width <= 255 ? 1 : (width + 251) / 252;
}
static inline int segment_width(int width, int segment) {
  if (width <= 255) return width;
  return segment + 1 < segments_of(width) ? 255 : width - 252 * segment;
}

static inline void put_variable(sav_bytes *b, int width, const char *name,
                                int missing) {
  int32_t format = width == 0 ? 0x050802 : 0x010000 | width << 8;
  char padded[40];
  snprintf(padded, sizeof padded, "%-8s", name);
  put_i32(b, 2), put_i32(b, width), put_i32(b, 0), put_i32(b, missing);
  put_i32(b, format), put_i32(b, format), put_bytes(b, padded, 8);
  for (int i = 0; i < missing; i++) {
    if (width == 0) put_f64(b, 90 + i);
    else put_bytes(b, "n/a     ", 8);
  }
  for (int at = 8; at < width; at += 8) {
    put_i32(b, 2), put_i32(b, -1), put_i32(b, 0), put_i32(b, 0);
    put_i32(b, 0), put_i32(b, 0), put_bytes(b, "        ", 8);
  }
}

static inline void put_dictionary(sav_bytes *b, const sav_shape *s) {
  char text[1024];
  int elements = 0, used = 0;
  for (int i = 0; i < s->count; i++) {
    for (int k = 0; k < segments_of(s->width[i]); k++) {
      int width = segment_width(s->width[i], k);
      elements += width == 0 ? 1 : (width + 7) / 8;
    }
  }
  put_bytes(b, s->compression == 2 ? "$FL3" : "$FL2", 4);
  snprintf(text, sizeof text, "%-60s", "@(#) SPSS DATA FILE");
  put_bytes(b, text, 60);
  put_i32(b, 2), put_i32(b, elements), put_i32(b, s->compression),
    put_i32(b, 0);
  put_i32(b, s->rows), put_f64(b, s->bias);
  snprintf(text, sizeof text, "%-9s%-8s%-64s", "01 Jan 20", "00:00:00", "");
  put_bytes(b, text, 81), put_bytes(b, "\0\0\0", 3);
  for (int i = 0; i < s->count; i++) {
    char name[32];
    snprintf(name, sizeof name, "A%d", i);
    put_variable(b, segment_width(s->width[i], 0), name, s->missing[i]);
    for (int k = 1; k < segments_of(s->width[i]); k++) {
      snprintf(name, sizeof name, "S%d_%d", i, k);
      put_variable(b, segment_width(s->width[i], k), name, 0);
    }
    if (s->width[i] > 255) {
      used += snprintf(text + used, sizeof text - (size_t)used, "A%d=%05d", i,
                       s->width[i]);
      text[used++] = '\0', text[used++] = '\t';
    }
  }
  const int32_t machine[] = {20, 0, 0, -1, 1, 1, s->big_endian ? 1 : 2, 65001};
  put_i32(b, 7), put_i32(b, 3), put_i32(b, 4), put_i32(b, 8);
  for (int i = 0; i < 8; i++) put_i32(b, machine[i]);
  put_i32(b, 7), put_i32(b, 4), put_i32(b, 8), put_i32(b, 3);
  put_f64(b, -DBL_MAX), put_f64(b, DBL_MAX),
    put_f64(b, -1.7976931348623155e308);
  if (used > 0) {
    put_i32(b, 7), put_i32(b, 14), put_i32(b, 1), put_i32(b, used),
      put_bytes(b, text, (size_t)used);
  }
  put_i32(b, 7), put_i32(b, 20), put_i32(b, 1), put_i32(b, 5),
    put_bytes(b, "UTF-8", 5);
  put_i32(b, 999), put_i32(b, 0);
}

/* The elements of one case, as in an uncompressed file. */
static inline void put_case(sav_bytes *b, const sav_shape *s) {
  for (int i = 0; i < s->count; i++) {
    if (s->width[i] == 0) {
      switch (shape_random(b, 8)) {
      case 0: put_f64(b, -DBL_MAX); break;
      case 1: put_f64(b, shape_random(b, 1000) / 7.0); break;
      case 2: put_f64(b, -(double)shape_random(b, 120)); break;
      default: put_f64(b, (double)shape_random(b, 260)); break;
      }
      continue;
    }
    /* Letters and blanks, up to a length that is often 0 or the width. */
    int length = 0;
    switch (shape_random(b, 4)) {
    case 0: break;
    case 1: length = s->width[i]; break;
    default: length = (int)shape_random(b, (uint32_t)s->width[i] + 1);
    }
    for (int k = 0, at = 0; k < segments_of(s->width[i]); k++) {
      int width = segment_width(s->width[i], k);
      for (int j = 0; j < (width + 7) / 8 * 8; j++) {
        int inside = j < width && at < length;
        uint32_t letter = shape_random(b, 30);
        char c = !inside || letter >= 26 ? ' ' : (char)('a' + letter);
        put_bytes(b, &c, 1);
        at += j < width;
      }
    }
  }
}

/* `words` elements at `from` as bytecode. */
static inline void put_bytecode(sav_bytes *b, const sav_shape *s,
                                const unsigned char *from, size_t words,
                                const unsigned char *is_text) {
  unsigned char command[8], literals[64];
  size_t used = 0, literal = 0;
  for (size_t i = 0; i <= words; i++) {
    if (used == 8 || i == words) {
      memset(command + used, 0, 8 - used);
      if (used > 0)
        put_bytes(b, command, 8), put_bytes(b, literals, 8 * literal);
      used = literal = 0;
      if (i == words) break;
    }
    const unsigned char *word = from + 8 * i;
    if (is_text[i]) {
      command[used] = memcmp(word, "        ", 8) == 0 ? 254 : 253;
    } else {
      unsigned char bytes[8];
      double x;
      for (int k = 0; k < 8; k++) bytes[k] = word[b->swap ? 7 - k : k];
      memcpy(&x, bytes, 8);
      double code = x + s->bias;
      command[used] = x == -DBL_MAX ? 255
        : code >= 1 && code <= 251 && code == (double)(int)code
        ? (unsigned char)code
        : 253;
    }
    if (command[used++] == 253) memcpy(literals + 8 * literal++, word, 8);
  }
}

/* Blocks of 1,000 bytes, so that most cases are in two of them. */
static inline void put_zlib(sav_bytes *b, const sav_shape *s,
                            const sav_bytes *code) {
  enum { BLOCK = 1000 };
  size_t start = b->n, blocks = (code->n + BLOCK - 1) / BLOCK;
  int64_t *compressed = calloc(blocks + 1, sizeof *compressed);
  if (compressed == NULL) abort();
  put_i64(b, 0), put_i64(b, 0), put_i64(b, 0);
  for (size_t i = 0; i < blocks; i++) {
    unsigned char out[2 * BLOCK];
    uLongf size = sizeof out;
    size_t some = code->n - i * BLOCK < BLOCK ? code->n - i * BLOCK : BLOCK;
    if (compress(out, &size, code->at + i * BLOCK, some) != Z_OK) abort();
    put_bytes(b, out, size);
    compressed[i] = (int64_t)size;
  }
  size_t trailer = b->n;
  put_i64(b, -(int64_t)s->bias), put_i64(b, 0), put_i32(b, BLOCK),
    put_i32(b, (int32_t)blocks);
  int64_t from = (int64_t)start + 24;
  for (size_t i = 0; i < blocks; i++) {
    size_t some = code->n - i * BLOCK < BLOCK ? code->n - i * BLOCK : BLOCK;
    put_i64(b, (int64_t)(start + i * BLOCK)), put_i64(b, from);
    put_i32(b, (int32_t)some), put_i32(b, (int32_t)compressed[i]);
    from += compressed[i];
  }
  size_t end = b->n;
  b->n = start;
  put_i64(b, (int64_t)start), put_i64(b, (int64_t)trailer),
    put_i64(b, (int64_t)(end - trailer));
  b->n = end;
  free(compressed);
}

/* The whole file; free its `at`. */
static inline sav_bytes build_shape(const sav_shape *s) {
  const uint16_t one = 1;
  int little = *(const unsigned char *)&one;
  sav_bytes file = {NULL, 0, 0, s->big_endian == little, s->seed};
  sav_bytes plain = {NULL, 0, 0, file.swap, s->seed};
  sav_bytes code = {NULL, 0, 0, file.swap, 0};
  put_dictionary(&file, s);
  for (int row = 0; row < s->rows; row++) put_case(&plain, s);
  size_t words = plain.n / 8;
  unsigned char *is_text = calloc(words + 1, 1);
  if (is_text == NULL) abort();
  for (size_t at = 0; at < words;) {
    for (int i = 0; i < s->count; i++) {
      int elements = 0;
      for (int k = 0; k < segments_of(s->width[i]); k++) {
        elements += (segment_width(s->width[i], k) + 7) / 8;
      }
      if (s->width[i] == 0) at++;
      else memset(is_text + at, 1, (size_t)elements), at += (size_t)elements;
    }
  }
  if (s->compression == 0) {
    put_bytes(&file, plain.at, plain.n);
  } else {
    put_bytecode(&code, s, plain.at, words, is_text);
    if (s->compression == 1) put_bytes(&file, code.at, code.n);
    else put_zlib(&file, s, &code);
  }
  free(is_text);
  free(plain.at);
  free(code.at);
  return file;
}

/* Shapes in turn: `i` from 0 on. */
static inline sav_shape shape_number(int i) {
  static const int widths[] = {0,   0,   0,   1,   7,   8,   9,   16,  100,
                               248, 255, 256, 257, 300, 504, 505, 755, 2000};
  static const double biases[] = {100, 0, 1, 50, 251};
  sav_bytes random = {NULL, 0, 0, 0, (uint32_t)i * 2654435761u + 17u};
  sav_shape s;
  memset(&s, 0, sizeof s);
  s.big_endian = i & 1;
  s.compression = (i >> 1) % 3;
  s.bias = i % 4 == 3 ? biases[shape_random(&random, 5)] : 100;
  s.rows = (int)shape_random(&random, i % 7 == 0 ? 3 : 60);
  s.count = 1 + (int)shape_random(&random, SHAPE_VARIABLES);
  for (int k = 0; k < s.count; k++) {
    s.width[k] = i % 5 == 0
      ? 0
      : widths[shape_random(&random, sizeof widths / sizeof *widths)];
    s.missing[k] = s.width[k] <= 8 ? (int)shape_random(&random, 4) : 0;
  }
  s.seed = shape_random(&random, 1u << 28);
  return s;
}

#endif
