/* 64 bytes of a delimited text at once: where fields and lines end.
 *
 * Each byte is one bit of a word, the first byte the lowest. A quote opens a
 * text only where a field begins, and a doubled quote inside a text is closed
 * and opened again, so that the number of quotes so far, odd or even, says
 * whether a byte is inside; a quote anywhere else is an ordinary character
 * and is struck from the word first. (Langdale and Lemire 2019, "Parsing
 * gigabytes of JSON per second", section 3.1, has the idea of the words.) */
#ifndef PW_READ_CSV_MASKS_H
#define PW_READ_CSV_MASKS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

#define PW_CSV_BLOCK 64

/* Of a file that is gone over from front to back so many bytes are in memory at
 * once, and so many more beyond, so that what begins within them can be looked
 * at to its end. */
#ifndef PW_CSV_WINDOW
#define PW_CSV_WINDOW ((size_t)1 << 22)
#endif
#ifndef PW_CSV_BEYOND
#define PW_CSV_BEYOND ((size_t)1 << 20)
#endif

typedef struct {
  char delim;
  char quote;
  int has_quotes; /* whether the text has any; 0 saves the search */
  int has_cr;     /* likewise, carriage returns */
  int padded;     /* whether a quote behind blanks opens a text, too */
} pw_csv_marks;

/* What the byte before a block was; 1 or 0, `inside` all ones or 0. */
typedef struct {
  uint64_t inside;
  uint64_t after_end;     /* it ended a field */
  uint64_t after_close;   /* it was a closing quote */
  uint64_t after_cr;      /* it was a carriage return outside quotes */
  uint64_t after_newline; /* it was LF or CR outside quotes */
  uint64_t content;       /* the record holds more than blanks so far */
} pw_csv_carry;

typedef struct {
  uint64_t delims; /* outside quotes */
  uint64_t ends;   /* the first byte of each line end outside quotes */
  uint64_t empty;  /* those of `ends` with nothing before them on the line */
  uint64_t blanks; /* those of records of nothing but delimiters and blanks */
  uint64_t opens;  /* quotes that open a text */
} pw_csv_words;

/* The state in front of a record. */
static inline pw_csv_carry pw_csv_record_start(void) {
  pw_csv_carry carry = {0, 1, 0, 0, 1, 0};
  return carry;
}

/* The state within a text in quotes, at the front of a line. */
static inline pw_csv_carry pw_csv_text_start(void) {
  pw_csv_carry carry = {~UINT64_C(0), 0, 0, 0, 0, 1};
  return carry;
}

/* One bit for each of 64 bytes that equals `byte`. */
static inline uint64_t pw_csv_equal(const char *at, char byte) {
#if defined(__SSE2__)
  __m128i wanted = _mm_set1_epi8(byte);
  uint64_t word = 0;
  for (int i = 0; i < 4; i++) {
    __m128i bytes =
      _mm_loadu_si128((const __m128i *)(const void *)(at + 16 * i));
    uint64_t bits = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, wanted));
    word |= bits << (16 * i);
  }
  return word;
#elif defined(__ARM_NEON) && defined(__aarch64__)
  static const uint8_t weight[16] = {1, 2, 4, 8, 16, 32, 64, 128,
                                     1, 2, 4, 8, 16, 32, 64, 128};
  uint8x16_t wanted = vdupq_n_u8((uint8_t)byte), weights = vld1q_u8(weight);
  uint64_t word = 0;
  for (int i = 0; i < 4; i++) {
    uint8x16_t bytes = vld1q_u8((const uint8_t *)at + 16 * i);
    uint8x16_t bits = vandq_u8(vceqq_u8(bytes, wanted), weights);
    word |= (uint64_t)vaddv_u8(vget_low_u8(bits)) << (16 * i);
    word |= (uint64_t)vaddv_u8(vget_high_u8(bits)) << (16 * i + 8);
  }
  return word;
#else
  uint64_t word = 0;
  for (int i = 0; i < PW_CSV_BLOCK; i++) word |= (uint64_t)(at[i] == byte) << i;
  return word;
#endif
}

/* One bit for each of 64 bytes that is not ASCII. */
static inline uint64_t pw_csv_high(const char *at) {
  uint64_t word = 0;
#if defined(__SSE2__)
  for (int i = 0; i < 4; i++) {
    __m128i bytes =
      _mm_loadu_si128((const __m128i *)(const void *)(at + 16 * i));
    word |= (uint64_t)(uint32_t)_mm_movemask_epi8(bytes) << (16 * i);
  }
#else
  for (int i = 0; i < PW_CSV_BLOCK; i++) {
    word |= (uint64_t)((unsigned char)at[i] >> 7) << i;
  }
#endif
  return word;
}

/* One bit for each of 64 bytes that is a blank or a control character. */
static inline uint64_t pw_csv_low(const char *at) {
#if defined(__SSE2__)
  __m128i most = _mm_set1_epi8(0x20);
  uint64_t word = 0;
  for (int i = 0; i < 4; i++) {
    __m128i bytes =
      _mm_loadu_si128((const __m128i *)(const void *)(at + 16 * i));
    __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(bytes, most), bytes);
    word |= (uint64_t)(uint32_t)_mm_movemask_epi8(low) << (16 * i);
  }
  return word;
#else
  uint64_t word = 0;
  for (int i = 0; i < PW_CSV_BLOCK; i++) {
    word |= (uint64_t)((unsigned char)at[i] <= 0x20) << i;
  }
  return word;
#endif
}

