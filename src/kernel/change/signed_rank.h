/* Tests signed ranks by Wilcoxon's test, exact with ties and zeros. */
#ifndef PW_CHANGE_SIGNED_RANK_H
#define PW_CHANGE_SIGNED_RANK_H

#include "base/stop.h"
#include "change/sizes.h"

typedef struct {
  double n_used;   /* changes other than zero */
  double positive; /* sum of midranks of the gains */
  double negative; /* sum of midranks of the losses */
  double variance; /* of `positive` under the null, given ties and zeros */
  double p;        /* two-sided; NaN when n_used is 0 */
  int exact;       /* 0: `p` is NaN, the test was left to the caller */
} pw_signed_rank;

/* What stands where ranks are not taken, as of weighted people. */
pw_signed_rank pw_signed_rank_none(void);

/* Two-sided exact p = 2 P(V <= the smaller rank sum), capped at 1, from the
 * null distribution given ties and zeros (rank_tail.h). Where that would take
 * more than about `most_work` nanoseconds it is not computed. PW_MEMORY and
 * PW_STOPPED. */
pw_status pw_signed_rank_of(const pw_sizes *sizes, pw_zeros zeros,
                            double most_work, pw_alloc *alloc,
                            const pw_stop *stop, pw_signed_rank *out,
                            pw_error *err);

#endif
