/* How many people of each group gave each distinct answer, for some columns of
 * answers. */
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

/* The people that columns are counted over. */
typedef struct {
  int64_t n_rows;
  const int32_t *groups; /* 1 to n_groups for each row, where any other number
                            leaves the row out; NULL: all are group 1 */
  int32_t n_groups;      /* at least 1 */
  const double *weights; /* a finite weight of at least 0 for each row, or NULL
                            where each row is one person */
  int32_t most;          /* most distinct answers of a column, at least 1 */
} pw_people;

/* One column of answers, and what is found of it. The caller owns all of it. */
typedef struct {
  pw_answer_type type;
  const void *answers; /* n_rows of `type` */
  int32_t n_distinct; /* found: how many distinct answers there are; those after
                         them have no meaning */
  int64_t *first;   /* found, [most]: the 0-based row where each first occurs */
  double *people;   /* found, [most * n_groups]: answer by answer, its rows in
                       each group */
  double *weighted; /* found, of the same size: the sums of their weights;
                       NULL where there are no weights */
} pw_answers;

/* Counts each column. Distinct answers are numbered from 0 in the order in
 * which they first occur among the rows that are counted. Counts are exact up
 * to 2^53. A missing answer is an answer like another.
 *
 * Fails with PW_RANGE at the column and row that hold one distinct answer more
 * than `most`, with PW_ARGUMENT at a row whose weight breaks the contract, with
 * PW_MEMORY and with PW_STOPPED; what is found has no meaning then. */
pw_status pw_crosstab(const pw_people *people, pw_answers *columns,
                      int64_t n_columns, pw_alloc *alloc, const pw_stop *stop,
                      pw_error *err);

/* One column counted block by block, of a file that memory need not hold. */
typedef struct pw_counts pw_counts;

/* Begins to count answers of `type` in groups 1 to `n_groups`, at most `most`
 * distinct ones; both are at least 1. Fails with PW_MEMORY or PW_ARGUMENT,
 * leaving `*counts` NULL. The caller frees with pw_counts_free. */
pw_status pw_counts_begin(pw_counts **counts, pw_answer_type type,
                          int32_t n_groups, int32_t most, pw_alloc *alloc,
                          pw_error *err);

/* Adds `n` rows: `answers` are of the type, `groups` as in pw_people or NULL.
 * Fails as pw_crosstab(), with the row in the block; nothing but pw_counts_free
 * may follow. */
pw_status pw_counts_add(pw_counts *counts, const void *answers,
                        const int32_t *groups, int64_t n, const pw_stop *stop,
                        pw_error *err);

/* Adds what another, begun alike, has counted in rows that follow those of this
 * one. PW_MEMORY, PW_RANGE and PW_ARGUMENT. */
pw_status pw_counts_merge(pw_counts *counts, const pw_counts *other,
                          pw_error *err);

/* What was counted so far. */
int32_t pw_counts_distinct(const pw_counts *counts);
int64_t pw_counts_rows(const pw_counts *counts);

/* The bits of a distinct answer, widened to 64 by zeros, and the row where it
 * first occurs among all that were added. */
uint64_t pw_counts_bits(const pw_counts *counts, int32_t answer);
int64_t pw_counts_first(const pw_counts *counts, int32_t answer);

/* Fills `people` [distinct * n_groups], answer by answer. */
void pw_counts_people(const pw_counts *counts, double *people);

/* NULL is fine. */
void pw_counts_free(pw_counts *counts);

#endif
