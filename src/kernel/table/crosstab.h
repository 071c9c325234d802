/* How many people gave each answer. */
#ifndef PW_TABLE_CROSSTAB_H
#define PW_TABLE_CROSSTAB_H

#include <stdint.h>

#include "base/status.h"

/* The code of an answer that was withheld. */
#define PW_UNDISCLOSED 0

/* Bins behind the levels: one for the undisclosed, one for the missing. */
#define PW_EXTRA_BINS 2

/* Counts the `n_rows` answers in `codes`. An answer is a level from 1 to
 * `n_levels`, PW_UNDISCLOSED, or `missing`, which is outside that range.
 * `weights` holds a finite weight of at least 0 per row, or is NULL when each
 * row is one person.
 *
 * `counts` is the caller's and has n_levels + PW_EXTRA_BINS places: the
 * levels in order, the undisclosed, the missing. Whole counts are exact up to
 * 2^53. Fails with PW_ARGUMENT, and the row, on a code or weight that breaks
 * this contract; `counts` is then without meaning. */
pw_status pw_count_levels(const int32_t *codes, int64_t n_rows,
                          int32_t n_levels, int32_t missing,
                          const double *weights, double *counts,
                          pw_error *err);

#endif
