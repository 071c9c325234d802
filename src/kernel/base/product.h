/* Subtracts products so that nothing is left of those that are the same. */
#ifndef PW_BASE_PRODUCT_H
#define PW_BASE_PRODUCT_H

#include <math.h>

/* a * b - c * d, whose halves are rounded once each: exactly 0 where both
 * products are the same. */
static inline double pw_product_difference(double a, double b, double c,
                                           double d) {
  double one = a * b, other = c * d;
  return (one - other) + (fma(a, b, -one) - fma(c, d, -other));
}

/* The covariance of two figures of `n` people, over n - 1, from their sums and
 * the sum of their products, which are whole: (n sum xy - sum x sum y) / (n (n
 * - 1)); NaN where n is 1 or less. */
static inline double pw_covariance_of_sums(double n, double x, double y,
                                           double xy) {
  return n > 1 ? pw_product_difference(n, xy, x, y) / (n * (n - 1)) : NAN;
}

#endif
