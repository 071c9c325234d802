#include "glue.h"

static double place(int64_t at) {
  return at == PW_NOWHERE ? NA_REAL : (double)at + 1;
}

SEXP pw_kernel_error(const pw_error *err) {
  const char *names[] = {"code", "message", "row", "column", "offset", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  SET_VECTOR_ELT(out, 0, Rf_mkString(pw_status_name(err->code)));
  SET_VECTOR_ELT(out, 1, Rf_mkString(err->message));
  SET_VECTOR_ELT(out, 2, Rf_ScalarReal(place(err->row)));
  SET_VECTOR_ELT(out, 3, Rf_ScalarReal(place(err->column)));
  SET_VECTOR_ELT(out, 4, Rf_ScalarReal(
    err->offset == PW_NOWHERE ? NA_REAL : (double)err->offset));
  Rf_classgets(out, PROTECT(Rf_mkString("pairwave_kernel_error")));
  UNPROTECT(2);
  return out;
}
