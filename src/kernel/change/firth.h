/* Firth's penalised likelihood of a logistic model: who answers again, given
 * what is known of everyone before. */
#ifndef PW_CHANGE_FIRTH_H
#define PW_CHANGE_FIRTH_H

#include <stddef.h>

/* The caller owns all arrays. */
typedef struct {
  const double *x; /* people x terms, column by column, no NaN */
  const int *y;    /* by person, 1 or 0 */
  size_t people, terms;
} pw_logistic;

/* By term, and terms x terms. */
typedef struct {
  double likelihood; /* its logarithm, with the penalty */
  double *score, *information;
} pw_firth;

/* How many doubles of scratch pw_firth_at() takes. */
size_t pw_firth_scratch(const pw_logistic *model);

/* Fills the likelihood at the coefficients `beta`, its derivative and the
 * information X'WX. Returns 0 where that is singular and neither the
 * likelihood nor the score, which is NaN then, has a value; else 1. */
int pw_firth_at(const pw_logistic *model, const double *beta, double *scratch,
                pw_firth *out);

#endif
