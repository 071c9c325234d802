/* Numbers, days and places as a sheet of a workbook writes them. */
#ifndef PW_READ_SHEET_NUMBERS_H
#define PW_READ_SHEET_NUMBERS_H

#include <stddef.h>
#include <stdint.h>

#include "text/markup.h"

enum { PW_SHEET_ROWS = 1048576, PW_SHEET_COLUMNS = 16384 };

/* Days of a workbook's calendar. In that of 1900, number 60 is a 29 February
 * that was none, and 0 is the day before 1 January. */
typedef enum { PW_FROM_1900, PW_FROM_1904 } pw_calendar;

/* Milliseconds since 1970 of a number of days. 1 where the calendar has that
 * day, up to the year 9999, else 0. */
int pw_sheet_time(double days, pw_calendar calendar, int64_t *time);

/* Row and column, from 0, of a place such as "AB12". 1 where it is one, else
 * 0. */
int pw_sheet_place(pw_span name, int32_t *row, int32_t *column);

/* A whole number from 0 to `most`, -1 where there is none. */
int32_t pw_sheet_whole(pw_span digits, int32_t most);

/* 1 where a text is a number as XML has it: no blank, no hexadecimal. */
int pw_sheet_decimal(pw_span text, double *number);

/* How many significant digits a number has that is written as a text file would
 * have it: no exponent, no zero in front or behind that says nothing. 0 where
 * it is written otherwise. */
size_t pw_plain_digits(pw_span text);

/* Rounds the digits of such a number to 15, in `to`, which has room for as many
 * characters; what is behind the point only. Gives their length, 0 where there
 * is nothing to round, or where what is cut off is more than the difference
 * between two numbers: half of that is at most 9 in the 17th digit. */
size_t pw_round_digits(pw_span text, char *to);

#endif
