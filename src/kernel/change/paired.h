/* What one contrast says: the inputs of the paired t test, the two effect
 * sizes, and how many people rose, stayed and fell. A change is after less
 * before, so a gain is positive. A figure that does not exist is NaN: those
 * that need a spread when n is 1 or less or the spread is 0. A spread within
 * the tally's resolution is 0. Never fails. */
#ifndef PW_CHANGE_PAIRED_H
#define PW_CHANGE_PAIRED_H

#include "change/moments.h"
#include "change/tally.h"

typedef struct {
  pw_moments moments;
  double r;      /* Pearson's, of before and after */
  double t;      /* mean change / (sd_change / sqrt n) */
  double df;     /* n - 1 */
  double d_z;    /* mean change / sd_change (Cohen 1988, p. 48) */
  double d_av;   /* mean change / sqrt((sd_before^2 + sd_after^2) / 2)
                    (Cumming 2012) */
  double improved, same, worse; /* people */
} pw_paired;

void pw_paired_of(const pw_tally *tally, pw_paired *out);

#endif
