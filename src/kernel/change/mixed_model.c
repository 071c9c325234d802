#include "change/mixed_model.h"

#include <math.h>
#include <string.h>

#include "base/symmetric.h"

int pw_mixed_precision(const pw_mixed_model *m, unsigned waves, pw_square to) {
  size_t at[PW_MIXED_WAVES], n = 0;
  double block[PW_MIXED_WAVES * PW_MIXED_WAVES];
  double work[PW_MIXED_WAVES * PW_MIXED_WAVES];
  for (size_t j = 0; j < m->k; j++) {
    if (waves >> j & 1) at[n++] = j;
  }
  for (size_t i = 0; i < n; i++) {
    for (size_t j = 0; j < n; j++) block[i * n + j] = m->sigma[at[i]][at[j]];
  }
  memset(to, 0, sizeof(pw_square));
  if (!pw_symmetric_invert(block, n, work)) return 0;
  for (size_t i = 0; i < n; i++) {
    for (size_t j = 0; j < n; j++) to[at[i]][at[j]] = block[i * n + j];
  }
  return 1;
}

void pw_mixed_multiply(size_t k, const pw_square a, const pw_square b,
                       pw_square to) {
  for (size_t i = 0; i < k; i++) {
    for (size_t j = 0; j < k; j++) {
      double sum = 0;
      for (size_t l = 0; l < k; l++) sum += a[i][l] * b[l][j];
      to[i][j] = sum;
    }
  }
}

void pw_mixed_sandwich(size_t k, const pw_square w, size_t r, size_t s,
                       pw_square to) {
  for (size_t i = 0; i < k; i++) {
    for (size_t j = 0; j < k; j++) {
      to[i][j] = w[i][r] * w[s][j];
      if (r != s) to[i][j] += w[i][s] * w[r][j];
    }
  }
}

int pw_mixed_means(pw_mixed_model *m) {
  size_t k = m->k;
  pw_square total = {{0}};
  double right[PW_MIXED_WAVES] = {0};
  for (size_t g = 0; g < m->length; g++) {
    const pw_missing_group *group = &m->groups[g];
    pw_square w;
    if (!pw_mixed_precision(m, group->waves, w)) return 0;
    for (size_t i = 0; i < k; i++) {
      for (size_t j = 0; j < k; j++) {
        total[i][j] += group->n * w[i][j];
        right[i] += group->n * w[i][j] * group->mean[j];
      }
    }
  }
  double packed[PW_MIXED_WAVES * PW_MIXED_WAVES];
  double work[PW_MIXED_WAVES * PW_MIXED_WAVES];
  for (size_t i = 0; i < k; i++) {
    for (size_t j = 0; j < k; j++) packed[i * k + j] = total[i][j];
  }
  if (!pw_symmetric_invert(packed, k, work)) return 0;
  for (size_t i = 0; i < k; i++) {
    m->mean[i] = 0;
    for (size_t j = 0; j < k; j++) {
      m->cov_mean[i][j] = packed[i * k + j];
      m->mean[i] += packed[i * k + j] * right[j];
    }
  }
  return 1;
}

/* Adds the logarithm of the determinant of the rows and columns that `waves`
 * names, so many times. */
static int add_log_determinant(const pw_square of, unsigned waves, double times,
                               double *sum) {
  size_t at[PW_MIXED_WAVES], n = 0;
  double block[PW_MIXED_WAVES * PW_MIXED_WAVES] = {0};
  double factor[PW_MIXED_WAVES * PW_MIXED_WAVES] = {0};
  for (size_t j = 0; j < PW_MIXED_WAVES; j++) {
    if (waves >> j & 1) at[n++] = j;
  }
  for (size_t i = 0; i < n; i++) {
    for (size_t j = 0; j < n; j++) block[i * n + j] = of[at[i]][at[j]];
  }
  if (!pw_symmetric_factor(block, n, PW_NO_PIVOT, factor)) return 0;
  for (size_t i = 0; i < n; i++) *sum += 2 * times * log(factor[i * n + i]);
  return 1;
}

/* -1/2 of sum n log|sigma| + sum tr(W T) over the groups, T the products about
 * the means, and log|sum n W|. */
int pw_mixed_height(pw_mixed_model *m, double *height) {
  double sum = 0;
  if (!pw_mixed_means(m)) return 0;
  for (size_t g = 0; g < m->length; g++) {
    const pw_missing_group *group = &m->groups[g];
    double away[PW_MIXED_WAVES] = {0};
    pw_square w;
    if (!pw_mixed_precision(m, group->waves, w) ||
        !add_log_determinant(m->sigma, group->waves, group->n, &sum)) {
      return 0;
    }
    for (size_t i = 0; i < m->k; i++) {
      if (group->waves >> i & 1) away[i] = group->mean[i] - m->mean[i];
    }
    for (size_t i = 0; i < m->k; i++) {
      for (size_t j = 0; j < m->k; j++) {
        sum += w[i][j] * (group->products[i][j] + group->n * away[i] * away[j]);
      }
    }
  }
  if (!add_log_determinant(m->cov_mean, (1u << m->k) - 1, -1, &sum)) return 0;
  *height = -sum / 2;
  return 1;
}
