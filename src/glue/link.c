#include <string.h>

#include "glue.h"
#include "link/link.h"
#include "link/normalise.h"

SEXP pw_call_normalise(SEXP codes);
SEXP pw_call_link(SEXP codes, SEXP wave, SEXP answers, SEXP waves, SEXP rule);

/* Normalises a character vector in UTF-8; NA stays NA. The kernel holds no
 * memory here, so R may jump. */
SEXP pw_call_normalise(SEXP codes) {
  R_xlen_t n = XLENGTH(codes);
  size_t longest = 0;
  for (R_xlen_t i = 0; i < n; i++) {
    size_t length = (size_t)LENGTH(STRING_ELT(codes, i));
    if (length > longest) longest = length;
  }
  char *out = R_alloc(longest + 1, 1);
  SEXP result = PROTECT(Rf_allocVector(STRSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    SEXP code = STRING_ELT(codes, i);
    size_t written;
    pw_error err;
    if (code == NA_STRING) {
      SET_STRING_ELT(result, i, NA_STRING);
      continue;
    }
    if (pw_normalise_code(CHAR(code), (size_t)LENGTH(code), out, longest,
                          &written, &err) != PW_OK) {
      err.row = i;
      result = pw_kernel_error(&err);
      break;
    }
    SET_STRING_ELT(result, i, Rf_mkCharLenCE(out, (int)written, CE_UTF8));
  }
  UNPROTECT(1);
  return result;
}

/* Links normalised codes; gives list(person, status, people). `wave` counts
 * from 0. Every R vector exists before the kernel allocates. */
SEXP pw_call_link(SEXP codes, SEXP wave, SEXP answers, SEXP waves, SEXP rule) {
  R_xlen_t n = XLENGTH(codes);
  const char *names[] = {"person", "status", "people", ""};
  SEXP result = PROTECT(Rf_mkNamed(VECSXP, names));
  SEXP person = Rf_allocVector(INTSXP, n);
  SET_VECTOR_ELT(result, 0, person);
  SEXP status = Rf_allocVector(INTSXP, n);
  SET_VECTOR_ELT(result, 1, status);
  SEXP people = Rf_allocVector(INTSXP, 1);
  SET_VECTOR_ELT(result, 2, people);
  pw_text *texts = (pw_text *)(void *)R_alloc((size_t)n + 1, sizeof *texts);
  for (R_xlen_t i = 0; i < n; i++) {
    SEXP code = STRING_ELT(codes, i);
    texts[i].bytes = CHAR(code);
    texts[i].length = code == NA_STRING ? 0 : (size_t)LENGTH(code);
  }
  pw_link_input in = {
    n, Rf_asInteger(waves), texts, INTEGER(wave), INTEGER(answers),
    (pw_duplicate_rule)Rf_asInteger(rule)
  };
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  if (pw_link_exact(&in, INTEGER(person), INTEGER(status), INTEGER(people),
                    &alloc, &err) != PW_OK) {
    UNPROTECT(1);
    return pw_kernel_error(&err);
  }
  for (R_xlen_t i = 0; i < n; i++) {
    if (INTEGER(person)[i] == 0) INTEGER(person)[i] = NA_INTEGER;
  }
  UNPROTECT(1);
  return result;
}
