#include "read/csv_types.h"

#include <string.h>

#include "read/csv_value.h"

#define AHEAD_ENDS 16
#define AHEAD_BYTES 64

static int only_blanks(const char *at, const char *end) {
  while (at < end && pw_csv_is_blank(*at)) at++;
  return at == end;
}

void pw_csv_squeeze(pw_csv_cell *cell) {
  const char *end = cell->at + cell->length, *at = cell->at;
  size_t length = cell->length;
  pw_csv_trim(&at, &length);
  const char *to = at + length;
  if (only_blanks(cell->at, at)) at = cell->at;
  if (only_blanks(to, end)) to = end;
  cell->at = at;
  cell->length = (size_t)(to - at);
}

int pw_csv_is_missing_text(const char *text, size_t length,
                           const pw_csv_rules *rules) {
  for (size_t i = 0; i < rules->n_missing; i++) {
    if (rules->missing[i].length == length &&
        (length == 0 || memcmp(rules->missing[i].bytes, text, length) == 0)) {
      return 1;
    }
  }
  return 0;
}

int pw_csv_is_missing(const pw_csv_cell *cell, const pw_csv_rules *rules) {
  if (cell->flags & PW_CSV_ABSENT) return 1;
  const char *text = cell->at;
  size_t length = cell->length;
  if (!(cell->flags & PW_CSV_QUOTED)) pw_csv_trim(&text, &length);
  return pw_csv_is_missing_text(text, length, rules);
}

static int has_long_number(const pw_csv_rules *rules) {
  for (size_t i = 0; i < rules->n_missing; i++) {
    const pw_text *missing = &rules->missing[i];
    for (size_t at = 0; missing->length > 1 && at < missing->length; at++)
      if (pw_csv_is_digit(missing->bytes[at])) return 1;
  }
  return 0;
}

void pw_csv_quick_for(pw_csv_quick *quick, const pw_csv_rules *rules,
                      pw_csv_none none) {
  memset(quick->known, 0, sizeof quick->known);
  quick->none = none;
  for (int c = 0; c < 256; c++) {
    char text = (char)c;
    int lost = c != (unsigned char)rules->quote && !pw_csv_is_blank(text) &&
      pw_csv_is_missing_text(&text, 1, rules);
    quick->known[c] = lost || pw_csv_is_digit(text);
    quick->integer[c] = lost ? none.integer : c - '0';
    quick->number[c] = lost ? none.number : c - '0';
  }
  quick->known[PW_CSV_NOTHING] =
    (unsigned char)pw_csv_is_missing_text("", 0, rules);
  quick->integer[PW_CSV_NOTHING] = none.integer;
  quick->number[PW_CSV_NOTHING] = none.number;
  quick->rules = rules;
  quick->numbers_count = !has_long_number(rules);
}

static int fits(const pw_csv_cell *cell, pw_csv_type type,
                const pw_csv_rules *rules, double *out, unsigned *zones) {
  int zoned;
  switch (type) {
  case PW_CSV_NUMBER:
    return pw_csv_number(cell->at, cell->length, rules->decimal, out);
  case PW_CSV_DATE: return pw_csv_date(cell->at, cell->length, out);
  case PW_CSV_TIME:
    if (!pw_csv_time(cell->at, cell->length, out, &zoned)) return 0;
    *zones |= zoned ? PW_CSV_ZONED : PW_CSV_UNZONED;
    return *zones != (PW_CSV_ZONED | PW_CSV_UNZONED);
  case PW_CSV_INTEGER: /* filled by itself, and above no type */
  case PW_CSV_TEXT: break;
  }
  return 1;
}

/* The least type above `type` that a cell fits. */
static pw_csv_type next_type(const pw_csv_cell *cell, pw_csv_type type,
                             const pw_csv_rules *rules) {
  double out;
  unsigned zones;
  do {
    zones = 0;
    type = (pw_csv_type)(type + 1);
  } while (!fits(cell, type, rules, &out, &zones));
  return type;
}

/* Most cells of a survey are one digit or nothing, without quotes: the place in
 * the tables of that, or -1. Which of the two it is can't be foreseen, and no
 * branch asks. */
static inline int quick_at(const pw_csv_quick *quick, const pw_csv_index *index,
                           int64_t row, int64_t column) {
  static const char nothing = 0;
  const uint32_t *end = index->ends + row * index->n_columns + column;
  uint32_t start = column == 0 ? index->starts[row] : end[-1] + 1;
  uint32_t length = *end - start;
  if (length > 1) return -1;
  __builtin_prefetch(end + AHEAD_ENDS);
  __builtin_prefetch(index->text + start + AHEAD_BYTES);
  const char *at = length == 0 ? &nothing : index->text + start;
  int place = (unsigned char)*at | (length == 0) << 8;
  return quick->known[place] ? place : -1;
}

static pw_csv_type fill_integers(pw_csv_cells cells, const pw_csv_rules *rules,
                                 const pw_csv_quick *quick, int32_t *out) {
  for (int64_t row = cells.from; row < cells.to; row++, out++) {
    int at = quick_at(quick, cells.index, row, cells.column);
    if (at >= 0) {
      *out = quick->integer[at];
      continue;
    }
    pw_csv_cell cell =
      pw_csv_field(cells.index, row, cells.column, rules->quote);
    if (pw_csv_is_missing(&cell, rules)) {
      *out = quick->none.integer;
    } else if (!pw_csv_integer(cell.at, cell.length, out)) {
      return next_type(&cell, PW_CSV_INTEGER, rules);
    }
  }
  return PW_CSV_INTEGER;
}

static size_t longest_missing(const pw_csv_rules *rules) {
  size_t longest = 0;
  for (size_t i = 0; i < rules->n_missing; i++) {
    if (rules->missing[i].length > longest) longest = rules->missing[i].length;
  }
  return longest;
}

/* Whether a cell is too long to be missing, with no blank at its ends. */
static inline int is_long(const pw_csv_cell *cell, size_t longest) {
  if (cell->length <= longest || cell->length == 0) return 0;
  char first = cell->at[0], last = cell->at[cell->length - 1];
  return !pw_csv_is_blank(first) && !pw_csv_is_high(first) &&
    !pw_csv_is_blank(last) && !pw_csv_is_high(last);
}

static pw_csv_type fill_numbers(pw_csv_cells cells, pw_csv_type type,
                                const pw_csv_rules *rules,
                                const pw_csv_quick *quick, double *out,
                                unsigned *zones) {
  size_t longest = longest_missing(rules);
  for (int64_t row = cells.from; row < cells.to; row++, out++) {
    int at = type == PW_CSV_NUMBER
      ? quick_at(quick, cells.index, row, cells.column)
      : -1;
    if (at >= 0) {
      *out = quick->number[at];
      continue;
    }
    pw_csv_cell cell =
      pw_csv_field(cells.index, row, cells.column, rules->quote);
    if (!is_long(&cell, longest) && pw_csv_is_missing(&cell, rules)) {
      *out = quick->none.number;
    } else if (!fits(&cell, type, rules, out, zones)) {
      return next_type(&cell, type, rules);
    }
  }
  return type;
}

pw_csv_type pw_csv_fill(pw_csv_cells cells, pw_csv_type type,
                        const pw_csv_rules *rules, const pw_csv_quick *quick,
                        void *out, unsigned *zones) {
  if (type == PW_CSV_INTEGER) return fill_integers(cells, rules, quick, out);
  return fill_numbers(cells, type, rules, quick, out, zones);
}
