#include "change/mixed_order.h"

#include <math.h>

#include "base/symmetric.h"

/* The covariances of wave `order[j]` with those before it and with itself, from
 * the people who answered all of these (Little and Rubin 2002, ch. 7); n - 1
 * makes it the restricted likelihood. */
static int add_wave(pw_mixed_model *m, const size_t *order, size_t j,
                    const pw_missing_group *seen, double least) {
  double packed[PW_MIXED_WAVES * PW_MIXED_WAVES];
  double work[PW_MIXED_WAVES * PW_MIXED_WAVES];
  double slope[PW_MIXED_WAVES] = {0};
  size_t to = order[j];
  for (size_t i = 0; i < j; i++) {
    for (size_t l = 0; l < j; l++) {
      packed[i * j + l] = seen->products[order[i]][order[l]];
    }
  }
  if (!(seen->n > 1) || !pw_symmetric_invert(packed, j, work)) return 0;
  double all = seen->products[to][to], left = all;
  for (size_t i = 0; i < j; i++) {
    for (size_t l = 0; l < j; l++) {
      slope[i] += packed[i * j + l] * seen->products[order[l]][to];
    }
    left -= slope[i] * seen->products[order[i]][to];
  }
  left = fmax(left, least * all);
  if (!(left > PW_NO_PIVOT * all)) return 0;
  double own = left / (seen->n - 1);
  for (size_t i = 0; i < j; i++) {
    double sum = 0;
    for (size_t l = 0; l < j; l++) {
      sum += m->sigma[order[i]][order[l]] * slope[l];
    }
    m->sigma[order[i]][to] = m->sigma[to][order[i]] = sum;
    own += slope[i] * sum;
  }
  m->sigma[to][to] = own;
  return 1;
}

int pw_mixed_in_order(pw_mixed_model *m, const size_t *order, double least) {
  unsigned waves = 0;
  for (size_t j = 0; j < m->k; j++) {
    waves |= 1u << order[j];
    pw_missing_group seen = pw_missing_groups_pool(m->groups, m->length, waves);
    if (!add_wave(m, order, j, &seen, least)) return 0;
  }
  return 1;
}
