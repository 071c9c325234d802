#include "handle.h"

#include <string.h>

SEXP pw_handle_new(R_CFinalizer_t finalizer) {
  SEXP handle = PROTECT(R_MakeExternalPtr(NULL, R_NilValue, R_NilValue));
  R_RegisterCFinalizerEx(handle, finalizer, TRUE);
  UNPROTECT(1);
  return handle;
}

SEXP pw_handle_of_zeros(R_CFinalizer_t finalizer, size_t size) {
  SEXP handle = PROTECT(pw_handle_new(finalizer));
  SEXP memory = Rf_allocVector(RAWSXP, (R_xlen_t)size);
  R_SetExternalPtrProtected(handle, memory);
  memset(RAW(memory), 0, size);
  R_SetExternalPtrAddr(handle, RAW(memory));
  UNPROTECT(1);
  return handle;
}

void *pw_handle_held(SEXP handle, const char *message, pw_error *err) {
  void *held = TYPEOF(handle) == EXTPTRSXP ? R_ExternalPtrAddr(handle) : NULL;
  pw_error_clear(err);
  if (held == NULL) {
    pw_fail_detail(err, PW_ARGUMENT, PW_DETAIL_NOT_OPEN, message, PW_NOWHERE);
  }
  return held;
}
