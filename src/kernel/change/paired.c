#include "change/paired.h"

#include <math.h>

static void directions(const pw_tally *tally, pw_paired *out) {
  double resolution = pw_tally_resolution(tally);
  out->improved = out->same = out->worse = 0;
  for (size_t i = 0; i < tally->length; i++) {
    pw_pattern p = pw_pattern_at(tally, i);
    double change = p.after - p.before;
    double *to = fabs(change) <= resolution ? &out->same
                 : change > 0               ? &out->improved
                                            : &out->worse;
    *to += p.count;
  }
}

static void flatten(double *sd, double resolution) {
  if (*sd <= resolution) *sd = 0;
}

void pw_paired_of(const pw_tally *tally, pw_paired *out) {
  pw_moments *m = &out->moments;
  double resolution = pw_tally_resolution(tally);
  directions(tally, out);
  pw_moments_of(tally, m);
  flatten(&m->sd_before, resolution);
  flatten(&m->sd_after, resolution);
  flatten(&m->sd_change, resolution);
  out->r = out->t = out->df = out->d_z = out->d_av = NAN;
  if (!(m->n > 1)) return;
  out->df = m->n - 1;
  if (m->sd_before > 0 && m->sd_after > 0) {
    double r = m->covariance / (m->sd_before * m->sd_after);
    out->r = fmax(-1, fmin(1, r));
  }
  if (m->sd_change > 0) {
    out->d_z = m->mean_change / m->sd_change;
    out->t = out->d_z * sqrt(m->n);
  }
  double spread = sqrt((m->sd_before * m->sd_before +
                        m->sd_after * m->sd_after) / 2);
  if (spread > 0) out->d_av = m->mean_change / spread;
}
