#include "read/csv_value.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define EXACT_LIMIT UINT64_C(9007199254740992) /* 2^53 */
#define LONGEST_NUMBER 320

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

void pw_csv_trim(const char **text, size_t *length) {
  size_t n;
  while (*length > 0 &&
         (n = pw_csv_is_blank(**text) ? 1
            : pw_csv_is_high(**text)  ? unseen_first(*text, *length)
                                      : 0) > 0) {
    *text += n;
    *length -= n;
  }
  while (*length > 0) {
    char last = (*text)[*length - 1];
    n = pw_csv_is_blank(last) ? 1
      : pw_csv_is_high(last)  ? unseen_last(*text, *length)
                              : 0;
    if (n == 0) break;
    *length -= n;
  }
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
  for (;
       at < end && (pw_csv_is_digit(*at) || (*at == decimal && parts->integer));
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
  if (at - first > 1 && first[0] == '0' && pw_csv_is_digit(first[1])) return 0;
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
    if (!pw_csv_is_digit(*at)) return 0;
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
  pw_csv_trim(&text, &length);
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
  pw_csv_trim(&text, &length);
  if (length == 0) return 0;
  size_t sign = text[0] == '-' || text[0] == '+', at = sign;
  if (length - sign < 1 || length - sign > 10) return 0;
  if (text[at] == '0' && length - sign > 1) return 0;
  int64_t value = 0;
  for (; at < length; at++) {
    if (!pw_csv_is_digit(text[at])) return 0;
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
    if (!pw_csv_is_digit(at[i])) return -1;
    value = value * 10 + (at[i] - '0');
  }
  return value;
}

int pw_csv_date(const char *text, size_t length, double *days) {
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (length != 10)
    pw_csv_trim(&text, &length); /* with blanks, ten are too few */
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
  pw_csv_trim(&text, &length);
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
      for (end++; end < length && pw_csv_is_digit(text[end]);
           end++, unit /= 10) {
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
