/* Workbooks: writes the cells of a sheet as delimited text, which the CSV
 * reader takes from there. */
#include "calls.h"
#include "named.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How the dates of a column are written: a column of days has no times, and
 * one of times has them everywhere. */
typedef enum { DAYS, TIMES, CLOCK } date_form;

/* Days since 1970 by which Excel counts hours that belong to no date: before
 * serial number 1 of a book of 1900, and 0 of one of 1904. */
#define CLOCK_1900 (-25568)
#define CLOCK_1904 (-24107)
#define CLOCK_DAYS 32
#define DAY_MS INT64_C(86400000)

#define LONGEST_NUMBER 32

typedef struct {
  char *to;
  size_t used;
  double odd; /* characters that no text has, left out */
  double odd_row, odd_column;
} sheet_text;

static int is_date(SEXP cell) {
  return TYPEOF(cell) == REALSXP && OBJECT(cell) &&
    Rf_inherits(cell, "POSIXct");
}

static int64_t milliseconds(double seconds) {
  return (int64_t)llround(seconds * 1000);
}

static int64_t floor_day(int64_t ms) {
  return ms >= 0 ? ms / DAY_MS : -((-ms + DAY_MS - 1) / DAY_MS);
}

static int is_hours(int64_t ms, int64_t from) {
  return ms >= from * DAY_MS && ms < (from + CLOCK_DAYS) * DAY_MS;
}

/* Hours alone are days of January 1900 or 1904, all of them, of which one at
 * least is not a whole day. */
static date_form form_of(SEXP column, R_xlen_t first) {
  int times = 0, of_1900 = 1, of_1904 = 1;
  for (R_xlen_t i = first; i < XLENGTH(column); i++) {
    SEXP cell = VECTOR_ELT(column, i);
    if (!is_date(cell) || ISNAN(REAL(cell)[0])) continue;
    int64_t ms = milliseconds(REAL(cell)[0]);
    times |= ms % DAY_MS != 0;
    of_1900 &= is_hours(ms, CLOCK_1900);
    of_1904 &= is_hours(ms, CLOCK_1904);
  }
  if (!times) return DAYS;
  return of_1900 || of_1904 ? CLOCK : TIMES;
}

/* The most bytes that a cell takes, with what separates it. */
static size_t most_bytes(SEXP cell) {
  if (TYPEOF(cell) == STRSXP) {
    return 2 * (size_t)LENGTH(STRING_ELT(cell, 0)) + 3;
  }
  if (TYPEOF(cell) == REALSXP && !OBJECT(cell) && fabs(REAL(cell)[0]) < 1e8) {
    return REAL(cell)[0] == trunc(REAL(cell)[0]) ? 10 : LONGEST_NUMBER;
  }
  return TYPEOF(cell) == REALSXP ? LONGEST_NUMBER : 6;
}

static void put(sheet_text *text, const char *bytes, size_t n) {
  memcpy(text->to + text->used, bytes, n);
  text->used += n;
}

/* The fewest digits of 15 and 17 that give the number back. */
static void put_number(sheet_text *text, double x) {
  char digits[LONGEST_NUMBER];
  if (fabs(x) < 1e8 && x == trunc(x)) {
    int n = snprintf(digits, sizeof digits, "%d", (int)x);
    put(text, digits, (size_t)n);
    return;
  }
  int n = snprintf(digits, sizeof digits, "%.15g", x);
  if (strtod(digits, NULL) != x) {
    n = snprintf(digits, sizeof digits, "%.17g", x);
  }
  put(text, digits, (size_t)n);
}

/* Year, month and day of the Gregorian calendar, counted in eras of 400 years
 * that begin on 1 March. */
