#include "read/csv_band.h"

#include <float.h>
#include <string.h>

#define GROUP 8 /* cells that are looked at together: two words of digits */

/* A row of a band: where its next field starts, and the ends of those behind.
 */
typedef struct {
  const char *text;
  uint32_t start;
  const uint32_t *ends;
  int64_t at; /* in each of `out` */
} band_row;

/* Takes what stands in the table; `type` is known where this is compiled. */
static inline void put(void *out, int64_t at, pw_csv_type type,
                       const pw_csv_quick *quick, int place) {
  if (type == PW_CSV_INTEGER) {
    ((int32_t *)out)[at] = quick->integer[place];
  } else {
    ((double *)out)[at] = quick->number[place];
  }
}

/* Whether every second byte of a word, from its first on, is a digit: the high
 * half of it 3, and the low half below ten, to which six can be added without a
 * carry into the high half. */
static inline int every_second_digit(const char *at) {
  static const unsigned char high_bytes[8] = {0xf0, 0, 0xf0, 0, 0xf0, 0, 0xf0},
                             low_bytes[8] = {0x0f, 0, 0x0f, 0, 0x0f, 0, 0x0f},
                             three_bytes[8] = {0x30, 0, 0x30, 0, 0x30, 0, 0x30},
                             six_bytes[8] = {6, 0, 6, 0, 6, 0, 6};
  uint64_t word, high, low, three, six;
  memcpy(&word, at, 8);
  memcpy(&high, high_bytes, 8);
  memcpy(&low, low_bytes, 8);
  memcpy(&three, three_bytes, 8);
  memcpy(&six, six_bytes, 8);
  return (word & high) == three && (((word & low) + six) & high) == 0;
}

/* Fills a group of which every cell is a digit, or says that one is not. With
 * as many bytes as digits and the separators between them would take, and
 * digits wherever they would stand, no field's end needs to be looked at. The
 * byte behind the last digit is the group's own separator, or a line's end. */
static inline int fill_digits(const band_row *row, const char *text_end,
                              pw_csv_type type, const pw_csv_quick *quick,
                              void *const *out) {
  const char *first = row->text + row->start;
  if (row->ends[GROUP - 1] - row->start != 2 * GROUP - 1 ||
      text_end - first < 2 * GROUP || !every_second_digit(first) ||
      !every_second_digit(first + GROUP)) {
    return 0;
  }
  /* Written out: a loop of eight stays one where R compiles. */
  put(out[0], row->at, type, quick, first[0]);
  put(out[1], row->at, type, quick, first[2]);
  put(out[2], row->at, type, quick, first[4]);
  put(out[3], row->at, type, quick, first[6]);
  put(out[4], row->at, type, quick, first[8]);
  put(out[5], row->at, type, quick, first[10]);
  put(out[6], row->at, type, quick, first[12]);
  put(out[7], row->at, type, quick, first[14]);
  return 1;
}

/* Fills `n` cells one by one. Whether a cell is a digit or nothing can't be
 * foreseen, and no branch asks: what is longer, or absent and thus nowhere in
 * the text, is looked up as nothing. Bit i: the table does not know cell i. */
static inline uint32_t fill_cells(const band_row *row, pw_csv_type type, int n,
                                  const pw_csv_quick *quick, void *const *out) {
  static const char nothing = 0;
  uint32_t unknown = 0, start = row->start;
  for (int i = 0; i < n; i++) {
    uint32_t length = row->ends[i] - start;
    const char *only = length == 1 ? row->text + start : &nothing;
    int place = (unsigned char)*only | (length != 1) << 8;
    unknown |= (uint32_t)(!quick->known[place] | (length > 1)) << i;
    put(out[i], row->at, type, quick, place);
    start = row->ends[i] + 1;
  }
  return unknown;
}

/* The digits from `*at` on, up to `end`, behind those of `number`. */
static inline uint64_t more_digits(const char **at, const char *end,
                                   uint64_t number) {
  for (; *at < end; (*at)++) {
    uint32_t digit = (uint32_t)(unsigned char)**at - '0';
    if (digit > 9) break;
    number = number * 10 + digit;
  }
  return number;
}

/* A number that is written plainly: a minus or none, digits, of a number with
 * places a mark and digits. As many digits are an exact double, and places make
 * one rounding of two (see pw_csv_number). What is written otherwise is told
 * by pw_csv_fill. */
