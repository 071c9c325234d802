/* How far two coders agree, from the table of what each said of the units that
 * both coded: Cohen's kappa, weighted or not, with the standard errors of
 * Fleiss, Cohen and Everitt (1969). What does not exist is NaN. */
#ifndef PW_TEXT_TWO_CODERS_H
#define PW_TEXT_TWO_CODERS_H

#include <stddef.h>

typedef struct {
  double n;       /* units that both coded */
  double percent; /* observed agreement, 0 to 1, weighted where kappa is */
  double chance;  /* agreement expected from the margins */
  double kappa;   /* NaN where chance is 1 */
  double se;      /* for an interval */
  double se_null; /* where kappa is 0, for a test */
} pw_two_coders;

/* `table` has categories x categories counts, the first coder's category the
 * row, row by row; `weights` has the agreement of each pair of categories, 1 on
 * the diagonal, or is NULL for 1 there and 0 elsewhere. `margins` is scratch of
 * 4 * categories doubles. */
pw_two_coders pw_two_coders_of(const double *table, size_t categories,
                               const double *weights, double *margins);

#endif
