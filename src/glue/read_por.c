/* .por between R and the kernel. */
#include <string.h>

#include "calls.h"
#include "dictionary.h"
#include "glue.h"
#include "handle.h"
#include "named.h"
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
  SEXP pointer = PROTECT(pw_handle_new(close_file));
  por_file *file = R_Calloc(1, por_file);
  file->alloc = pw_alloc_unlimited();
  R_SetExternalPtrAddr(pointer, file);
  pw_bytes input = {RAW(bytes), (uint64_t)XLENGTH(bytes)};
  pw_stop stop = pw_stop_from_r();
  pw_error err;
  const char *chosen = Rf_isNull(encoding) ? NULL
                                           : CHAR(STRING_ELT(encoding, 0));
  if (pw_por_read(&file->por, input, chosen, NA_REAL, &file->alloc, &stop,
                  &err) != PW_OK) {
    close_file(pointer);
    UNPROTECT(1);
    return pw_kernel_error(&err);
  }
  const pw_dictionary *d = &file->por.dictionary;
  const char *names[] = {"handle",   "variables",   "labels",  "file",
                         "encoding", "rows",        "counted", "beyond",
                         "stated",   "compression", "damage",  ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  pw_put(out, "handle", pointer);
  pw_put(out, "variables", pw_variables_to_r(d));
  pw_put(out, "labels", pw_labels_to_r(d));
  pw_put(out, "file", pw_file_to_r(d));
  pw_put(out, "encoding", Rf_mkString(chosen == NULL ? "UTF-8" : chosen));
  pw_put_double(out, "rows", (double)file->por.rows);
  pw_put(out, "counted", Rf_ScalarLogical(1));
  pw_put_double(out, "beyond", 0);
  pw_put_double(out, "stated", NA_REAL);
  pw_put(out, "compression", Rf_ScalarInteger(0));
  if (file->por.damage.code != PW_OK) {
    pw_put(out, "damage", pw_kernel_error(&file->por.damage));
  }
  UNPROTECT(2);
  return out;
}

/* Rows `skip` + 1 and on, `rows` of them, of the `wanted` variables (from 1),
 * each with the attributes of its element of `prototypes`:
 * list(columns, n_read, bad), as for .sav. */
SEXP pw_call_por_rows(SEXP pointer, SEXP wanted, SEXP skip, SEXP rows,
                      SEXP prototypes) {
  pw_error err;
  por_file *file = pw_handle_held(pointer, "the file is closed", &err);
  if (file == NULL) return pw_kernel_error(&err);
  const pw_dictionary *d = &file->por.dictionary;
  R_xlen_t n = (R_xlen_t)Rf_asReal(rows),
           from = n == 0 ? 0 : (R_xlen_t)Rf_asReal(skip);
  const char *names[] = {"columns", "n_read", "bad", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  SEXP columns = pw_put_new(out, "columns", VECSXP, XLENGTH(wanted));
  pw_put_double(out, "n_read", (double)n);
  int *bad = INTEGER(pw_put_new(out, "bad", INTSXP, XLENGTH(wanted)));
  SEXP texts = PROTECT(pw_texts_to_r(d->pool));
  for (R_xlen_t k = 0; k < XLENGTH(wanted); k++) {
    int at = INTEGER(wanted)[k] - 1, is_text = d->variables[at].is_text;
    SEXP column = Rf_allocVector(is_text ? STRSXP : REALSXP, n);
    SET_VECTOR_ELT(columns, k, column);
    bad[k] = 0;
    for (R_xlen_t i = 0; i < n && is_text; i++) {
      SET_STRING_ELT(column, i,
                     STRING_ELT(texts, file->por.texts[at][from + i]));
    }
    if (!is_text && n > 0) {
      memcpy(REAL(column), file->por.numbers[at] + from,
             (size_t)n * sizeof(double));
      pw_spss_time_convert(REAL(column), n, (pw_time_kind)pw_time_of(d, at));
    }
    SHALLOW_DUPLICATE_ATTRIB(column, VECTOR_ELT(prototypes, k));
  }
  UNPROTECT(2);
  return out;
}
