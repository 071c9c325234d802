#include "change/missing_groups.h"

#include <math.h>

static unsigned waves_answered(const double *row, size_t k) {
  unsigned waves = 0;
  for (size_t j = 0; j < k; j++) waves |= isnan(row[j]) ? 0 : 1u << j;
  return waves;
}

static void find_centre(const pw_tally *tally, double *centre) {
  size_t k = tally->waves;
  double n[PW_MIXED_WAVES] = {0};
  for (size_t j = 0; j < k; j++) centre[j] = 0;
  for (size_t i = 0; i < tally->length; i++) {
    const double *row = pw_tally_row(tally, i);
    for (size_t j = 0; j < k; j++) {
      if (isnan(row[j])) continue;
      n[j] += row[k];
      centre[j] += row[k] / n[j] * (row[j] - centre[j]);
    }
  }
}

static pw_missing_group *group_with(pw_missing_group *groups, size_t *length,
                                    unsigned waves) {
  for (size_t i = 0; i < *length; i++) {
    if (groups[i].waves == waves) return &groups[i];
  }
  groups[*length].waves = waves;
  return &groups[(*length)++];
}

/* Joins people who answered alike to a group (Chan, Golub and LeVeque 1983). */
static void join(pw_missing_group *to, double n, const double *mean,
                 const pw_square *products) {
  double total = to->n + n;
  double away[PW_MIXED_WAVES];
  for (size_t j = 0; j < PW_MIXED_WAVES; j++) away[j] = mean[j] - to->mean[j];
  for (size_t j = 0; j < PW_MIXED_WAVES; j++) {
    to->mean[j] += n / total * away[j];
    for (size_t l = 0; l < PW_MIXED_WAVES; l++) {
      to->products[j][l] += to->n * n / total * away[j] * away[l];
      if (products != NULL) to->products[j][l] += (*products)[j][l];
    }
  }
  to->n = total;
}

pw_status pw_missing_groups_of(const pw_tally *tally, pw_alloc *alloc,
                               double *centre, pw_missing_group **groups,
                               size_t *length, pw_error *err) {
  size_t k = tally->waves;
  size_t most = (size_t)1 << k;
  *length = 0;
  *groups = pw_alloc_zeroed(alloc, tally->length < most ? tally->length : most,
                            sizeof **groups);
  if (*groups == NULL) {
    return pw_fail(err, PW_MEMORY, "no memory for patterns of missing answers");
  }
  find_centre(tally, centre);
  for (size_t i = 0; i < tally->length; i++) {
    const double *row = pw_tally_row(tally, i);
    double answers[PW_MIXED_WAVES] = {0};
    for (size_t j = 0; j < k; j++) {
      if (!isnan(row[j])) answers[j] = row[j] - centre[j];
    }
    join(group_with(*groups, length, waves_answered(row, k)), row[k], answers,
         NULL);
  }
  return PW_OK;
}

pw_missing_group pw_missing_groups_pool(const pw_missing_group *groups,
                                        size_t length, unsigned waves) {
  pw_missing_group pool = {0};
  pool.waves = waves;
  for (size_t i = 0; i < length; i++) {
    if ((groups[i].waves & waves) != waves) continue;
    join(&pool, groups[i].n, groups[i].mean,
         (const pw_square *)&groups[i].products);
  }
  return pool;
}
