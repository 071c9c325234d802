#include "change/walsh.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
  double change;
  double count;
  double up_to; /* changes of this size or smaller */
} step;

static int by_change(const void *a, const void *b) {
  double x = ((const step *)a)->change;
  double y = ((const step *)b)->change;
  return (x > y) - (x < y);
}

/* Distinct changes in order; those within the resolution of the first of a run
 * are equal to it. Gives how many there are. */
static size_t collect(const pw_tally *tally, pw_zeros zeros, step *steps) {
  double resolution = pw_tally_resolution(tally);
  size_t n = 0;
  for (size_t i = 0; i < tally->length; i++) {
    pw_pattern p = pw_pattern_at(tally, i);
    double change = p.after - p.before;
    if (fabs(change) <= resolution) {
      if (zeros == PW_ZEROS_WILCOXON) continue;
      change = 0;
    }
    step one = {change, p.count, 0};
    steps[n++] = one;
  }
  if (n == 0) return 0;
  qsort(steps, n, sizeof *steps, by_change);
  size_t last = 0;
  for (size_t i = 1; i < n; i++) {
    if (steps[i].change - steps[last].change <= resolution) {
      steps[last].count += steps[i].count;
    } else {
      steps[++last] = steps[i];
    }
  }
  double total = 0;
  for (size_t i = 0; i <= last; i++) steps[i].up_to = total += steps[i].count;
  return last + 1;
}

/* How many averages are at most x. Of the ordered pairs every one of two
 * people comes twice and every one of a person with themselves once. */
static double averages_up_to(const step *steps, size_t n, double x) {
  double ordered = 0;
  double same = 0;
  size_t j = n;
  for (size_t i = 0; i < n; i++) {
    while (j > 0 && (steps[i].change + steps[j - 1].change) / 2 > x) j--;
    if (j > 0) ordered += steps[i].count * steps[j - 1].up_to;
    if (steps[i].change <= x) same += steps[i].count;
  }
  return (ordered + same) / 2;
}

/* The smallest average above x. */
static double next_average(const step *steps, size_t n, double x) {
  double least = INFINITY;
  size_t j = n;
  for (size_t i = 0; i < n; i++) {
    while (j > 0 && (steps[i].change + steps[j - 1].change) / 2 > x) j--;
    if (j < n) least = fmin(least, (steps[i].change + steps[j].change) / 2);
  }
  return least;
}

/* Halves the range until it holds one average, then takes that one. */
static double average_at(const step *steps, size_t n, double rank) {
  double low = steps[0].change;
  double high = steps[n - 1].change;
  if (averages_up_to(steps, n, low) >= rank) return low;
  for (int i = 0; i < 2000; i++) {
    double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    if (averages_up_to(steps, n, middle) >= rank) {
      high = middle;
    } else {
      low = middle;
    }
    double next = next_average(steps, n, low);
    if (averages_up_to(steps, n, next) >= rank) return next;
  }
  return high;
}

pw_status pw_walsh_of(const pw_tally *tally, pw_zeros zeros, pw_alloc *alloc,
                      const double *ranks, size_t n_ranks, double *values,
                      double *n_changes, pw_error *err) {
  *n_changes = 0;
  for (size_t k = 0; k < n_ranks; k++) values[k] = NAN;
  if (!pw_tally_is_whole(tally)) {
    return pw_fail(err, PW_ARGUMENT, "ranks need whole frequency weights");
  }
  if (tally->length == 0) return PW_OK;
  step *steps = pw_alloc_zeroed(alloc, tally->length, sizeof *steps);
  if (steps == NULL) return pw_fail(err, PW_MEMORY, "no memory for ranks");
  size_t n = collect(tally, zeros, steps);
  if (n > 0) {
    double total = steps[n - 1].up_to;
    *n_changes = total;
    for (size_t k = 0; k < n_ranks; k++) {
      if (ranks[k] >= 1 && ranks[k] <= total * (total + 1) / 2) {
        values[k] = average_at(steps, n, ranks[k]);
      }
    }
  }
  pw_free(alloc, steps);
  return PW_OK;
}
