/* Draws people with replacement for a bootstrap: a multinomial draw of the
 * counts of patterns, where a pattern stands for people who are alike. */
#ifndef PW_BASE_DRAW_H
#define PW_BASE_DRAW_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"

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

/* Takes the counts of one draw, by pattern. */
typedef void (*pw_drawn)(void *data, const uint32_t *counts, size_t replicate);

/* Draws `replicates` times as many people as there are, of `count` (whole
 * numbers) by pattern, and shows each draw to `visit`. Patterns in another
 * order draw other people. PW_MEMORY, PW_STOPPED; PW_RANGE beyond 2^32 - 1
 * people. */
pw_status pw_draw_counts(const double *count, size_t length, size_t replicates,
                         pw_draw draw, const pw_random *random,
                         const pw_stop *stop, pw_drawn visit, void *data,
                         pw_alloc *alloc, pw_error *err);

#endif
