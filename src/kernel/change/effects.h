/* Effects of a contrast as functions of how often each pattern occurs, for
 * resampling: the same patterns, other counts. They follow paired.h and
 * signed_rank.h; what does not exist is NaN. */
#ifndef PW_CHANGE_EFFECTS_H
#define PW_CHANGE_EFFECTS_H

#include <stdint.h>

#include "change/signed_rank.h"
#include "change/tally.h"

typedef enum {
  PW_EFFECT_CHANGE,
  PW_EFFECT_D_AV,
  PW_EFFECT_D_Z,
  PW_EFFECT_D_RM, /* d_z sqrt(2 (1 - r)) (Morris and DeShon 2002) */
  PW_EFFECT_D_B,  /* change over the SD of the earlier wave (Becker 1988) */
  PW_EFFECT_R,
  PW_EFFECT_SUPERIORITY,   /* (improved + same / 2) / n */
  PW_EFFECT_RANK_BISERIAL, /* (Kerby 2014) */
  PW_EFFECTS               /* how many there are */
} pw_effect;

/* A pattern less the means of all; patterns come by the size of the change. */
typedef struct {
  double before, after;
  double count;  /* as the tally has it */
  int direction; /* 1 a gain, 0 none, -1 a loss */
  uint32_t run;  /* patterns of one size of change have one */
} pw_effect_pattern;

typedef struct {
  pw_alloc *alloc;
  pw_effect_pattern *patterns;
  size_t length;
  double n; /* people */
  double mean_change;
  double resolution;
  pw_zeros zeros;
} pw_effects;

/* PW_ARGUMENT where a count is not whole, PW_MEMORY. The caller frees with
 * pw_effects_free, also after a failure. */
pw_status pw_effects_of(const pw_tally *tally, pw_zeros zeros, pw_alloc *alloc,
                        pw_effects *effects, pw_error *err);
void pw_effects_free(pw_effects *effects);

/* The effects with `counts` in place of the tally's, by pattern. */
void pw_effects_with(const pw_effects *effects, const uint32_t *counts,
                     double to[PW_EFFECTS]);

/* The acceleration of each effect (Efron 1987; Efron and Tibshirani 1993, eq.
 * 14.15), from the effects without each person in turn, which cost O(1) a
 * pattern. 0 where all of them are equal, NaN where one does not exist.
 * PW_MEMORY. */
pw_status pw_effects_acceleration(const pw_effects *effects,
                                  double to[PW_EFFECTS], pw_error *err);

#endif
