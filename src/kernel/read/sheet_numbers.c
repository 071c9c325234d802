#include "read/sheet_numbers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DAY_MS 86400000.0

int pw_sheet_time(double days, pw_calendar calendar, int64_t *time) {
  const double from_1900 = 25569, from_1904 = 24107, year_10000 = 2958466;
  double before = calendar == PW_FROM_1904 ? from_1904 : from_1900;
  double most = year_10000 - (from_1900 - before);
  if (!(days >= 0 && days < most)) return 0;
  if (calendar == PW_FROM_1900) {
    if (days >= 60 && days < 61) return 0;
    if (days < 60) days++;
  }
  *time = (int64_t)llround((days - before) * DAY_MS);
  return 1;
}

int pw_sheet_place(pw_span name, int32_t *row, int32_t *column) {
  int32_t letters = 0, digits = 0;
  size_t i = 0;
  for (; i < name.length; i++) {
    char c = name.bytes[i];
    int32_t letter = c >= 'A' && c <= 'Z' ? c - 'A' + 1
      : c >= 'a' && c <= 'z'              ? c - 'a' + 1
                                          : 0;
    if (letter == 0) break;
    letters = letters * 26 + letter;
    if (letters > PW_SHEET_COLUMNS) return 0;
  }
  if (letters == 0 || i == name.length) return 0;
  for (; i < name.length; i++) {
    if (name.bytes[i] < '0' || name.bytes[i] > '9') return 0;
    digits = digits * 10 + (name.bytes[i] - '0');
    if (digits > PW_SHEET_ROWS) return 0;
  }
  if (digits == 0) return 0;
  *row = digits - 1;
  *column = letters - 1;
  return 1;
}

int32_t pw_sheet_whole(pw_span digits, int32_t most) {
  int64_t n = 0;
  if (digits.length == 0) return -1;
  for (size_t i = 0; i < digits.length; i++) {
    if (digits.bytes[i] < '0' || digits.bytes[i] > '9') return -1;
    n = n * 10 + (digits.bytes[i] - '0');
    if (n > most) return -1;
  }
  return (int32_t)n;
}

int pw_sheet_decimal(pw_span text, double *number) {
  enum { MOST_WHOLE = 999999999, LONGEST = 63 };
  char copy[LONGEST + 1];
  int32_t whole = pw_sheet_whole(text, MOST_WHOLE);
  if (whole >= 0) {
    *number = whole;
    return 1;
  }
  if (text.length == 0 || text.length > LONGEST) return 0;
  for (size_t i = 0; i < text.length; i++) {
    if (memchr("0123456789+-.eE", text.bytes[i], 15) == NULL) return 0;
  }
  memcpy(copy, text.bytes, text.length);
  copy[text.length] = 0;
  char *end;
  *number = strtod(copy, &end);
  return end == copy + text.length && isfinite(*number);
}

size_t pw_plain_digits(pw_span text) {
  size_t i = 0, n = 0, point = text.length;
  if (text.length > 0 && text.bytes[0] == '-') i = 1;
  if (i == text.length || text.bytes[text.length - 1] == '.') return 0;
  if (text.bytes[i] == '0' &&
      (i + 1 == text.length || text.bytes[i + 1] != '.'))
    return i == 0 && text.length == 1;
  for (; i < text.length; i++) {
    char c = text.bytes[i];
    if (c == '.' && point == text.length && i > 0 && text.bytes[i - 1] != '-') {
      point = i;
    } else if (c < '0' || c > '9') {
      return 0;
    } else if (n > 0 || c != '0') {
      n++;
    }
  }
  return point < text.length && text.bytes[text.length - 1] == '0' ? 0 : n;
}

size_t pw_round_digits(pw_span text, char *to) {
  enum { KEPT = 15 };
  const char *point = memchr(text.bytes, '.', text.length);
  size_t n = 0, i = 0;
  if (point == NULL) return 0;
  for (; i < text.length && n < KEPT; i++) {
    to[i] = text.bytes[i];
    n += to[i] >= '0' && to[i] <= '9' && (n > 0 || to[i] != '0');
  }
  if (i >= text.length || text.bytes + i <= point) return 0;
  int cut = 10 * (text.bytes[i] - '0');
  if (i + 1 < text.length) cut += text.bytes[i + 1] - '0';
  if (cut > 12 && cut < 88) return 0;
  size_t length = i;
  for (int up = text.bytes[i] >= '5'; up;) {
    if (i == 0) return 0; /* another digit in front */
    char *c = to + --i;
    if (*c == '-') return 0;
    if (*c == '.') continue;
    up = *c == '9';
    *c = (char)(up ? '0' : *c + 1);
  }
  while (to[length - 1] == '0') length--;
  return to[length - 1] == '.' ? length - 1 : length;
}
