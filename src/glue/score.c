#include "calls.h"
#include "glue.h"
#include "named.h"
#include "score/scale_score.h"

/* Scores a list of double columns; gives list(score, answered). `reversed` is
 * logical, one per item; `range` is low and high. */
SEXP pw_call_scale_score(SEXP answers, SEXP reversed, SEXP range,
                         SEXP min_items, SEXP sum) {
  R_xlen_t items = XLENGTH(answers);
  R_xlen_t rows = items > 0 ? XLENGTH(VECTOR_ELT(answers, 0)) : 0;
  const char *names[] = {"score", "answered", ""};
  SEXP result = PROTECT(Rf_mkNamed(VECSXP, names));
  double *score = REAL(pw_put_new(result, "score", REALSXP, rows));
  int *answered = INTEGER(pw_put_new(result, "answered", INTSXP, rows));
  const double **columns =
    (const double **)(void *)R_alloc((size_t)items + 1, sizeof *columns);
  for (R_xlen_t i = 0; i < items; i++) {
    columns[i] = REAL(VECTOR_ELT(answers, i));
  }
  pw_scale scale = {(size_t)rows,
                    (size_t)items,
                    columns,
                    LOGICAL(reversed),
                    REAL(range)[0],
                    REAL(range)[1],
                    (size_t)Rf_asInteger(min_items),
                    Rf_asLogical(sum) == TRUE ? PW_SCORE_SUM : PW_SCORE_MEAN,
                    NA_REAL};
  pw_error err;
  if (pw_scale_score(&scale, score, answered, &err) != PW_OK) {
    result = pw_kernel_error(&err);
  }
  UNPROTECT(1);
  return result;
}
