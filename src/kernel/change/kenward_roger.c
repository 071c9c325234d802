#include "change/kenward_roger.h"

#include <string.h>

/* Adds n w Da w Db w, D the derivative of sigma by one of its elements, with
 * `part` = w Da w. */
static void add_between(size_t k, double n, const pw_square part,
                        const pw_square w, size_t r, size_t s, pw_square to) {
  for (size_t i = 0; i < k; i++) {
    for (size_t j = 0; j < k; j++) {
      double sum = part[i][r] * w[s][j];
      if (r != s) sum += part[i][s] * w[r][j];
      to[i][j] += n * sum;
    }
  }
}

/* Adds the sum over a and b of cov(a, b) Q_ab (Kenward and Roger 1997, eq. 3)
 * of one group. */
static int add_group(const pw_mixed_model *m, const pw_information *f,
                     const pw_missing_group *group, pw_square to) {
  pw_square w;
  if (!pw_mixed_precision(m, group->waves, w)) return 0;
  for (size_t b = 0; b < f->n; b++) {
    pw_square part = {{0}};
    for (size_t a = 0; a < f->n; a++) {
      pw_square one;
      pw_mixed_sandwich(m->k, w, f->row[a], f->column[a], one);
      for (size_t i = 0; i < m->k; i++) {
        for (size_t j = 0; j < m->k; j++) {
          part[i][j] += f->info[a * f->n + b] * one[i][j];
        }
      }
    }
    add_between(m->k, group->n, part, w, f->row[b], f->column[b], to);
  }
  return 1;
}

/* Takes away the sum over a and b of cov(a, b) P_a V P_b, P less the meat. */
static void take_means(const pw_mixed_model *m, const pw_information *f,
                       pw_square to) {
  size_t k = m->k;
  for (size_t b = 0; b < f->n; b++) {
    pw_square sum = {{0}}, sv, svp;
    for (size_t a = 0; a < f->n; a++) {
      for (size_t i = 0; i < k; i++) {
        for (size_t j = 0; j < k; j++) {
          sum[i][j] += f->info[a * f->n + b] * f->meat[a][i][j];
        }
      }
    }
    pw_mixed_multiply(k, sum, m->cov_mean, sv);
    pw_mixed_multiply(k, sv, f->meat[b], svp);
    for (size_t i = 0; i < k; i++) {
      for (size_t j = 0; j < k; j++) to[i][j] -= svp[i][j];
    }
  }
}

/* How the means move with sigma's estimates, by these answers: the sum over a
 * and b of cov(a, b) V pull_a pull_b' V. */
static void moved_means(const pw_mixed_model *m, const pw_information *f,
                        pw_square to) {
  double slope[PW_MIXED_PARAMETERS][PW_MIXED_WAVES] = {{0}};
  for (size_t a = 0; a < f->n; a++) {
    for (size_t i = 0; i < m->k; i++) {
      for (size_t j = 0; j < m->k; j++) {
        slope[a][i] += m->cov_mean[i][j] * f->pull[a][j];
      }
    }
  }
  for (size_t a = 0; a < f->n; a++) {
    for (size_t b = 0; b < f->n; b++) {
      for (size_t i = 0; i < m->k; i++) {
        for (size_t j = 0; j < m->k; j++) {
          to[i][j] += f->info[a * f->n + b] * slope[a][i] * slope[b][j];
        }
      }
    }
  }
}

/* Kenward and Roger 1997, eq. 3, adds 2 L, L = V (sum cov(a, b) (Q_ab - P_a V
 * P_b)) V: once for what V is too small by, once for the means' own movement
 * with sigma, on average over answers lost by chance (their R_ab is 0, since
 * sigma is linear in its elements). Where answers are lost by what was answered
 * before that average is too small, however many people there are (Kenward and
 * Molenberghs 1998), so that the second L is what these answers say. */
int pw_mixed_adjust(const pw_mixed_model *m, const pw_information *f,
                    pw_square to) {
  pw_square inner = {{0}}, moved = {{0}}, vi, viv;
  for (size_t g = 0; g < m->length; g++) {
    if (!add_group(m, f, &m->groups[g], inner)) return 0;
  }
  take_means(m, f, inner);
  pw_mixed_multiply(m->k, m->cov_mean, inner, vi);
  pw_mixed_multiply(m->k, vi, m->cov_mean, viv);
  moved_means(m, f, moved);
  for (size_t i = 0; i < m->k; i++) {
    for (size_t j = 0; j < m->k; j++) {
      to[i][j] = m->cov_mean[i][j] + (viv[i][j] + viv[j][i]) / 2 + moved[i][j];
    }
  }
  return 1;
}
