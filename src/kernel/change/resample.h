/* The bootstrap of a contrast: people drawn with replacement, which is a
 * multinomial draw of the counts of patterns. */
#ifndef PW_CHANGE_RESAMPLE_H
#define PW_CHANGE_RESAMPLE_H

#include "base/draw.h"
#include "change/recount.h"

/* Fills `values` with `replicates` rows for each effect, effect by effect
 * (PW_EFFECTS * replicates doubles). A tally in another order of patterns draws
 * other people. PW_MEMORY, PW_STOPPED; PW_RANGE beyond 2^32 - 1 people. */
pw_status pw_resample(const pw_recount *recount, size_t replicates,
                      pw_draw draw, const pw_random *random,
                      const pw_stop *stop, double *values, pw_error *err);

#endif
