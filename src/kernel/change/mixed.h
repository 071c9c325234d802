/* The mean of every wave from everyone who answered in at least one: the
 * multivariate normal with a mean for each wave and unstructured covariances,
 * by restricted likelihood. Right where what is missing depends on answers that
 * are there. A contrast of waves takes its standard error from `covariance` and
 * its degrees of freedom from `spread` (Kenward and Roger 1997); without
 * missing answers they are those of the paired t test. Counts are frequency
 * weights. */
#ifndef PW_CHANGE_MIXED_H
#define PW_CHANGE_MIXED_H

#include "base/stop.h"
#include "change/tally.h"

#define PW_MIXED_WAVES 8 /* the most waves of a tally */
#define PW_MIXED_PARAMETERS (PW_MIXED_WAVES * (PW_MIXED_WAVES + 1) / 2)

typedef enum {
  PW_MIXED_CLOSED,    /* nobody answered again after a missing answer, so the
                         regression of each wave on those before is it (Little
                         and Rubin 2002, ch. 7) */
  PW_MIXED_ITERATED,  /* by EM (Dempster, Laird and Rubin 1977) */
  PW_MIXED_TOO_FEW,   /* a pair of waves that too few people answered */
  PW_MIXED_SINGULAR,  /* a wave follows from the others without error */
  PW_MIXED_UNSETTLED, /* EM did not settle */
  PW_MIXED_WAVES_OUT  /* more waves than PW_MIXED_WAVES, or one */
} pw_mixed_outcome;

/* Means and covariances by wave. NaN unless the outcome is closed or
 * iterated. */
typedef struct {
  double n; /* people with at least one answer */
  pw_mixed_outcome outcome;
  /* How much higher the log likelihood is at the highest other top: below 0
   * but where the other is next to a singular sigma, Inf where the likelihood
   * rises towards one without end, -Inf where no other was found. */
  double other;
  double mean[PW_MIXED_WAVES];
  double sigma[PW_MIXED_WAVES][PW_MIXED_WAVES];
  /* Of the means: by the model, which takes sigma as known, and adjusted for
   * sigma being estimated. */
  double model[PW_MIXED_WAVES][PW_MIXED_WAVES];
  double covariance[PW_MIXED_WAVES][PW_MIXED_WAVES];
  /* How the elements of `model` vary together, (0, 0), (0, 1), ... (1, 1), ...
   * by rows, k (k + 1) / 2 of them. */
  double spread[PW_MIXED_PARAMETERS][PW_MIXED_PARAMETERS];
} pw_mixed;

/* PW_MEMORY, PW_STOPPED. */
pw_status pw_mixed_of(const pw_tally *tally, pw_alloc *alloc,
                      const pw_stop *stop, pw_mixed *out, pw_error *err);

#endif
