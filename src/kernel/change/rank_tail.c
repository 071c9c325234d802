#include "change/rank_tail.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "change/rank_pace.h"

/* A part of the distribution counts for nothing when its log size is below. */
#define LEAST_LOG PW_RANK_LEAST_LOG

/* Nanoseconds for one step of each way. */
#define SHIFT_COST 1.0
#define FACTOR_COST 20.0
#define PACE_COST 1.5

typedef struct {
  double score;
  double count;
  double q; /* probability of a gain after tilting */
} tilted_run;

static double total_count(const pw_rank_run *runs, size_t n) {
  double total = 0;
  for (size_t i = 0; i < n; i++) total += runs[i].count;
  return total;
}

/* How many factors a frequency takes on average before it is known to be
 * nothing: a factor of even odds at a random angle has mean log -log 2. */
static double factors_needed(const pw_rank_run *runs, size_t n) {
  double mean = total_count(runs, n) / (double)n;
  return fmin((double)n, 1 - LEAST_LOG / (log(2.0) * mean));
}

/* How far from its mean a sum of bounded scores can be before the probability
 * to be further is nothing: Bernstein's inequality,
 * exp(-x^2 / 2 / (variance + largest x / 3)), solved for x. */
static double reach_of(double variance, double largest_score) {
  double a = -LEAST_LOG * largest_score / 3;
  return ceil(a + sqrt(a * a - 2 * LEAST_LOG * variance));
}

static double inversion_cost(const pw_rank_run *runs, size_t n) {
  double variance = 0;
  double largest_score = 0;
  for (size_t i = 0; i < n; i++) {
    variance += runs[i].count * runs[i].score * runs[i].score / 4;
    largest_score = fmax(largest_score, runs[i].score);
  }
  return reach_of(variance, largest_score) *
    (PW_RANK_PACES * PACE_COST +
     pw_rank_share_left(runs, n) * factors_needed(runs, n) * FACTOR_COST);
}

static double shift_cost(const pw_rank_run *runs, size_t n, double limit) {
  return total_count(runs, n) * (limit + 1) * SHIFT_COST;
}

double pw_rank_tail_work(const pw_rank_run *runs, size_t n, double limit) {
  return fmin(shift_cost(runs, n, limit), inversion_cost(runs, n));
}

/* The distribution with a change of score s is half the one without and half
 * the same moved up by s; halving at each step keeps every number a
 * probability. Only sums up to the limit are kept, because nothing comes down
 * from above it. */
pw_status pw_rank_tail_by_shifts(const pw_rank_run *runs, size_t n,
                                 double limit, pw_alloc *alloc,
                                 const pw_stop *stop, double *tail,
                                 pw_error *err) {
  size_t end = (size_t)limit;
  double *share = pw_alloc_zeroed(alloc, end + 1, sizeof *share);
  if (share == NULL) {
    return pw_fail(err, PW_MEMORY, "no memory for the exact distribution");
  }
  pw_status status = PW_OK;
  double total = total_count(runs, n);
  double done = 0;
  size_t top = 0;
  share[0] = 1;
  for (size_t i = 0; i < n && status == PW_OK; i++) {
    size_t score = (size_t)runs[i].score;
    for (double k = runs[i].count; k > 0; k--) {
      if (pw_stop_asked(stop, done++ / total)) {
        status = pw_fail(err, PW_STOPPED, "stopped");
        break;
      }
      top = end - top < score ? end : top + score;
      for (size_t v = top + 1; v-- > score;) {
        share[v] = (share[v] + share[v - score]) / 2;
      }
      for (size_t v = score < top + 1 ? score : top + 1; v-- > 0;) {
        share[v] /= 2;
      }
    }
  }
  *tail = 0;
  for (size_t v = 0; v <= end; v++) *tail += share[v];
  pw_free(alloc, share);
  return status;
}

/* Sets every run's probability of a gain for the tilt; gives the mean. */
static double tilt_runs(tilted_run *runs, size_t n, double tilt,
                        double *variance) {
  double mean = 0;
  *variance = 0;
  for (size_t i = 0; i < n; i++) {
    double q = 1 / (1 + exp(-tilt * runs[i].score));
    runs[i].q = q;
    mean += runs[i].count * runs[i].score * q;
    *variance += runs[i].count * runs[i].score * runs[i].score * q * (1 - q);
  }
  return mean;
}

/* The tilt, at most 0, under which the mean is the limit. */
static double find_tilt(tilted_run *runs, size_t n, double limit,
                        double *variance) {
  if (tilt_runs(runs, n, 0, variance) <= limit) return 0;
  double low = -1;
  while (tilt_runs(runs, n, low, variance) > limit) low *= 2;
  double high = 0;
  for (int i = 0; i < 60; i++) {
    double middle = (low + high) / 2;
    if (tilt_runs(runs, n, middle, variance) > limit) {
      high = middle;
    } else {
      low = middle;
    }
  }
  tilt_runs(runs, n, low, variance);
  return low;
}

static int by_weight(const void *a, const void *b) {
  const tilted_run *x = a;
  const tilted_run *y = b;
  double u = x->count * x->q * (1 - x->q);
  double v = y->count * y->q * (1 - y->q);
  return (u < v) - (u > v);
}

/* The characteristic function at frequency j: log size and phase. Gives 0 as
 * soon as the size is known to be nothing. */
