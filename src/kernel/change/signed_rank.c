#include "change/signed_rank.h"

#include <math.h>

#include "change/rank_tail.h"

pw_signed_rank pw_signed_rank_none(void) {
  pw_signed_rank none = {0, 0, 0, 0, NAN, 1};
  return none;
}

/* Sums ranks over the runs, and gives each run the score (2 x midrank, a whole
 * number) and count that the null distribution takes. */
static void rank_runs(const pw_sizes *sizes, double below, pw_rank_run *scores,
                      pw_signed_rank *out) {
  for (size_t i = 0; i < sizes->length; i++) {
    const pw_size *run = &sizes->runs[i];
    double many = run->gains + run->losses;
    double midrank = below + (many + 1) / 2;
    scores[i].score = 2 * midrank;
    scores[i].count = many;
    below += many;
    out->n_used += many;
    out->positive += run->gains * midrank;
    out->negative += run->losses * midrank;
    out->variance += many * midrank * midrank / 4;
  }
}

pw_status pw_signed_rank_of(const pw_sizes *sizes, pw_zeros zeros,
                            double most_work, pw_alloc *alloc,
                            const pw_stop *stop, pw_signed_rank *out,
                            pw_error *err) {
  *out = pw_signed_rank_none();
  if (sizes->length == 0) return PW_OK;
  pw_rank_run *scores = pw_alloc_zeroed(alloc, sizes->length, sizeof *scores);
  if (scores == NULL) return pw_fail(err, PW_MEMORY, "no memory for ranks");
  rank_runs(sizes, zeros == PW_ZEROS_PRATT ? sizes->unchanged : 0, scores, out);
  pw_status status = PW_OK;
  double limit = 2 * fmin(out->positive, out->negative);
  double tail = 0;
  if (pw_rank_tail_work(scores, sizes->length, limit) > most_work) {
    out->exact = 0;
  } else {
    status =
      pw_rank_tail(scores, sizes->length, limit, alloc, stop, &tail, err);
    if (status == PW_OK) out->p = fmin(1, 2 * tail);
  }
  pw_free(alloc, scores);
  return status;
}
