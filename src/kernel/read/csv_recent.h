/* The texts that a thread met lately in a column, and the answer to each.
 *
 * Most columns of a survey have a few texts again and again, in an order that
 * can't be foreseen: a branch on what the next one is costs more than all the
 * rest. A text is therefore compared by three words, read alike whatever its
 * length. */
#ifndef PW_READ_CSV_RECENT_H
#define PW_READ_CSV_RECENT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
  uint64_t first, second, last; /* 8 bytes each: see pw_csv_sketch */
  const char *bytes; /* of a text of more than PW_CSV_SKETCHED bytes */
  uint32_t length;
  int32_t answer; /* the caller's, not 0; 0 for none */
} pw_csv_recent;

#define PW_CSV_SKETCHED 24
#define PW_CSV_RECENT 16

/* Each text has two places, next to one another. Starts all zero. */
typedef struct {
  pw_csv_recent at[PW_CSV_RECENT];
} pw_csv_recents;

static inline uint64_t pw_csv_word(const char *at) {
  uint64_t word;
  memcpy(&word, at, sizeof word);
  return word;
}

/* The `length` (up to 8) last bytes of a word as it lies in memory. */
static inline uint64_t pw_csv_last_bytes(uint64_t word, size_t length) {
  unsigned half = 4 * (8 - (unsigned)length); /* a shift by 64 is undefined */
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  return word << half << half >> half >> half;
#else
  return word >> half >> half;
#endif
}

/* A text as it is compared: its first 8 bytes, the 8 behind them where it has
 * 16, and its last 8, which tell texts of one length up to PW_CSV_SKETCHED
 * apart. The 8 bytes before its end must be readable. */
static inline pw_csv_recent pw_csv_sketch(const char *bytes, size_t length) {
  const char *end = bytes + length;
  size_t shown = length < 8 ? length : 8, has_second = length >= 16;
  uint64_t second = pw_csv_word(end - 8 - (length - 16) * has_second);
  pw_csv_recent out = {
    pw_csv_last_bytes(pw_csv_word(end - (length < 8 ? 8 : length)), shown),
    second & (0 - (uint64_t)has_second),
    pw_csv_last_bytes(pw_csv_word(end - 8), shown),
    length > PW_CSV_SKETCHED ? bytes : NULL,
    (uint32_t)length,
    0};
  return out;
}

/* The first of a text's places. */
static inline size_t pw_csv_place(const pw_csv_recent *text) {
  uint64_t mixed = (text->first ^ text->last << 1 ^ text->length) *
    UINT64_C(0x9E3779B97F4A7C15);
  return (size_t)(mixed >> 60) & ~(size_t)1;
}

static inline uint64_t pw_csv_difference(const pw_csv_recent *a,
                                         const pw_csv_recent *b) {
  return (a->first ^ b->first) | (a->second ^ b->second) | (a->last ^ b->last) |
    (a->length ^ b->length);
}

/* The answer to a text, or 0 where it is not among them. */
static inline int32_t pw_csv_recall(const pw_csv_recents *recents,
                                    const pw_csv_recent *text) {
  const pw_csv_recent *at = &recents->at[pw_csv_place(text)];
  at += pw_csv_difference(at, text) != 0;
  if (pw_csv_difference(at, text) != 0) return 0;
  if (text->length > PW_CSV_SKETCHED && at->answer != 0 &&
      memcmp(at->bytes, text->bytes, text->length) != 0) {
    return 0;
  }
  return at->answer;
}

/* Keeps `answer` to a text, whose bytes then lie at `bytes` as long as it is
 * kept where it has more than PW_CSV_SKETCHED. */
static inline void pw_csv_remember(pw_csv_recents *recents, pw_csv_recent text,
                                   const char *bytes, int32_t answer) {
  pw_csv_recent *at = &recents->at[pw_csv_place(&text)];
  if (pw_csv_recall(recents, &text) != 0) return;
  text.bytes = bytes;
  text.answer = answer;
  if (at[0].answer != 0) at[1] = at[0];
  at[0] = text;
}

#endif
