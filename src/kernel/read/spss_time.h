/* SPSS keeps dates and times as seconds since 1582-10-14 00:00; the print
 * format alone says which a number is. */
#ifndef PW_READ_SPSS_TIME_H
#define PW_READ_SPSS_TIME_H

#include <stdint.h>

typedef enum {
  PW_TIME_NONE = 0,
  PW_TIME_DATE,     /* days since 1970-01-01 after conversion */
  PW_TIME_DATETIME, /* seconds since 1970-01-01 00:00 after conversion */
  PW_TIME_DURATION  /* seconds, as they are */
} pw_time_kind;

/* The kind that a print format such as "DATETIME20" or "EDATE10" means. Month
 * and weekday numbers (MONTH, WKDAY) are numbers. */
pw_time_kind pw_spss_time_kind(const char *format);

/* One value in the unit of its kind. NaN stays NaN with its payload. */
double pw_spss_time(double seconds, pw_time_kind kind);

/* The seconds that pw_spss_time made this value of. Where a whole number of
 * seconds did, it is that number; NaN stays NaN. */
double pw_spss_time_stored(double value, pw_time_kind kind);

/* `n` values in place. */
void pw_spss_time_convert(double *values, int64_t n, pw_time_kind kind);

#endif
