/* Whether the shares of unordered categories differ between two waves, people
 * being the same: Stuart (1955) and Maxwell (1970), and Bhapkar (1966). With
 * two categories the first is McNemar's chi-squared without correction. */
#ifndef PW_CHANGE_NOMINAL_H
#define PW_CHANGE_NOMINAL_H

#include "change/tally.h"

typedef struct {
  double n;              /* people */
  double moved;          /* people whose categories differ */
  double stuart_maxwell; /* chi-squared; NaN where nobody moved */
  double bhapkar;        /* chi-squared; NaN also where Stuart-Maxwell's is n */
  double df;             /* dimensions in which the shares can differ: at most
                            categories - 1, less where some were never left
                            nor entered */
} pw_nominal;

/* The answers of the tally's two waves are whole numbers from 1 to
 * `categories`: PW_ARGUMENT otherwise. PW_MEMORY; scratch is categories^2
 * doubles. */
pw_status pw_nominal_of(const pw_tally *tally, size_t categories,
                        pw_alloc *alloc, pw_nominal *out, pw_error *err);

#endif
