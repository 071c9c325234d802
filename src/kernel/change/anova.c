#include "change/anova.h"

#include <math.h>

/* Answers are taken less the first complete pattern's, so that a large offset
 * takes no digits from the spread. */
typedef struct {
  double n;
  double base[PW_ANOVA_WAVES];
  double mean[PW_ANOVA_WAVES]; /* less the base */
  double people;               /* sum of squares between people */
  double left[PW_ANOVA_WAVES][PW_ANOVA_WAVES]; /* sums of products */
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

/* Splits each person's deviations from the waves' means into their average
 * over the waves and what is left. */
static void split(const pw_tally *tally, spread *out) {
  size_t k = tally->waves;
  for (size_t i = 0; i < tally->length; i++) {
    if (!pw_tally_is_complete(tally, i)) continue;
    const double *row = pw_tally_row(tally, i);
    double away[PW_ANOVA_WAVES], average = 0;
    for (size_t j = 0; j < k; j++) {
      away[j] = row[j] - out->base[j] - out->mean[j];
      average += away[j] / (double)k;
    }
    out->people += row[k] * (double)k * average * average;
    for (size_t j = 0; j < k; j++) {
      for (size_t l = 0; l < k; l++) {
        out->left[j][l] += row[k] * (away[j] - average) * (away[l] - average);
      }
    }
  }
}

/* Greenhouse and Geisser 1959, on the covariances less their row and column
 * means, which are those of what is left; its correction by Huynh and Feldt
 * 1976. */
static void epsilons(const spread *s, size_t k, pw_anova *out) {
  double trace = 0, squares = 0;
  for (size_t j = 0; j < k; j++) {
    trace += s->left[j][j];
    for (size_t l = 0; l < k; l++) squares += s->left[j][l] * s->left[j][l];
  }
  double df = out->df_waves;
  double e = fmin(1, trace * trace / (df * squares));
  double below = out->n - 1 - df * e;
  out->greenhouse = e;
  out->huynh =
    below > 1e-9 ? fmax(e, fmin(1, (out->n * df * e - 2) / (df * below))) : 1;
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
  split(tally, &s);
  double middle = 0, waves_ss = 0, error_ss = 0;
  for (size_t j = 0; j < k; j++) {
    middle += (s.base[j] - s.base[0] + s.mean[j]) / (double)k;
    error_ss += s.left[j][j];
  }
  for (size_t j = 0; j < k; j++) {
    double away = s.base[j] - s.base[0] + s.mean[j] - middle;
    waves_ss += s.n * away * away;
  }
  double least = pw_tally_resolution(tally);
  if (!(error_ss / out->df_error > least * least)) return;
  out->f = waves_ss / out->df_waves / (error_ss / out->df_error);
  out->eta2_partial = waves_ss / (waves_ss + error_ss);
  out->eta2_generalised = waves_ss / (waves_ss + error_ss + s.people);
  epsilons(&s, k, out);
}
