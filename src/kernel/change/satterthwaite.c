#include "change/satterthwaite.h"

#include <string.h>

#include "base/symmetric.h"

/* tr(a D) for D the derivative of sigma by its element (r, s). */
static double trace_with(const pw_square a, size_t r, size_t s) {
  return r == s ? a[r][r] : a[r][s] + a[s][r];
}

static void number_elements(size_t k, pw_information *f) {
  f->n = 0;
  for (size_t r = 0; r < k; r++) {
    for (size_t s = r; s < k; s++) {
      f->row[f->n] = r;
      f->column[f->n++] = s;
    }
  }
  memset(f->info, 0, sizeof f->info);
  memset(f->meat, 0, sizeof f->meat);
  memset(f->pull, 0, sizeof f->pull);
}

/* to = w x Da w. */
static void between(size_t k, const pw_square wx, const pw_square w, size_t r,
                    size_t s, pw_square to) {
  for (size_t i = 0; i < k; i++) {
    for (size_t j = 0; j < k; j++) {
      to[i][j] = wx[i][r] * w[s][j];
      if (r != s) to[i][j] += wx[i][s] * w[r][j];
    }
  }
}

/* What one group adds: to the meat n W Da W, to its pull n W Da W (y - mean),
 * and to the information tr(Da W Db R) - tr(W Da W Db) n / 2 +
 * n tr(W V W Da W Db), R the products of the residuals W (y - mean). */
static int add_group(const pw_mixed_model *m, const pw_missing_group *group,
                     pw_information *f) {
  size_t k = m->k;
  double n = group->n, away[PW_MIXED_WAVES];
  pw_square w, wv, wvw, seen, ws, residuals;
  if (!pw_mixed_precision(m, group->waves, w)) return 0;
  pw_mixed_multiply(k, w, m->cov_mean, wv);
  pw_mixed_multiply(k, wv, w, wvw);
  for (size_t i = 0; i < k; i++) {
    away[i] = group->waves >> i & 1 ? group->mean[i] - m->mean[i] : 0;
  }
  for (size_t i = 0; i < k; i++) {
    for (size_t j = 0; j < k; j++) {
      seen[i][j] = group->products[i][j] + n * away[i] * away[j];
    }
  }
  pw_mixed_multiply(k, w, seen, ws);
  pw_mixed_multiply(k, ws, w, residuals);
  for (size_t a = 0; a < f->n; a++) {
    pw_square part, across, observed;
    pw_mixed_sandwich(k, w, f->row[a], f->column[a], part);
    between(k, wvw, w, f->row[a], f->column[a], across);
    between(k, residuals, w, f->row[a], f->column[a], observed);
    for (size_t i = 0; i < k; i++) {
      for (size_t j = 0; j < k; j++) {
        f->meat[a][i][j] += n * part[i][j];
        f->pull[a][i] += n * part[i][j] * away[j];
      }
    }
    for (size_t b = 0; b < f->n; b++) {
      size_t r = f->row[b], s = f->column[b];
      f->info[a * f->n + b] += trace_with(observed, r, s) -
        n * (trace_with(part, r, s) / 2 - trace_with(across, r, s));
    }
  }
  return 1;
}

/* The observed information of the restricted likelihood on sigma's elements,
 * y'P Da P Db P y - tr(P Da P Db) / 2 (Gilmour, Thompson and Cullis
 * 1995), gathered by groups. It is right where what is missing depends on
 * answers that are there; the expected one, half that trace, is not (Kenward
 * and Molenberghs 1998). */
int pw_mixed_inform(const pw_mixed_model *m, pw_information *f) {
  size_t k = m->k;
  number_elements(k, f);
  for (size_t g = 0; g < m->length; g++) {
    if (!add_group(m, &m->groups[g], f)) return 0;
  }
  for (size_t a = 0; a < f->n; a++) {
    pw_square va, vav;
    pw_mixed_multiply(k, m->cov_mean, f->meat[a], va);
    pw_mixed_multiply(k, va, m->cov_mean, vav);
    for (size_t b = 0; b < f->n; b++) {
      double trace = 0, means = 0;
      for (size_t i = 0; i < k; i++) {
        for (size_t j = 0; j < k; j++) {
          trace += vav[i][j] * f->meat[b][j][i];
          means += f->pull[a][i] * m->cov_mean[i][j] * f->pull[b][j];
        }
      }
      f->info[a * f->n + b] -= trace / 2 + means;
    }
  }
  double work[PW_MIXED_PARAMETERS * PW_MIXED_PARAMETERS];
  return pw_symmetric_invert(f->info, f->n, work);
}

/* By the delta method: the derivative of the means' covariances V by an element
 * of sigma is V M V, M its meat. */
void pw_mixed_spread(const pw_mixed_model *m, const pw_information *f,
                     double spread[PW_MIXED_PARAMETERS][PW_MIXED_PARAMETERS]) {
  double slope[PW_MIXED_PARAMETERS][PW_MIXED_PARAMETERS];
  for (size_t a = 0; a < f->n; a++) {
    pw_square vm, vmv;
    pw_mixed_multiply(m->k, m->cov_mean, f->meat[a], vm);
    pw_mixed_multiply(m->k, vm, m->cov_mean, vmv);
    for (size_t p = 0; p < f->n; p++) {
      slope[a][p] = vmv[f->row[p]][f->column[p]];
    }
  }
  for (size_t p = 0; p < f->n; p++) {
    double right[PW_MIXED_PARAMETERS];
    for (size_t a = 0; a < f->n; a++) {
      right[a] = 0;
      for (size_t b = 0; b < f->n; b++) {
        right[a] += f->info[a * f->n + b] * slope[b][p];
      }
    }
    for (size_t q = 0; q < f->n; q++) {
      spread[p][q] = 0;
      for (size_t a = 0; a < f->n; a++) spread[p][q] += slope[a][q] * right[a];
    }
  }
}
