#include "score/reliability.h"

#include <math.h>

#include "base/product.h"

/* How many people a row that answers every item stands for; 0 for others. */
static double people_of(const double *const *answers, const double *counts,
                        size_t row, size_t items) {
  for (size_t i = 0; i < items; i++) {
    if (isnan(answers[i][row])) return 0;
  }
  return counts == NULL ? 1 : counts[row];
}

/* Covariances of the complete rows, n - 1, of answers that are not all whole.
 * They are taken less the first complete row's, so that a constant item has a
 * variance of exactly 0. */
static pw_status covariances_of_rows(const double *const *answers,
                                     const double *counts, size_t rows,
                                     size_t items, const pw_stop *stop,
                                     double *cov, double *base, double *away,
                                     pw_reliability *out, pw_error *err) {
  double n = 0;
  for (size_t row = 0; row < rows; row++) {
    double people = people_of(answers, counts, row, items);
    if (!(people > 0)) continue;
    for (size_t i = 0; i < items; i++) {
      if (n == 0) base[i] = answers[i][row];
      out->mean[i] += people * (answers[i][row] - base[i]);
    }
    n += people;
  }
  out->n = n;
  for (size_t i = 0; i < items; i++) {
    out->mean[i] = n > 0 ? out->mean[i] / out->n : NAN;
  }
  for (size_t row = 0; row < rows; row++) {
    if (row % 4096 == 0 && pw_stop_asked(stop, (double)row / (double)rows)) {
      return pw_fail(err, PW_STOPPED, "stopped");
    }
    double people = people_of(answers, counts, row, items);
    if (!(people > 0)) continue;
    for (size_t i = 0; i < items; i++) {
      away[i] = (answers[i][row] - base[i]) - out->mean[i];
      for (size_t j = 0; j <= i; j++) {
        cov[i * items + j] += people * away[i] * away[j];
      }
    }
  }
  for (size_t i = 0; i < items; i++) {
    for (size_t j = 0; j <= i; j++) {
      cov[i * items + j] = n > 1 ? cov[i * items + j] / (out->n - 1) : NAN;
      cov[j * items + i] = cov[i * items + j];
    }
    out->mean[i] += base[i];
    out->sd[i] = sqrt(cov[i * items + i]);
  }
  return PW_OK;
}

/* Sums and products of the complete rows. Gives 0 where an answer is not whole
 * or a sum leaves the whole numbers that a double holds. */
static int whole_sums(const double *const *answers, const double *counts,
                      size_t rows, size_t items, double *products, double *sums,
                      double *n) {
  const double most = 9007199254740992.0; /* 2^53 */
  *n = 0;
  for (size_t row = 0; row < rows; row++) {
    double people = people_of(answers, counts, row, items);
    if (!(people > 0)) continue;
    *n += people;
    for (size_t i = 0; i < items; i++) {
      double answer = answers[i][row];
      if (answer != floor(answer)) return 0;
      sums[i] += people * answer;
      if (fabs(sums[i]) > most) return 0;
      for (size_t j = 0; j <= i; j++) {
        double *product = &products[i * items + j];
        *product += people * answer * answers[j][row];
        if (fabs(*product) > most) return 0;
      }
    }
  }
  return *n <= most;
}

/* Means, and in place of the lower half of the products covariances, n - 1. */
static void covariances_of_sums(const double *sums, size_t items, double *cov,
                                pw_reliability *out) {
  double n = out->n;
  for (size_t i = 0; i < items; i++) {
    out->mean[i] = n > 0 ? sums[i] / n : NAN;
    for (size_t j = 0; j <= i; j++) {
      cov[i * items + j] =
        pw_covariance_of_sums(n, sums[i], sums[j], cov[i * items + j]);
      cov[j * items + i] = cov[i * items + j];
    }
    out->sd[i] = sqrt(cov[i * items + i]);
  }
}

/* Covariances of the complete rows. Of whole answers they follow from sums that
 * are exact, in whatever order the rows stand and however they are counted. */
static pw_status covariances(const double *const *answers, const double *counts,
                             size_t rows, size_t items, const pw_stop *stop,
                             double *cov, double *work, pw_reliability *out,
                             pw_error *err) {
  if (whole_sums(answers, counts, rows, items, cov, work, &out->n)) {
    covariances_of_sums(work, items, cov, out);
    return PW_OK;
  }
  for (size_t i = 0; i < items * items; i++) cov[i] = 0;
  return covariances_of_rows(answers, counts, rows, items, stop, cov, work,
                             work + items, out, err);
}

/* Cronbach 1951, eq. 2: from the sum of the item variances and the variance
 * of their sum. */
static double alpha_of(double items, double parts, double total) {
  if (items < 2 || !(total > 1e-12 * parts)) return NAN;
  return items / (items - 1) * (1 - parts / total);
}

static void consistency(const double *cov, size_t items, pw_reliability *out) {
  double parts = 0, total = 0;
  for (size_t i = 0; i < items; i++) {
    parts += cov[i * items + i];
    for (size_t j = 0; j < items; j++) total += cov[i * items + j];
  }
  out->alpha = alpha_of((double)items, parts, total);
  for (size_t i = 0; i < items; i++) {
    double own = cov[i * items + i], row = 0;
    for (size_t j = 0; j < items; j++) row += cov[i * items + j];
    double rest = total - 2 * row + own;
    int spread = own > 0 && rest > 1e-12 * parts;
    out->item_rest[i] = spread ? (row - own) / sqrt(own * rest) : NAN;
    out->alpha_dropped[i] = alpha_of((double)items - 1, parts - own, rest);
  }
}

/* One step of Rubin and Thayer's (1982) EM for a single factor, on the
 * correlations `r`. Gives the largest move of a loading. */
