/* Percentages as a paper prints them: half away from zero, and computed on
 * integers wherever people are counted, so that no binary fraction decides a
 * tie. A percentage is given in units of its last decimal: 6.3 per cent to one
 * decimal are 63 units. */
#ifndef PW_TABLE_ROUNDING_H
#define PW_TABLE_ROUNDING_H

#include <stdint.h>

#include "base/status.h"

#define PW_MOST_DECIMALS 4

/* Writes the percentage that `n` is of `total`, in units of 10^-decimals, to
 * `*units` (0 to 100 * 10^decimals; 1 of 16 to one decimal is 63). Fails with
 * PW_ARGUMENT unless 0 <= n <= total, total > 0 and decimals is from 0 to
 * PW_MOST_DECIMALS, and with PW_RANGE when the total is too large for exact
 * arithmetic (9 * 10^12 at the most decimals); `*units` is then left as it
 * was. */
pw_status pw_percent(int64_t n, int64_t total, int decimals, int32_t *units,
                     pw_error *err);

/* The same for sums of weights, which are not whole. A share within 10^-9 of a
 * unit of a tie counts as the tie, since weights such as 0.1 are no binary
 * fractions. `n` may pass `total` by as little. Fails as above, and when
 * either is not finite. */
pw_status pw_percent_weighted(double n, double total, int decimals,
                              int32_t *units, pw_error *err);

#endif
