/* Whether the people of a table are like a population: the exact multinomial
 * test. */
#ifndef PW_TABLE_MULTINOMIAL_H
#define PW_TABLE_MULTINOMIAL_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"

/* Writes to `*p` the probability of a sample that is no more probable than
 * `observed`, when its people fall on `n_levels` levels with probability
 * `shares` (Tate and Hyer 1973; for two levels it is the two-sided exact
 * binomial test). Probabilities within 10^-7 of each other,
 * relatively, are equal. `shares` are at least 0 and sum to 1.
 *
 * Enumerates choose(n + k - 1, k - 1) samples of n people on the k levels with
 * a share above 0, and fails with PW_RANGE when that passes `most_samples`;
 * with PW_ARGUMENT when there are no levels, a count is negative or a share no
 * probability; with PW_MEMORY and PW_STOPPED. */
pw_status pw_multinomial_test(const int64_t *observed, const double *shares,
                              size_t n_levels, double most_samples,
                              pw_alloc *alloc, const pw_stop *stop, double *p,
                              pw_error *err);

#endif
