#include "calls.h"
#include "glue.h"
#include "named.h"

#include <math.h>

#include "score/reliability.h"

/* A result of `items`: list(n, alpha, omega, factor, mean, sd, item_rest,
 * alpha_dropped, loading), whose columns `out` fills. */
static SEXP new_result(R_xlen_t items, pw_reliability *out) {
  const char *names[] = {"n",  "alpha",     "omega",         "factor",  "mean",
                         "sd", "item_rest", "alpha_dropped", "loading", ""};
  SEXP result = PROTECT(Rf_mkNamed(VECSXP, names));
  out->mean = REAL(pw_put_new(result, "mean", REALSXP, items));
  out->sd = REAL(pw_put_new(result, "sd", REALSXP, items));
  out->item_rest = REAL(pw_put_new(result, "item_rest", REALSXP, items));
  out->alpha_dropped =
    REAL(pw_put_new(result, "alpha_dropped", REALSXP, items));
  out->loading = REAL(pw_put_new(result, "loading", REALSXP, items));
  UNPROTECT(1);
  return result;
}

static void finish_result(SEXP result, R_xlen_t items,
                          const pw_reliability *out) {
  pw_put_double(result, "n", out->n);
  pw_put_double(result, "alpha", out->alpha);
  pw_put_double(result, "omega", out->omega);
  pw_put(result, "factor", Rf_ScalarInteger((int)out->factor));
  double *const columns[] = {out->mean, out->sd, out->item_rest,
                             out->alpha_dropped, out->loading};
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
    for (R_xlen_t j = 0; j < items; j++) {
      if (isnan(columns[i][j])) columns[i][j] = NA_REAL;
    }
  }
}

/* The reliability of a list of double columns of one length, with `counts`
 * (double, or NULL) of people by row. */
SEXP pw_call_reliability(SEXP answers, SEXP counts) {
  R_xlen_t items = XLENGTH(answers);
  R_xlen_t rows = items > 0 ? XLENGTH(VECTOR_ELT(answers, 0)) : 0;
  pw_reliability out = {0};
  SEXP result = PROTECT(new_result(items, &out));
  const double **given =
    (const double **)(void *)R_alloc((size_t)items + 1, sizeof *given);
  for (R_xlen_t i = 0; i < items; i++) given[i] = REAL(VECTOR_ELT(answers, i));
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stop stop = pw_stop_from_r();
  pw_error err;
  pw_error_clear(&err);
  pw_status status =
    pw_reliability_of(given, Rf_isNull(counts) ? NULL : REAL(counts),
                      (size_t)rows, (size_t)items, &alloc, &stop, &out, &err);
  if (status == PW_OK) finish_result(result, items, &out);
  UNPROTECT(1);
  return status == PW_OK ? result : pw_kernel_error(&err);
}

/* The same from the `sums` of items (doubles) and their `products` (a matrix)
 * over `n` people. */
SEXP pw_call_reliability_sums(SEXP n, SEXP sums, SEXP products) {
  R_xlen_t items = XLENGTH(sums);
  pw_reliability out = {0};
  SEXP result = PROTECT(new_result(items, &out));
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_error_clear(&err);
  pw_status status = pw_reliability_of_sums(Rf_asReal(n), REAL(sums),
                                            REAL(products), (size_t)items,
                                            &alloc, &out, &err);
  if (status == PW_OK) finish_result(result, items, &out);
  UNPROTECT(1);
  return status == PW_OK ? result : pw_kernel_error(&err);
}
