#include "change/signed_rank.h"

#include <math.h>
#include <stdlib.h>

/* The size of a change with how many gained and lost so much; one after
 * ranking for each distinct size. */
typedef struct {
  double size;
  double gains;
  double losses;
  double score; /* 2 x midrank: a whole number */
} run;

static int by_size(const void *a, const void *b) {
  double x = ((const run *)a)->size;
  double y = ((const run *)b)->size;
  return (x > y) - (x < y);
}

/* Fills `runs` with the distinct sizes other than zero, in order; gives how
 * many there are, and the number of zero changes. Sizes within the resolution
 * of the first of a run are tied with it. */
static size_t collect(const pw_tally *tally, run *runs, double *zero_changes) {
  double resolution = pw_tally_resolution(tally);
  size_t n = 0;
  *zero_changes = 0;
  for (size_t i = 0; i < tally->length; i++) {
    const pw_pattern *p = &tally->patterns[i];
    double change = p->after - p->before;
    if (fabs(change) <= resolution) {
      *zero_changes += p->count;
      continue;
    }
    run one = {fabs(change), change > 0 ? p->count : 0,
               change > 0 ? 0 : p->count, 0};
    runs[n++] = one;
  }
  if (n == 0) return 0;
  qsort(runs, n, sizeof *runs, by_size);
  size_t last = 0;
  for (size_t i = 1; i < n; i++) {
    if (runs[i].size - runs[last].size <= resolution) {
      runs[last].gains += runs[i].gains;
      runs[last].losses += runs[i].losses;
    } else {
      runs[++last] = runs[i];
    }
  }
  return last + 1;
}

static void rank_runs(run *runs, size_t n, double below, pw_signed_rank *out) {
  for (size_t i = 0; i < n; i++) {
    double many = runs[i].gains + runs[i].losses;
    double midrank = below + (many + 1) / 2;
    runs[i].score = 2 * midrank;
    below += many;
    out->n_used += many;
    out->positive += runs[i].gains * midrank;
    out->negative += runs[i].losses * midrank;
    out->variance += many * midrank * midrank / 4;
  }
}

/* P(sum of scores <= limit), by one shift for each change: the distribution
 * with a change of score s is half the one without and half the same moved
 * up by s. Halving at each step keeps every number a probability. Only sums
 * up to the limit are kept, because nothing comes down from above it. */
static pw_status lower_tail(const run *runs, size_t n, size_t limit,
                            double n_used, pw_alloc *alloc,
                            const pw_stop *stop, double *tail, pw_error *err) {
  double *share = pw_alloc_zeroed(alloc, limit + 1, sizeof *share);
  if (share == NULL) {
    return pw_fail(err, PW_MEMORY, "no memory for the exact distribution");
  }
  pw_status status = PW_OK;
  size_t top = 0;
  double done = 0;
  share[0] = 1;
  for (size_t i = 0; i < n && status == PW_OK; i++) {
    size_t score = (size_t)runs[i].score;
    for (double k = runs[i].gains + runs[i].losses; k > 0; k--) {
      if (pw_stop_asked(stop, done++ / n_used)) {
        status = pw_fail(err, PW_STOPPED, "stopped");
        break;
      }
      top = limit - top < score ? limit : top + score;
      for (size_t v = top + 1; v-- > score;) {
        share[v] = (share[v] + share[v - score]) / 2;
      }
      for (size_t v = score < top + 1 ? score : top + 1; v-- > 0;) {
        share[v] /= 2;
      }
    }
  }
  *tail = 0;
  for (size_t v = 0; v <= limit; v++) *tail += share[v];
  pw_free(alloc, share);
  return status;
}

static int whole_counts(const pw_tally *tally) {
  for (size_t i = 0; i < tally->length; i++) {
    if (tally->patterns[i].count != floor(tally->patterns[i].count)) return 0;
  }
  return 1;
}

pw_status pw_signed_rank_of(const pw_tally *tally, pw_zeros zeros,
                            double exact_most, pw_alloc *alloc,
                            const pw_stop *stop, pw_signed_rank *out,
                            pw_error *err) {
  pw_signed_rank none = {0, 0, 0, 0, NAN, 1};
  *out = none;
  if (!whole_counts(tally)) {
    return pw_fail(err, PW_ARGUMENT, "ranks need whole frequency weights");
  }
  run *runs = pw_alloc_zeroed(alloc, tally->length, sizeof *runs);
  if (runs == NULL) return pw_fail(err, PW_MEMORY, "no memory for ranks");
  double zero_changes;
  size_t n = collect(tally, runs, &zero_changes);
  rank_runs(runs, n, zeros == PW_ZEROS_PRATT ? zero_changes : 0, out);
  pw_status status = PW_OK;
  if (out->n_used > exact_most) {
    out->exact = 0;
  } else if (n > 0) {
    double smaller = fmin(out->positive, out->negative);
    double tail = 0;
    status = lower_tail(runs, n, (size_t)(2 * smaller), out->n_used, alloc,
                        stop, &tail, err);
    if (status == PW_OK) out->p = fmin(1, 2 * tail);
  }
  pw_free(alloc, runs);
  return status;
}
