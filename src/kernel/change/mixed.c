#include "change/mixed.h"

#include <math.h>
#include <string.h>

#include "change/kenward_roger.h"
#include "change/mixed_em.h"
#include "change/mixed_order.h"
#include "change/satterthwaite.h"

#define MOST_STEPS 200000
#define FEWER_STEPS 5000 /* of each climb from another place */
#define ENOUGH_PAIRS 20  /* who answered two waves, for one top */
#define SAME_HEIGHT 1e-6 /* of log likelihoods at one top */
#define LEAST_OWN 1e-3   /* of a wave's variance, beside the others */

static int is_monotone(const pw_mixed_model *m) {
  for (size_t g = 0; g < m->length; g++) {
    if ((m->groups[g].waves & (m->groups[g].waves + 1)) != 0) return 0;
  }
  return 1;
}

/* Variances of the waves, and no covariances. */
static void start_apart(pw_mixed_model *m) {
  memset(m->sigma, 0, sizeof m->sigma);
  for (size_t j = 0; j < m->k; j++) {
    pw_missing_group seen =
      pw_missing_groups_pool(m->groups, m->length, 1u << j);
    m->sigma[j][j] = seen.products[j][j] / (seen.n - 1);
  }
}

/* Whether each wave leaves something of its own beside the others. */
static int is_inside(const pw_mixed_model *m) {
  pw_square w;
  if (!pw_mixed_precision(m, (1u << m->k) - 1, w)) return 0;
  for (size_t j = 0; j < m->k; j++) {
    if (w[j][j] * m->sigma[j][j] * LEAST_OWN > 1) return 0;
  }
  return 1;
}

/* A top of the likelihood. */
typedef struct {
  double height;
  int inside;
  pw_square sigma;
} top;

/* The top to which the climb from sigma comes, if any. */
static pw_status climb(pw_mixed_model *m, double n, int most,
                       const pw_stop *stop, pw_mixed_outcome *outcome, top *to,
                       pw_error *err) {
  pw_status status = pw_mixed_climb(m, n, most, stop, outcome, err);
  if (status != PW_OK || *outcome != PW_MIXED_ITERATED) return status;
  if (!pw_mixed_height(m, &to->height)) *outcome = PW_MIXED_SINGULAR;
  to->inside = is_inside(m);
  memcpy(to->sigma, m->sigma, sizeof to->sigma);
  return PW_OK;
}

/* Keeps the better of two tops in `best`, and in `other` the highest of those
 * that are not. A top next to a singular sigma is of a few people who happen to
 * stand in line and can be as high as one likes, as with mixtures of normals
 * (Day 1969), so that one inside is better. */
static void compare(top *best, double *other, const top *found) {
  if (fabs(found->height - best->height) < SAME_HEIGHT) return;
  int better = found->inside == best->inside ? found->height > best->height
                                             : found->inside;
  *other = fmax(*other, better ? best->height : found->height);
  if (better) *best = *found;
}

/* Climbs from the waves in another order, forwards or backwards from each. One
 * that ends where sigma is singular has no top: the likelihood is higher there
 * than anywhere. */
static pw_status climb_elsewhere(pw_mixed_model *m, double n,
                                 const pw_stop *stop, top *best, double *other,
                                 pw_error *err) {
  for (size_t start = 0; start < 2 * m->k; start++) {
    size_t order[PW_MIXED_WAVES];
    pw_mixed_outcome outcome;
    top found;
    for (size_t j = 0; j < m->k; j++) {
      order[start < m->k ? j : m->k - 1 - j] = (start + j) % m->k;
    }
    if (!pw_mixed_in_order(m, order, LEAST_OWN)) continue;
    pw_status status = climb(m, n, FEWER_STEPS, stop, &outcome, &found, err);
    if (status != PW_OK) return status;
    if (outcome == PW_MIXED_ITERATED) compare(best, other, &found);
    if (outcome == PW_MIXED_SINGULAR) *other = INFINITY;
  }
  return PW_OK;
}

/* Few people in two waves can leave the likelihood more than one top, of which
 * the highest is taken; of more people there is one. */
static pw_status iterate(pw_mixed_model *m, double n, double pairs,
                         const pw_stop *stop, pw_mixed *out, pw_error *err) {
  top best;
  start_apart(m);
  pw_status status = climb(m, n, MOST_STEPS, stop, &out->outcome, &best, err);
  if (status != PW_OK || out->outcome != PW_MIXED_ITERATED) return status;
  if (pairs < ENOUGH_PAIRS) {
    double other = -INFINITY;
    status = climb_elsewhere(m, n, stop, &best, &other, err);
    out->other = other - best.height;
  }
  memcpy(m->sigma, best.sigma, sizeof m->sigma);
  return status;
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

/* Those who answered the two waves that fewest people answered both. */
static double fewest_pairs(const pw_mixed_model *m) {
  double fewest = INFINITY;
  for (size_t i = 0; i < m->k; i++) {
    for (size_t j = i; j < m->k; j++) {
      pw_missing_group both =
        pw_missing_groups_pool(m->groups, m->length, 1u << i | 1u << j);
      fewest = fmin(fewest, both.n);
    }
  }
  return fewest;
}

static void clear(pw_mixed *out) {
  out->n = 0;
  out->other = -INFINITY;
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

static pw_status fit(pw_mixed_model *m, double resolution, const pw_stop *stop,
                     pw_mixed *out, pw_error *err) {
  static const size_t in_order[] = {0, 1, 2, 3, 4, 5, 6, 7};
  /* Every covariance needs people who answered both waves. */
  double pairs = fewest_pairs(m);
  if (!(pairs >= 3)) {
    out->outcome = PW_MIXED_TOO_FEW;
    return PW_OK;
  }
  for (size_t j = 0; j < m->k; j++) {
    pw_missing_group seen =
      pw_missing_groups_pool(m->groups, m->length, 1u << j);
    if (!(seen.products[j][j] > seen.n * resolution * resolution)) {
      out->outcome = PW_MIXED_SINGULAR;
      return PW_OK;
    }
  }
  if (!is_monotone(m)) return iterate(m, out->n, pairs, stop, out, err);
  out->outcome = pw_mixed_in_order(m, in_order, 0) ? PW_MIXED_CLOSED
                                                   : PW_MIXED_SINGULAR;
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
    status = fit(&m, pw_tally_resolution(tally), stop, out, err);
  }
  if (status == PW_OK && out->outcome <= PW_MIXED_ITERATED &&
      !give(&m, centre, out)) {
    out->outcome = PW_MIXED_SINGULAR;
  }
  pw_free(alloc, groups);
  return status;
}
