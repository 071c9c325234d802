#include "glue.h"

#include <math.h>

#include "score/reliability.h"

SEXP pw_call_reliability(SEXP answers, SEXP counts);

static void put_number(SEXP list, int at, double x) {
  SET_VECTOR_ELT(list, at, Rf_ScalarReal(isnan(x) ? NA_REAL : x));
}

/* The reliability of a list of double columns of one length, with `counts`
 * (double, or NULL) of people by row, all of which
 * result memory is R's: list(n, alpha, omega, factor, mean, sd, item_rest,
 * alpha_dropped, loading). */
SEXP pw_call_reliability(SEXP answers, SEXP counts) {
  const char *names[] = {"n", "alpha", "omega", "factor", "mean", "sd",
                         "item_rest", "alpha_dropped", "loading", ""};
  R_xlen_t items = XLENGTH(answers);
  R_xlen_t rows = items > 0 ? XLENGTH(VECTOR_ELT(answers, 0)) : 0;
  SEXP result = PROTECT(Rf_mkNamed(VECSXP, names));
  double *columns[5];
  for (int i = 0; i < 5; i++) {
    SEXP column = Rf_allocVector(REALSXP, items);
    SET_VECTOR_ELT(result, 4 + i, column);
    columns[i] = REAL(column);
  }
  const double **given =
    (const double **)(void *)R_alloc((size_t)items + 1, sizeof *given);
  for (R_xlen_t i = 0; i < items; i++) given[i] = REAL(VECTOR_ELT(answers, i));
  pw_reliability out = {0};
  out.mean = columns[0];
  out.sd = columns[1];
  out.item_rest = columns[2];
  out.alpha_dropped = columns[3];
  out.loading = columns[4];
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stop stop = pw_stop_from_r();
  pw_error err;
  pw_error_clear(&err);
  if (pw_reliability_of(given, Rf_isNull(counts) ? NULL : REAL(counts),
                        (size_t)rows, (size_t)items, &alloc, &stop, &out,
                        &err) != PW_OK) {
    UNPROTECT(1);
    return pw_kernel_error(&err);
  }
  put_number(result, 0, out.n);
  put_number(result, 1, out.alpha);
  put_number(result, 2, out.omega);
  SET_VECTOR_ELT(result, 3, Rf_ScalarInteger((int)out.factor));
  for (int i = 0; i < 5; i++) {
    for (R_xlen_t j = 0; j < items; j++) {
      if (isnan(columns[i][j])) columns[i][j] = NA_REAL;
    }
  }
  UNPROTECT(1);
  return result;
}
