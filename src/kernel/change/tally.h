/* Counts the distinct patterns of answers over the waves: a tally.
 *
 * Every estimate of change is a function of a tally, so its cost follows the
 * number of distinct patterns and not the number of people. A tally is of one
 * group. NaN is a missing answer. Patterns are in ascending order of their
 * answers, wave by wave, the missing last: a tally is the same to the last bit
 * in whichever order people or ready patterns came. */
#ifndef PW_CHANGE_TALLY_H
#define PW_CHANGE_TALLY_H

#include <stddef.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"

typedef struct {
  pw_alloc *alloc;
  size_t waves;
  int weighted;  /* whether people have weights beside counts */
  double *rows;  /* a row per pattern: its answer in every wave (a quiet NaN
                    where missing), then its count, above 0; of a weighted
                    tally then also the sums of its people's weights and of
                    their squares */
  size_t length; /* patterns */
  size_t room;
  int pairs;     /* whether a pattern needs an answer in each of two waves */
  size_t *slots; /* while counting: index + 1, 0 where free; a power of two of
                    them */
  size_t mask;
  double none;        /* people without any answer, who are not patterns */
  double before_only; /* of two waves: pairs whose after is missing */
  double after_only;  /* of two waves: pairs whose before is missing */
  double largest;     /* the largest absolute answer */
} pw_tally;

/* Counting block by block, of a file that memory need not hold: begin, then as
 * many times as wanted add, then finish. In which blocks people come, and in
 * which order, changes nothing of the tally. */

/* Begins a tally of so many waves, which counts as pw_tally_waves() does, or of
 * two, as pw_tally_pairs() does. Never fails; free with pw_tally_free. */
void pw_tally_begin(pw_tally *tally, pw_alloc *alloc, size_t waves);
void pw_tally_begin_pairs(pw_tally *tally, pw_alloc *alloc);

/* Adds a block of `n` people. Fails as pw_tally_waves(), with the row in the
 * block, or with PW_STOPPED: some of the block is counted then, and nothing but
 * pw_tally_free may follow. */
pw_status pw_tally_add(pw_tally *tally, const double *const *answers,
                       const double *counts, size_t n, const pw_stop *stop,
                       pw_error *err);

/* Adds what another tally, begun alike and finished or not, has counted of
 * other people. PW_MEMORY, as above; PW_ARGUMENT where the two are not alike.
 */
pw_status pw_tally_merge(pw_tally *tally, const pw_tally *other, pw_error *err);

/* Ends the counting and sorts the patterns. PW_MEMORY, and PW_ARGUMENT where no
 * answer is 1e-100 away from 0 but some are not 0. */
pw_status pw_tally_finish(pw_tally *tally, const pw_stop *stop, pw_error *err);

/* Counts the answers of `n` people, a column for each wave; a pattern may have
 * missing answers. `counts` says how many people each row stands for (NULL: 1
 * each), so that ready patterns are taken as people are; a row of count 0 is
 * not there. Fails with PW_MEMORY, or PW_ARGUMENT (with the row) at an answer
 * that is infinite or beyond 1e100 or a count that is negative or not finite,
 * or where no answer is 1e-100 away from 0 but some are not 0. The caller
 * frees with pw_tally_free, also after a failure. */
pw_status pw_tally_waves(pw_tally *tally, pw_alloc *alloc,
                         const double *const *answers, size_t waves,
                         const double *counts, size_t n, pw_error *err);

/* The same for `groups` tallies at once: `group` has the number of each row's
 * group, from 1; a row of another number is in none. The caller frees each of
 * them, also after a failure. */
pw_status pw_tally_groups(pw_tally *tallies, size_t groups, const int *group,
                          pw_alloc *alloc, const double *const *answers,
                          size_t waves, const double *counts, size_t n,
                          pw_error *err);

/* The same of two waves, where a pair with a missing answer is not a pattern
 * but is counted by which side is missing. */
pw_status pw_tally_pairs(pw_tally *tally, pw_alloc *alloc, const double *before,
                         const double *after, const double *counts, size_t n,
                         pw_error *err);

/* Pairs whose people have weights, which those with a missing answer need not
 * have. PW_ARGUMENT (with the row) also at a weight of a pair that is not
 * finite and above 0. */
pw_status pw_tally_weighted_pairs(pw_tally *tally, pw_alloc *alloc,
                                  const double *before, const double *after,
                                  const double *weights, size_t n,
                                  pw_error *err);

/* The pairs of two waves (from 0) of a tally of many, as pw_tally_pairs()
 * counts them. Costs the patterns of `whole`. PW_MEMORY. The caller frees. */
pw_status pw_tally_contrast(pw_tally *tally, const pw_tally *whole, size_t from,
                            size_t to, pw_alloc *alloc, pw_error *err);

void pw_tally_free(pw_tally *tally);

static inline size_t pw_tally_width(const pw_tally *tally) {
  return tally->waves + (tally->weighted ? 3 : 1);
}

static inline const double *pw_tally_row(const pw_tally *tally, size_t i) {
  return tally->rows + i * pw_tally_width(tally);
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
