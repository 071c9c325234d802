#include "change/anova.h"

#include <math.h>

/* Answers are taken less the first complete pattern's, so that a large offset
 * takes no digits from the spread. */
typedef struct {
  double n;
  double base[PW_ANOVA_WAVES];
  double mean[PW_ANOVA_WAVES]; /* less the base */
  double cov[PW_ANOVA_WAVES][PW_ANOVA_WAVES];
} spread;

static void means(const pw_tally *tally, spread *out) {
  size_t k = tally->waves;
  for (size_t i = 0; i < tally->length; i++) {
    if (!pw_tally_is_complete(tally, i)) continue;
    const double *row = pw_tally_row(tally, i);
    for (size_t j = 0; j < k; j++) {
      if (out->n == 0) out->base[j] = row[j];
      out->mean[j] += row[k] * (row[j] - out->base[j]);
    }
    out->n += row[k];
  }
  for (size_t j = 0; j < k; j++) out->mean[j] /= out->n;
}

static void covariances(const pw_tally *tally, spread *out) {
  size_t k = tally->waves;
  for (size_t i = 0; i < tally->length; i++) {
    if (!pw_tally_is_complete(tally, i)) continue;
    const double *row = pw_tally_row(tally, i);
    double away[PW_ANOVA_WAVES];
    for (size_t j = 0; j < k; j++) {
      away[j] = row[j] - out->base[j] - out->mean[j];
    }
    for (size_t j = 0; j < k; j++) {
      for (size_t l = 0; l < k; l++) {
        out->cov[j][l] += row[k] * away[j] * away[l] / (out->n - 1);
      }
    }
  }
}

/* Epsilon of the covariances less their row and column means (Greenhouse and
 * Geisser 1959), and its correction (Huynh and Feldt 1976). */
static void epsilons(const spread *s, size_t k, pw_anova *out) {
  double row[PW_ANOVA_WAVES] = {0};
  double grand = 0, trace = 0, squares = 0, waves = (double)k;
  for (size_t j = 0; j < k; j++) {
    for (size_t l = 0; l < k; l++) row[j] += s->cov[j][l] / waves;
    grand += row[j] / waves;
  }
  for (size_t j = 0; j < k; j++) {
    for (size_t l = 0; l < k; l++) {
      double left = s->cov[j][l] - row[j] - row[l] + grand;
      squares += left * left;
      if (j == l) trace += left;
    }
  }
  double df = out->df_waves;
  double e = fmin(1, trace * trace / (df * squares));
  double below = out->n - 1 - df * e;
  out->greenhouse = e;
  out->huynh = below > 0 ? fmin(1, (out->n * df * e - 2) / (df * below)) : 1;
}

void pw_anova_of(const pw_tally *tally, pw_anova *out) {
  pw_anova none = {0, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
  *out = none;
  size_t k = tally->waves;
  if (k < 2 || k > PW_ANOVA_WAVES) return;
  spread s = {0};
  means(tally, &s);
  out->n = s.n;
  out->df_waves = (double)k - 1;
  if (!(s.n > 1)) return;
  out->df_error = (s.n - 1) * out->df_waves;
  covariances(tally, &s);
  double all = 0, total = 0, trace = 0, waves_ss = 0;
  for (size_t j = 0; j < k; j++) {
    all += (s.base[j] - s.base[0] + s.mean[j]) / (double)k;
    trace += s.cov[j][j];
    for (size_t l = 0; l < k; l++) total += s.cov[j][l];
  }
  for (size_t j = 0; j < k; j++) {
    double away = s.base[j] - s.base[0] + s.mean[j] - all;
    waves_ss += s.n * away * away;
  }
  double people_ss = (s.n - 1) * total / (double)k;
  double error_ss = (s.n - 1) * (trace - total / (double)k);
  double least = pw_tally_resolution(tally);
  if (!(error_ss / out->df_error > least * least)) return;
  out->f = waves_ss / out->df_waves / (error_ss / out->df_error);
  out->eta2_partial = waves_ss / (waves_ss + error_ss);
  out->eta2_generalised = waves_ss / (waves_ss + error_ss + fmax(people_ss, 0));
  epsilons(&s, k, out);
}
