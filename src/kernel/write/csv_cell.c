#include "write/csv_cell.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY 86400

/* The letter that haven puts into the fifth byte of a NaN, or 0. */
static char letter_of(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  char letter = (char)(bits >> 32 & 0xff);
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')
    ? letter
    : 0;
}

size_t pw_csv_put_integer(char *out, int64_t x) {
  char digits[24];
  size_t n = 0, length = 0;
  uint64_t left = x < 0 ? 0 - (uint64_t)x : (uint64_t)x;
  do {
    digits[n++] = (char)('0' + left % 10);
    left /= 10;
  } while (left > 0);
  if (x < 0) out[length++] = '-';
  while (n > 0) out[length++] = digits[--n];
  return length;
}

size_t pw_csv_put_number(char *out, double x) {
  if (x != x) {
    char letter = letter_of(x);
    out[0] = '.';
    out[1] = letter;
    return letter ? 2 : 0;
  }
  if (x > -1e15 && x < 1e15 && x == (double)(int64_t)x &&
      (x != 0 || !signbit(x)))
    return pw_csv_put_integer(out, (int64_t)x);
  if (isinf(x)) {
    memcpy(out, x > 0 ? "INF" : "-INF", 4);
    return x > 0 ? 3 : 4;
  }
  int n = 0;
  for (int digits = 15; digits <= 17; digits++) {
    n = snprintf(out, PW_CSV_OUT_ROOM, "%.*g", digits, x);
    if (strtod(out, NULL) == x) break;
  }
  /* The mark of the locale, as the two functions have it. */
  char *mark = memchr(out, ',', (size_t)n);
  if (mark != NULL) *mark = '.';
  return (size_t)n;
}

static char *put_digits(char *out, int64_t x, int digits) {
  for (int i = digits - 1; i >= 0; i--, x /= 10) out[i] = (char)('0' + x % 10);
  return out + digits;
}

/* Turns days since 1970-01-01 into a date of the proleptic Gregorian calendar,
 * counting years from March, so that the leap day is the last of a year. */
static char *put_date(char *out, int64_t days) {
  int64_t from_march = days + 719468; /* days since 0000-03-01 */
  int64_t era = (from_march >= 0 ? from_march : from_march - 146096) / 146097;
  int64_t of_era = from_march - era * 146097;
  int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
    365;
  int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  int64_t month = (5 * of_year + 2) / 153;
  int64_t day = of_year - (153 * month + 2) / 5 + 1;
  int64_t january = month >= 10;
  out = put_digits(out, year + era * 400 + january, 4);
  *out++ = '-';
  out = put_digits(out, month + 3 - 12 * january, 2);
  *out++ = '-';
  return put_digits(out, day, 2);
}

/* The part of a second, with the fewest decimals that give `x` again. */
static char *put_part(char *out, double whole, double x) {
  double part = x - whole, power = 10;
  if (part == 0) return out;
  int64_t decimals = 0;
  int digits = 1;
  for (; digits <= 9; digits++, power *= 10) {
    decimals = (int64_t)nearbyint(part * power);
    /* From memory: some registers have more digits than a double. */
    volatile double again = whole + (double)decimals / power;
    if (decimals < (int64_t)power && again == x) break;
  }
  if (digits > 9) {
    digits = 9;
    decimals = (int64_t)floor(part * 1e9);
  }
  if (decimals == 0) return out;
  *out++ = '.';
  return put_digits(out, decimals, digits);
}

static char *put_clock(char *out, double whole, int64_t of_day, double x) {
  out = put_digits(out, of_day / 3600, 2);
  *out++ = ':';
  out = put_digits(out, of_day / 60 % 60, 2);
  *out++ = ':';
  out = put_digits(out, of_day % 60, 2);
  return put_part(out, whole, x);
}

size_t pw_csv_put_date(char *out, double days) {
  return days != days ? 0 : (size_t)(put_date(out, (int64_t)floor(days)) - out);
}

size_t pw_csv_put_datetime(char *out, double seconds) {
  if (seconds != seconds) return 0;
  double whole = floor(seconds);
  int64_t day = (int64_t)floor(whole / DAY);
  char *end = put_date(out, day);
  *end++ = 'T';
  end = put_clock(end, whole, (int64_t)whole - day * DAY, seconds);
  return (size_t)(end - out);
}

size_t pw_csv_put_clock(char *out, double seconds) {
  if (seconds != seconds) return 0;
  double whole = floor(seconds);
  return (size_t)(put_clock(out, whole, (int64_t)whole, seconds) - out);
}

size_t pw_csv_put_cell(char *out, pw_csv_out_kind kind, double x) {
  switch (kind) {
  case PW_CSV_OUT_DATE: return pw_csv_put_date(out, x);
  case PW_CSV_OUT_DATETIME: return pw_csv_put_datetime(out, x);
  case PW_CSV_OUT_CLOCK: return pw_csv_put_clock(out, x);
  default: return pw_csv_put_number(out, x);
  }
}
