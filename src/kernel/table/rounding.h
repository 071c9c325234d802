/* Percentages as a paper prints them: to one decimal, half away from zero,
 * computed on integers, so that no binary fraction decides a tie. */
#ifndef PW_TABLE_ROUNDING_H
#define PW_TABLE_ROUNDING_H

#include <stdint.h>

#include "base/status.h"

/* Writes the tenths of a percent that `n` is of `total` (0 to 1000; 1 of 16
 * is 6.25 per cent, 63 tenths) to `*tenths`. Fails with PW_ARGUMENT unless
 * 0 <= n <= total and total > 0, and with PW_RANGE when `total` is above
 * INT64_MAX / 2001; `*tenths` is then left as it was. */
pw_status pw_percent_tenths(int64_t n, int64_t total, int32_t *tenths,
                            pw_error *err);

#endif
