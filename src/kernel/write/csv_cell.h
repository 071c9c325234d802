/* Spells single values as the cells of a CSV file and of its codebook: the
 * shortest digits that read back as the same number, dates and times as ISO
 * 8601 and XML Schema have them. */
#ifndef PW_WRITE_CSV_CELL_H
#define PW_WRITE_CSV_CELL_H

#include <stddef.h>
#include <stdint.h>

typedef enum {
  PW_CSV_OUT_NUMBER = 0,
  PW_CSV_OUT_LOGICAL,  /* true, false */
  PW_CSV_OUT_DATE,     /* days since 1970-01-01 */
  PW_CSV_OUT_DATETIME, /* seconds since 1970-01-01 00:00 */
  PW_CSV_OUT_CLOCK,    /* seconds of a day */
  PW_CSV_OUT_TEXT
} pw_csv_out_kind;

/* Bytes that are enough for any cell below; nothing ends with a NUL. */
#define PW_CSV_OUT_ROOM 48

/* Whole numbers below 10^15 without an exponent, infinities as INF and -INF.
 * NaN has no bytes, but for one that carries a letter, as haven keeps Stata's
 * missing values: a point and the letter. Returns how many bytes. */
size_t pw_csv_put_number(char *out, double x);
size_t pw_csv_put_integer(char *out, int64_t x);

/* Days since 1970-01-01 as "2019-07-31"; a part of a day is left out. Seconds
 * since 1970-01-01 00:00 as "2019-07-31T14:05:59"; seconds of a day as
 * "14:05:59"; with as many decimals as tell the second, at most nine. NaN has
 * no bytes. The year is to be one of 0001 to 9999. */
size_t pw_csv_put_date(char *out, double days);
size_t pw_csv_put_datetime(char *out, double seconds);
size_t pw_csv_put_clock(char *out, double seconds);

/* A number of any kind but texts; logical values are numbers here. */
size_t pw_csv_put_cell(char *out, pw_csv_out_kind kind, double x);

#endif
