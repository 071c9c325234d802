/* The distinct pairs (before, after) and how often each occurs.
 *
 * Every estimate of change is a function of a tally, so its cost follows the
 * number of distinct patterns and not the number of people. A tally is of
 * one group and one contrast. NaN is a missing answer; a pair with one is not a pattern but is
 * counted by which side is missing. */
#ifndef PW_CHANGE_TALLY_H
#define PW_CHANGE_TALLY_H

#include <stddef.h>

#include "base/alloc.h"
#include "base/status.h"

typedef struct {
  double before;
  double after;
  double count; /* sum of frequency weights, above 0 */
} pw_pattern;

typedef struct {
  pw_alloc *alloc;
  pw_pattern *patterns; /* in order of first appearance */
  size_t length;
  size_t room;
  size_t *slots; /* index + 1, 0 where free; a power of two of them */
  size_t mask;
  double before_only;   /* pairs whose after is missing */
  double after_only;    /* pairs whose before is missing */
  double neither;       /* pairs with both missing */
  double largest;       /* the largest absolute answer */
} pw_tally;

/* Counts `n` pairs. `weights` are frequency weights (NULL: 1 each); a pair of
 * weight 0 is not there. Fails with PW_MEMORY, or PW_ARGUMENT (with the row)
 * at an infinite answer or a weight that is negative or not finite. The
 * caller frees with pw_tally_free, also after a failure. */
pw_status pw_tally_pairs(pw_tally *tally, pw_alloc *alloc, const double *before,
                         const double *after, const double *weights, size_t n,
                         pw_error *err);

void pw_tally_free(pw_tally *tally);

/* The difference below which two changes count as equal: 1e-10 of the largest
 * answer, so that 3.4 - 3.1 ties with 2.3 - 2.0. */
double pw_tally_resolution(const pw_tally *tally);

/* Whether every count is whole, as ranks need. */
int pw_tally_is_whole(const pw_tally *tally);

#endif