static int characteristic(const tilted_run *runs, size_t n, uint64_t j,
                          uint64_t period, double *log_size, double *phase) {
  *log_size = 0;
  for (size_t i = 0; i < n; i++) {
    double q = runs[i].q;
    double less = 2 * q * (1 - q) *
      (1 - cos(pw_rank_angle(runs[i].score, j, period)));
    if (less >= 1) return 0;
    *log_size += runs[i].count / 2 * log1p(-less);
    if (*log_size < LEAST_LOG) return 0;
  }
  *phase = 0;
  for (size_t i = 0; i < n; i++) {
    double angle = pw_rank_angle(runs[i].score, j, period);
    *phase += runs[i].count *
      atan2(runs[i].q * sin(angle), 1 - runs[i].q + runs[i].q * cos(angle));
  }
  return 1;
}

/* sum over l = 0 .. last of exp(l (tilt + i angle)). */
static void geometric(double tilt, double angle, double last_angle, double last,
                      double *re, double *im) {
  double size = exp(tilt * (last + 1));
  double top_re = 1 - size * cos(last_angle);
  double top_im = -size * sin(last_angle);
  double bottom_re = 1 - exp(tilt) * cos(angle);
  double bottom_im = -exp(tilt) * sin(angle);
  double norm = bottom_re * bottom_re + bottom_im * bottom_im;
  *re = (top_re * bottom_re + top_im * bottom_im) / norm;
  *im = (top_im * bottom_re - top_re * bottom_im) / norm;
}

/* With probabilities tilted by exp(tilt v), P(V <= limit) is
 *   exp(K) sum over v <= limit of exp(-tilt v) P_tilt(V = v),
 * K the cumulant generating function at the tilt. P_tilt(V = v) is the mean
 * over a period of the characteristic function times exp(-i t v), and the sum
 * over v is geometric at each frequency. The period covers all sums that have
 * any weight, so that none is taken for another. */
static pw_status invert(tilted_run *runs, size_t n, double limit,
                        const pw_stop *stop, double *tail, pw_error *err) {
  double variance = 0;
  double largest = 0;
  double largest_score = 0;
  double cumulant = 0;
  double tilt = find_tilt(runs, n, limit, &variance);
  for (size_t i = 0; i < n; i++) {
    largest += runs[i].count * runs[i].score;
    largest_score = fmax(largest_score, runs[i].score);
    cumulant += runs[i].count * (log1p(exp(tilt * runs[i].score)) - log(2.0));
  }
  qsort(runs, n, sizeof *runs, by_weight);
  double reach = reach_of(variance, largest_score);
  double below = fmin(reach, limit);
  double above = fmin(reach, largest - limit);
  uint64_t period = (uint64_t)(below + above) + 1;
  double sum = tilt < 0 ? -expm1(tilt * (below + 1)) / -expm1(tilt) : below + 1;
  pw_rank_pace paces[PW_RANK_PACES];
  size_t many = n < PW_RANK_PACES ? n : PW_RANK_PACES;
  for (size_t i = 0; i < many; i++) {
    paces[i] = pw_rank_pace_of(runs[i].score, runs[i].count, runs[i].q, period);
  }
  for (uint64_t j = 1; j <= period / 2; j++) {
    if (j % 65536 == 0 && pw_stop_asked(stop, 2 * (double)j / (double)period)) {
      return pw_fail(err, PW_STOPPED, "stopped");
    }
    if (!pw_rank_pace_step(paces, many, j, period)) continue;
    double log_size, phase, re, im;
    if (!characteristic(runs, n, j, period, &log_size, &phase)) continue;
    geometric(tilt, PW_TWO_PI * (double)j / (double)period,
              pw_rank_angle(below + 1, j, period), below, &re, &im);
    phase -= pw_rank_angle(limit, j, period);
    double part = exp(log_size) * (cos(phase) * re - sin(phase) * im);
    /* Frequencies j and period - j are conjugate. */
    sum += 2 * j == period ? part : 2 * part;
  }
  *tail = exp(cumulant - tilt * limit) * sum / (double)period;
  return PW_OK;
}

pw_status pw_rank_tail_by_inversion(const pw_rank_run *runs, size_t n,
                                    double limit, pw_alloc *alloc,
                                    const pw_stop *stop, double *tail,
                                    pw_error *err) {
  if (limit < 1) {
    *tail = exp2(-total_count(runs, n));
    return PW_OK;
  }
  tilted_run *tilted = pw_alloc_zeroed(alloc, n, sizeof *tilted);
  if (tilted == NULL) {
    return pw_fail(err, PW_MEMORY, "no memory for the exact distribution");
  }
  for (size_t i = 0; i < n; i++) {
    tilted[i].score = runs[i].score;
    tilted[i].count = runs[i].count;
  }
  pw_status status = invert(tilted, n, limit, stop, tail, err);
  pw_free(alloc, tilted);
  return status;
}

pw_status pw_rank_tail(const pw_rank_run *runs, size_t n, double limit,
                       pw_alloc *alloc, const pw_stop *stop, double *tail,
                       pw_error *err) {
  return shift_cost(runs, n, limit) <= inversion_cost(runs, n)
    ? pw_rank_tail_by_shifts(runs, n, limit, alloc, stop, tail, err)
    : pw_rank_tail_by_inversion(runs, n, limit, alloc, stop, tail, err);
}
