/* The lower tail of a sum of ranks: V = sum over runs of score x B, where B is
 * binomial with `count` trials of probability 1/2. This is the null
 * distribution of the signed-rank statistic with ties (Streitberg and Roehmel
 * 1986: generating function prod ((1 + x^score) / 2)^count). */
#ifndef PW_CHANGE_RANK_TAIL_H
#define PW_CHANGE_RANK_TAIL_H

#include <stddef.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"

typedef struct {
  double score; /* a whole number from 1 */
  double count; /* a whole number from 1 */
} pw_rank_run;

/* About how many nanoseconds pw_rank_tail will take. */
double pw_rank_tail_work(const pw_rank_run *runs, size_t n, double limit);

/* *tail = P(V <= limit), with a relative error below 1e-10. `limit` is a whole
 * number from 0 up to half the largest sum. Two ways, the cheaper one is
 * taken: shifting the distribution once for each change, or inverting the
 * characteristic function of the distribution tilted to have its mean at the
 * limit, of which only a few frequencies differ from zero where ties are
 * many. PW_MEMORY, PW_STOPPED. */
pw_status pw_rank_tail(const pw_rank_run *runs, size_t n, double limit,
                       pw_alloc *alloc, const pw_stop *stop, double *tail,
                       pw_error *err);

/* The two ways by themselves. */
pw_status pw_rank_tail_by_shifts(const pw_rank_run *runs, size_t n,
                                 double limit, pw_alloc *alloc,
                                 const pw_stop *stop, double *tail,
                                 pw_error *err);
pw_status pw_rank_tail_by_inversion(const pw_rank_run *runs, size_t n,
                                    double limit, pw_alloc *alloc,
                                    const pw_stop *stop, double *tail,
                                    pw_error *err);

#endif
