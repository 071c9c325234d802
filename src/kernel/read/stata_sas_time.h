/* Stata and SAS count from 1960-01-01: days for a date, for a time of day
 * seconds, for a moment milliseconds (Stata) or seconds (SAS). The display
 * format alone says which a number is. */
#ifndef PW_READ_STATA_SAS_TIME_H
#define PW_READ_STATA_SAS_TIME_H

#include "read/spss_time.h"

/* The kind that a Stata format such as "%tdNN/DD/CCYY" means. Weeks, months
 * and quarters (%tw, %tm, %tq) are numbers. */
pw_time_kind pw_stata_time_kind(const char *format);

/* The kind that a SAS format such as "DATETIME20" means, by its name without
 * width, in capitals. */
pw_time_kind pw_sas_time_kind(const char *format);

/* `n` values in place, to days or seconds since 1970-01-01, or seconds. NaN
 * stays NaN with its payload. */
void pw_stata_time_convert(double *values, int64_t n, pw_time_kind kind);
void pw_sas_time_convert(double *values, int64_t n, pw_time_kind kind);

#endif
