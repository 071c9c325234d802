/* Finds order statistics of the Walsh averages (d_i + d_j) / 2, i <= j, of
 * changes: their median is the Hodges-Lehmann estimate (Hodges and Lehmann
 * 1963). */
#ifndef PW_CHANGE_WALSH_H
#define PW_CHANGE_WALSH_H

#include "change/sizes.h"

/* Fills values[k] with the ranks[k]-th smallest average, counted from 1. The
 * averages are those of all changes with PW_ZEROS_PRATT and of the changes
 * other than zero with PW_ZEROS_WILCOXON; *n_changes says how many changes
 * there are, and a rank beyond n (n + 1) / 2 gives NaN. `n_ranks` may be 0.
 * Costs the number of distinct changes, not of averages. PW_MEMORY. */
pw_status pw_walsh_of(const pw_sizes *sizes, pw_zeros zeros, pw_alloc *alloc,
                      const double *ranks, size_t n_ranks, double *values,
                      double *n_changes, pw_error *err);

#endif
