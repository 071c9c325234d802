/* How many people of each group gave each distinct answer, for one column that
 * comes block by block, of a file that memory need not hold. */
#ifndef PW_TABLE_BLOCK_COUNTS_H
#define PW_TABLE_BLOCK_COUNTS_H

#include "base/stop.h"
#include "table/answer_counter.h"

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
