#include "calls.h"
#include "glue.h"

#include "table/disclosure.h"

/* A whole number that a double holds exactly, or -1. */
static int64_t whole(double x) {
  int fits = x >= 0 && x <= 9007199254740992.0;
  return fits && x == (double)(int64_t)x ? (int64_t)x : -1;
}

/* counts: double; threshold: double of length 1. A logical vector. */
SEXP pw_call_suppress_small(SEXP counts, SEXP threshold) {
  pw_error err;
  size_t n = (size_t)XLENGTH(counts);
  SEXP hidden = PROTECT(Rf_allocVector(LGLSXP, (R_xlen_t)n));
  int64_t *whole_counts = (int64_t *)R_alloc(n, sizeof *whole_counts);
  for (size_t i = 0; i < n; i++) whole_counts[i] = whole(REAL_RO(counts)[i]);
  pw_status status = pw_hide_small(whole_counts, n, whole(Rf_asReal(threshold)),
                                   LOGICAL(hidden), &err);
  UNPROTECT(1);
  return status == PW_OK ? hidden : pw_kernel_error(&err);
}

/* counts: double, NA stays; base: double of length 1. A double vector. */
SEXP pw_call_round_to_base(SEXP counts, SEXP base) {
  pw_error err;
  pw_status status = PW_OK;
  R_xlen_t n = XLENGTH(counts);
  SEXP out = PROTECT(Rf_allocVector(REALSXP, n));
  for (R_xlen_t i = 0; status == PW_OK && i < n; i++) {
    int64_t rounded = 0;
    double count = REAL_RO(counts)[i];
    if (R_IsNA(count)) {
      REAL(out)[i] = NA_REAL;
      continue;
    }
    status =
      pw_round_to_base(whole(count), whole(Rf_asReal(base)), &rounded, &err);
    if (status != PW_OK) err.row = i;
    REAL(out)[i] = (double)rounded;
  }
  UNPROTECT(1);
  return status == PW_OK ? out : pw_kernel_error(&err);
}

/* low, high: doubles of one length; total: double of length 2, its low and
 * high. A double matrix of two columns. */
SEXP pw_call_narrow_spans(SEXP low, SEXP high, SEXP total) {
  pw_error err;
  size_t n = (size_t)XLENGTH(low);
  SEXP out = PROTECT(Rf_allocMatrix(REALSXP, (int)n, 2));
  pw_span *spans = (pw_span *)R_alloc(n, sizeof *spans);
  for (size_t i = 0; i < n; i++) {
    spans[i] = (pw_span){whole(REAL_RO(low)[i]), whole(REAL_RO(high)[i])};
  }
  pw_span sum = {whole(REAL_RO(total)[0]), whole(REAL_RO(total)[1])};
  pw_status status = pw_narrow_spans(spans, n, sum, &err);
  for (size_t i = 0; i < n; i++) {
    REAL(out)[i] = (double)spans[i].low;
    REAL(out)[n + i] = (double)spans[i].high;
  }
  UNPROTECT(1);
  return status == PW_OK ? out : pw_kernel_error(&err);
}
