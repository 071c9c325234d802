/* Adds numbers so that what is small beside the sum is not lost. */
#ifndef PW_CHANGE_TOTAL_H
#define PW_CHANGE_TOTAL_H

#include <math.h>

/* A sum with its lost low-order bits (Neumaier 1974); starts as {0, 0}. */
typedef struct {
  double sum;
  double lost;
} pw_total;

static inline void pw_total_add(pw_total *to, double x) {
  double sum = to->sum + x;
  to->lost += fabs(to->sum) >= fabs(x) ? (to->sum - sum) + x
                                       : (x - sum) + to->sum;
  to->sum = sum;
}

static inline double pw_total_value(const pw_total *of) {
  return of->sum + of->lost;
}

/* Divides a two-pass sum of products by n - 1, with the correction for
 * rounded means (Chan, Golub and LeVeque 1983): `x` and `y` are the sums of
 * the deviations that were multiplied. */
static inline double pw_total_over_df(const pw_total *products,
                                      const pw_total *x, const pw_total *y,
                                      double n) {
  return (pw_total_value(products) -
          pw_total_value(x) * pw_total_value(y) / n) /
    (n - 1);
}

#endif
