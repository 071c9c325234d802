/* Reads what one text stands for: a number, an integer, a day or a time. Blanks
 * around it count nowhere, nor do those that nobody sees or can type. */
#ifndef PW_READ_CSV_VALUE_H
#define PW_READ_CSV_VALUE_H

#include <stddef.h>
#include <stdint.h>

static inline int pw_csv_is_digit(char c) { return c >= '0' && c <= '9'; }

static inline int pw_csv_is_blank(char c) { return c == ' ' || c == '\t'; }

/* Whether a byte is of a character beyond ASCII. */
static inline int pw_csv_is_high(char c) {
  return ((unsigned char)c & 0x80) != 0;
}

/* Takes blanks from both ends of a text, no-break and zero-width ones too. */
void pw_csv_trim(const char **text, size_t *length);

/* One number: sign, digits, decimal mark, exponent. Correctly rounded
 * whatever the locale. 0 (and `*out` untouched) for anything else, for digits
 * and an exponent with neither a mark nor the exponent's sign (12E4), for an
 * integer beyond 2^53, a leading zero before another digit, and a value that
 * a double cannot hold: those are text. */
int pw_csv_number(const char *text, size_t length, char decimal, double *out);

/* The same without mark and exponent, from -(2^31 - 1) to 2^31 - 1: the lowest
 * 32-bit integer is left to the caller for a missing one. */
int pw_csv_integer(const char *text, size_t length, int32_t *out);

/* "2018-10-31" as days since 1970-01-01. */
int pw_csv_date(const char *text, size_t length, double *days);

/* A date, T or a blank, "hh:mm", optional seconds with optional fraction, and
 * optional zone (Z or +hh:mm, reported in `*zoned`) as seconds since 1970. */
int pw_csv_time(const char *text, size_t length, double *seconds, int *zoned);

#endif
