#include "table/crosstab.h"

#include <math.h>
#include <stddef.h>

static pw_status fail_at_row(pw_error *err, const char *message, int64_t row) {
  pw_status status = pw_fail(err, PW_ARGUMENT, message);
  if (err != NULL) err->row = row;
  return status;
}

/* The place of a code in the counts, or -1. */
static int64_t bin_of(int32_t code, int32_t n_levels, int32_t missing) {
  if (code >= 1 && code <= n_levels) return code - 1;
  if (code == PW_UNDISCLOSED) return n_levels;
  return code == missing ? (int64_t)n_levels + 1 : -1;
}

pw_status pw_count_levels(const int32_t *codes, int64_t n_rows,
                          int32_t n_levels, int32_t missing,
                          const double *weights, double *counts,
                          pw_error *err) {
  if (n_levels < 0 || missing == PW_UNDISCLOSED ||
      (missing >= 1 && missing <= n_levels)) {
    return pw_fail(err, PW_ARGUMENT, "the code of a missing answer is a level");
  }
  for (int64_t bin = 0; bin < (int64_t)n_levels + PW_EXTRA_BINS; bin++) {
    counts[bin] = 0;
  }
  for (int64_t row = 0; row < n_rows; row++) {
    int64_t bin = bin_of(codes[row], n_levels, missing);
    double weight = weights == NULL ? 1 : weights[row];
    if (bin < 0) return fail_at_row(err, "a code is not a level", row);
    if (!isfinite(weight) || weight < 0) {
      return fail_at_row(err, "a weight is negative or not a number", row);
    }
    counts[bin] += weight;
  }
  return PW_OK;
}
