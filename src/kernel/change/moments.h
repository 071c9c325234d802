/* Takes means, standard deviations and the covariance over a tally. Counts are
 * people: a pattern of count 3 is three people, and the divisor of a variance
 * is the sum of counts less 1. Never fails. */
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
  double skew_change; /* third central moment of the changes over the second's
                         1.5th power, both over n; NaN without a spread */
} pw_moments;

void pw_moments_of(const pw_tally *tally, pw_moments *out);

/* What is known of pairs where no pattern is: sums over the people of scores
 * that are whole numbers of one unit, exact where each is at most 2^51. A score
 * is its whole number times `over` / `under`. */
typedef struct {
  double n; /* pairs */
  double before, after;
  double before_squared, after_squared, product;
  double over, under; /* both above 0 */
} pw_pair_sums;

/* The same from sums; no skewness follows from them. Sums that are NaN (not
 * known) leave n alone. */
void pw_moments_of_sums(const pw_pair_sums *sums, pw_moments *out);

/* The same of a weighted tally whose people count by their weights, scaled to
 * add up to n; spreads and the covariance still divide by n - 1, and a spread
 * that is 0 without weights is 0 with them. `plain` has the moments without
 * weights, spreads within the resolution as 0. Gives the standard error of
 * the mean change that allows for weights of any cause: sqrt(n / (n - 1) sum
 * of w^2 (d - mean)^2) / n, the linearised variance of a ratio of sums; NaN
 * where n is 1 or less. */
double pw_moments_weighted(const pw_tally *tally, const pw_moments *plain,
                           pw_moments *out);

#endif
