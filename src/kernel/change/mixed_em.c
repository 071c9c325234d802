#include "change/mixed_em.h"

#include <math.h>

/* What one group adds to the expected products about the means, of all waves,
 * given its answers: B (T + n V) B' + n (sigma - B sigma), with B = sigma W the
 * regression on the answered waves, T the products about the means, and V the
 * covariance of the means, which makes the likelihood the restricted one
 * (Laird and Ware 1982). */
static int expect(const pw_mixed_model *m, const pw_missing_group *group,
                  pw_square to) {
  size_t k = m->k;
  pw_square w, b, seen, left, fitted;
  if (!pw_mixed_precision(m, group->waves, w)) return 0;
  pw_mixed_multiply(k, m->sigma, w, b);
  for (size_t i = 0; i < k; i++) {
    for (size_t j = 0; j < k; j++) {
      int both = (group->waves >> i & 1) && (group->waves >> j & 1);
      seen[i][j] = !both ? 0
                         : group->products[i][j] +
          group->n *
            ((group->mean[i] - m->mean[i]) * (group->mean[j] - m->mean[j]) +
             m->cov_mean[i][j]);
    }
  }
  pw_mixed_multiply(k, b, seen, left);
  pw_mixed_multiply(k, b, m->sigma, fitted);
  for (size_t i = 0; i < k; i++) {
    for (size_t j = 0; j < k; j++) {
      double sum = group->n * (m->sigma[i][j] - fitted[i][j]);
      for (size_t l = 0; l < k; l++) sum += left[i][l] * b[j][l];
      to[i][j] += sum;
    }
  }
  return 1;
}

/* One step of EM; gives the largest move of sigma in units of its diagonal. */
static int em_step(pw_mixed_model *m, double n, double *moved) {
  pw_square next = {{0}};
  if (!pw_mixed_means(m)) return 0;
  for (size_t g = 0; g < m->length; g++) {
    if (!expect(m, &m->groups[g], next)) return 0;
  }
  *moved = 0;
  for (size_t i = 0; i < m->k; i++) {
    for (size_t j = 0; j < m->k; j++) {
      double step = (next[i][j] + next[j][i]) / 2 / n - m->sigma[i][j];
      *moved = fmax(*moved, fabs(step) / sqrt(m->sigma[i][i] * m->sigma[j][j]));
    }
  }
  for (size_t i = 0; i < m->k; i++) {
    for (size_t j = 0; j < m->k; j++) {
      m->sigma[i][j] = (next[i][j] + next[j][i]) / 2 / n;
    }
  }
  return 1;
}

pw_status pw_mixed_climb(pw_mixed_model *m, double n, int most,
                         const pw_stop *stop, pw_mixed_outcome *outcome,
                         pw_error *err) {
  double moved = INFINITY;
  for (int step = 0; step < most; step++) {
    if (step % 1000 == 999 && pw_stop_asked(stop, (double)step / most)) {
      return pw_fail(err, PW_STOPPED, "stopped");
    }
    if (!em_step(m, n, &moved)) {
      *outcome = PW_MIXED_SINGULAR;
      return PW_OK;
    }
    if (moved < 1e-14) break;
  }
  *outcome = moved < 1e-10 ? PW_MIXED_ITERATED : PW_MIXED_UNSETTLED;
  return PW_OK;
}
