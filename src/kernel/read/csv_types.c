#include "read/csv_types.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define EXACT_LIMIT UINT64_C(9007199254740992) /* 2^53 */
#define LONGEST_NUMBER 320

#define AHEAD_ENDS 16
#define AHEAD_BYTES 64

static int is_digit(char c) { return c >= '0' && c <= '9'; }

static int is_blank(char c) { return c == ' ' || c == '\t'; }

/* Blanks of other scripts and of web pages, and marks without a width, as the
 * bytes of their characters: U+00A0, U+2007, U+202F, U+3000; U+200B to U+200D,
 * U+2060, U+FEFF. */
static const struct {
  char bytes[4];
  size_t length;
} unseen[] = {{"\xc2\xa0", 2},     {"\xe2\x80\x87", 3}, {"\xe2\x80\xaf", 3},
              {"\xe3\x80\x80", 3}, {"\xe2\x80\x8b", 3}, {"\xe2\x80\x8c", 3},
              {"\xe2\x80\x8d", 3}, {"\xe2\x81\xa0", 3}, {"\xef\xbb\xbf", 3}};

/* How many bytes such a character has at the front of a text, or 0. */
static size_t unseen_first(const char *text, size_t length) {
  for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++) {
    size_t n = unseen[i].length;
    if (length >= n && memcmp(text, unseen[i].bytes, n) == 0) return n;
  }
  return 0;
}

static size_t unseen_last(const char *text, size_t length) {
  for (size_t n = 2; n <= 3 && n <= length; n++) {
    if (unseen_first(text + length - n, n) == n) return n;
  }
  return 0;
}

static int is_high(char c) { return ((unsigned char)c & 0x80) != 0; }

static void trim(const char **text, size_t *length) {
  size_t n;
  while (*length > 0 &&
         (n = is_blank(**text) ? 1
            : is_high(**text)  ? unseen_first(*text, *length)
                               : 0) > 0) {
    *text += n;
    *length -= n;
  }
  while (*length > 0) {
    char last = (*text)[*length - 1];
    n = is_blank(last) ? 1 : is_high(last) ? unseen_last(*text, *length) : 0;
    if (n == 0) break;
    *length -= n;
  }
}

static int only_blanks(const char *at, const char *end) {
  while (at < end && is_blank(*at)) at++;
  return at == end;
}

void pw_csv_squeeze(pw_csv_cell *cell) {
  const char *end = cell->at + cell->length, *at = cell->at;
  size_t length = cell->length;
  trim(&at, &length);
  const char *to = at + length;
  if (only_blanks(cell->at, at)) at = cell->at;
  if (only_blanks(to, end)) to = end;
  cell->at = at;
  cell->length = (size_t)(to - at);
}

/* The C library's conversion, given its own locale's decimal mark. */
static int slow_number(const char *text, size_t length, char decimal,
                       double *out) {
  char copy[LONGEST_NUMBER + 16];
  const char *mark = localeconv()->decimal_point;
  size_t mark_length = strlen(mark), used = 0;
  if (length > LONGEST_NUMBER || mark_length > 8) return 0;
  for (size_t i = 0; i < length; i++) {
    if (text[i] == decimal) {
      memcpy(copy + used, mark, mark_length);
      used += mark_length;
    } else {
      copy[used++] = text[i];
    }
  }
  copy[used] = '\0';
  char *end;
  double value = strtod(copy, &end);
  if (end != copy + used || !isfinite(value)) return 0;
  *out = value;
  return 1;
}

typedef struct {
  uint64_t digits; /* all digits as one integer, while they fit */
  int count;       /* digits behind leading zeros */
  int places;      /* digits after the mark */
  int exponent;
  int integer; /* no mark, no exponent */
} decimal_parts;

/* Reads what stands after the sign. 0 when it is not a number. */
static int split_number(const char *at, const char *end, char decimal,
                        decimal_parts *parts) {
  static const decimal_parts none = {0, 0, 0, 0, 1};
  *parts = none;
  const char *first = at;
  int any = 0;
  for (; at < end && (is_digit(*at) || (*at == decimal && parts->integer));
       at++) {
    if (*at == decimal) {
      parts->integer = 0;
      continue;
    }
    any = 1;
    if (parts->count > 0 || *at != '0') parts->count++;
    if (parts->count <= 19)
      parts->digits = parts->digits * 10 + (uint64_t)(*at - '0');
    if (!parts->integer) parts->places++;
  }
  if (!any) return 0;
  if (at - first > 1 && first[0] == '0' && is_digit(first[1])) return 0;
  if (at == end) return 1;
  if (*at != 'e' && *at != 'E') return 0;
  int whole = parts->integer;
  parts->integer = 0;
  at++;
  int negative = at < end && *at == '-';
  /* 12E4 is a code: what writes numbers gives the exponent's sign or a mark. */
  if (whole && !negative && (at == end || *at != '+')) return 0;
  if (at < end && (*at == '-' || *at == '+')) at++;
  if (at == end || end - at > 4) return 0;
  for (; at < end; at++) {
    if (!is_digit(*at)) return 0;
    parts->exponent = parts->exponent * 10 + (*at - '0');
  }
  if (negative) parts->exponent = -parts->exponent;
  return 1;
}

/* An integer up to 2^53 times or over a power of ten up to 10^22 is one
 * rounding of two exact doubles, hence correctly rounded (Clinger 1990, "How
 * to read floating point numbers accurately", section 5), in double alone. */
