/* Who used a code where in a text: for each code, how many characters were
 * given it by how many of the coders who read them. A character is a code
 * point. Costs O(n log n) for n codings, whatever the texts' length. */
#ifndef PW_TEXT_SPAN_VOTES_H
#define PW_TEXT_SPAN_VOTES_H

#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"

/* Codings in any order; those of one coder may overlap, and a character that
 * such give twice counts once. A coding ends before `end`; what lies outside of
 * its source, or was not read by its coder, does not count. */
typedef struct {
  const int32_t *source, *code, *coder; /* from 0 */
  const double *start, *end;            /* code points from 0 */
  size_t codings;
  const double *length;    /* by source, in code points */
  const uint64_t *readers; /* by source, a bit for each coder who read it */
  size_t sources, codes, coders; /* at most 64 coders */
} pw_spans;

/* For each code `units` has (coders + 1)^2 numbers of characters, m * (coders +
 * 1) + y for those read by m coders of whom y used it, and `used` the
 * characters by coder. PW_MEMORY, PW_STOPPED; PW_ARGUMENT beyond 64 coders. */
pw_status pw_span_votes(const pw_spans *spans, double *units, double *used,
                        pw_alloc *alloc, const pw_stop *stop, pw_error *err);

#endif
