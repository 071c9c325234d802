/* How many people of each group gave each distinct answer. */
#ifndef PW_TABLE_CROSSTAB_H
#define PW_TABLE_CROSSTAB_H

#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"

typedef enum {
  PW_ANSWER_INT32,
  PW_ANSWER_DOUBLE, /* every NaN is the same answer, and so are 0 and -0 */
  PW_ANSWER_POINTER /* void *: the same address is the same answer */
} pw_answer_type;

/* One column of answers and the people that it is counted over. */
typedef struct {
  pw_answer_type type;
  const void *answers;   /* n_rows of `type` */
  int64_t n_rows;
  const int32_t *groups; /* 1 to n_groups for each row, where any other number
                            leaves the row out; NULL: all are group 1 */
  int32_t n_groups;      /* at least 1 */
  const double *weights; /* a finite weight of at least 0 for each row, or NULL
                            where each row is one person */
  int32_t most;          /* most distinct answers, at least 1 */
} pw_answers;

/* Counts `in`. Distinct answers are numbered from 0 in the order in which they
 * first occur among the rows that are counted.
 *
 * The caller owns the results: `first[most]`, the 0-based row where an answer
 * first occurs, and `people[most * n_groups]`, its rows in each group, answer
 * by answer; `weighted`, of the same size, its sum of weights, and NULL where
 * `weights` is. `*n_distinct` says how many answers there are. Counts are
 * exact up to 2^53. A missing answer is an answer like another.
 *
 * Fails with PW_RANGE at the row that holds one distinct answer more than
 * `most`, with PW_ARGUMENT at a row whose weight breaks the contract, with
 * PW_MEMORY and with PW_STOPPED; the results are then without meaning. */
pw_status pw_crosstab(const pw_answers *in, pw_alloc *alloc,
                      const pw_stop *stop, int64_t *first, double *people,
                      double *weighted, int32_t *n_distinct, pw_error *err);

#endif
