#include "change/signed_rank.h"

#include <math.h>
#include <stdlib.h>

#include "change/rank_tail.h"

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
    pw_pattern p = pw_pattern_at(tally, i);
    double change = p.after - p.before;
    if (fabs(change) <= resolution) {
      *zero_changes += p.count;
      continue;
    }
    run one = {fabs(change), change > 0 ? p.count : 0,
               change > 0 ? 0 : p.count, 0};
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

/* The runs in the shape that the null distribution takes them. */
static pw_rank_run *scores_of(const run *runs, size_t n, pw_alloc *alloc) {
  pw_rank_run *scores = pw_alloc_zeroed(alloc, n, sizeof *scores);
  if (scores == NULL) return NULL;
  for (size_t i = 0; i < n; i++) {
    scores[i].score = runs[i].score;
    scores[i].count = runs[i].gains + runs[i].losses;
  }
  return scores;
}

static pw_status exact_p(const run *runs, size_t n, double most_work,
                         pw_alloc *alloc, const pw_stop *stop,
                         pw_signed_rank *out, pw_error *err) {
  pw_rank_run *scores = scores_of(runs, n, alloc);
  if (scores == NULL) return pw_fail(err, PW_MEMORY, "no memory for ranks");
  pw_status status = PW_OK;
  double limit = 2 * fmin(out->positive, out->negative);
  double tail = 0;
  if (pw_rank_tail_work(scores, n, limit) > most_work) {
    out->exact = 0;
  } else {
    status = pw_rank_tail(scores, n, limit, alloc, stop, &tail, err);
    if (status == PW_OK) out->p = fmin(1, 2 * tail);
  }
  pw_free(alloc, scores);
  return status;
}

pw_status pw_signed_rank_of(const pw_tally *tally, pw_zeros zeros,
                            double most_work, pw_alloc *alloc,
                            const pw_stop *stop, pw_signed_rank *out,
                            pw_error *err) {
  pw_signed_rank none = {0, 0, 0, 0, NAN, 1};
  *out = none;
  if (!pw_tally_is_whole(tally)) {
    return pw_fail(err, PW_ARGUMENT, "ranks need whole frequency weights");
  }
  run *runs = pw_alloc_zeroed(alloc, tally->length, sizeof *runs);
  if (runs == NULL) return pw_fail(err, PW_MEMORY, "no memory for ranks");
  double zero_changes;
  size_t n = collect(tally, runs, &zero_changes);
  rank_runs(runs, n, zeros == PW_ZEROS_PRATT ? zero_changes : 0, out);
  pw_status status = PW_OK;
  if (n > 0) status = exact_p(runs, n, most_work, alloc, stop, out, err);
  pw_free(alloc, runs);
  return status;
}
