#include "change/moments.h"

#include <math.h>

/* A sum with its lost low-order bits (Neumaier 1974). */
typedef struct {
  double sum;
  double lost;
} total;

static void add(total *to, double x) {
  double sum = to->sum + x;
  to->lost += fabs(to->sum) >= fabs(x) ? (to->sum - sum) + x
                                       : (x - sum) + to->sum;
  to->sum = sum;
}

static double value(const total *of) { return of->sum + of->lost; }

/* The two-pass sum of products with the correction for a rounded mean (Chan,
 * Golub and LeVeque 1983), over n - 1. */
static double over_df(const total *products, const total *x, const total *y,
                      double n) {
  return (value(products) - value(x) * value(y) / n) / (n - 1);
}

static double root(double variance) { return sqrt(fmax(variance, 0)); }

static void means(const pw_tally *tally, pw_moments *out) {
  total n = {0, 0}, before = {0, 0}, after = {0, 0}, change = {0, 0};
  for (size_t i = 0; i < tally->length; i++) {
    pw_pattern p = pw_pattern_at(tally, i);
    add(&n, p.count);
    add(&before, p.count * p.before);
    add(&after, p.count * p.after);
    add(&change, p.count * (p.after - p.before));
  }
  out->n = value(&n);
  out->mean_before = out->n > 0 ? value(&before) / out->n : NAN;
  out->mean_after = out->n > 0 ? value(&after) / out->n : NAN;
  out->mean_change = out->n > 0 ? value(&change) / out->n : NAN;
}

void pw_moments_of(const pw_tally *tally, pw_moments *out) {
  means(tally, out);
  out->sd_before = out->sd_after = out->sd_change = out->covariance = NAN;
  out->skew_change = NAN;
  if (!(out->n > 1)) return;
  total x = {0, 0}, y = {0, 0}, d = {0, 0};
  total xx = {0, 0}, yy = {0, 0}, dd = {0, 0}, xy = {0, 0}, ddd = {0, 0};
  for (size_t i = 0; i < tally->length; i++) {
    pw_pattern p = pw_pattern_at(tally, i);
    double a = p.before - out->mean_before;
    double b = p.after - out->mean_after;
    double c = p.after - p.before - out->mean_change;
    add(&x, p.count * a);
    add(&y, p.count * b);
    add(&d, p.count * c);
    add(&xx, p.count * a * a);
    add(&yy, p.count * b * b);
    add(&dd, p.count * c * c);
    add(&xy, p.count * a * b);
    add(&ddd, p.count * c * c * c);
  }
  out->sd_before = root(over_df(&xx, &x, &x, out->n));
  out->sd_after = root(over_df(&yy, &y, &y, out->n));
  out->sd_change = root(over_df(&dd, &d, &d, out->n));
  out->covariance = over_df(&xy, &x, &y, out->n);
  if (!(value(&dd) > 0)) return;
  out->skew_change = value(&ddd) / out->n / pow(value(&dd) / out->n, 1.5);
}

static double weight_of(const pw_tally *tally, size_t i) {
  return pw_tally_row(tally, i)[tally->waves + 1];
}

static double square_of_weight(const pw_tally *tally, size_t i) {
  return pw_tally_row(tally, i)[tally->waves + 2];
}

static void weighted_means(const pw_tally *tally, double sum, pw_moments *out) {
  total before = {0, 0}, after = {0, 0}, change = {0, 0};
  for (size_t i = 0; i < tally->length; i++) {
    pw_pattern p = pw_pattern_at(tally, i);
    double w = weight_of(tally, i);
    add(&before, w * p.before);
    add(&after, w * p.after);
    add(&change, w * (p.after - p.before));
  }
  out->mean_before = value(&before) / sum;
  out->mean_after = value(&after) / sum;
  out->mean_change = value(&change) / sum;
}

double pw_moments_weighted(const pw_tally *tally, const pw_moments *plain,
                           pw_moments *out) {
  *out = *plain;
  if (!(plain->n > 1)) return NAN;
  total weights = {0, 0};
  for (size_t i = 0; i < tally->length; i++) add(&weights, weight_of(tally, i));
  double sum = value(&weights), n = plain->n, scale = n / sum;
  weighted_means(tally, sum, out);
  total xx = {0, 0}, yy = {0, 0}, dd = {0, 0}, xy = {0, 0}, error = {0, 0};
  for (size_t i = 0; i < tally->length; i++) {
    pw_pattern p = pw_pattern_at(tally, i);
    double w = scale * weight_of(tally, i);
    double a = p.before - out->mean_before;
    double b = p.after - out->mean_after;
    double c = p.after - p.before - out->mean_change;
    add(&xx, w * a * a);
    add(&yy, w * b * b);
    add(&dd, w * c * c);
    add(&xy, w * a * b);
    add(&error, scale * scale * square_of_weight(tally, i) * c * c);
  }
  out->sd_before = plain->sd_before > 0 ? root(value(&xx) / (n - 1)) : 0;
  out->sd_after = plain->sd_after > 0 ? root(value(&yy) / (n - 1)) : 0;
  out->sd_change = plain->sd_change > 0 ? root(value(&dd) / (n - 1)) : 0;
  out->covariance = value(&xy) / (n - 1);
  if (!(plain->sd_change > 0)) return 0;
  return sqrt(n / (n - 1) * value(&error)) / n;
}
