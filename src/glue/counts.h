/* Counts of a column's answers on a handle of R, which rows are added to. */
#ifndef PW_GLUE_COUNTS_H
#define PW_GLUE_COUNTS_H

#include "glue.h"

#include <stdint.h>

/* Adds `n` rows, of `type` INTSXP or REALSXP as the counts were begun. Fails as
 * pw_counts_add, or with PW_ARGUMENT where the handle holds no counts or those
 * of another type. */
pw_status pw_counts_held_add(SEXP pointer, SEXPTYPE type, const void *rows,
                             int64_t n, pw_error *err);

#endif
