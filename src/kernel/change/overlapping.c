#include "change/overlapping.h"

#include <math.h>

/* What is left of a variance by cancelling, and stands for none. */
#define NOISE 1e-14

/* The variances of both means as if nobody were in both waves. */
typedef struct {
  double before;
  double after;
} apart;

static apart variances(const pw_sample *before, const pw_sample *after,
                       pw_spreads spreads) {
  double b = before->sd * before->sd, a = after->sd * after->sd;
  if (spreads == PW_SPREADS_EQUAL) {
    a = b = ((before->n - 1) * b + (after->n - 1) * a) /
      (before->n + after->n - 2);
  }
  apart out = {b / before->n, a / after->n};
  return out;
}

/* The df of Welch (1947) and Satterthwaite, or of a pooled variance. */
static double df_apart(const apart *of, double n_before, double n_after,
                       pw_spreads spreads) {
  if (spreads == PW_SPREADS_EQUAL) return n_before + n_after - 2;
  double sum = of->before + of->after;
  return sum * sum /
    (of->before * of->before / (n_before - 1) +
     of->after * of->after / (n_after - 1));
}

void pw_overlapping_of(const pw_sample *before, const pw_sample *after,
                       double pairs, double r, pw_spreads spreads,
                       pw_overlapping *out) {
  double n1 = before->n, n2 = after->n;
  out->change = after->mean - before->mean;
  out->error = out->t = out->df = NAN;
  if (!(n1 > 1) || !(n2 > 1)) return;
  apart of = variances(before, after, spreads);
  double sum = of.before + of.after;
  /* T_new1 and T_new2 of Derrick et al.: who is in both takes the covariance
   * of the two means away. */
  double both = 2 * r * pairs * sqrt(of.before * of.after / (n1 * n2));
  double variance = sum - both;
  if (variance <= NOISE * sum) variance = 0;
  out->error = sqrt(variance);
  if (variance == 0) return;
  /* Their v_1 and v_2 lie between pairs - 1 where everybody is in both and the
   * df of two samples where nobody is: v_1 is v_2 with n1 + n2 - 2 for Welch's
   * df. */
  double alone = n1 + n2 - 2 * pairs;
  double df = df_apart(&of, n1, n2, spreads);
  out->df = pairs - 1 + (df - pairs + 1) / (n1 + n2) * alone;
  out->t = out->change / out->error;
}
