#include "named.h"

#include <math.h>
#include <string.h>

static double or_na(double x) { return isnan(x) ? NA_REAL : x; }

SEXP pw_named_doubles(const pw_named *values, size_t n) {
  SEXP out = PROTECT(Rf_allocVector(REALSXP, (R_xlen_t)n));
  SEXP names = PROTECT(Rf_allocVector(STRSXP, (R_xlen_t)n));
  for (size_t i = 0; i < n; i++) {
    REAL(out)[i] = or_na(values[i].value);
    SET_STRING_ELT(names, (R_xlen_t)i, Rf_mkChar(values[i].name));
  }
  Rf_setAttrib(out, R_NamesSymbol, names);
  UNPROTECT(2);
  return out;
}

void pw_put(SEXP list, const char *name, SEXP value) {
  SEXP names = Rf_getAttrib(list, R_NamesSymbol);
  for (R_xlen_t i = 0; i < XLENGTH(list); i++) {
    if (strcmp(CHAR(STRING_ELT(names, i)), name) == 0) {
      SET_VECTOR_ELT(list, i, value);
      return;
    }
  }
}

void pw_put_double(SEXP list, const char *name, double value) {
  pw_put(list, name, Rf_ScalarReal(or_na(value)));
}