static int put_day(char *to, size_t room, int64_t day) {
  int64_t z = day + 719468;
  int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  int64_t of_era = z - era * 146097;
  int64_t year_of_era =
    (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era -
    (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int64_t part = (5 * of_year + 2) / 153;
  int64_t month = part < 10 ? part + 3 : part - 9;
  int64_t year = year_of_era + era * 400 + (month <= 2);
  return snprintf(to, room, "%04d-%02d-%02d", (int)(year % 10000), (int)month,
                  (int)(of_year - (153 * part + 2) / 5 + 1));
}

static void put_date(sheet_text *text, double seconds, date_form form) {
  char room[2 * LONGEST_NUMBER];
  int64_t ms = milliseconds(seconds), day = floor_day(ms);
  int n = 0;
  if (form == CLOCK) {
    int64_t from = ms < CLOCK_1904 * DAY_MS ? CLOCK_1900 : CLOCK_1904;
    ms -= from * DAY_MS;
  } else {
    n = put_day(room, sizeof room, day);
    ms -= day * DAY_MS;
    if (form == TIMES) room[n++] = ' ';
  }
  if (form != DAYS) {
    int whole = (int)(ms / 1000), part = (int)(ms % 1000);
    n += snprintf(room + n, sizeof room - (size_t)n, "%02d:%02d:%02d",
                  whole / 3600, whole / 60 % 60, whole % 60);
    if (part > 0) {
      n += snprintf(room + n, sizeof room - (size_t)n, ".%03d", part);
    }
  }
  put(text, room, (size_t)n);
}

static int is_odd(unsigned char c) {
  return (c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7f;
}

/* Quoted where it holds what a delimited text counts by. */
static void put_text(sheet_text *text, SEXP string, R_xlen_t row,
                     R_xlen_t column) {
  const char *bytes = CHAR(string);
  size_t n = (size_t)LENGTH(string);
  int quoted = n > 0 &&
    (strpbrk(bytes, ",\"\n\r") != NULL || (unsigned char)bytes[0] == 0xef);
  if (quoted) text->to[text->used++] = '"';
  for (size_t i = 0; i < n; i++) {
    if (is_odd((unsigned char)bytes[i])) {
      if (text->odd++ == 0) {
        text->odd_row = (double)row + 1;
        text->odd_column = (double)column + 1;
      }
      continue;
    }
    if (bytes[i] == '"') text->to[text->used++] = '"';
    text->to[text->used++] = bytes[i];
  }
  if (quoted) text->to[text->used++] = '"';
}

static void put_cell(sheet_text *text, SEXP cell, date_form form, R_xlen_t row,
                     R_xlen_t column) {
  if (TYPEOF(cell) == STRSXP && STRING_ELT(cell, 0) != NA_STRING) {
    put_text(text, STRING_ELT(cell, 0), row, column);
  } else if (TYPEOF(cell) == LGLSXP && LOGICAL(cell)[0] != NA_LOGICAL) {
    put(text, LOGICAL(cell)[0] ? "TRUE" : "FALSE", LOGICAL(cell)[0] ? 4 : 5);
  } else if (TYPEOF(cell) == REALSXP && R_FINITE(REAL(cell)[0])) {
    if (is_date(cell)) put_date(text, REAL(cell)[0], form);
    else put_number(text, REAL(cell)[0]);
  }
}

/* (columns: lists of equal length, each cell a logical, a number, a POSIXct or
 * a text of UTF-8; first: how many rows to pass over) -> list: `bytes`, commas
 * between cells; `at`, where each row begins; `odd`, how many control
 * characters were left out, and the row and column of the first. */
SEXP pw_call_sheet_text(SEXP columns, SEXP first) {
  R_xlen_t width = XLENGTH(columns), from = (R_xlen_t)Rf_asReal(first);
  R_xlen_t n = width > 0 ? XLENGTH(VECTOR_ELT(columns, 0)) : 0;
  R_xlen_t rows = n > from ? n - from : 0;
  size_t most = 0;
  date_form *forms = (date_form *)R_alloc((size_t)width + 1, sizeof *forms);
  for (R_xlen_t j = 0; j < width; j++) {
    SEXP column = VECTOR_ELT(columns, j);
    forms[j] = form_of(column, from);
    for (R_xlen_t i = from; i < n; i++)
      most += most_bytes(VECTOR_ELT(column, i));
  }
  const char *names[] = {"bytes", "at", "odd", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  SEXP bytes = PROTECT(Rf_allocVector(RAWSXP, (R_xlen_t)most));
  double *at = REAL(pw_put_new(out, "at", REALSXP, rows));
  sheet_text text = {(char *)RAW(bytes), 0, 0, 0, 0};
  for (R_xlen_t i = from; i < n; i++) {
    at[i - from] = (double)text.used;
    for (R_xlen_t j = 0; j < width; j++) {
      if (j > 0) text.to[text.used++] = ',';
      put_cell(&text, VECTOR_ELT(VECTOR_ELT(columns, j), i), forms[j], i, j);
    }
    text.to[text.used++] = '\n';
  }
  pw_put(out, "bytes", Rf_xlengthgets(bytes, (R_xlen_t)text.used));
  double *odd = REAL(pw_put_new(out, "odd", REALSXP, 3));
  odd[0] = text.odd;
  odd[1] = text.odd_row;
  odd[2] = text.odd_column;
  UNPROTECT(2);
  return out;
}
