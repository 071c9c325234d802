/* Numbers codes block by block: the same code, the same number, whichever block
 * it comes in. The numbers follow the order in which codes first come. What is
 * kept is each distinct code, some 60 bytes beside its own. */
#ifndef PW_LINK_CODE_TABLE_H
#define PW_LINK_CODE_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"
#include "base/strpool.h"

typedef struct pw_code_table pw_code_table;

/* An empty table, which compares codes `as_written`, or else by their normal
 * form, see pw_normalise_code(). PW_MEMORY, leaving `*table` NULL. */
pw_status pw_code_table_new(pw_code_table **table, int as_written,
                            pw_alloc *alloc, pw_error *err);

/* Fills the caller's `numbers` of `n` codes in UTF-8: from 1, or 0 where there
 * is no code, be it that nothing is left of it in normal form. Fails with
 * PW_MEMORY, PW_RANGE, PW_STOPPED and, at the row of the block, with what
 * pw_normalise_code() fails with. */
pw_status pw_code_table_add(pw_code_table *table, const pw_text *codes,
                            size_t n, int32_t *numbers, const pw_stop *stop,
                            pw_error *err);

/* How many codes there are, and which is the number-th, from 1. Its bytes are
 * the table's. */
int32_t pw_code_table_count(const pw_code_table *table);
pw_text pw_code_table_code(const pw_code_table *table, int32_t number);

/* NULL is fine. */
void pw_code_table_free(pw_code_table *table);

#endif
