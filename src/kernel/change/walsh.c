#include "change/walsh.h"

#include <math.h>
#include <stdlib.h>

/* So many pairs of steps are sorted rather than narrowed down further. */
#define LEAST_ROOM 1024

typedef struct {
  double change;
  double count;
  double up_to; /* changes of this size or smaller */
} step;

/* Distinct changes in order. Gives how many there are. */
static size_t collect(const pw_sizes *sizes, pw_zeros zeros, step *steps) {
  size_t n = 0;
  for (size_t i = sizes->length; i-- > 0;) {
    const pw_size *run = &sizes->runs[i];
    step loss = {-run->size, run->losses, 0};
    if (run->losses > 0) steps[n++] = loss;
  }
  step none = {0, sizes->unchanged, 0};
  if (zeros == PW_ZEROS_PRATT && sizes->unchanged > 0) steps[n++] = none;
  for (size_t i = 0; i < sizes->length; i++) {
    const pw_size *run = &sizes->runs[i];
    step gain = {run->size, run->gains, 0};
    if (run->gains > 0) steps[n++] = gain;
  }
  double total = 0;
  for (size_t i = 0; i < n; i++) steps[i].up_to = total += steps[i].count;
  return n;
}

/* Averages up to some x: how many, and of how many ordered pairs of steps. */
typedef struct {
  double x;
  double averages;
  double pairs;
} reached;

/* Of the ordered pairs of people every one of two comes twice and every one of
 * a person with themselves once. */
static reached reach(const step *steps, size_t n, double x) {
  reached to = {x, 0, 0};
  double same = 0;
  size_t j = n;
  for (size_t i = 0; i < n; i++) {
    while (j > 0 && (steps[i].change + steps[j - 1].change) / 2 > x) j--;
    if (j > 0) to.averages += steps[i].count * steps[j - 1].up_to;
    if (steps[i].change <= x) same += steps[i].count;
    to.pairs += (double)j;
  }
  to.averages = (to.averages + same) / 2;
  return to;
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

/* An average and how many pairs of people have it. */
typedef struct {
  double average;
  double count;
} pair;

static int by_average(const void *a, const void *b) {
  double x = ((const pair *)a)->average;
  double y = ((const pair *)b)->average;
  return (x > y) - (x < y);
}

/* The average of the rank, out of those above low.x and up to high.x, which
 * `pairs` has room for. */
static double pick(const step *steps, size_t n, double rank, const reached *low,
                   const reached *high, pair *pairs) {
  size_t many = 0, j = n, k = n;
  for (size_t i = 0; i < n; i++) {
    while (j > 0 && (steps[i].change + steps[j - 1].change) / 2 > low->x) j--;
    while (k > 0 && (steps[i].change + steps[k - 1].change) / 2 > high->x) k--;
    for (size_t l = j > i ? j : i; l < k; l++) {
      pairs[many].average = (steps[i].change + steps[l].change) / 2;
      pairs[many++].count = l > i ? steps[i].count * steps[l].count
                                  : steps[i].count * (steps[i].count + 1) / 2;
    }
  }
  qsort(pairs, many, sizeof *pairs, by_average);
  double seen = low->averages;
  for (size_t l = 0; l < many; l++) {
    seen += pairs[l].count;
    if (seen >= rank) return pairs[l].average;
  }
  return high->x;
}

/* Where to look next: a little to one side of where the rank would be if
 * averages were spread evenly, first above and then below, so that both ends
 * close in; halfway when that has not helped. */
static double between(const reached *low, const reached *high, double rank,
                      double aside, int above, int halve) {
  double width = high->x - low->x;
  if (!halve) {
    double share = (high->averages - low->averages) /
      (high->pairs - low->pairs);
    double target = rank + (above ? aside : -aside) * share;
    double part = (target - low->averages) / (high->averages - low->averages);
    if (part > 0.001 && part < 0.999) return low->x + width * part;
  }
  return low->x + width / 2;
}

/* Narrows the range until few pairs are left in it, or one average. */
static double average_at(const step *steps, size_t n, double rank, pair *pairs,
                         size_t room) {
  reached low = reach(steps, n, steps[0].change);
  if (low.averages >= rank) return low.x;
  reached high = reach(steps, n, steps[n - 1].change);
  double before = high.pairs - low.pairs;
  for (int i = 0; i < 2000; i++) {
    double left = high.pairs - low.pairs;
    if (left <= (double)room) return pick(steps, n, rank, &low, &high, pairs);
    int halve = i % 3 == 2 && left > before / 2;
    if (i % 3 == 2) before = left;
    double middle = between(&low, &high, rank, (double)room / 4, i % 2, halve);
    if (middle <= low.x || middle >= high.x) break;
    reached at = reach(steps, n, middle);
    *(at.averages >= rank ? &high : &low) = at;
    if (i < 30) continue;
    /* Many pairs with one average never get few. */
    double next = next_average(steps, n, low.x);
    if (reach(steps, n, next).averages >= rank) return next;
  }
  return high.x;
}

pw_status pw_walsh_of(const pw_sizes *sizes, pw_zeros zeros, pw_alloc *alloc,
                      const double *ranks, size_t n_ranks, double *values,
                      double *n_changes, pw_error *err) {
  *n_changes = 0;
  for (size_t k = 0; k < n_ranks; k++) values[k] = NAN;
  if (sizes->patterns == 0) return PW_OK;
  size_t most = 2 * sizes->length + 1;
  size_t room = sizes->patterns / 4 + LEAST_ROOM;
  step *steps = pw_alloc_zeroed(alloc, most, sizeof *steps);
  pair *pairs = pw_alloc_zeroed(alloc, room, sizeof *pairs);
  pw_status status = PW_OK;
  if (steps == NULL || pairs == NULL) {
    status = pw_fail(err, PW_MEMORY, "no memory for ranks");
  } else {
    size_t n = collect(sizes, zeros, steps);
    double total = n > 0 ? steps[n - 1].up_to : 0;
    *n_changes = total;
    for (size_t k = 0; k < n_ranks; k++) {
      if (ranks[k] >= 1 && ranks[k] <= total * (total + 1) / 2) {
        values[k] = average_at(steps, n, ranks[k], pairs, room);
      }
    }
  }
  pw_free(alloc, steps);
  pw_free(alloc, pairs);
  return status;
}
