#include "table/multinomial.h"

#include <math.h>
#include <string.h>

#define POLL_EVERY 1000000.0

typedef struct {
  const double *log_share; /* of each level, none of them of share 0 */
  const double *log_factorial;
  size_t n_levels;
  double limit; /* log probability up to which a sample counts */
  double sum;
  double seen;
  double n_samples;
  const pw_stop *stop;
} walk;

/* Adds up the samples that put `left` people on the levels from `level` on,
 * `log_p` being what the levels before contribute. Returns 0 to stop. */
static int visit(walk *w, size_t level, int64_t left, double log_p) {
  if (level + 1 == w->n_levels) {
    log_p += (double)left * w->log_share[level] - w->log_factorial[left];
    if (log_p <= w->limit) w->sum += exp(log_p);
    w->seen++;
    return fmod(w->seen, POLL_EVERY) != 0 ||
      !pw_stop_asked(w->stop, w->seen / w->n_samples);
  }
  for (int64_t here = 0; here <= left; here++) {
    double with = log_p + (double)here * w->log_share[level] -
      w->log_factorial[here];
    if (!visit(w, level + 1, left - here, with)) return 0;
  }
  return 1;
}

static pw_status check(const int64_t *observed, const double *shares,
                       size_t n_levels, pw_error *err) {
  double sum = 0;
  for (size_t i = 0; i < n_levels; i++) {
    if (observed[i] < 0 || observed[i] > INT32_MAX) {
      return pw_fail(err, PW_ARGUMENT, "a count is negative or too large");
    }
    if (!(shares[i] >= 0 && shares[i] <= 1)) {
      return pw_fail(err, PW_ARGUMENT, "a share is not a probability");
    }
    sum += shares[i];
  }
  if (!(fabs(sum - 1) < 1e-9)) {
    return pw_fail(err, PW_ARGUMENT, "the shares do not sum to 1");
  }
  return PW_OK;
}

static double n_samples_of(int64_t n, size_t n_levels) {
  double ways = 1;
  for (size_t i = 1; i < n_levels; i++) {
    ways *= (double)(n + (int64_t)i) / (double)i;
  }
  return ways;
}

pw_status pw_multinomial_test(const int64_t *observed, const double *shares,
                              size_t n_levels, double most_samples,
                              pw_alloc *alloc, const pw_stop *stop, double *p,
                              pw_error *err) {
  pw_status status = check(observed, shares, n_levels, err);
  if (status != PW_OK) return status;
  int64_t n = 0;
  for (size_t i = 0; i < n_levels; i++) {
    n += observed[i];
    if (shares[i] == 0 && observed[i] > 0) {
      *p = 0;
      return PW_OK;
    }
  }
  if (n > INT32_MAX) {
    return pw_fail(err, PW_RANGE, "there are too many people to enumerate");
  }
  size_t n_used = 0;
  double *log_share = pw_alloc_zeroed(alloc, n_levels, sizeof *log_share);
  double *log_factorial = NULL;
  if (log_share == NULL) {
    status = pw_fail(err, PW_MEMORY, "no memory to test a population");
    goto done;
  }
  double log_p = lgamma((double)n + 1);
  double observed_p = log_p;
  for (size_t i = 0; i < n_levels; i++) {
    if (shares[i] == 0) continue;
    log_share[n_used] = log(shares[i]);
    observed_p += (double)observed[i] * log_share[n_used] -
      lgamma((double)observed[i] + 1);
    n_used++;
  }
  double n_samples = n_samples_of(n, n_used);
  if (!(n_samples <= most_samples)) {
    status = pw_fail(err, PW_RANGE, "there are too many samples to enumerate");
    goto done;
  }
  log_factorial = pw_alloc_zeroed(alloc, (size_t)n + 1, sizeof *log_factorial);
  if (log_factorial == NULL) {
    status = pw_fail(err, PW_MEMORY, "no memory to test a population");
    goto done;
  }
  for (int64_t i = 0; i <= n; i++) log_factorial[i] = lgamma((double)i + 1);
  walk w = {log_share, log_factorial, n_used, observed_p + 1e-7, 0,
            0,         n_samples,     stop};
  if (!visit(&w, 0, n, log_p)) {
    status = pw_fail(err, PW_STOPPED, "stopped");
    goto done;
  }
  *p = fmin(w.sum, 1);
done:
  pw_free(alloc, log_factorial);
  pw_free(alloc, log_share);
  return status;
}
