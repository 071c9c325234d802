/* Orders the changes of a contrast by their size: what ranks, Walsh averages
 * and resampled ranks all begin with. */
#ifndef PW_CHANGE_SIZES_H
#define PW_CHANGE_SIZES_H

#include <stdint.h>

#include "change/tally.h"

/* Whether changes of zero are ranked. */
typedef enum {
  PW_ZEROS_WILCOXON, /* drop zero changes, then rank */
  PW_ZEROS_PRATT     /* rank them, then drop (Pratt 1959) */
} pw_zeros;

/* A run of ties: changes of one size other than zero. Sizes within the tally's
 * resolution of the first of a run are tied with it. */
typedef struct {
  double size;
  double gains, losses; /* people */
} pw_size;

typedef struct {
  pw_alloc *alloc;
  pw_size *runs; /* in ascending order */
  size_t length; /* runs */
  size_t patterns;
  uint32_t *order;  /* the tally's patterns by size of change, then as they
                       stand in it; those without a change first */
  uint32_t *run;    /* of the patterns in that order: a run + 1, 0 for none */
  double unchanged; /* people whose change is zero */
} pw_sizes;

/* Of a tally of two waves. PW_ARGUMENT where a count is not whole, PW_RANGE
 * beyond 2^32 - 2 patterns, PW_MEMORY. The caller frees with pw_sizes_free,
 * also after a failure. */
pw_status pw_sizes_of(const pw_tally *tally, pw_alloc *alloc, pw_sizes *sizes,
                      pw_error *err);
void pw_sizes_free(pw_sizes *sizes);

#endif
