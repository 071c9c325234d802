#include <R.h>
#include <Rinternals.h>
#include <R_ext/Rdynload.h>
#include <R_ext/Visibility.h>

SEXP pw_call_count_levels(SEXP, SEXP, SEXP);
SEXP pw_call_percent_tenths(SEXP, SEXP);

/* By way of void (*)(void), which a compiler lets stand for any function. */
#define CALL(name, n) {#name, (DL_FUNC)(void (*)(void))name, n}

static const R_CallMethodDef calls[] = {
  CALL(pw_call_count_levels, 3),
  CALL(pw_call_percent_tenths, 2),
  {NULL, NULL, 0}
};

attribute_visible void R_init_pairwave(DllInfo *dll) {
  R_registerRoutines(dll, NULL, calls, NULL, NULL);
  R_useDynamicSymbols(dll, FALSE);
  R_forceSymbols(dll, TRUE);
}
