#include "change/satterthwaite.h"

#include <string.h>

#include "base/symmetric.h"

/* to = w D w for D the derivative of sigma by its element (r, s). */
static void sandwich(size_t k, const pw_square w, size_t r, size_t s,
                     pw_square to) {
  for (size_t i = 0; i < k; i++) {
    for (size_t j = 0; j < k; j++) {
      to[i][j] = w[i][r] * w[s][j];
      if (r != s) to[i][j] += w[i][s] * w[r][j];
    }
  }
}

/* tr(a D) for D as above. */
static double trace_with(const pw_square a, size_t r, size_t s) {
  return r == s ? a[r][r] : a[r][s] + a[s][r];
}

/* The expected information of the restricted likelihood on sigma's elements,
 * 1/2 tr(P Da P Db) (Harville 1977), gathered by groups. */
int pw_mixed_inform(const pw_mixed_model *m, pw_information *f) {
  size_t k = m->k;
  f->n = 0;
  for (size_t r = 0; r < k; r++) {
    for (size_t s = r; s < k; s++) {
      f->row[f->n] = r;
      f->column[f->n++] = s;
    }
  }
  memset(f->info, 0, sizeof f->info);
  memset(f->meat, 0, sizeof f->meat);
  for (size_t g = 0; g < m->length; g++) {
    double n = m->groups[g].n;
    pw_square w, part, wv, wvw;
    if (!pw_mixed_precision(m, m->groups[g].waves, w)) return 0;
    pw_mixed_multiply(k, w, m->cov_mean, wv);
    pw_mixed_multiply(k, wv, w, wvw);
    for (size_t a = 0; a < f->n; a++) {
      pw_square across;
      sandwich(k, w, f->row[a], f->column[a], part);
      /* W V W Da W: with W Da W it makes tr(W Da W Db W V) a trace with Db. */
      for (size_t i = 0; i < k; i++) {
        for (size_t j = 0; j < k; j++) {
          size_t r = f->row[a], s = f->column[a];
          across[i][j] = wvw[i][r] * w[s][j];
          if (r != s) across[i][j] += wvw[i][s] * w[r][j];
          f->meat[a][i][j] += n * part[i][j];
        }
      }
      for (size_t b = 0; b < f->n; b++) {
        f->info[a * f->n + b] += n *
          (trace_with(part, f->row[b], f->column[b]) / 2 -
           trace_with(across, f->row[b], f->column[b]));
      }
    }
  }
  for (size_t a = 0; a < f->n; a++) {
    pw_square va, vav;
    pw_mixed_multiply(k, m->cov_mean, f->meat[a], va);
    pw_mixed_multiply(k, va, m->cov_mean, vav);
    for (size_t b = 0; b < f->n; b++) {
      double trace = 0;
      for (size_t i = 0; i < k; i++) {
        for (size_t j = 0; j < k; j++) trace += vav[i][j] * f->meat[b][j][i];
      }
      f->info[a * f->n + b] += trace / 2;
    }
  }
  double work[PW_MIXED_PARAMETERS * PW_MIXED_PARAMETERS];
  return pw_symmetric_invert(f->info, f->n, work);
}

/* Satterthwaite 1946: 2 v^2 / var(v), v the variance of the contrast and
 * var(v) by the delta method. */
double pw_mixed_satterthwaite(const pw_mixed_model *m, const pw_information *f,
                              size_t from, size_t to, double variance) {
  double slope[PW_MIXED_PARAMETERS];
  double spread = 0;
  for (size_t a = 0; a < f->n; a++) {
    slope[a] = 0;
    for (size_t i = 0; i < m->k; i++) {
      for (size_t j = 0; j < m->k; j++) {
        slope[a] += (m->cov_mean[to][i] - m->cov_mean[from][i]) *
          f->meat[a][i][j] * (m->cov_mean[j][to] - m->cov_mean[j][from]);
      }
    }
  }
  for (size_t a = 0; a < f->n; a++) {
    for (size_t b = 0; b < f->n; b++) {
      spread += slope[a] * f->info[a * f->n + b] * slope[b];
    }
  }
  return 2 * variance * variance / spread;
}
