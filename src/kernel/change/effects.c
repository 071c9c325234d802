#include "change/effects.h"

#include <math.h>

/* Nothing is divided by a spread of 0 or NaN. */
static double over(double change, double spread) {
  return spread > 0 ? change / spread : NAN;
}

void pw_effects_of(const pw_effect_basis *b, double to[PW_EFFECTS]) {
  double ranks = b->positive + b->negative;
  double before = b->sd_before, after = b->sd_after;
  for (int k = 0; k < PW_EFFECTS; k++) to[k] = NAN;
  if (!(b->n > 0)) return;
  to[PW_EFFECT_CHANGE] = b->change;
  to[PW_EFFECT_SUPERIORITY] = (b->n + b->improved - b->worse) / 2 / b->n;
  to[PW_EFFECT_RANK_BISERIAL] = over(b->positive - b->negative, ranks);
  if (!(b->n > 1)) return;
  to[PW_EFFECT_SD_CHANGE] = b->sd_change;
  to[PW_EFFECT_D_AV] =
    over(b->change, sqrt((before * before + after * after) / 2));
  to[PW_EFFECT_D_Z] = over(b->change, b->sd_change);
  to[PW_EFFECT_D_B] = over(b->change, before);
  if (!(before > 0 && after > 0)) return;
  double r = fmax(-1, fmin(1, b->covariance / (before * after)));
  to[PW_EFFECT_R] = r;
  to[PW_EFFECT_D_RM] = to[PW_EFFECT_D_Z] * sqrt(2 * (1 - r));
}