/* Those of `ends` behind a bit of `content` of their own record. Adding ones up
 * to each end carries any bit of content into the end's own, and no further;
 * `*pending` is the record that began before, then the one that goes on. */
static inline uint64_t pw_csv_filled(uint64_t ends, uint64_t content,
                                     uint64_t *pending) {
  uint64_t within = ~ends, sum = within + (content & within);
  uint64_t all = sum + *pending;
  *pending = (uint64_t)(sum < within) | (uint64_t)(all < sum);
  return all & ends;
}

/* The first bytes behind runs of `blanks` that begin at a bit of `from`;
 * `*on` says whether such a run goes on behind the block. */
static inline uint64_t pw_csv_behind_blanks(uint64_t from, uint64_t blanks,
                                            uint64_t *on) {
  uint64_t sum = blanks + (from & blanks);
  *on = (uint64_t)(sum < blanks);
  return sum & ~blanks;
}

/* Bit i: whether the number of bits up to and with i is odd. */
static inline uint64_t pw_csv_odd_so_far(uint64_t word) {
  for (int shift = 1; shift < 64; shift *= 2) word ^= word << shift;
  return word;
}

/* The quotes that open or close a text, as `inside` and the rest of the carry
 * say; the others are struck out. `*inside` has the bytes within, with the
 * opening quote and without the closing one. `blanks` are those behind which a
 * quote may open a text. */
static inline uint64_t pw_csv_true_quotes(uint64_t quotes, uint64_t separators,
                                          uint64_t blanks,
                                          const pw_csv_carry *carry,
                                          uint64_t *inside) {
  uint64_t on;
  for (;;) {
    *inside = pw_csv_odd_so_far(quotes) ^ carry->inside;
    uint64_t open = quotes & *inside, close = quotes & ~*inside;
    uint64_t begins = (separators & ~*inside) << 1 | carry->after_end;
    uint64_t allowed = begins | (close << 1 | carry->after_close);
    if (blanks != 0) allowed |= pw_csv_behind_blanks(begins, blanks, &on);
    uint64_t stray = open & ~allowed;
    if (stray == 0) return quotes;
    quotes &= ~(stray & (~stray + 1)); /* the first of them, then again */
  }
}

/* One block of 64 bytes. `used` has a bit for each byte that belongs to the
 * text: all ones but for its last block. Where nobody
 * wants `blanks`, there are none. */
static inline pw_csv_words pw_csv_block(const char *at, uint64_t used,
                                        const pw_csv_marks *marks,
                                        pw_csv_carry *carry, int wants_blanks) {
  uint64_t delims = pw_csv_equal(at, marks->delim) & used;
  uint64_t lf = pw_csv_equal(at, '\n') & used;
  uint64_t cr = marks->has_cr ? pw_csv_equal(at, '\r') & used : 0;
  uint64_t quotes = marks->has_quotes ? pw_csv_equal(at, marks->quote) & used
                                      : 0;
  uint64_t inside = carry->inside, close = 0, opens = 0, blanks = 0, on = 0;
  uint64_t content = wants_blanks ? ~(pw_csv_low(at) | delims) & used : 0;
  if (marks->padded) {
    blanks = (pw_csv_equal(at, ' ') | pw_csv_equal(at, '\t')) & ~delims & used;
  }
  if (quotes != 0) {
    quotes =
      pw_csv_true_quotes(quotes, delims | lf | cr, blanks, carry, &inside);
    close = quotes & ~inside;
    uint64_t begins = ((delims | lf | cr) & ~inside) << 1 | carry->after_end;
    opens = begins | pw_csv_behind_blanks(begins, blanks, &on);
    opens &= quotes & inside;
  }
  delims &= ~inside;
  lf &= ~inside;
  cr &= ~inside;
  uint64_t newline = lf | cr;
  pw_csv_words words;
  words.delims = delims;
  words.ends = cr | (lf & ~(cr << 1 | carry->after_cr));
  words.empty = words.ends & (newline << 1 | carry->after_newline);
  words.blanks = 0;
  if (wants_blanks) {
    words.blanks = words.ends &
      ~pw_csv_filled(words.ends, content, &carry->content);
  }
  words.opens = opens;
  if (blanks != 0) {
    pw_csv_behind_blanks((delims | newline) << 1 | carry->after_end,
                         blanks & ~inside, &on);
  }
  carry->inside = (uint64_t)0 - (inside >> 63);
  carry->after_end = (delims | newline) >> 63 | on;
  carry->after_close = close >> 63;
  carry->after_cr = cr >> 63;
  carry->after_newline = newline >> 63;
  return words;
}

/* The block at `at` of a text that ends at `end`: itself where 64 bytes are
 * left, else its bytes in `room` (64 of them), padded by zeros. */
static inline const char *pw_csv_load(const char *at, const char *end,
                                      char *room, uint64_t *used) {
  size_t left = (size_t)(end - at);
  *used = ~UINT64_C(0);
  if (left >= PW_CSV_BLOCK) return at;
  memset(room, 0, PW_CSV_BLOCK);
  memcpy(room, at, left);
  *used = (UINT64_C(1) << left) - 1;
  return room;
}

static inline int pw_csv_lowest(uint64_t word) { return __builtin_ctzll(word); }

static inline int pw_csv_count(uint64_t word) {
  word -= word >> 1 & UINT64_C(0x5555555555555555);
  word = (word & UINT64_C(0x3333333333333333)) +
    (word >> 2 & UINT64_C(0x3333333333333333));
  word = (word + (word >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
  return (int)(word * UINT64_C(0x0101010101010101) >> 56);
}

#endif