static inline int plain_number(const char *at, uint32_t length,
                               pw_csv_type type, char decimal, void *out,
                               int64_t to) {
  static const double tens[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6, 1e7,
                                1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14};
  const char *end = at + length;
  int negative = *at == '-';
  at += negative;
  const char *first = at;
  uint64_t number = more_digits(&at, end, 0);
  if (at == first || (*first == '0' && at - first > 1)) return 0;
  if (type == PW_CSV_INTEGER) {
    if (at < end) return 0;
    ((int32_t *)out)[to] = negative ? -(int32_t)number : (int32_t)number;
    return 1;
  }
  ptrdiff_t places = 0;
  if (at < end) {
    if (*at++ != decimal || FLT_EVAL_METHOD) return 0;
    places = end - at;
    number = more_digits(&at, end, number);
    if (at < end) return 0;
  }
  double value = (double)number / tens[places];
  ((double *)out)[to] = negative ? -value : value;
  return 1;
}

/* Bytes of the longest cell that is looked at: of integers, with nine digits
 * and no sign, all are in range. */
#define LONGEST_INTEGER 9
#define LONGEST_NUMBER 15

static int is_plain_end(char c) {
  return (unsigned char)c > ' ' && (unsigned char)c < 0x7f;
}

/* Fills those of `unknown` that are plain numbers of several digits, or texts
 * that are missing; returns the others. */
static uint32_t fill_longer(const band_row *row, pw_csv_type type,
                            uint32_t unknown, const pw_csv_quick *quick,
                            void *const *out) {
  uint32_t longest = type == PW_CSV_INTEGER ? LONGEST_INTEGER : LONGEST_NUMBER;
  uint32_t left = unknown;
  for (; unknown != 0; unknown &= unknown - 1) {
    int i = __builtin_ctz(unknown);
    uint32_t start = i == 0 ? row->start : row->ends[i - 1] + 1;
    uint32_t length = row->ends[i] - start;
    if (length < 2 || length > longest) continue;
    const char *at = row->text + start;
    if (quick->numbers_count &&
        plain_number(at, length, type, quick->rules->decimal, out[i],
                     row->at)) {
      left &= ~(UINT32_C(1) << i);
    } else if (*at != quick->rules->quote && is_plain_end(*at) &&
               is_plain_end(at[length - 1]) &&
               pw_csv_is_missing_text(at, length, quick->rules)) {
      put(out[i], row->at, type, quick, PW_CSV_NOTHING);
      left &= ~(UINT32_C(1) << i);
    }
  }
  return left;
}

static inline uint32_t fill_row(band_row row, const char *text_end,
                                pw_csv_type type, int n,
                                const pw_csv_quick *quick, void *const *out) {
  uint32_t unknown = 0;
  for (int done = 0; done < n;) {
    int some = n - done < GROUP ? n - done : GROUP;
    if (some < GROUP || !fill_digits(&row, text_end, type, quick, out + done)) {
      uint32_t longer = fill_cells(&row, type, some, quick, out + done);
      if (longer != 0) {
        longer = fill_longer(&row, type, longer, quick, out + done);
      }
      unknown |= longer << done;
    }
    done += some;
    row.start = row.ends[some - 1] + 1;
    row.ends += some;
  }
  return unknown;
}

static inline uint32_t fill_rows(pw_csv_cells cells, pw_csv_type type, int n,
                                 const pw_csv_quick *quick, void *const *out) {
  const pw_csv_index *index = cells.index;
  const char *text_end = index->text + index->length;
  const uint32_t all = UINT32_MAX >> (32 - n);
  uint32_t unknown = 0;
  for (int64_t i = cells.from; i < cells.to && unknown != all; i++) {
    const uint32_t *ends = index->ends + i * index->n_columns + cells.column;
    uint32_t start = cells.column == 0 ? index->starts[i] : ends[-1] + 1;
    band_row row = {index->text, start, ends, i - cells.from};
    unknown |= fill_row(row, text_end, type, n, quick, out);
  }
  return unknown;
}

uint32_t pw_csv_fill_band(pw_csv_cells cells, pw_csv_type type, int n,
                          const pw_csv_quick *quick, void *const *out) {
  return type == PW_CSV_INTEGER
    ? fill_rows(cells, PW_CSV_INTEGER, n, quick, out)
    : fill_rows(cells, PW_CSV_NUMBER, n, quick, out);
}
