/* Recounts a contrast: its effects where each pattern occurs another number of
 * times, for resampling. */
#ifndef PW_CHANGE_RECOUNT_H
#define PW_CHANGE_RECOUNT_H

#include <stdint.h>

#include "change/effects.h"
#include "change/sizes.h"
#include "change/tally.h"

/* A pattern less the means of all; patterns come by the size of the change. */
typedef struct {
  double before, after;
  double count;  /* as the tally has it */
  int direction; /* 1 a gain, 0 none, -1 a loss */
  uint32_t run;  /* as pw_sizes numbers them */
} pw_recount_pattern;

typedef struct {
  pw_alloc *alloc;
  pw_recount_pattern *patterns;
  size_t length;
  double n; /* people */
  double mean_change;
  double resolution;
  pw_zeros zeros;
} pw_recount;

/* `sizes` are those of the tally, and both are needed no more afterwards.
 * PW_MEMORY. The caller frees with pw_recount_free, also after a failure. */
pw_status pw_recount_of(const pw_tally *tally, const pw_sizes *sizes,
                        pw_zeros zeros, pw_alloc *alloc, pw_recount *recount,
                        pw_error *err);
void pw_recount_free(pw_recount *recount);

/* The effects with `counts` in place of the tally's, by pattern. */
void pw_recount_with(const pw_recount *recount, const uint32_t *counts,
                     double to[PW_EFFECTS]);

/* The acceleration of each effect (Efron 1987; Efron and Tibshirani 1993, eq.
 * 14.15), from the effects without each person in turn, which cost O(1) a
 * pattern. 0 where all of them are equal, NaN where one does not exist.
 * PW_MEMORY. */
pw_status pw_recount_acceleration(const pw_recount *recount,
                                  double to[PW_EFFECTS], pw_error *err);

#endif
