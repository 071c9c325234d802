/* Small symmetric matrices, n x n doubles, row by row, both halves filled. */
#ifndef PW_BASE_SYMMETRIC_H
#define PW_BASE_SYMMETRIC_H

#include <stddef.h>

/* A pivot counts as 0 when it is below this part of its diagonal element. */
#define PW_NO_PIVOT 1e-10

/* Fills the lower triangle of `l` with the Cholesky factor of `a` and returns
 * 1; returns 0 where a pivot is no more than the part `least` of its diagonal
 * element. */
int pw_symmetric_factor(const double *a, size_t n, double least, double *l);

/* Replaces a positive definite matrix by its inverse and returns 1; returns 0
 * where it is singular, leaving `a` undefined. `work` has n * n doubles. */
int pw_symmetric_invert(double *a, size_t n, double *work);

/* b' A^- b for a positive semidefinite A, by elimination that passes over
 * pivots of 0, and in *rank how many were not. `b` must be in A's range for
 * the form to exist. Overwrites both. */
double pw_symmetric_form(double *a, double *b, size_t n, size_t *rank);

#endif
