#include "table/rounding.h"

pw_status pw_percent_tenths(int64_t n, int64_t total, int32_t *tenths,
                            pw_error *err) {
  if (total <= 0) {
    return pw_fail(err, PW_ARGUMENT, "a percentage needs a positive total");
  }
  if (n < 0 || n > total) {
    return pw_fail(err, PW_ARGUMENT, "a count must lie between 0 and its total");
  }
  if (total > INT64_MAX / 2001) {
    return pw_fail(err, PW_RANGE, "a total is too large for exact rounding");
  }
  /* 1000 n / total + 1/2, rounded down, with both terms over 2 total. */
  *tenths = (int32_t)((2000 * n + total) / (2 * total));
  return PW_OK;
}
