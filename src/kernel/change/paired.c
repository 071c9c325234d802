#include "change/paired.h"

#include <math.h>

static void directions(const pw_tally *tally, pw_paired *out) {
  double resolution = pw_tally_resolution(tally);
  out->improved = out->same = out->worse = 0;
  for (size_t i = 0; i < tally->length; i++) {
    pw_pattern p = pw_pattern_at(tally, i);
    double change = p.after - p.before;
    double *to = fabs(change) <= resolution ? &out->same
      : change > 0                          ? &out->improved
                                            : &out->worse;
    *to += p.count;
  }
}

static void flatten(double *sd, double resolution) {
  if (*sd <= resolution) *sd = 0;
}

static double weigh(const pw_tally *tally, pw_moments *m) {
  pw_moments plain = *m;
  return pw_moments_weighted(tally, &plain, m);
}

/* What follows from moments, the error, counts and ranks. */
static void follow(const pw_signed_rank *rank, int weighted, pw_paired *out) {
  const pw_moments *m = &out->moments;
  const pw_effect_basis basis = {m->n,          m->mean_change, m->sd_before,
                                 m->sd_after,   m->sd_change,   m->covariance,
                                 out->improved, out->worse,     rank->positive,
                                 rank->negative};
  pw_effects_of(&basis, out->effects);
  out->t = out->df = NAN;
  if (!(m->n > 1)) return;
  out->df = m->n - 1;
  if (!(m->sd_change > 0)) return;
  /* Without weights by way of d_z, which loses less. */
  out->t = weighted ? m->mean_change / out->error
                    : out->effects[PW_EFFECT_D_Z] * sqrt(m->n);
}

void pw_paired_of(const pw_tally *tally, const pw_signed_rank *rank,
                  pw_paired *out) {
  pw_moments *m = &out->moments;
  double resolution = pw_tally_resolution(tally);
  directions(tally, out);
  pw_moments_of(tally, m);
  flatten(&m->sd_before, resolution);
  flatten(&m->sd_after, resolution);
  flatten(&m->sd_change, resolution);
  if (m->sd_change == 0) m->skew_change = NAN;
  out->error = tally->weighted ? weigh(tally, m) : m->sd_change / sqrt(m->n);
  follow(rank, tally->weighted, out);
}

void pw_paired_of_sums(const pw_pair_sums *sums, pw_paired *out) {
  const pw_signed_rank unranked = pw_signed_rank_none();
  pw_moments_of_sums(sums, &out->moments);
  out->improved = out->same = out->worse = NAN;
  out->error = out->moments.sd_change / sqrt(sums->n);
  follow(&unranked, 0, out);
}
