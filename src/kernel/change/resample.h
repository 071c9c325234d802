/* The bootstrap of a contrast: people drawn with replacement, which is a
 * multinomial draw of the counts of patterns. */
#ifndef PW_CHANGE_RESAMPLE_H
#define PW_CHANGE_RESAMPLE_H

#include "base/stop.h"
#include "change/recount.h"

/* Where chance comes from, so that the caller's seed rules. */
typedef struct {
  void (*uniform)(void *data, double *to,
                  size_t n); /* each from 0 to below 1 */
  double (*binomial)(void *data, double n, double p);
  void *data;
} pw_random;

typedef enum {
  PW_DRAW_CHEAPER,
  PW_DRAW_PEOPLE,  /* person by person: costs n */
  PW_DRAW_PATTERNS /* a binomial for each pattern given those before (Davis
                      1993): costs the number of patterns */
} pw_draw;

/* Fills `values` with `replicates` rows for each effect, effect by effect
 * (PW_EFFECTS * replicates doubles). A tally in another order of patterns draws
 * other people. PW_MEMORY, PW_STOPPED; PW_RANGE beyond 2^32 - 1 people. */
pw_status pw_resample(const pw_recount *recount, size_t replicates,
                      pw_draw draw, const pw_random *random,
                      const pw_stop *stop, double *values, pw_error *err);

#endif
