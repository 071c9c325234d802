#include "change/sample.h"

#include <math.h>

#include "base/product.h"
#include "change/total.h"

void pw_sample_of(const pw_tally *tally, size_t wave, pw_sample *out) {
  pw_total n = {0, 0}, sum = {0, 0}, away = {0, 0}, squares = {0, 0};
  out->mean = out->sd = NAN;
  for (size_t i = 0; i < tally->length; i++) {
    const double *row = pw_tally_row(tally, i);
    if (isnan(row[wave])) continue;
    pw_total_add(&n, row[tally->waves]);
    pw_total_add(&sum, row[tally->waves] * row[wave]);
  }
  out->n = pw_total_value(&n);
  if (!(out->n > 0)) return;
  out->mean = pw_total_value(&sum) / out->n;
  if (!(out->n > 1)) return;
  for (size_t i = 0; i < tally->length; i++) {
    const double *row = pw_tally_row(tally, i);
    if (isnan(row[wave])) continue;
    double from_mean = row[wave] - out->mean;
    pw_total_add(&away, row[tally->waves] * from_mean);
    pw_total_add(&squares, row[tally->waves] * from_mean * from_mean);
  }
  double variance = pw_total_over_df(&squares, &away, &away, out->n);
  out->sd = sqrt(fmax(variance, 0));
  if (out->sd <= pw_tally_resolution(tally)) out->sd = 0;
}

void pw_sample_of_sums(double n, double sum, double squares, double over,
                       double under, pw_sample *out) {
  out->n = n;
  out->mean = n > 0 ? sum * over / (n * under) : NAN;
  out->sd = over / under * sqrt(pw_covariance_of_sums(n, sum, sum, squares));
}
