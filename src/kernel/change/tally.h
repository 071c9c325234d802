/* The distinct patterns of answers over the waves and how often each occurs.
 *
 * Every estimate of change is a function of a tally, so its cost follows the
 * number of distinct patterns and not the number of people. A tally is of one
 * group. NaN is a missing answer. */
#ifndef PW_CHANGE_TALLY_H
#define PW_CHANGE_TALLY_H

#include <stddef.h>

#include "base/alloc.h"
#include "base/status.h"

typedef struct {
  pw_alloc *alloc;
  size_t waves;
  double *rows; /* a row per pattern, in order of first appearance: its answer
                   in every wave (a quiet NaN where missing), then its count,
                   the sum of frequency weights, above 0 */
  size_t length; /* patterns */
  size_t room;
  size_t *slots; /* index + 1, 0 where free; a power of two of them */
  size_t mask;
  double none;        /* people without any answer, who are not patterns */
  double before_only; /* of two waves: pairs whose after is missing */
  double after_only;  /* of two waves: pairs whose before is missing */
  double largest;     /* the largest absolute answer */
} pw_tally;

/* Counts the answers of `n` people, a column for each wave; a pattern may have
 * missing answers. `weights` are frequency weights (NULL: 1 each); a person of
 * weight 0 is not there. Fails with PW_MEMORY, or PW_ARGUMENT (with the row)
 * at an answer that is infinite or beyond 1e100 or a weight that is negative or
 * not finite, or where no answer is 1e-100 away from 0 but some are not 0. The
 * caller frees with pw_tally_free, also after a failure. */
pw_status pw_tally_waves(pw_tally *tally, pw_alloc *alloc,
                         const double *const *answers, size_t waves,
                         const double *weights, size_t n, pw_error *err);

/* The same of two waves, where a pair with a missing answer is not a pattern
 * but is counted by which side is missing. */
pw_status pw_tally_pairs(pw_tally *tally, pw_alloc *alloc, const double *before,
                         const double *after, const double *weights, size_t n,
                         pw_error *err);

void pw_tally_free(pw_tally *tally);

static inline const double *pw_tally_row(const pw_tally *tally, size_t i) {
  return tally->rows + i * (tally->waves + 1);
}

/* A pattern of a tally of two waves. */
typedef struct {
  double before;
  double after;
  double count;
} pw_pattern;

static inline pw_pattern pw_pattern_at(const pw_tally *tally, size_t i) {
  const double *row = pw_tally_row(tally, i);
  pw_pattern pattern = {row[0], row[1], row[2]};
  return pattern;
}

/* Whether row `i` has an answer in every wave. */
int pw_tally_is_complete(const pw_tally *tally, size_t i);

/* The difference below which two changes count as equal: 1e-10 of the largest
 * answer, so that 3.4 - 3.1 ties with 2.3 - 2.0. */
double pw_tally_resolution(const pw_tally *tally);

/* Whether every count is whole, as ranks need. */
int pw_tally_is_whole(const pw_tally *tally);

#endif
