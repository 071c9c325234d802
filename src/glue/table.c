#include "glue.h"

#include "table/crosstab.h"
#include "table/rounding.h"

/* codes: integer; n_levels: integer of length 1; weights: double or NULL.
 * A double vector: levels, undisclosed, missing. */
SEXP pw_call_count_levels(SEXP codes, SEXP n_levels, SEXP weights) {
  pw_error err;
  int levels = Rf_asInteger(n_levels);
  SEXP counts = PROTECT(Rf_allocVector(REALSXP,
                                       (R_xlen_t)levels + PW_EXTRA_BINS));
  pw_status status = pw_count_levels(
    INTEGER_RO(codes), XLENGTH(codes), levels, NA_INTEGER,
    Rf_isNull(weights) ? NULL : REAL_RO(weights), REAL(counts), &err);
  SEXP out = status == PW_OK ? counts : pw_kernel_error(&err);
  UNPROTECT(1);
  return out;
}

/* A whole number that a double holds exactly, or -1. */
static int64_t whole(double x) {
  int fits = x >= 0 && x <= 9007199254740992.0;
  return fits && x == (double)(int64_t)x ? (int64_t)x : -1;
}

/* n: double, total: double of length 1. The tenths as integers. */
SEXP pw_call_percent_tenths(SEXP n, SEXP total) {
  pw_error err;
  pw_status status = PW_OK;
  R_xlen_t length = XLENGTH(n);
  int64_t of = whole(Rf_asReal(total));
  SEXP tenths = PROTECT(Rf_allocVector(INTSXP, length));
  for (R_xlen_t i = 0; status == PW_OK && i < length; i++) {
    status = pw_percent_tenths(whole(REAL_RO(n)[i]), of, INTEGER(tenths) + i,
                               &err);
    if (status != PW_OK) err.row = i;
  }
  SEXP out = status == PW_OK ? tenths : pw_kernel_error(&err);
  UNPROTECT(1);
  return out;
}
