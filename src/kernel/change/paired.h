/* Describes one contrast: the inputs of the paired t test, the effects, and how
 * many people rose, stayed and fell. A change is after less before, so a gain
 * is positive. A figure that does not exist is NaN: those that need a spread
 * when n is 1 or less or the spread is 0. A spread within the tally's
 * resolution is 0. Of a weighted tally, moments, t and the effects that follow
 * from moments are weighted; counts are people. Never fails. */
#ifndef PW_CHANGE_PAIRED_H
#define PW_CHANGE_PAIRED_H

#include "change/effects.h"
#include "change/moments.h"
#include "change/signed_rank.h"
#include "change/tally.h"

typedef struct {
  pw_moments moments;
  double error; /* standard error of the mean change: sd_change / sqrt n, or
                   pw_moments_weighted()'s */
  double t;     /* mean change / error */
  double df;    /* n - 1 */
  double effects[PW_EFFECTS];
  double improved, same, worse; /* people */
} pw_paired;

/* `rank` has the rank sums, or is pw_signed_rank_none(). */
void pw_paired_of(const pw_tally *tally, const pw_signed_rank *rank,
                  pw_paired *out);

/* The same where the sums of the pairs are all that is known: who rose, stayed
 * or fell is NaN, and so is what follows from it and from ranks. */
void pw_paired_of_sums(const pw_pair_sums *sums, pw_paired *out);

#endif
