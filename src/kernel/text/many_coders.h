/* How far several coders agree, from how many of them gave each category to a
 * unit: percent, Fleiss' kappa (Scott's pi for two coders), Conger's kappa,
 * Gwet's AC1 or AC2 and the coefficient of Brennan and Prediger. Coders may be
 * missing from a unit. What does not exist is NaN. */
#ifndef PW_TEXT_MANY_CODERS_H
#define PW_TEXT_MANY_CODERS_H

#include <stddef.h>

/* Units that are alike are one pattern. */
typedef struct {
  const double *votes; /* length x categories, pattern by pattern: coders */
  const double *count; /* how many units have the pattern */
  size_t length, categories;
  const double *weights; /* categories x categories of agreement, or NULL for
                            1 on the diagonal and 0 elsewhere */
  const double *coders;  /* n_coders x categories, coder by coder: units that
                            the coder gave the category; NULL for no Conger */
  size_t n_coders;
} pw_votes;

/* Standard errors are those of Gwet (2014, ch. 5) by linearisation, for units
 * that are independent. */
typedef struct {
  double units;    /* coded by at least one */
  double pairable; /* coded by at least two */
  double percent, percent_se;
  double fleiss, fleiss_se;
  double fleiss_se_null; /* Fleiss, Nee and Landis 1979; NaN where the number
                            of coders differs by unit */
  double conger;
  double ac, ac_se;
  double bp, bp_se;
} pw_many_coders;

/* `shares` is scratch of 2 * categories doubles. */
pw_many_coders pw_many_coders_of(const pw_votes *votes, double *shares);

#endif
