#include "table/disclosure.h"

typedef struct {
  const int64_t *counts;
  int *hidden;
  int64_t threshold;
} levels;

typedef struct {
  int64_t sum;
  int64_t positive; /* how many counts are not 0 */
  int exposed;      /* the sum of what is hidden would say too much */
} half;

static int says_too_much(const levels *l, const half *h) {
  return h->positive < 2 || h->sum - h->positive < l->threshold - 2;
}

static half hide_in(const levels *l, size_t from, size_t to) {
  if (to - from == 1) {
    int64_t count = l->counts[from];
    int small = count >= 1 && count < l->threshold;
    l->hidden[from] = small;
    return (half){count, count > 0, small};
  }
  size_t middle = from + (to - from) / 2;
  half first = hide_in(l, from, middle), second = hide_in(l, middle, to);
  half both = {first.sum + second.sum, first.positive + second.positive, 0};
  if (first.exposed || second.exposed) {
    for (size_t i = from; i < to; i++) {
      if (l->counts[i] > 0) l->hidden[i] = 1;
    }
    both.exposed = says_too_much(l, &both);
  }
  return both;
}

static pw_status check_counts(const int64_t *counts, size_t n, int64_t *sum,
                              pw_error *err) {
  *sum = 0;
  for (size_t i = 0; i < n; i++) {
    if (counts[i] < 0) {
      pw_fail(err, PW_ARGUMENT, "a count is negative or not a whole number");
      if (err != NULL) err->row = (int64_t)i;
      return PW_ARGUMENT;
    }
    if (counts[i] > INT64_MAX / 2 - *sum) {
      return pw_fail(err, PW_RANGE, "the counts are too large");
    }
    *sum += counts[i];
  }
  return PW_OK;
}

pw_status pw_hide_small(const int64_t *counts, size_t n_levels,
                        int64_t threshold, int *hidden, pw_error *err) {
  int64_t sum;
  if (threshold < PW_LEAST_THRESHOLD || threshold > INT64_MAX / 4) {
    return pw_fail(err, PW_ARGUMENT, "the threshold is out of range");
  }
  pw_status status = check_counts(counts, n_levels, &sum, err);
  if (status != PW_OK || n_levels == 0) return status;
  if (sum < threshold || sum < (int64_t)n_levels + threshold - 2) {
    for (size_t i = 0; i < n_levels; i++) hidden[i] = 1;
    return PW_OK;
  }
  levels l = {counts, hidden, threshold};
  hide_in(&l, 0, n_levels);
  return PW_OK;
}

pw_status pw_round_to_base(int64_t n, int64_t base, int64_t *rounded,
                           pw_error *err) {
  if (n < 0 || base < 1) {
    return pw_fail(err, PW_ARGUMENT,
                   "a count is negative or not a whole number");
  }
  if (n > INT64_MAX / 4 || base > INT64_MAX / 4) {
    return pw_fail(err, PW_RANGE, "a count is too large");
  }
  *rounded = (2 * n + base) / (2 * base) * base;
  return PW_OK;
}

static pw_status check_spans(const pw_span *spans, size_t n, pw_span total,
                             pw_span *sums, pw_error *err) {
  *sums = (pw_span){0, 0};
  for (size_t i = 0; i < n; i++) {
    if (spans[i].low < 0 || spans[i].low > spans[i].high) {
      return pw_fail(err, PW_ARGUMENT, "a span does not run upwards from 0");
    }
    if (spans[i].high > INT64_MAX / 4 - sums->high) {
      return pw_fail(err, PW_RANGE, "the counts are too large");
    }
    sums->low += spans[i].low;
    sums->high += spans[i].high;
  }
  if (total.low > total.high || sums->low > total.high ||
      sums->high < total.low) {
    return pw_fail(err, PW_ARGUMENT, "no counts sum to the total");
  }
  return PW_OK;
}

pw_status pw_narrow_spans(pw_span *spans, size_t n_spans, pw_span total,
                          pw_error *err) {
  pw_span sums;
  pw_status status = check_spans(spans, n_spans, total, &sums, err);
  if (status != PW_OK) return status;
  for (size_t i = 0; i < n_spans; i++) {
    pw_span *s = &spans[i];
    /* What the others leave of the total. Cutting a span does not narrow the
     * others further: their ends already count this one at its own. */
    int64_t most = total.high - (sums.low - s->low);
    int64_t least = total.low - (sums.high - s->high);
    if (least > s->low) s->low = least;
    if (most < s->high) s->high = most;
  }
  return PW_OK;
}
