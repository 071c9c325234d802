#include <R.h>
#include <Rinternals.h>
#include <R_ext/Rdynload.h>
#include <R_ext/Visibility.h>

SEXP pw_call_paired(SEXP, SEXP, SEXP, SEXP);
SEXP pw_call_csv_close(SEXP);
SEXP pw_call_csv_columns(SEXP, SEXP, SEXP, SEXP, SEXP, SEXP);
SEXP pw_call_csv_open(SEXP, SEXP, SEXP, SEXP);
SEXP pw_call_count_levels(SEXP, SEXP, SEXP);
SEXP pw_call_percent_tenths(SEXP, SEXP);
SEXP pw_call_normalise(SEXP);
SEXP pw_call_link(SEXP, SEXP, SEXP, SEXP, SEXP);
SEXP pw_call_scale_score(SEXP, SEXP, SEXP, SEXP, SEXP);

static const R_CallMethodDef calls[] = {
  {"pw_call_paired", (DL_FUNC) &pw_call_paired, 4},
  {"pw_call_count_levels", (DL_FUNC) &pw_call_count_levels, 3},
  {"pw_call_percent_tenths", (DL_FUNC) &pw_call_percent_tenths, 2},
  {"pw_call_normalise", (DL_FUNC) &pw_call_normalise, 1},
  {"pw_call_link", (DL_FUNC) &pw_call_link, 5},
  {"pw_call_scale_score", (DL_FUNC) &pw_call_scale_score, 5},
  {"pw_call_csv_close", (DL_FUNC) &pw_call_csv_close, 1},
  {"pw_call_csv_columns", (DL_FUNC) &pw_call_csv_columns, 6},
  {"pw_call_csv_open", (DL_FUNC) &pw_call_csv_open, 4},
  {NULL, NULL, 0}
};

attribute_visible void R_init_pairwave(DllInfo *dll) {
  R_registerRoutines(dll, NULL, calls, NULL, NULL);
  R_useDynamicSymbols(dll, FALSE);
  R_forceSymbols(dll, TRUE);
}
