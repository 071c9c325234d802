/* How far coders agree on where units of a text begin and end and on what they
 * are: Krippendorff's alphas of unitizing (Krippendorff 2016, Qual Quant
 * 50:2347; 2019, sect. 12.6). What does not exist is NaN. */
#ifndef PW_TEXT_UNITIZE_H
#define PW_TEXT_UNITIZE_H

#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"

/* Segments in any order; those of one coder may touch and not overlap. Several
 * texts are one after the other. */
typedef struct {
  const int32_t *coder;      /* from 0 */
  const int32_t *value;      /* 1 to `values`; 0 stands for the gaps between */
  const double *start, *end; /* the end not included */
  size_t segments, coders, values;
  double length; /* of the whole */
} pw_segments;

typedef struct {
  double all;    /* every value, and the gaps as one more */
  double binary; /* gaps against segments of any value */
  double coded;  /* values where both of a pair of coders have a segment */
} pw_unitize;

/* `by_value` gets the alpha of each value against the others, where both of a
 * pair have a segment. PW_MEMORY; PW_ARGUMENT, with the row of a segment, where
 * it overlaps one of the same coder or is empty, and below 2 coders. */
pw_status pw_unitize_of(const pw_segments *given, pw_alloc *alloc,
                        pw_unitize *out, double *by_value, pw_error *err);

#endif
