#include "change/mixed.h"

#include <math.h>
#include <string.h>

#include "base/symmetric.h"
#include "change/kenward_roger.h"
#include "change/mixed_model.h"
#include "change/satterthwaite.h"

#define MOST_STEPS 200000

/* Waves one after the other, each regressed on those before among the people
 * who answered them all (Little and Rubin 2002, ch. 7); n - 1 makes it the
 * restricted likelihood. */
static int fit_in_order(pw_mixed_model *m) {
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

static int is_monotone(const pw_mixed_model *m) {
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

static pw_status iterate(pw_mixed_model *m, double n, const pw_stop *stop,
                         pw_mixed_outcome *outcome, pw_error *err) {
  memset(m->sigma, 0, sizeof m->sigma);
  for (size_t j = 0; j < m->k; j++) {
    pw_missing_group seen =
      pw_missing_groups_pool(m->groups, m->length, 1u << j);
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

static int give(pw_mixed_model *m, const double *centre, pw_mixed *out) {
  pw_information f;
  if (!pw_mixed_means(m) || !pw_mixed_inform(m, &f) ||
      !pw_mixed_adjust(m, &f, out->covariance)) {
    return 0;
  }
  pw_mixed_spread(m, &f, out->spread);
  for (size_t i = 0; i < m->k; i++) {
    out->mean[i] = centre[i] + m->mean[i];
    for (size_t j = 0; j < m->k; j++) {
      out->sigma[i][j] = m->sigma[i][j];
      out->model[i][j] = m->cov_mean[i][j];
    }
  }
  return 1;
}

/* Every covariance needs people who answered both waves. */
static int enough(const pw_mixed_model *m) {
  for (size_t i = 0; i < m->k; i++) {
    for (size_t j = i; j < m->k; j++) {
      pw_missing_group both =
        pw_missing_groups_pool(m->groups, m->length, 1u << i | 1u << j);
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
      out->sigma[i][j] = out->model[i][j] = out->covariance[i][j] = NAN;
    }
  }
  for (size_t a = 0; a < PW_MIXED_PARAMETERS; a++) {
    for (size_t b = 0; b < PW_MIXED_PARAMETERS; b++) out->spread[a][b] = NAN;
  }
}

static pw_status fit(pw_mixed_model *m, double n, double resolution,
                     const pw_stop *stop, pw_mixed_outcome *outcome,
                     pw_error *err) {
  if (!enough(m)) {
    *outcome = PW_MIXED_TOO_FEW;
    return PW_OK;
  }
  for (size_t j = 0; j < m->k; j++) {
    pw_missing_group seen =
      pw_missing_groups_pool(m->groups, m->length, 1u << j);
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
  pw_mixed_model m = {0};
  m.k = tally->waves;
  pw_status status =
    pw_missing_groups_of(tally, alloc, centre, &groups, &m.length, err);
  m.groups = groups;
  for (size_t g = 0; g < m.length; g++) out->n += groups[g].n;
  if (status == PW_OK) {
    status =
      fit(&m, out->n, pw_tally_resolution(tally), stop, &out->outcome, err);
  }
  if (status == PW_OK && out->outcome <= PW_MIXED_ITERATED &&
      !give(&m, centre, out)) {
    out->outcome = PW_MIXED_SINGULAR;
  }
  pw_free(alloc, groups);
  return status;
}
