/* The multivariate normal over waves, of people in groups by what they
 * answered: the parts that its fit and its tests share. */
#ifndef PW_CHANGE_MIXED_MODEL_H
#define PW_CHANGE_MIXED_MODEL_H

#include "change/missing_groups.h"

typedef struct {
  size_t k; /* waves */
  const pw_missing_group *groups;
  size_t length; /* groups */
  pw_square sigma;
  double mean[PW_MIXED_WAVES];
  pw_square cov_mean; /* of the estimated means, given sigma */
} pw_mixed_model;

/* sigma's block of the answered waves, inverted; 0 elsewhere. Returns 0 where
 * it is singular, else 1. */
int pw_mixed_precision(const pw_mixed_model *m, unsigned waves, pw_square to);

/* to = a b, of the first k rows and columns. */
void pw_mixed_multiply(size_t k, const pw_square a, const pw_square b,
                       pw_square to);

/* to = w D w for D the derivative of sigma by its element (r, s). */
void pw_mixed_sandwich(size_t k, const pw_square w, size_t r, size_t s,
                       pw_square to);

/* Generalised least squares: the means and their covariances, given sigma.
 * Returns 0 where something is singular, else 1. */
int pw_mixed_means(pw_mixed_model *m);

/* The restricted log likelihood at sigma but for a constant (Harville 1977),
 * the means being estimated. Returns 0 where something is singular, else 1. */
int pw_mixed_height(pw_mixed_model *m, double *height);

#endif
