/* The texts that a thread met lately in a column, and the answer to each.
 *
 * Most columns of a survey have a few texts again and again, in an order that
 * can't be foreseen: a branch on what the next one is costs more than all the
 * rest. A text is therefore compared by its first 32 bytes, read alike whatever
 * its length. */
#ifndef PW_READ_CSV_RECENT_H
#define PW_READ_CSV_RECENT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#define PW_CSV_SKETCHED 32
#define PW_CSV_RECENT 16

/* The first PW_CSV_SKETCHED bytes of a text, with zeros behind its end. */
typedef struct {
#if defined(__SSE2__)
  __m128i low, high;
#else
  uint64_t word[4];
#endif
} pw_csv_sketch;

typedef struct {
  uint32_t length;
  int32_t answer; /* the caller's, not 0; 0 for none */
} pw_csv_told;

/* Each text has two places, next to one another. Starts all zero. */
typedef struct {
  unsigned char sketch[PW_CSV_RECENT][PW_CSV_SKETCHED];
  pw_csv_told told[PW_CSV_RECENT];
  const char *bytes[PW_CSV_RECENT]; /* of those longer than PW_CSV_SKETCHED */
} pw_csv_recents;

#if defined(__SSE2__)

static inline pw_csv_sketch pw_csv_sketch_read(const void *bytes) {
  const char *at = bytes;
  pw_csv_sketch text = {
    _mm_loadu_si128((const __m128i *)(const void *)at),
    _mm_loadu_si128((const __m128i *)(const void *)(at + 16))};
  return text;
}

static inline pw_csv_sketch pw_csv_sketch_and(pw_csv_sketch a,
                                              pw_csv_sketch b) {
  pw_csv_sketch text = {_mm_and_si128(a.low, b.low),
                        _mm_and_si128(a.high, b.high)};
  return text;
}

static inline uint64_t pw_csv_sketch_folded(pw_csv_sketch text) {
  __m128i both = _mm_xor_si128(text.low, _mm_slli_epi64(text.high, 1));
  both = _mm_xor_si128(both, _mm_slli_epi64(_mm_srli_si128(both, 8), 2));
  uint64_t word[2];
  memcpy(word, &both, sizeof word);
  return word[0];
}

static inline int pw_csv_sketch_differs(pw_csv_sketch a, pw_csv_sketch b) {
  __m128i same =
    _mm_and_si128(_mm_cmpeq_epi8(a.low, b.low), _mm_cmpeq_epi8(a.high, b.high));
  return _mm_movemask_epi8(same) != 0xffff;
}

#else

static inline pw_csv_sketch pw_csv_sketch_read(const void *bytes) {
  pw_csv_sketch text;
  memcpy(&text, bytes, sizeof text);
  return text;
}

static inline pw_csv_sketch pw_csv_sketch_and(pw_csv_sketch a,
                                              pw_csv_sketch b) {
  for (int i = 0; i < 4; i++) a.word[i] &= b.word[i];
  return a;
}

static inline uint64_t pw_csv_sketch_folded(pw_csv_sketch text) {
  return text.word[0] ^ text.word[1] << 2 ^ text.word[2] << 1 ^
    text.word[3] << 3;
}

static inline int pw_csv_sketch_differs(pw_csv_sketch a, pw_csv_sketch b) {
  return ((a.word[0] ^ b.word[0]) | (a.word[1] ^ b.word[1]) |
          (a.word[2] ^ b.word[2]) | (a.word[3] ^ b.word[3])) != 0;
}

#endif

/* The sketch of a text. PW_CSV_SKETCHED bytes from its first on must be
 * readable, whatever its length. */
static inline pw_csv_sketch pw_csv_sketch_at(const char *bytes, size_t length) {
  static const unsigned char shown[2 * PW_CSV_SKETCHED] = {
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
  size_t upto = length < PW_CSV_SKETCHED ? length : PW_CSV_SKETCHED;
  return pw_csv_sketch_and(pw_csv_sketch_read(bytes),
                           pw_csv_sketch_read(shown + PW_CSV_SKETCHED - upto));
}

/* The same of a text behind which nothing may be read. */
static inline pw_csv_sketch pw_csv_sketch_of(const char *bytes, size_t length) {
  unsigned char room[PW_CSV_SKETCHED] = {0};
  memcpy(room, bytes, length < PW_CSV_SKETCHED ? length : PW_CSV_SKETCHED);
  return pw_csv_sketch_read(room);
}

/* The first of a text's places. */
static inline size_t pw_csv_place(pw_csv_sketch text) {
  uint64_t mixed = pw_csv_sketch_folded(text) * UINT64_C(0x9E3779B97F4A7C15);
  return (size_t)(mixed >> 60) & ~(size_t)1;
}

/* Whether place `at` has another text, by the sketch. */
static inline int pw_csv_is_other(const pw_csv_recents *recents, size_t at,
                                  pw_csv_sketch text) {
  return pw_csv_sketch_differs(pw_csv_sketch_read(recents->sketch[at]), text);
}

/* The answer to the text at `bytes`, of which `text` is the sketch, or 0 where
 * it is not among them. */
static inline int32_t pw_csv_recall(const pw_csv_recents *recents,
                                    pw_csv_sketch text, const char *bytes,
                                    size_t length) {
  size_t at = pw_csv_place(text);
  at += (size_t)pw_csv_is_other(recents, at, text);
  pw_csv_told told = recents->told[at];
  if (pw_csv_is_other(recents, at, text) | (told.length != (uint32_t)length)) {
    return 0;
  }
  if (length > PW_CSV_SKETCHED && told.answer != 0 &&
      memcmp(recents->bytes[at], bytes, length) != 0) {
    return 0;
  }
  return told.answer;
}

/* Keeps `answer` to a text, whose bytes then lie at `bytes` as long as it is
 * kept where it has more than PW_CSV_SKETCHED. */
static inline void pw_csv_remember(pw_csv_recents *recents, pw_csv_sketch text,
                                   const char *bytes, size_t length,
                                   int32_t answer) {
  size_t at = pw_csv_place(text);
  if (pw_csv_recall(recents, text, bytes, length) != 0) return;
  if (recents->told[at].answer != 0) {
    memcpy(recents->sketch[at + 1], recents->sketch[at], PW_CSV_SKETCHED);
    recents->told[at + 1] = recents->told[at];
    recents->bytes[at + 1] = recents->bytes[at];
  }
  pw_csv_told told = {(uint32_t)length, answer};
  memcpy(recents->sketch[at], &text, PW_CSV_SKETCHED);
  recents->told[at] = told;
  recents->bytes[at] = bytes;
}

#endif
