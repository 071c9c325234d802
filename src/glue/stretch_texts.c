#include "stretch_texts.h"

#include <Rinternals.h>
#include <string.h>

#include <R_ext/Altrep.h>

#include "calls.h"
#include "glue.h"
#include "stretches.h"
#include "strings.h"

/* What a column is made of: a list of texts, of, start and end. */
enum { TEXTS, OF, START, END, PARTS };

/* Writes the strings; what has no text, or a place that it has not, is NA. */
static pw_status make_strings(SEXP parts, SEXP result, pw_error *err) {
  for (R_xlen_t i = 0; i < XLENGTH(result); i++)
    SET_STRING_ELT(result, i, NA_STRING);
  stretches all = pw_stretches(VECTOR_ELT(parts, TEXTS), VECTOR_ELT(parts, OF),
                               VECTOR_ELT(parts, START),
                               VECTOR_ELT(parts, END));
  string_batch *batch;
  SEXP handle = PROTECT(pw_strings_hold(&batch));
  uint32_t into;
  pw_status status = pw_strings_into(batch, result, &into, err);
  size_t row;
  pw_span stretch;
  while (status == PW_OK && pw_next_stretch(&all, &row, &stretch)) {
    if (stretch.bytes == NULL) continue;
    status = pw_strings_soon(batch, stretch.bytes, stretch.length,
                             pw_strings_key(stretch.bytes, stretch.length),
                             into, (R_xlen_t)row, err);
  }
  if (status == PW_OK) pw_strings_make(batch);
  pw_strings_drop(handle);
  UNPROTECT(1);
  return status;
}

/* ---- as R asks for it --------------------------------------------------- */

static R_altrep_class_t stretch_texts;

/* The strings, made now where they are not yet. What they were made of is let
 * go. */
static SEXP strings_of(SEXP column) {
  SEXP made = R_altrep_data2(column);
  if (made != R_NilValue) return made;
  SEXP parts = R_altrep_data1(column);
  const void *top = vmaxget();
  made = PROTECT(Rf_allocVector(STRSXP, XLENGTH(VECTOR_ELT(parts, OF))));
  pw_error err;
  if (make_strings(parts, made, &err) != PW_OK) Rf_error("%s", err.message);
  R_set_altrep_data2(column, made);
  R_set_altrep_data1(column, R_NilValue);
  vmaxset(top);
  UNPROTECT(1);
  return made;
}

static R_xlen_t length_of(SEXP column) {
  SEXP made = R_altrep_data2(column);
  return XLENGTH(made != R_NilValue ? made
                                    : VECTOR_ELT(R_altrep_data1(column), OF));
}

static SEXP element_of(SEXP column, R_xlen_t i) {
  return STRING_ELT(strings_of(column), i);
}

static void set_element(SEXP column, R_xlen_t i, SEXP value) {
  SET_STRING_ELT(strings_of(column), i, value);
}

static void *pointer_of(SEXP column, Rboolean writeable) {
  (void)writeable;
  return (void *)(uintptr_t)STRING_PTR_RO(strings_of(column));
}

static const void *pointer_if_made(SEXP column) {
  SEXP made = R_altrep_data2(column);
  return made == R_NilValue ? NULL : STRING_PTR_RO(made);
}

static SEXP new_column(SEXP parts) {
  return R_new_altrep(stretch_texts, parts, R_NilValue);
}

/* Nothing ever changes the places, so that a copy has the same ones; NULL lets
 * R copy the strings. */
static SEXP copy_of(SEXP column, Rboolean deep) {
  (void)deep;
  SEXP parts = R_altrep_data1(column);
  return parts == R_NilValue ? NULL : new_column(parts);
}

/* The places from 0 that R's numbers from 1 mean; -1 for none. */
static R_xlen_t place_of(SEXP at, R_xlen_t i, R_xlen_t n) {
  double place = TYPEOF(at) == INTSXP
    ? (INTEGER(at)[i] == NA_INTEGER ? NA_REAL : INTEGER(at)[i])
    : REAL(at)[i];
  return place >= 1 && place < (double)n + 1 ? (R_xlen_t)place - 1 : -1;
}

/* Some of the stretches; NULL lets R take them from the strings. */
static SEXP some_of(SEXP column, SEXP at, SEXP call) {
  (void)call;
  SEXP parts = R_altrep_data1(column);
  if (parts == R_NilValue || (TYPEOF(at) != INTSXP && TYPEOF(at) != REALSXP))
    return NULL;
  R_xlen_t n = XLENGTH(at), all = length_of(column);
  SEXP fewer = PROTECT(Rf_allocVector(VECSXP, PARTS));
  SET_VECTOR_ELT(fewer, TEXTS, VECTOR_ELT(parts, TEXTS));
  for (int part = OF; part < PARTS; part++) {
    SEXP taken = Rf_allocVector(INTSXP, n);
    SET_VECTOR_ELT(fewer, part, taken);
    const int *from = INTEGER(VECTOR_ELT(parts, part));
    for (R_xlen_t i = 0; i < n; i++) {
      R_xlen_t place = place_of(at, i, all);
      INTEGER(taken)[i] = place < 0 ? NA_INTEGER : from[place];
    }
  }
  SEXP out = new_column(fewer);
  UNPROTECT(1);
  return out;
}

void pw_stretch_texts_class(DllInfo *dll) {
  stretch_texts = R_make_altstring_class("stretch_texts", "pairwave", dll);
  R_set_altrep_Length_method(stretch_texts, length_of);
  R_set_altrep_Duplicate_method(stretch_texts, copy_of);
  R_set_altvec_Dataptr_method(stretch_texts, pointer_of);
  R_set_altvec_Dataptr_or_null_method(stretch_texts, pointer_if_made);
  R_set_altvec_Extract_subset_method(stretch_texts, some_of);
  R_set_altstring_Elt_method(stretch_texts, element_of);
  R_set_altstring_Set_elt_method(stretch_texts, set_element);
}

/* The stretches [start, end), in characters, of the texts that are numbered
 * `of` from 1, as strings that are made when they are looked at; NA where there
 * is no text, or it does not reach so far. */
SEXP pw_call_text_slices(SEXP texts, SEXP of, SEXP start, SEXP end) {
  SEXP given[PARTS] = {texts, of, start, end};
  SEXP parts = PROTECT(Rf_allocVector(VECSXP, PARTS));
  for (int part = 0; part < PARTS; part++) {
    MARK_NOT_MUTABLE(given[part]);
    SET_VECTOR_ELT(parts, part, given[part]);
  }
  SEXP out = new_column(parts);
  UNPROTECT(1);
  return out;
}
