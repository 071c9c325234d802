#include "text/many_coders.h"

#include <math.h>

static double weight_at(const pw_votes *v, size_t i, size_t j) {
  return v->weights == NULL ? i == j : v->weights[i * v->categories + j];
}

static double coders_of(const pw_votes *v, size_t p) {
  double sum = 0;
  for (size_t k = 0; k < v->categories; k++) {
    sum += v->votes[p * v->categories + k];
  }
  return sum;
}

/* The share of the pairs of coders of a unit who agree. */
static double agreement_of(const pw_votes *v, size_t p, double coders) {
  const double *votes = v->votes + p * v->categories;
  double sum = 0;
  for (size_t i = 0; i < v->categories; i++) {
    if (votes[i] == 0) continue;
    double like = 0;
    for (size_t j = 0; j < v->categories; j++) {
      like += weight_at(v, i, j) * votes[j];
    }
    sum += votes[i] * (like - 1);
  }
  return sum / (coders * (coders - 1));
}

/* A coefficient (percent - chance) / (1 - chance), whose chance of a unit is
 * the mean of `of_category` over the unit's coders (NULL: the same for all):
 * Gwet 2014, eqs. 5.3.13 to 5.3.19. */
static double linearised_se(const pw_votes *v, const pw_many_coders *all,
                            double chance, double value,
                            const double *of_category) {
  double sum = 0;
  if (!(all->units > 1)) return NAN;
  for (size_t p = 0; p < v->length; p++) {
    double coders = coders_of(v, p);
    if (!(coders > 0)) continue;
    double own = coders < 2 ? 0
                            : all->units / all->pairable *
        (agreement_of(v, p, coders) - chance) / (1 - chance);
    if (of_category != NULL) {
      double by_chance = 0;
      for (size_t k = 0; k < v->categories; k++) {
        by_chance += v->votes[p * v->categories + k] * of_category[k] / coders;
      }
      own -= 2 * (1 - value) * (by_chance - chance) / (1 - chance);
    }
    sum += v->count[p] * (own - value) * (own - value);
  }
  return sqrt(sum / (all->units * (all->units - 1)));
}

/* Conger 1980, with the margins of each coder over the units they coded. */
static double conger_of(const pw_votes *v, double percent) {
  size_t q = v->categories;
  double r = 0, chance = 0;
  for (size_t i = 0; i < q; i++) {
    for (size_t j = 0; j < q; j++) {
      double w = weight_at(v, i, j);
      if (w == 0) continue;
      double mean_i = 0, mean_j = 0, both = 0;
      r = 0;
      for (size_t g = 0; g < v->n_coders; g++) {
        double own = 0;
        for (size_t k = 0; k < q; k++) own += v->coders[g * q + k];
        if (!(own > 0)) continue;
        double a = v->coders[g * q + i] / own, b = v->coders[g * q + j] / own;
        mean_i += a;
        mean_j += b;
        both += a * b;
        r++;
      }
      if (r < 2) return NAN;
      mean_i /= r;
      mean_j /= r;
      chance += w *
        (mean_i * mean_j - (both - r * mean_i * mean_j) / (r - 1) / r);
    }
  }
  return 1 - chance > 1e-12 ? (percent - chance) / (1 - chance) : NAN;
}

/* Fleiss, Nee and Landis 1979, eq. 12, for as many coders of each unit. */
static double fleiss_null(const pw_votes *v, const double *share,
                          double units) {
  double coders = 0, sum = 0, skew = 0;
  if (v->weights != NULL) return NAN;
  for (size_t p = 0; p < v->length; p++) {
    double own = coders_of(v, p);
    if (v->count[p] == 0 || own == 0) continue;
    if (coders == 0) coders = own;
    if (own != coders) return NAN;
  }
  for (size_t k = 0; k < v->categories; k++) {
    double pq = share[k] * (1 - share[k]);
    sum += pq;
    skew += pq * (1 - 2 * share[k]);
  }
  double inside = sum * sum - skew;
  return sqrt(2 * (inside > 0 ? inside : 0)) /
    (sum * sqrt(units * coders * (coders - 1)));
}

static void sum_shares(const pw_votes *v, pw_many_coders *out, double *share) {
  for (size_t k = 0; k < v->categories; k++) share[k] = 0;
  double agreed = 0;
  for (size_t p = 0; p < v->length; p++) {
    double coders = coders_of(v, p);
    if (!(coders > 0) || v->count[p] == 0) continue;
    out->units += v->count[p];
    for (size_t k = 0; k < v->categories; k++) {
      share[k] += v->count[p] * v->votes[p * v->categories + k] / coders;
    }
    if (coders < 2) continue;
    out->pairable += v->count[p];
    agreed += v->count[p] * agreement_of(v, p, coders);
  }
  for (size_t k = 0; k < v->categories; k++) share[k] /= out->units;
  if (out->pairable > 0) out->percent = agreed / out->pairable;
}

pw_many_coders pw_many_coders_of(const pw_votes *v, double *shares) {
  pw_many_coders out = {0, 0, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
  size_t q = v->categories;
  double *share = shares, *like = shares + q;
  sum_shares(v, &out, share);
  if (!(out.pairable > 0)) return out;
  out.percent_se = linearised_se(v, &out, 0, out.percent, NULL);
  double fleiss = 0, weights = 0, spread = 0;
  for (size_t i = 0; i < q; i++) {
    like[i] = 0;
    for (size_t j = 0; j < q; j++) {
      double w = (weight_at(v, i, j) + weight_at(v, j, i)) / 2;
      like[i] += w * share[j];
      weights += w;
    }
    fleiss += share[i] * like[i];
    spread += share[i] * (1 - share[i]);
  }
  if (1 - fleiss > 1e-12) {
    out.fleiss = (out.percent - fleiss) / (1 - fleiss);
    out.fleiss_se = linearised_se(v, &out, fleiss, out.fleiss, like);
    out.fleiss_se_null = fleiss_null(v, share, out.units);
  }
  if (v->coders != NULL) out.conger = conger_of(v, out.percent);
  double size = (double)q;
  if (q < 2) return out;
  double bp = weights / (size * size);
  out.bp = (out.percent - bp) / (1 - bp);
  out.bp_se = linearised_se(v, &out, bp, out.bp, NULL);
  /* Gwet 2008, eq. 7 and, weighted, 2014, eq. 4.5. */
  double each = weights / (size * (size - 1)), ac = each * spread;
  if (1 - ac > 1e-12) {
    out.ac = (out.percent - ac) / (1 - ac);
    for (size_t k = 0; k < q; k++) like[k] = each * (1 - share[k]);
    out.ac_se = linearised_se(v, &out, ac, out.ac, like);
  }
  return out;
}
