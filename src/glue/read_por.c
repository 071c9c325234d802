/* .por between R and the kernel. */
#include <string.h>

#include "dictionary.h"
#include "glue.h"
#include "read/por.h"
#include "read/spss_time.h"

/* All kernel memory of one open file; lives on an external pointer. */
typedef struct {
  pw_alloc alloc;
  pw_por por;
} por_file;

static void close_file(SEXP pointer) {
  por_file *file = R_ExternalPtrAddr(pointer);
  if (file == NULL) return;
  pw_por_free(&file->por);
  R_ClearExternalPtr(pointer);
  R_Free(file);
}

/* Reads the file in `bytes`: what it says about its variables, its row count
 * and a handle. */
SEXP pw_call_por_open(SEXP bytes, SEXP encoding) {
  SEXP pointer = PROTECT(R_MakeExternalPtr(NULL, R_NilValue, R_NilValue));
  R_RegisterCFinalizerEx(pointer, close_file, TRUE);
  por_file *file = R_Calloc(1, por_file);
  file->alloc = pw_alloc_unlimited();
  R_SetExternalPtrAddr(pointer, file);
  pw_bytes input = {RAW(bytes), (uint64_t)XLENGTH(bytes)};
  pw_stop stop = pw_stop_from_r();
  pw_error err;
  const char *chosen = Rf_isNull(encoding) ? NULL : CHAR(STRING_ELT(encoding, 0));
  if (pw_por_read(&file->por, input, chosen, NA_REAL, &file->alloc, &stop, &err) != PW_OK) {
    close_file(pointer);
    UNPROTECT(1);
    return pw_kernel_error(&err);
  }
  const pw_dictionary *d = &file->por.dictionary;
  const char *names[] = {"handle", "variables", "labels", "file", "encoding", "rows",
                         "counted", "beyond", "stated", "compression", "damage", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  SET_VECTOR_ELT(out, 0, pointer);
  SET_VECTOR_ELT(out, 1, pw_variables_to_r(d));
  SET_VECTOR_ELT(out, 2, pw_labels_to_r(d));
  SET_VECTOR_ELT(out, 3, pw_file_to_r(d));
  SET_VECTOR_ELT(out, 4, Rf_mkString(chosen == NULL ? "UTF-8" : chosen));
  SET_VECTOR_ELT(out, 5, Rf_ScalarReal((double)file->por.rows));
  SET_VECTOR_ELT(out, 6, Rf_ScalarLogical(1));
  SET_VECTOR_ELT(out, 7, Rf_ScalarReal(0));
  SET_VECTOR_ELT(out, 8, Rf_ScalarReal(NA_REAL));
  SET_VECTOR_ELT(out, 9, Rf_ScalarInteger(0));
  if (file->por.damage.code != PW_OK) {
    SET_VECTOR_ELT(out, 10, pw_kernel_error(&file->por.damage));
  }
  UNPROTECT(2);
  return out;
}

/* Rows `skip` + 1 and on, `rows` of them, of the `wanted` variables (from 1),
 * each with the attributes of its element of `dresses`:
 * list(columns, n_read, bad), as for .sav. */
SEXP pw_call_por_rows(SEXP pointer, SEXP wanted, SEXP skip, SEXP rows, SEXP dresses) {
  por_file *file = R_ExternalPtrAddr(pointer);
  if (file == NULL) Rf_error("the file is closed");
  const pw_dictionary *d = &file->por.dictionary;
  R_xlen_t n = (R_xlen_t)Rf_asReal(rows), from = n == 0 ? 0 : (R_xlen_t)Rf_asReal(skip);
  const char *names[] = {"columns", "n_read", "bad", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  SEXP columns = Rf_allocVector(VECSXP, XLENGTH(wanted));
  SET_VECTOR_ELT(out, 0, columns);
  SET_VECTOR_ELT(out, 1, Rf_ScalarReal((double)n));
  SET_VECTOR_ELT(out, 2, Rf_allocVector(INTSXP, XLENGTH(wanted)));
  SEXP texts = PROTECT(pw_texts_to_r(d->pool));
  for (R_xlen_t k = 0; k < XLENGTH(wanted); k++) {
    int at = INTEGER(wanted)[k] - 1, is_text = d->variables[at].is_text;
    SEXP column = Rf_allocVector(is_text ? STRSXP : REALSXP, n);
    SET_VECTOR_ELT(columns, k, column);
    INTEGER(VECTOR_ELT(out, 2))[k] = 0;
    for (R_xlen_t i = 0; i < n && is_text; i++) {
      SET_STRING_ELT(column, i, STRING_ELT(texts, file->por.texts[at][from + i]));
    }
    if (!is_text && n > 0) {
      memcpy(REAL(column), file->por.numbers[at] + from, (size_t)n * sizeof(double));
      pw_spss_time_convert(REAL(column), n, (pw_time_kind)pw_time_of(d, at));
    }
    SHALLOW_DUPLICATE_ATTRIB(column, VECTOR_ELT(dresses, k));
  }
  UNPROTECT(2);
  return out;
}
