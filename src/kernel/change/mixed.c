#include "change/mixed.h"

#include <math.h>
#include <string.h>

#include "base/symmetric.h"
#include "change/missing_groups.h"

#define MOST_STEPS 200000
#define PARAMETERS (PW_MIXED_WAVES * (PW_MIXED_WAVES + 1) / 2)

typedef struct {
  size_t k;
  const pw_missing_group *groups;
  size_t length;
  pw_square sigma;
  double mean[PW_MIXED_WAVES];
  pw_square cov_mean; /* of the estimated means, given sigma */
} model;

/* sigma's block of the answered waves, inverted; 0 elsewhere. */
static int precision(const model *m, unsigned waves, pw_square to) {
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

static void multiply(size_t k, const pw_square a, const pw_square b,
                     pw_square to) {
  for (size_t i = 0; i < k; i++) {
    for (size_t j = 0; j < k; j++) {
      double sum = 0;
      for (size_t l = 0; l < k; l++) sum += a[i][l] * b[l][j];
      to[i][j] = sum;
    }
  }
}

/* Generalised least squares: the means and their covariances, given sigma. */
static int estimate_means(model *m) {
  size_t k = m->k;
  pw_square total = {{0}};
  double right[PW_MIXED_WAVES] = {0};
  for (size_t g = 0; g < m->length; g++) {
    const pw_missing_group *group = &m->groups[g];
    pw_square w;
    if (!precision(m, group->waves, w)) return 0;
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

/* Waves one after the other, each regressed on those before among the people
 * who answered them all (Little and Rubin 2002, ch. 7); n - 1 makes it the
 * restricted likelihood. */
static int fit_in_order(model *m) {
  for (size_t j = 0; j < m->k; j++) {
    pw_missing_group seen =
      pw_missing_groups_pool(m->groups, m->length, (1u << (j + 1)) - 1);
    double packed[PW_MIXED_WAVES * PW_MIXED_WAVES];
    double work[PW_MIXED_WAVES * PW_MIXED_WAVES];
    double slope[PW_MIXED_WAVES] = {0};
    for (size_t i = 0; i < j; i++) {
      for (size_t l = 0; l < j; l++) packed[i * j + l] = seen.products[i][l];
    }
    if (!pw_symmetric_invert(packed, j, work)) return 0;
    double left = seen.products[j][j];
    for (size_t i = 0; i < j; i++) {
      for (size_t l = 0; l < j; l++) {
        slope[i] += packed[i * j + l] * seen.products[l][j];
      }
      left -= slope[i] * seen.products[i][j];
    }
    if (!(left > PW_NO_PIVOT * seen.products[j][j])) return 0;
    double own = left / (seen.n - 1);
    for (size_t i = 0; i < j; i++) {
      double sum = 0;
      for (size_t l = 0; l < j; l++) sum += m->sigma[i][l] * slope[l];
      m->sigma[i][j] = m->sigma[j][i] = sum;
      own += slope[i] * sum;
    }
    m->sigma[j][j] = own;
  }
  return 1;
}

static int is_monotone(const model *m) {
  for (size_t g = 0; g < m->length; g++) {
    if ((m->groups[g].waves & (m->groups[g].waves + 1)) != 0) return 0;
  }
  return 1;
}

/* What one group adds to the expected products about the means, of all waves,
 * given its answers: B (T + n V) B' + n (sigma - B sigma), with B = sigma W the
 * regression on the answered waves, T the products about the means, and V the
 * covariance of the means, which makes the likelihood the restricted one
 * (Laird and Ware 1982). */
static int expect(const model *m, const pw_missing_group *group, pw_square to) {
  size_t k = m->k;
  pw_square w, b, seen, left, fitted;
  if (!precision(m, group->waves, w)) return 0;
  multiply(k, m->sigma, w, b);
  for (size_t i = 0; i < k; i++) {
    for (size_t j = 0; j < k; j++) {
      int both = (group->waves >> i & 1) && (group->waves >> j & 1);
      seen[i][j] = !both ? 0 : group->products[i][j] + group->n *
        ((group->mean[i] - m->mean[i]) * (group->mean[j] - m->mean[j]) +
         m->cov_mean[i][j]);
    }
  }
  multiply(k, b, seen, left);
  multiply(k, b, m->sigma, fitted);
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
static int em_step(model *m, double n, double *moved) {
  pw_square next = {{0}};
  if (!estimate_means(m)) return 0;
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

static pw_status iterate(model *m, double n, const pw_stop *stop,
                         pw_mixed_outcome *outcome, pw_error *err) {
  memset(m->sigma, 0, sizeof m->sigma);
  for (size_t j = 0; j < m->k; j++) {
    pw_missing_group seen = pw_missing_groups_pool(m->groups, m->length, 1u << j);
    m->sigma[j][j] = seen.products[j][j] / (seen.n - 1);
  }
  double moved = INFINITY;
  for (int step = 0; step < MOST_STEPS; step++) {
    if (step % 1000 == 999 && pw_stop_asked(stop, (double)step / MOST_STEPS)) {
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

typedef struct {
  size_t n;
  size_t row[PARAMETERS], column[PARAMETERS];
  double info[PARAMETERS * PARAMETERS]; /* then its inverse */
  pw_square meat[PARAMETERS]; /* by element: sum of n W D W over the groups */
} information;

/* The expected information of the restricted likelihood on sigma's elements,
 * 1/2 tr(P Da P Db) (Harville 1977), gathered by groups. */
static int inform(const model *m, information *f) {
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
    if (!precision(m, m->groups[g].waves, w)) return 0;
    multiply(k, w, m->cov_mean, wv);
    multiply(k, wv, w, wvw);
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
        f->info[a * f->n + b] +=
          n * (trace_with(part, f->row[b], f->column[b]) / 2 -
               trace_with(across, f->row[b], f->column[b]));
      }
    }
  }
  for (size_t a = 0; a < f->n; a++) {
    pw_square va, vav;
    multiply(k, m->cov_mean, f->meat[a], va);
    multiply(k, va, m->cov_mean, vav);
    for (size_t b = 0; b < f->n; b++) {
      double trace = 0;
      for (size_t i = 0; i < k; i++) {
        for (size_t j = 0; j < k; j++) trace += vav[i][j] * f->meat[b][j][i];
      }
      f->info[a * f->n + b] += trace / 2;
    }
  }
  double work[PARAMETERS * PARAMETERS];
  return pw_symmetric_invert(f->info, f->n, work);
}

/* Satterthwaite 1946: 2 v^2 / var(v), v the variance of the contrast and
 * var(v) by the delta method. */
static double satterthwaite(const model *m, const information *f, size_t from,
                            size_t to, double variance) {
  double slope[PARAMETERS];
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

static int give(model *m, const double *centre, pw_mixed *out) {
  information f;
  if (!estimate_means(m) || !inform(m, &f)) return 0;
  for (size_t i = 0; i < m->k; i++) {
    out->mean[i] = centre[i] + m->mean[i];
    for (size_t j = 0; j < m->k; j++) {
      out->sigma[i][j] = m->sigma[i][j];
      if (i == j) continue;
      double variance = m->cov_mean[i][i] + m->cov_mean[j][j] -
        2 * m->cov_mean[i][j];
      out->change[i][j] = centre[j] - centre[i] + m->mean[j] - m->mean[i];
      out->error[i][j] = sqrt(variance);
      out->df[i][j] = satterthwaite(m, &f, i, j, variance);
    }
  }
  return 1;
}

/* Every covariance needs people who answered both waves. */
static int enough(const model *m) {
  for (size_t i = 0; i < m->k; i++) {
    for (size_t j = i; j < m->k; j++) {
      pw_missing_group both = pw_missing_groups_pool(m->groups, m->length,
                                                     1u << i | 1u << j);
      if (!(both.n >= 3)) return 0;
    }
  }
  return 1;
}

static void clear(pw_mixed *out) {
  out->n = 0;
  for (size_t i = 0; i < PW_MIXED_WAVES; i++) {
    out->mean[i] = NAN;
    for (size_t j = 0; j < PW_MIXED_WAVES; j++) {
      out->sigma[i][j] = out->change[i][j] = NAN;
      out->error[i][j] = out->df[i][j] = NAN;
    }
  }
}

static pw_status fit(model *m, double n, double resolution, const pw_stop *stop,
                     pw_mixed_outcome *outcome, pw_error *err) {
  if (!enough(m)) {
    *outcome = PW_MIXED_TOO_FEW;
    return PW_OK;
  }
  for (size_t j = 0; j < m->k; j++) {
    pw_missing_group seen = pw_missing_groups_pool(m->groups, m->length, 1u << j);
    if (!(seen.products[j][j] > seen.n * resolution * resolution)) {
      *outcome = PW_MIXED_SINGULAR;
      return PW_OK;
    }
  }
  if (!is_monotone(m)) return iterate(m, n, stop, outcome, err);
  *outcome = fit_in_order(m) ? PW_MIXED_CLOSED : PW_MIXED_SINGULAR;
  return PW_OK;
}

pw_status pw_mixed_of(const pw_tally *tally, pw_alloc *alloc,
                      const pw_stop *stop, pw_mixed *out, pw_error *err) {
  clear(out);
  out->outcome = PW_MIXED_WAVES_OUT;
  if (tally->waves < 2 || tally->waves > PW_MIXED_WAVES) return PW_OK;
  pw_missing_group *groups = NULL;
  double centre[PW_MIXED_WAVES];
  model m = {0};
  m.k = tally->waves;
  pw_status status =
    pw_missing_groups_of(tally, alloc, centre, &groups, &m.length, err);
  m.groups = groups;
  for (size_t g = 0; g < m.length; g++) out->n += groups[g].n;
  if (status == PW_OK) {
    status = fit(&m, out->n, pw_tally_resolution(tally), stop, &out->outcome,
                 err);
  }
  if (status == PW_OK && out->outcome <= PW_MIXED_ITERATED &&
      !give(&m, centre, out)) {
    out->outcome = PW_MIXED_SINGULAR;
  }
  pw_free(alloc, groups);
  return status;
}
