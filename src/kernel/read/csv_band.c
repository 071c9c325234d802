#include "read/csv_band.h"

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

static inline uint32_t fill_row(band_row row, const char *text_end,
                                pw_csv_type type, int n,
                                const pw_csv_quick *quick, void *const *out) {
  uint32_t unknown = 0;
  for (int done = 0; done < n;) {
    int some = n - done < GROUP ? n - done : GROUP;
    if (some < GROUP || !fill_digits(&row, text_end, type, quick, out + done)) {
      unknown |= fill_cells(&row, type, some, quick, out + done) << done;
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
