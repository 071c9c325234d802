#include "change/brunner_munzel.h"

#include <math.h>

#include "base/sort.h"

/* People of either wave with the same answer. */
typedef struct {
  double answer;
  double before;
  double after;
} tie;

static int by_answer(const void *a, const void *b, const void *unused) {
  double x = ((const tie *)a)->answer, y = ((const tie *)b)->answer;
  (void)unused;
  return (x > y) - (x < y);
}

static size_t collect(const pw_tally *tally, size_t from, size_t to,
                      tie *ties) {
  size_t n = 0;
  for (size_t i = 0; i < tally->length; i++) {
    const double *row = pw_tally_row(tally, i);
    double people = row[tally->waves];
    if (!isnan(row[from])) ties[n++] = (tie){row[from], people, 0};
    if (!isnan(row[to])) ties[n++] = (tie){row[to], 0, people};
  }
  return n;
}

/* Joins what is equal of ties in order; gives how many are left. */
static size_t join(tie *ties, size_t n, double resolution) {
  size_t kept = 0;
  for (size_t i = 0; i < n; i++) {
    if (kept > 0 && ties[i].answer - ties[kept - 1].answer <= resolution) {
      ties[kept - 1].before += ties[i].before;
      ties[kept - 1].after += ties[i].after;
    } else {
      ties[kept++] = ties[i];
    }
  }
  return kept;
}

/* The mean and the variance of the placements: how many of the other wave are
 * below each answer, and half of those that equal it. */
typedef struct {
  double n;
  double mean;
  double variance;
} placements;

static placements place(const tie *ties, size_t n, int later) {
  placements out = {0, 0, NAN};
  double below = 0, sum = 0, squares = 0;
  for (size_t i = 0; i < n; i++) {
    double own = later ? ties[i].after : ties[i].before;
    double other = later ? ties[i].before : ties[i].after;
    out.n += own;
    sum += own * (below + other / 2);
    below += other;
  }
  out.mean = sum / out.n;
  below = 0;
  for (size_t i = 0; i < n; i++) {
    double own = later ? ties[i].after : ties[i].before;
    double other = later ? ties[i].before : ties[i].after;
    double away = below + other / 2 - out.mean;
    squares += own * away * away;
    below += other;
  }
  if (out.n > 1) out.variance = squares / (out.n - 1);
  return out;
}

static void estimate(const placements *before, const placements *after,
                     pw_brunner_munzel *out) {
  double n1 = before->n, n2 = after->n;
  if (!(n1 > 0) || !(n2 > 0)) return;
  out->superiority = after->mean / n1;
  if (!(n1 > 1) || !(n2 > 1)) return;
  double a = n1 * before->variance, b = n2 * after->variance;
  /* Placements are halves: what is less than that is rounding. */
  if (a + b < 1e-9) a = b = 0;
  out->error = sqrt(a + b) / (n1 * n2);
  if (out->error == 0) return;
  out->t = (out->superiority - 0.5) / out->error;
  out->df = (a + b) * (a + b) / (a * a / (n1 - 1) + b * b / (n2 - 1));
}

pw_status pw_brunner_munzel_of(const pw_tally *tally, size_t from, size_t to,
                               pw_alloc *alloc, pw_brunner_munzel *out,
                               pw_error *err) {
  out->superiority = out->error = out->t = out->df = NAN;
  tie *ties = pw_alloc_zeroed(alloc, 2 * tally->length, sizeof *ties);
  if (ties == NULL) return pw_fail(err, PW_MEMORY, "no memory for ranks");
  size_t n = collect(tally, from, to, ties);
  pw_status status =
    pw_sort(ties, n, sizeof *ties, by_answer, NULL, alloc, err);
  if (status == PW_OK) {
    n = join(ties, n, pw_tally_resolution(tally));
    placements before = place(ties, n, 0), after = place(ties, n, 1);
    estimate(&before, &after, out);
  }
  pw_free(alloc, ties);
  return status;
}