int pw_csv_number(const char *text, size_t length, char decimal, double *out) {
  static const double tens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  trim(&text, &length);
  if (length == 0) return 0;
  size_t sign = text[0] == '-' || text[0] == '+';
  decimal_parts parts;
  if (!split_number(text + sign, text + length, decimal, &parts)) return 0;
  int exact = parts.count <= 19 && parts.digits <= EXACT_LIMIT;
  if (parts.integer && !exact) return 0;
  int power = parts.exponent - parts.places;
  if (!exact || (power && FLT_EVAL_METHOD) || power < -22 || power > 22) {
    return slow_number(text, length, decimal, out);
  }
  double value = (double)parts.digits;
  value = power < 0 ? value / tens[-power] : value * tens[power];
  *out = text[0] == '-' ? -value : value;
  return 1;
}

int pw_csv_integer(const char *text, size_t length, int32_t *out) {
  trim(&text, &length);
  if (length == 0) return 0;
  size_t sign = text[0] == '-' || text[0] == '+', at = sign;
  if (length - sign < 1 || length - sign > 10) return 0;
  if (text[at] == '0' && length - sign > 1) return 0;
  int64_t value = 0;
  for (; at < length; at++) {
    if (!is_digit(text[at])) return 0;
    value = value * 10 + (text[at] - '0');
  }
  if (value > INT32_MAX) return 0;
  *out = (int32_t)(text[0] == '-' ? -value : value);
  return 1;
}

/* `n` digits as a number, or -1. */
static int fixed_digits(const char *at, int n) {
  int value = 0;
  for (int i = 0; i < n; i++) {
    if (!is_digit(at[i])) return -1;
    value = value * 10 + (at[i] - '0');
  }
  return value;
}

int pw_csv_date(const char *text, size_t length, double *days) {
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (length != 10) trim(&text, &length); /* with blanks, ten are too few */
  if (length != 10 || text[4] != '-' || text[7] != '-') return 0;
  int year = fixed_digits(text, 4), month = fixed_digits(text + 5, 2);
  int day = fixed_digits(text + 8, 2);
  if (year < 1 || month < 1 || month > 12 || day < 1) return 0;
  int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (day > lengths[month - 1] + (month == 2 && leap)) return 0;
  /* Days since 1 March of year 0, where the leap day ends the year. */
  int64_t y = month <= 2 ? year - 1 : year, m = (month + 9) % 12;
  int64_t since = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 +
    day - 1;
  *days = (double)(since - 719468);
  return 1;
}

static int zone_seconds(const char *at, size_t length, double *offset) {
  *offset = 0;
  if (length == 1 && *at == 'Z') return 1;
  if (length != 6 || (*at != '+' && *at != '-') || at[3] != ':') return 0;
  int hours = fixed_digits(at + 1, 2), minutes = fixed_digits(at + 4, 2);
  if (hours < 0 || hours > 15 || minutes < 0 || minutes > 59) return 0;
  *offset = (hours * 60 + minutes) * 60.0 * (*at == '-' ? -1 : 1);
  return 1;
}

int pw_csv_time(const char *text, size_t length, double *seconds, int *zoned) {
  trim(&text, &length);
  double days, second = 0, offset = 0;
  if (length < 16 || !pw_csv_date(text, 10, &days)) return 0;
  if ((text[10] != 'T' && text[10] != ' ') || text[13] != ':') return 0;
  int hour = fixed_digits(text + 11, 2), minute = fixed_digits(text + 14, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return 0;
  size_t at = 16;
  if (length >= 19 && text[16] == ':') {
    second = fixed_digits(text + 17, 2);
    at = 19;
    if (second < 0 || second > 60) return 0;
    size_t end = at;
    if (end + 1 < length && text[end] == '.') {
      double unit = 0.1;
      for (end++; end < length && is_digit(text[end]); end++, unit /= 10) {
        second += unit * (text[end] - '0');
      }
      if (end == at + 1) return 0;
      at = end;
    }
  }
  *zoned = at < length;
  if (*zoned && !zone_seconds(text + at, length - at, &offset)) return 0;
  *seconds = days * 86400 + hour * 3600.0 + minute * 60.0 + second - offset;
  return 1;
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
  if (!(cell->flags & PW_CSV_QUOTED)) trim(&text, &length);
  return pw_csv_is_missing_text(text, length, rules);
}

static int has_long_number(const pw_csv_rules *rules) {
  for (size_t i = 0; i < rules->n_missing; i++) {
    const pw_text *missing = &rules->missing[i];
    for (size_t at = 0; missing->length > 1 && at < missing->length; at++)
      if (is_digit(missing->bytes[at])) return 1;
  }
  return 0;
}

void pw_csv_quick_for(pw_csv_quick *quick, const pw_csv_rules *rules,
                      pw_csv_none none) {
  memset(quick->known, 0, sizeof quick->known);
  quick->none = none;
  for (int c = 0; c < 256; c++) {
    char text = (char)c;
    int lost = c != (unsigned char)rules->quote && !is_blank(text) &&
      pw_csv_is_missing_text(&text, 1, rules);
    quick->known[c] = lost || is_digit(text);
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
  return !is_blank(first) && !is_high(first) && !is_blank(last) &&
    !is_high(last);
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
