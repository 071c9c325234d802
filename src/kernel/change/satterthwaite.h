/* How well the likelihood knows the variance of a contrast, as the degrees of
 * freedom of a t (Satterthwaite 1946). */
#ifndef PW_CHANGE_SATTERTHWAITE_H
#define PW_CHANGE_SATTERTHWAITE_H

#include "change/mixed_model.h"

#define PW_MIXED_PARAMETERS (PW_MIXED_WAVES * (PW_MIXED_WAVES + 1) / 2)

/* By element of sigma. */
typedef struct {
  size_t n;
  size_t row[PW_MIXED_PARAMETERS], column[PW_MIXED_PARAMETERS];
  double info[PW_MIXED_PARAMETERS * PW_MIXED_PARAMETERS]; /* then its inverse */
  pw_square meat[PW_MIXED_PARAMETERS]; /* sum of n W D W over the groups */
} pw_information;

/* Fills the information for a model whose means are estimated. Returns 0 where
 * it is singular, else 1. */
int pw_mixed_inform(const pw_mixed_model *m, pw_information *f);

/* Degrees of freedom of the contrast of two waves with this variance. */
double pw_mixed_satterthwaite(const pw_mixed_model *m, const pw_information *f,
                              size_t from, size_t to, double variance);

#endif
