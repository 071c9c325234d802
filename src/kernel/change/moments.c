#include "change/moments.h"

#include <math.h>

#include "base/product.h"
#include "change/total.h"

static double root(double variance) { return sqrt(fmax(variance, 0)); }

static void means(const pw_tally *tally, pw_moments *out) {
  pw_total n = {0, 0}, before = {0, 0}, after = {0, 0}, change = {0, 0};
  for (size_t i = 0; i < tally->length; i++) {
    pw_pattern p = pw_pattern_at(tally, i);
    pw_total_add(&n, p.count);
    pw_total_add(&before, p.count * p.before);
    pw_total_add(&after, p.count * p.after);
    pw_total_add(&change, p.count * (p.after - p.before));
  }
  out->n = pw_total_value(&n);
  out->mean_before = out->n > 0 ? pw_total_value(&before) / out->n : NAN;
  out->mean_after = out->n > 0 ? pw_total_value(&after) / out->n : NAN;
  out->mean_change = out->n > 0 ? pw_total_value(&change) / out->n : NAN;
}

void pw_moments_of(const pw_tally *tally, pw_moments *out) {
  means(tally, out);
  out->sd_before = out->sd_after = out->sd_change = out->covariance = NAN;
  out->skew_change = NAN;
  if (!(out->n > 1)) return;
  pw_total x = {0, 0}, y = {0, 0}, d = {0, 0};
  pw_total xx = {0, 0}, yy = {0, 0}, dd = {0, 0}, xy = {0, 0}, ddd = {0, 0};
  for (size_t i = 0; i < tally->length; i++) {
    pw_pattern p = pw_pattern_at(tally, i);
    double a = p.before - out->mean_before;
    double b = p.after - out->mean_after;
    double c = p.after - p.before - out->mean_change;
    pw_total_add(&x, p.count * a);
    pw_total_add(&y, p.count * b);
    pw_total_add(&d, p.count * c);
    pw_total_add(&xx, p.count * a * a);
    pw_total_add(&yy, p.count * b * b);
    pw_total_add(&dd, p.count * c * c);
    pw_total_add(&xy, p.count * a * b);
    pw_total_add(&ddd, p.count * c * c * c);
  }
  out->sd_before = root(pw_total_over_df(&xx, &x, &x, out->n));
  out->sd_after = root(pw_total_over_df(&yy, &y, &y, out->n));
  out->sd_change = root(pw_total_over_df(&dd, &d, &d, out->n));
  out->covariance = pw_total_over_df(&xy, &x, &y, out->n);
  if (!(pw_total_value(&dd) > 0)) return;
  out->skew_change = pw_total_value(&ddd) / out->n /
    pow(pw_total_value(&dd) / out->n, 1.5);
}

void pw_moments_of_sums(const pw_pair_sums *s, pw_moments *out) {
  double n = s->n, change = s->after - s->before;
  double squares = s->before_squared + s->after_squared - 2 * s->product;
  double unit = s->over / s->under;
  out->n = n;
  out->mean_before = n > 0 ? s->before * s->over / (n * s->under) : NAN;
  out->mean_after = n > 0 ? s->after * s->over / (n * s->under) : NAN;
  out->mean_change = n > 0 ? change * s->over / (n * s->under) : NAN;
  out->sd_before = unit *
    sqrt(pw_covariance_of_sums(n, s->before, s->before, s->before_squared));
  out->sd_after = unit *
    sqrt(pw_covariance_of_sums(n, s->after, s->after, s->after_squared));
  out->sd_change = unit *
    sqrt(pw_covariance_of_sums(n, change, change, squares));
  out->covariance = unit * unit *
    pw_covariance_of_sums(n, s->before, s->after, s->product);
  out->skew_change = NAN;
}

static double weight_of(const pw_tally *tally, size_t i) {
  return pw_tally_row(tally, i)[tally->waves + 1];
}

static double square_of_weight(const pw_tally *tally, size_t i) {
  return pw_tally_row(tally, i)[tally->waves + 2];
}

static void weighted_means(const pw_tally *tally, double sum, pw_moments *out) {
  pw_total before = {0, 0}, after = {0, 0}, change = {0, 0};
  for (size_t i = 0; i < tally->length; i++) {
    pw_pattern p = pw_pattern_at(tally, i);
    double w = weight_of(tally, i);
    pw_total_add(&before, w * p.before);
    pw_total_add(&after, w * p.after);
    pw_total_add(&change, w * (p.after - p.before));
  }
  out->mean_before = pw_total_value(&before) / sum;
  out->mean_after = pw_total_value(&after) / sum;
  out->mean_change = pw_total_value(&change) / sum;
}

double pw_moments_weighted(const pw_tally *tally, const pw_moments *plain,
                           pw_moments *out) {
  *out = *plain;
  if (!(plain->n > 1)) return NAN;
  pw_total weights = {0, 0};
  for (size_t i = 0; i < tally->length; i++)
    pw_total_add(&weights, weight_of(tally, i));
  double sum = pw_total_value(&weights), n = plain->n, scale = n / sum;
  weighted_means(tally, sum, out);
  pw_total xx = {0, 0}, yy = {0, 0}, dd = {0, 0}, xy = {0, 0}, error = {0, 0};
  for (size_t i = 0; i < tally->length; i++) {
    pw_pattern p = pw_pattern_at(tally, i);
    double w = scale * weight_of(tally, i);
    double a = p.before - out->mean_before;
    double b = p.after - out->mean_after;
    double c = p.after - p.before - out->mean_change;
    pw_total_add(&xx, w * a * a);
    pw_total_add(&yy, w * b * b);
    pw_total_add(&dd, w * c * c);
    pw_total_add(&xy, w * a * b);
    pw_total_add(&error, scale * scale * square_of_weight(tally, i) * c * c);
  }
  out->sd_before = plain->sd_before > 0 ? root(pw_total_value(&xx) / (n - 1))
                                        : 0;
  out->sd_after = plain->sd_after > 0 ? root(pw_total_value(&yy) / (n - 1)) : 0;
  out->sd_change = plain->sd_change > 0 ? root(pw_total_value(&dd) / (n - 1))
                                        : 0;
  out->covariance = pw_total_value(&xy) / (n - 1);
  if (!(plain->sd_change > 0)) return 0;
  return sqrt(n / (n - 1) * pw_total_value(&error)) / n;
}
