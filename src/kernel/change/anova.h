/* One repeated factor, the wave: the analysis of variance of people who
 * answered in every wave, and how far their covariances are from spherical.
 * Counts are frequency weights. Never fails. */
#ifndef PW_CHANGE_ANOVA_H
#define PW_CHANGE_ANOVA_H

#include "change/tally.h"

#define PW_ANOVA_WAVES 16 /* the most waves of a tally */

typedef struct {
  double n;            /* people with every answer */
  double f;            /* NaN where everyone changed alike, or n is 1 or less */
  double df_waves;     /* k - 1 */
  double df_error;     /* (n - 1) (k - 1) */
  double greenhouse;   /* Greenhouse and Geisser 1959; from 1 / (k - 1) to 1 */
  double huynh;        /* Huynh and Feldt 1976; from `greenhouse` to 1 */
  double eta2_partial; /* of wave and error */
  double eta2_generalised; /* and people (Olejnik and Algina 2003) */
} pw_anova;

void pw_anova_of(const pw_tally *tally, pw_anova *out);

#endif
