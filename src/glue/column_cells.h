/* The cells of R's columns as the kernel's writers take them. */
#ifndef PW_GLUE_COLUMN_CELLS_H
#define PW_GLUE_COLUMN_CELLS_H

#include "base/strpool.h"
#include "glue.h"

/* Asks for a string of a column that will be looked at soon: it is where it was
 * made, anywhere in memory. `row` is looked at now, `end` is not. */
static inline void pw_cell_ahead(SEXP column, R_xlen_t row, R_xlen_t end) {
  const R_xlen_t ahead = 16;
  if (row + ahead < end) __builtin_prefetch(STRING_ELT(column, row + ahead));
}

/* The bytes of a string of UTF-8, none of a missing one. */
static inline pw_text pw_cell_text(SEXP cell) {
  pw_text text = {CHAR(cell), cell == NA_STRING ? 0 : (size_t)LENGTH(cell)};
  return text;
}

/* Where the cells of a column are: doubles, or integers and logical values, or
 * neither of texts. */
static inline void pw_cells_at(SEXP column, const double **numbers,
                               const int32_t **integers) {
  *numbers = TYPEOF(column) == REALSXP ? REAL(column) : NULL;
  *integers = TYPEOF(column) == INTSXP ? INTEGER(column)
    : TYPEOF(column) == LGLSXP         ? LOGICAL(column)
                                       : NULL;
}

#endif
