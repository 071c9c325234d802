/* Who is whose when several codes are alike: the cheapest pairing of the
 * people of one wave with those of another, each with one or with nobody. */
#ifndef PW_LINK_ASSIGNMENT_H
#define PW_LINK_ASSIGNMENT_H

#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"

/* Cost of a pair that may not be. */
#define PW_NO_PAIR INT32_C(-1)
/* More rows or columns than this are refused: the work grows with their cube.
 */
#define PW_MOST_ASSIGNED 512

typedef struct {
  int32_t rows, columns; /* each from 0 to PW_MOST_ASSIGNED */
  const int32_t *cost;   /* rows x columns, row by row: >= 0 or PW_NO_PAIR */
  int32_t alone;         /* cost of a row with nobody, >= 0 */
} pw_assign_input;

/* Fills the caller's `match`, for each row its column (from 0) or -1 for
 * nobody, so that the costs sum to the least; and `margin`, how much more the
 * cheapest pairing costs in which the row has not that match: 0 where another
 * is as good, and for a row with nobody always 0. Fails with PW_ARGUMENT or
 * PW_MEMORY; scratch is freed on every path. */
pw_status pw_assign(const pw_assign_input *in, int32_t *match, int32_t *margin,
                    pw_alloc *alloc, pw_error *err);

#endif
