/* What may be published of the counts of one question, whose levels make up a
 * total that the reader knows. */
#ifndef PW_TABLE_DISCLOSURE_H
#define PW_TABLE_DISCLOSURE_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/* The smallest threshold that leaves a hidden count more than one value. */
#define PW_LEAST_THRESHOLD 3

/* Marks in `hidden` the counts that may not be published where counts from 1
 * to `threshold` - 1 are to stay unknown: these, and others so that they can't
 * be found from the total.
 *
 * The levels are halved again and again, without a look at the counts. Where a
 * count of a half must be hidden and the hidden ones alone would say too much,
 * every count of that half that is not 0 is hidden, then of the half around
 * it. A half is enough when it hides m >= 2 counts whose sum is at least
 * m + threshold - 2. A total too small for that, below `threshold` or below
 * n_levels + threshold - 2, hides everything, zeros as well.
 *
 * So each hidden count could have been any of 1, ..., threshold - 1, and the
 * same counts would have been hidden: knowing this rule does not help either.
 *
 * `counts` and `hidden` (0 or 1) have `n_levels` places and are the caller's.
 * PW_ARGUMENT for a threshold below PW_LEAST_THRESHOLD or a negative count (its
 * place in err->row), PW_RANGE when the sum passes INT64_MAX / 2. */
pw_status pw_hide_small(const int64_t *counts, size_t n_levels,
                        int64_t threshold, int *hidden, pw_error *err);

/* `n` to the nearest multiple of `base`, halves up. PW_ARGUMENT unless n >= 0
 * and base >= 1, PW_RANGE when n or base passes INT64_MAX / 4. */
pw_status pw_round_to_base(int64_t n, int64_t base, int64_t *rounded,
                           pw_error *err);

/* A count that is known to lie from low to high. */
typedef struct {
  int64_t low;
  int64_t high;
} pw_span;

/* Narrows `spans` to what they can be together when they sum to a number in
 * `total`: each end that is left is reached by some whole counts. PW_ARGUMENT
 * when no counts fit, or a span runs downwards or below 0; the spans are then
 * as they were. PW_RANGE as above. */
pw_status pw_narrow_spans(pw_span *spans, size_t n_spans, pw_span total,
                          pw_error *err);

#endif
