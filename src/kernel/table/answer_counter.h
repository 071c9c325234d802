/* Counts the people of each group who gave each distinct answer, rows after
 * rows of one column: what whole columns and blocks of them are counted with.
 *
 * Answers are looked up by the bits that they are written in. A few of those
 * bits can mean one answer: any NaN is missing, and -0 is 0. Each writing then
 * has a slot of its own, as long as there are some to spare, and behind those
 * it is looked up by the first: so what an answer means is asked when it is
 * met, not in each row. */
#ifndef PW_TABLE_ANSWER_COUNTER_H
#define PW_TABLE_ANSWER_COUNTER_H

#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"

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

#define PW_NO_ANSWER (-1)

typedef struct {
  uint64_t bits;
  int32_t answer; /* its number, or PW_NO_ANSWER where the slot is free */
} pw_slot;

/* What one column at a time is counted with; zeroed, it holds nothing. */
typedef struct {
  pw_slot *slots;  /* a third of them stay free at least */
  uint64_t last;   /* slots less 1 */
  int shift;       /* of a hash, to the number of a slot */
  int32_t n_spare; /* slots left for other writings of an answer */
  int64_t *counts; /* answer by answer, `width` for each */
  int32_t width;
} pw_counter;

/* Makes room for the answers that `people` allows. Where memory fails it gives
 * 0, and pw_counter_end can free what there is. */
int pw_counter_start(pw_counter *counter, const pw_people *people,
                     pw_alloc *alloc);
void pw_counter_end(pw_counter *counter, pw_alloc *alloc);

/* Begins a column: nothing is counted. */
void pw_counter_begin(pw_counter *counter, const pw_people *people,
                      pw_answers *in);

/* Counts rows `from` to `to` - 1. Fails as pw_crosstab(), with the row; the
 * rows before that are counted. */
pw_status pw_counter_rows(pw_counter *counter, const pw_people *people,
                          pw_answers *in, int64_t from, int64_t to,
                          pw_error *err);

/* Fills `in->people` with what was counted. */
void pw_counter_give(const pw_counter *counter, const pw_people *people,
                     pw_answers *in);

/* The slot that has these bits, or the free one that may have them. */
pw_slot *pw_counter_find(const pw_counter *counter, uint64_t bits);

/* The bits of the answer in a row, widened to 64 by zeros. */
uint64_t pw_answer_bits(const pw_answers *in, int64_t row);

/* The bits that stand for all that mean the same answer. */
uint64_t pw_first_writing(uint64_t bits, pw_answer_type type);

/* Fails with PW_RANGE: there are too many distinct answers. */
pw_status pw_fail_distinct(pw_error *err, int64_t row);

#endif
