#include "named.h"

#include <math.h>
#include <string.h>

#include <R_ext/Error.h>

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

static R_xlen_t place_of(SEXP list, const char *name) {
  SEXP names = Rf_getAttrib(list, R_NamesSymbol);
  for (R_xlen_t i = 0; i < XLENGTH(list); i++) {
    if (strcmp(CHAR(STRING_ELT(names, i)), name) == 0) return i;
  }
  Rf_error("the result has no element '%s'", name);
}

void pw_put(SEXP list, const char *name, SEXP value) {
  PROTECT(value);
  SET_VECTOR_ELT(list, place_of(list, name), value);
  UNPROTECT(1);
}

SEXP pw_get(SEXP list, const char *name) {
  return VECTOR_ELT(list, place_of(list, name));
}

void pw_put_double(SEXP list, const char *name, double value) {
  pw_put(list, name, Rf_ScalarReal(or_na(value)));
}

SEXP pw_put_new(SEXP list, const char *name, SEXPTYPE type, R_xlen_t length) {
  SEXP vector = Rf_allocVector(type, length);
  pw_put(list, name, vector);
  return vector;
}

void pw_shorten(SEXP list, const char *name, R_xlen_t length) {
  R_xlen_t at = place_of(list, name);
  SET_VECTOR_ELT(list, at, Rf_xlengthgets(VECTOR_ELT(list, at), length));
}
