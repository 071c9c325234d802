/* Means, standard deviations and the covariance over a tally. Counts are
 * frequency weights: a pattern of count 3 is three people, and the divisor of
 * a variance is the sum of counts less 1. Never fails. */
#ifndef PW_CHANGE_MOMENTS_H
#define PW_CHANGE_MOMENTS_H

#include "change/tally.h"

typedef struct {
  double n;           /* sum of counts */
  double mean_before; /* NaN when n is 0, as are all means */
  double mean_after;
  double mean_change; /* of after - before */
  double sd_before;   /* NaN when n is 1 or less, as are all below */
  double sd_after;
  double sd_change;
  double covariance;
} pw_moments;

void pw_moments_of(const pw_tally *tally, pw_moments *out);

#endif
