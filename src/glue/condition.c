#include "glue.h"
#include "named.h"

static double place(int64_t at) {
  return at == PW_NOWHERE ? NA_REAL : (double)at + 1;
}

SEXP pw_kernel_error(const pw_error *err) {
  const char *names[] = {"code",   "detail", "message", "row",
                         "column", "offset", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  pw_put(out, "code", Rf_mkString(pw_status_name(err->code)));
  pw_put(out, "detail", Rf_mkString(pw_detail_name(err->detail)));
  pw_put(out, "message", Rf_mkString(err->message));
  pw_put_double(out, "row", place(err->row));
  pw_put_double(out, "column", place(err->column));
  pw_put_double(out, "offset",
                err->offset == PW_NOWHERE ? NA_REAL : (double)err->offset);
  Rf_classgets(out, PROTECT(Rf_mkString("pairwave_kernel_error")));
  UNPROTECT(2);
  return out;
}
