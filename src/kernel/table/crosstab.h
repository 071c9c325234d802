/* How many people of each group gave each distinct answer, for some columns of
 * answers. */
#ifndef PW_TABLE_CROSSTAB_H
#define PW_TABLE_CROSSTAB_H

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"
#include "table/answer_counter.h"

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

#endif
