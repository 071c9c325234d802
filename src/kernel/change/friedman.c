#include "change/friedman.h"

#include <math.h>

/* The midrank of each of a person's answers. Those within the resolution of
 * one another tie. */
static void rank(const double *row, size_t k, double resolution, double *to) {
  for (size_t j = 0; j < k; j++) {
    to[j] = 0.5;
    for (size_t l = 0; l < k; l++) {
      double above = row[j] - row[l];
      to[j] += fabs(above) <= resolution ? 0.5 : above > 0;
    }
  }
}

void pw_friedman_of(const pw_tally *tally, pw_friedman *out) {
  size_t k = tally->waves;
  double resolution = pw_tally_resolution(tally);
  double sum[PW_FRIEDMAN_WAVES] = {0};
  double squares = 0, between = 0;
  out->n = 0;
  out->chi_squared = out->w = NAN;
  if (k < 2 || k > PW_FRIEDMAN_WAVES) return;
  double middle = ((double)k + 1) / 2;
  for (size_t i = 0; i < tally->length; i++) {
    if (!pw_tally_is_complete(tally, i)) continue;
    const double *row = pw_tally_row(tally, i);
    double ranks[PW_FRIEDMAN_WAVES];
    rank(row, k, resolution, ranks);
    out->n += row[k];
    for (size_t j = 0; j < k; j++) {
      double away = ranks[j] - middle;
      sum[j] += row[k] * away;
      squares += row[k] * away * away;
    }
  }
  if (!(squares > 0)) return;
  for (size_t j = 0; j < k; j++) between += sum[j] * sum[j];
  /* Conover 1999, sect. 5.8: the spread of the ranks that there are, in place
   * of the one without ties. */
  out->chi_squared = ((double)k - 1) * between / squares;
  out->w = out->chi_squared / (out->n * ((double)k - 1));
}
