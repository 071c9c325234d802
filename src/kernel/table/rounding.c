#include "table/rounding.h"

#include <math.h>

/* Units in the whole, 100 * 10^decimals, or 0 where that is not offered. */
static int64_t units_in_all(int decimals) {
  if (decimals < 0 || decimals > PW_MOST_DECIMALS) return 0;
  int64_t all = 100;
  for (int i = 0; i < decimals; i++) all *= 10;
  return all;
}

static pw_status fail_argument(pw_error *err, int64_t all, int positive) {
  return pw_fail(err, PW_ARGUMENT,
                 all == 0      ? "a percentage has 0 to 4 decimals"
                   : !positive ? "a percentage needs a positive total"
                               : "a count must lie between 0 and its total");
}

pw_status pw_percent(int64_t n, int64_t total, int decimals, int32_t *units,
                     pw_error *err) {
  int64_t all = units_in_all(decimals);
  if (all == 0 || total <= 0 || n < 0 || n > total) {
    return fail_argument(err, all, total > 0);
  }
  if (total > INT64_MAX / (2 * all + 1)) {
    return pw_fail(err, PW_RANGE, "a total is too large for exact rounding");
  }
  /* all n / total + 1/2, rounded down, with both terms over 2 total. */
  *units = (int32_t)((2 * all * n + total) / (2 * total));
  return PW_OK;
}

pw_status pw_percent_weighted(double n, double total, int decimals,
                              int32_t *units, pw_error *err) {
  const double nudge = 1e-9;
  int64_t all = units_in_all(decimals);
  int fits = isfinite(n) && isfinite(total) && total > 0 && n >= 0;
  if (all == 0 || !fits || n > total * (1 + nudge)) {
    return fail_argument(err, all, isfinite(total) && total > 0);
  }
  double rounded = floor((double)all * (n / total) + 0.5 + nudge);
  *units = (int32_t)fmin(rounded, (double)all);
  return PW_OK;
}
