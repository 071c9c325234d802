#include "calls.h"
#include "glue.h"
#include "named.h"

#include <math.h>

#include "score/reliability.h"

/* The reliability of a list of double columns of one length, with `counts`
 * (double, or NULL) of people by row, all of which
 * result memory is R's: list(n, alpha, omega, factor, mean, sd, item_rest,
 * alpha_dropped, loading). */
SEXP pw_call_reliability(SEXP answers, SEXP counts) {
  const char *names[] = {"n",  "alpha",     "omega",         "factor",  "mean",
                         "sd", "item_rest", "alpha_dropped", "loading", ""};
  R_xlen_t items = XLENGTH(answers);
  R_xlen_t rows = items > 0 ? XLENGTH(VECTOR_ELT(answers, 0)) : 0;
  SEXP result = PROTECT(Rf_mkNamed(VECSXP, names));
  const double **given =
    (const double **)(void *)R_alloc((size_t)items + 1, sizeof *given);
  for (R_xlen_t i = 0; i < items; i++) given[i] = REAL(VECTOR_ELT(answers, i));
  pw_reliability out = {0};
  out.mean = REAL(pw_put_new(result, "mean", REALSXP, items));
  out.sd = REAL(pw_put_new(result, "sd", REALSXP, items));
  out.item_rest = REAL(pw_put_new(result, "item_rest", REALSXP, items));
  out.alpha_dropped = REAL(pw_put_new(result, "alpha_dropped", REALSXP, items));
  out.loading = REAL(pw_put_new(result, "loading", REALSXP, items));
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
  pw_put_double(result, "n", out.n);
  pw_put_double(result, "alpha", out.alpha);
  pw_put_double(result, "omega", out.omega);
  pw_put(result, "factor", Rf_ScalarInteger((int)out.factor));
  double *const columns[] = {out.mean, out.sd, out.item_rest, out.alpha_dropped,
                             out.loading};
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
    for (R_xlen_t j = 0; j < items; j++) {
      if (isnan(columns[i][j])) columns[i][j] = NA_REAL;
    }
  }
  UNPROTECT(1);
  return result;
}
