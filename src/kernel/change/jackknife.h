/* Finds the standard error of the rank-biserial correlation by leaving each
 * person out in turn (Newson 2006, J Stat Softw 15(1)). */
#ifndef PW_CHANGE_JACKKNIFE_H
#define PW_CHANGE_JACKKNIFE_H

#include "change/sizes.h"

/* The correlation is a ratio of two totals, positive less negative ranks over
 * their sum. As Newson does, each total has its jackknife pseudovalues, over
 * everyone and those without a change too, and the ratio follows by Taylor's
 * first term: its error is on the scale of the correlation itself, and 0 at -1
 * and 1. NaN for fewer than two people, or where nobody changed. Costs the
 * number of distinct sizes of change. */
double pw_rank_biserial_error(const pw_sizes *sizes, pw_zeros zeros);

#endif