static double em_step(const double *r, size_t items, double *loading,
                      double *unique, double *beta, double *cross) {
  double precision = 1, seen = 0, explained = 0, moved = 0;
  for (size_t i = 0; i < items; i++) {
    precision += loading[i] * loading[i] / unique[i];
  }
  for (size_t i = 0; i < items; i++) {
    beta[i] = loading[i] / unique[i] / precision;
    explained += beta[i] * loading[i];
  }
  for (size_t i = 0; i < items; i++) {
    cross[i] = 0;
    for (size_t j = 0; j < items; j++) cross[i] += r[i * items + j] * beta[j];
    seen += beta[i] * cross[i];
  }
  for (size_t i = 0; i < items; i++) {
    double next = cross[i] / (seen + 1 - explained);
    moved = fmax(moved, fabs(next - loading[i]));
    loading[i] = next;
    unique[i] = 1 - next * cross[i];
  }
  return moved;
}

/* The maximum-likelihood factor from the correlations; `unique` gets each
 * item's own variance. */
static pw_factor_outcome fit_factor(const double *r, size_t items,
                                    double *loading, double *unique,
                                    double *scratch) {
  double total = 0;
  for (size_t i = 0; i < items * items; i++) total += r[i];
  for (size_t i = 0; i < items; i++) {
    double row = 0;
    for (size_t j = 0; j < items; j++) row += r[i * items + j];
    loading[i] = total > 0 ? row / sqrt(total) : 0.5;
    loading[i] = fmax(-0.95, fmin(0.95, loading[i]));
    unique[i] = 1 - loading[i] * loading[i];
  }
  for (int step = 0; step < 20000; step++) {
    double moved = em_step(r, items, loading, unique, scratch, scratch + items);
    for (size_t i = 0; i < items; i++) {
      if (!(unique[i] > 1e-6)) return PW_FACTOR_NO_UNIQUE;
    }
    if (moved < 1e-12) return PW_FACTOR_FITTED;
  }
  /* On its way to a boundary, the algorithm slows down without end. */
  for (size_t i = 0; i < items; i++) {
    if (unique[i] < 0.005) return PW_FACTOR_NO_UNIQUE;
  }
  return PW_FACTOR_UNSETTLED;
}

/* McDonald 1999, eq. 6.20b, in the items' own units, which are the score's. */
static void factor(double *cov, size_t items, double *unique, double *scratch,
                   pw_reliability *out) {
  int enough = items >= 3 && out->n >= 2;
  for (size_t i = 0; i < items; i++) enough = enough && out->sd[i] > 0;
  if (!enough) return;
  for (size_t i = 0; i < items; i++) {
    for (size_t j = 0; j < items; j++) {
      cov[i * items + j] /= out->sd[i] * out->sd[j];
    }
  }
  out->factor = fit_factor(cov, items, out->loading, unique, scratch);
  double common = 0, own = 0;
  for (size_t i = 0; i < items; i++) {
    common += out->loading[i] * out->sd[i];
    own += unique[i] * out->sd[i] * out->sd[i];
  }
  int fitted = out->factor == PW_FACTOR_FITTED;
  out->omega = fitted ? common * common / (common * common + own) : NAN;
  for (size_t i = 0; i < items; i++) {
    out->loading[i] = fitted ? out->loading[i] * (common < 0 ? -1 : 1) : NAN;
  }
}

static void nothing_known(size_t items, pw_reliability *out) {
  out->n = 0;
  out->alpha = out->omega = NAN;
  out->factor = PW_FACTOR_TOO_FEW;
  for (size_t i = 0; i < items; i++) {
    out->mean[i] = 0;
    out->sd[i] = out->item_rest[i] = out->alpha_dropped[i] = NAN;
    out->loading[i] = NAN;
  }
}

static void from_covariances(double *cov, size_t items, double *work,
                             pw_reliability *out) {
  if (!(out->n > 1)) return;
  consistency(cov, items, out);
  factor(cov, items, work, work + items, out);
}

/* What both ways to the covariances fill: the square of the items, and room
 * for a factor. Both are freed by the caller, also after a failure. */
static pw_status begin_reliability(size_t items, pw_alloc *alloc, double **cov,
                                   double **work, pw_reliability *out,
                                   pw_error *err) {
  nothing_known(items, out);
  *cov = pw_alloc_zeroed(alloc, items * items, sizeof **cov);
  *work = pw_alloc_zeroed(alloc, 3 * items, sizeof **work);
  if (*cov != NULL && *work != NULL) return PW_OK;
  return pw_fail(err, PW_MEMORY, "no memory for the items' covariances");
}

pw_status pw_reliability_of(const double *const *answers, const double *counts,
                            size_t rows, size_t items, pw_alloc *alloc,
                            const pw_stop *stop, pw_reliability *out,
                            pw_error *err) {
  double *cov, *work;
  pw_status status = begin_reliability(items, alloc, &cov, &work, out, err);
  if (status == PW_OK) {
    status =
      covariances(answers, counts, rows, items, stop, cov, work, out, err);
  }
  if (status == PW_OK) from_covariances(cov, items, work, out);
  pw_free(alloc, cov);
  pw_free(alloc, work);
  return status;
}

pw_status pw_reliability_of_sums(double n, const double *sums,
                                 const double *products, size_t items,
                                 pw_alloc *alloc, pw_reliability *out,
                                 pw_error *err) {
  double *cov, *work;
  pw_status status = begin_reliability(items, alloc, &cov, &work, out, err);
  if (status == PW_OK) {
    for (size_t i = 0; i < items * items; i++) cov[i] = products[i];
    out->n = n;
    covariances_of_sums(sums, items, cov, out);
    from_covariances(cov, items, work, out);
  }
  pw_free(alloc, cov);
  pw_free(alloc, work);
  return status;
}
