/* Estimates how probable it is that an answer of the later wave is higher than
 * one of the earlier, whoever gave them, with the error and the df of Brunner
 * and Munzel (2000, Biometrical Journal 42(1)): a rank test that takes neither
 * the shapes nor the spreads of the waves to be the same, and counts ties. */
#ifndef PW_CHANGE_BRUNNER_MUNZEL_H
#define PW_CHANGE_BRUNNER_MUNZEL_H

#include "change/tally.h"

typedef struct {
  double superiority; /* P(later higher) + P(equal) / 2, from 0 to 1; NaN where
                         a wave is empty */
  double error;       /* its standard error; NaN, as are those below, where a
                         wave has fewer than two answers */
  double t;           /* superiority less 1/2 over the error; NaN where that is
                         0: all answers equal, or the waves don't overlap */
  double df;          /* NaN where t is */
} pw_brunner_munzel;

/* Compares two waves (from 0) of a tally without weights. Everyone with an
 * answer in a wave counts there, also who has none in the other. Answers within
 * the resolution of the lowest of a tie are equal. Costs the number of distinct
 * patterns, sorted. PW_MEMORY. */
pw_status pw_brunner_munzel_of(const pw_tally *tally, size_t from, size_t to,
                               pw_alloc *alloc, pw_brunner_munzel *out,
                               pw_error *err);

#endif
