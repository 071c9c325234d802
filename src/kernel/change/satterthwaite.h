/* How well the likelihood knows the covariances of its means, from which a
 * contrast has the degrees of freedom of its t (Satterthwaite 1946). */
#ifndef PW_CHANGE_SATTERTHWAITE_H
#define PW_CHANGE_SATTERTHWAITE_H

#include "change/mixed_model.h"

/* By element of sigma. */
typedef struct {
  size_t n;
  size_t row[PW_MIXED_PARAMETERS], column[PW_MIXED_PARAMETERS];
  double info[PW_MIXED_PARAMETERS * PW_MIXED_PARAMETERS]; /* then its inverse */
  pw_square meat[PW_MIXED_PARAMETERS]; /* sum of n W D W over the groups */
  /* Sum of n W D W (y - mean): the information of mean and element together. */
  double pull[PW_MIXED_PARAMETERS][PW_MIXED_WAVES];
} pw_information;

/* Fills the observed information of a model whose means are estimated, at its
 * highest restricted likelihood. Returns 0 where it is singular, else 1. */
int pw_mixed_inform(const pw_mixed_model *m, pw_information *f);

/* The covariance of every two elements of the means' estimated covariances, in
 * the order of `row` and `column`. A contrast l of variance v = sum q_a v_a,
 * with q_a = l_r l_s and twice that for r != s, has 2 v^2 / (q' spread q)
 * degrees of freedom. */
void pw_mixed_spread(const pw_mixed_model *m, const pw_information *f,
                     double spread[PW_MIXED_PARAMETERS][PW_MIXED_PARAMETERS]);

#endif
