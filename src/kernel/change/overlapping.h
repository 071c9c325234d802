/* Tests the difference of two means where some of the people, none or all are
 * the same: the t of partly overlapping samples (Derrick, Russ, Toher and White
 * 2017, J Mod Appl Stat Methods 16(1); Derrick, Toher and White 2017, Quant
 * Methods Psychol 13(2)). With nobody in both it is Welch's t, or Student's
 * where the spreads are taken as equal; with everybody, and unequal spreads,
 * the paired t. Never fails. */
#ifndef PW_CHANGE_OVERLAPPING_H
#define PW_CHANGE_OVERLAPPING_H

#include "change/sample.h"

typedef enum { PW_SPREADS_UNEQUAL, PW_SPREADS_EQUAL } pw_spreads;

typedef struct {
  double
    change;     /* the later mean less the earlier; NaN where a wave is empty */
  double error; /* of the change, in points of the answers; NaN, as are those
                   below, where a wave has fewer than two answers */
  double t;     /* NaN where the error is 0 */
  double df;    /* NaN where the error is 0 */
} pw_overlapping;

/* `pairs` people, at most those of the smaller wave, are in both waves, with
 * the correlation `r`, from -1 to 1, between their answers. */
void pw_overlapping_of(const pw_sample *before, const pw_sample *after,
                       double pairs, double r, pw_spreads spreads,
                       pw_overlapping *out);

#endif
