/* What the columns of a frame hold, looked up before they are written. */
#include <string.h>

#include "calls.h"
#include "column_cells.h"
#include "glue.h"
#include "named.h"

/* What must be known of a column before it is declared, and what a file may
 * have no place for. */
typedef struct {
  int extent;   /* the most bytes of a text; of numbers, whether one has a
                 * fraction */
  int absent;   /* a text is missing */
  int trailing; /* a text ends in blanks */
  int tagged;   /* a number is missing with a letter, as haven keeps it */
  double lowest, highest; /* of numbers, Inf and -Inf where there are none */
} column_facts;

static column_facts facts_of_texts(SEXP column) {
  column_facts facts = {0, 0, 0, 0, 0, 0};
  R_xlen_t n = Rf_xlength(column);
  for (R_xlen_t row = 0; row < n; row++) {
    pw_cell_ahead(column, row, n);
    SEXP cell = STRING_ELT(column, row);
    int length = LENGTH(cell);
    if (cell == NA_STRING) {
      facts.absent = 1;
      continue;
    }
    if (length > facts.extent) facts.extent = length;
    if (length > 0 && CHAR(cell)[length - 1] == ' ') facts.trailing = 1;
  }
  return facts;
}

static column_facts facts_of_numbers(SEXP column) {
  column_facts facts = {0, 0, 0, 0, 0, 0};
  const double *x = REAL(column);
  facts.lowest = R_PosInf;
  facts.highest = R_NegInf;
  R_xlen_t n = Rf_xlength(column);
  for (R_xlen_t row = 0; row < n; row++) {
    if (x[row] == x[row]) {
      if (x[row] < facts.lowest) facts.lowest = x[row];
      if (x[row] > facts.highest) facts.highest = x[row];
      /* Beyond 2^53 no double has a fraction. */
      if (x[row] > -9007199254740992.0 && x[row] < 9007199254740992.0)
        facts.extent |= x[row] != (double)(int64_t)x[row];
    } else {
      uint64_t bits;
      memcpy(&bits, &x[row], sizeof bits);
      facts.tagged |= (bits >> 32 & 0xff) != 0;
    }
  }
  return facts;
}

/* list(extent, absent, trailing, tagged, lowest, highest) of the columns. Texts
 * are UTF-8. */
SEXP pw_call_column_facts(SEXP columns) {
  R_xlen_t n = Rf_xlength(columns);
  const char *names[] = {"extent", "absent",  "trailing", "tagged",
                         "lowest", "highest", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  int *extent = INTEGER(pw_put_new(out, "extent", INTSXP, n));
  int *absent = LOGICAL(pw_put_new(out, "absent", LGLSXP, n));
  int *trailing = LOGICAL(pw_put_new(out, "trailing", LGLSXP, n));
  int *tagged = LOGICAL(pw_put_new(out, "tagged", LGLSXP, n));
  double *lowest = REAL(pw_put_new(out, "lowest", REALSXP, n));
  double *highest = REAL(pw_put_new(out, "highest", REALSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    column_facts facts = {0, 0, 0, 0, 0, 0};
    SEXP column = VECTOR_ELT(columns, i);
    if (TYPEOF(column) == STRSXP) facts = facts_of_texts(column);
    else if (TYPEOF(column) == REALSXP) facts = facts_of_numbers(column);
    extent[i] = facts.extent;
    absent[i] = facts.absent;
    trailing[i] = facts.trailing;
    tagged[i] = facts.tagged;
    lowest[i] = facts.lowest;
    highest[i] = facts.highest;
  }
  UNPROTECT(1);
  return out;
}
