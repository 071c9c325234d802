/* Friedman's test over waves, with ties, of people who answered in every wave,
 * and Kendall's coefficient of concordance. Counts are frequency weights.
 * Never fails. */
#ifndef PW_CHANGE_FRIEDMAN_H
#define PW_CHANGE_FRIEDMAN_H

#include "change/tally.h"

#define PW_FRIEDMAN_WAVES 16 /* the most waves of a tally */

typedef struct {
  double n;           /* people with every answer */
  double chi_squared; /* df waves - 1; NaN where everyone's answers tie */
  double w;           /* chi_squared / (n (waves - 1)) */
} pw_friedman;

void pw_friedman_of(const pw_tally *tally, pw_friedman *out);

#endif
