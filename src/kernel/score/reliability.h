/* How consistently the items of a scale measure one thing: Cronbach's alpha,
 * McDonald's omega and, for each item, its correlation with the rest of the
 * scale. Only rows that answer every item count. A figure that does not
 * exist is NaN. Reversed items are turned by the caller. */
#ifndef PW_SCORE_RELIABILITY_H
#define PW_SCORE_RELIABILITY_H

#include <stddef.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"

typedef enum {
  PW_FACTOR_FITTED,
  PW_FACTOR_TOO_FEW,   /* fewer than 3 items or 2 rows, or a constant item */
  PW_FACTOR_NO_UNIQUE, /* an item left with no variance of its own */
  PW_FACTOR_UNSETTLED  /* the fit did not settle */
} pw_factor_outcome;

/* The caller owns the arrays, each of `items` numbers. */
typedef struct {
  double n;     /* people who answer every item */
  double alpha; /* NaN below 2 rows or items, or where the sum is constant */
  double omega; /* NaN unless factor is PW_FACTOR_FITTED */
  pw_factor_outcome factor;
  double *mean, *sd;     /* sd with n - 1 */
  double *item_rest;     /* correlation with the sum of the other items */
  double *alpha_dropped; /* alpha of the others; NaN below 3 items */
  double *loading;       /* on the one factor, of standardised items */
} pw_reliability;

/* `answers` is one column of `rows` per item; a missing answer is any NaN.
 * `counts` says how many people each row stands for (NULL: one). Fails with
 * PW_MEMORY or PW_STOPPED; scratch is items * items doubles. */
pw_status pw_reliability_of(const double *const *answers, const double *counts,
                            size_t rows, size_t items, pw_alloc *alloc,
                            const pw_stop *stop, pw_reliability *out,
                            pw_error *err);

/* The same from `sums` of the items and `products` (items * items, of each two
 * of them) over the `n` people who answered every one, all whole numbers up to
 * 2^53: bit for bit what pw_reliability_of() makes of whole answers. Fails with
 * PW_MEMORY. */
pw_status pw_reliability_of_sums(double n, const double *sums,
                                 const double *products, size_t items,
                                 pw_alloc *alloc, pw_reliability *out,
                                 pw_error *err);

#endif
