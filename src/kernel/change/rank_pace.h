/* Which frequencies of the signed-rank distribution have any weight. A run of
 * tied changes takes weight from all but those that turn its score by almost
 * nothing, so a few weighty runs rule out nearly all, and their angles are
 * followed from one frequency to the next without a cosine. */
#ifndef PW_CHANGE_RANK_PACE_H
#define PW_CHANGE_RANK_PACE_H

#include <stddef.h>
#include <stdint.h>

#include "change/rank_tail.h"

#define PW_TWO_PI 6.283185307179586476925

/* A frequency counts for nothing when its size is below exp(-46) = 1e-20. */
#define PW_RANK_LEAST_LOG (-46.0)

/* So many of the weightiest runs are watched. */
#define PW_RANK_PACES 6

typedef struct {
  double score;
  double now, before; /* cosines of the angle */
  double turn;        /* 2 cos of the step */
  double least;       /* below it the run's factor is nothing */
} pw_rank_pace;

/* The angle of score x frequency j of `period`, without rounding it up. */
double pw_rank_angle(double score, uint64_t j, uint64_t period);

/* A run before its first frequency; q is the probability of a gain. */
pw_rank_pace pw_rank_pace_of(double score, double count, double q,
                             uint64_t period);

/* Goes on to frequency j, which must come after j - 1 and begin at 1. Returns
 * 0 where a run rules it out, else 1. */
int pw_rank_pace_step(pw_rank_pace *paces, size_t many, uint64_t j,
                      uint64_t period);

/* The share of frequencies that the weightiest runs do not rule out, at even
 * odds and as if their angles had nothing to do with one another. */
double pw_rank_share_left(const pw_rank_run *runs, size_t n);

#endif
