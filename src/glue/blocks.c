/* What is counted of a file block by block, on handles: the answers of columns,
 * the patterns of records. */
#include "calls.h"
#include "counts.h"
#include "change/tally.h"
#include "handle.h"
#include "named.h"
#include "tally.h"
#include "table/block_counts.h"

#include <math.h>
#include <string.h>

/* ---- distinct answers of a column of numbers ----------------------------- */

typedef struct {
  pw_alloc alloc;
  pw_counts *counts;
  SEXPTYPE type;
} held_counts;

static void free_counts(SEXP pointer) {
  held_counts *held = R_ExternalPtrAddr(pointer);
  if (held == NULL) return;
  pw_counts_free(held->counts);
  R_Free(held);
  R_ClearExternalPtr(pointer);
}

/* Begins to count a column of `like`, integers or doubles, of at most `most`
 * distinct answers. */
SEXP pw_call_counts_begin(SEXP like, SEXP most) {
  SEXP pointer = PROTECT(pw_handle_new(free_counts));
  held_counts *held = R_Calloc(1, held_counts);
  R_SetExternalPtrAddr(pointer, held);
  held->alloc = pw_alloc_unlimited();
  held->type = TYPEOF(like);
  pw_error err;
  pw_status status = pw_counts_begin(
    &held->counts, held->type == INTSXP ? PW_ANSWER_INT32 : PW_ANSWER_DOUBLE, 1,
    Rf_asInteger(most), &held->alloc, &err);
  UNPROTECT(1);
  return status == PW_OK ? pointer : pw_kernel_error(&err);
}

pw_status pw_counts_held_add(SEXP pointer, SEXPTYPE type, const void *rows,
                             int64_t n, pw_error *err) {
  held_counts *held = pw_handle_held(pointer, "the counts are closed", err);
  if (held == NULL) return PW_ARGUMENT;
  if (type != held->type) {
    return pw_fail(err, PW_ARGUMENT, "the block is of another type");
  }
  pw_stop stop = pw_stop_from_r();
  return pw_counts_add(held->counts, rows, NULL, n, &stop, err);
}

/* Adds a block; NULL, or the error. */
SEXP pw_call_counts_add(SEXP pointer, SEXP column) {
  pw_error err;
  SEXPTYPE type = (SEXPTYPE)TYPEOF(column);
  const void *rows = type == INTSXP ? (const void *)INTEGER_RO(column)
                                    : (const void *)REAL_RO(column);
  pw_status status =
    pw_counts_held_add(pointer, type, rows, XLENGTH(column), &err);
  return status == PW_OK ? R_NilValue : pw_kernel_error(&err);
}

/* list(values, n): the distinct answers in the order in which they first
 * occurred, and how many rows have each. */
SEXP pw_call_counts_found(SEXP pointer) {
  pw_error err;
  held_counts *held = pw_handle_held(pointer, "the counts are closed", &err);
  if (held == NULL) return pw_kernel_error(&err);
  int32_t n = pw_counts_distinct(held->counts);
  const char *names[] = {"values", "n", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  SEXP values = pw_put_new(out, "values", held->type, n);
  SEXP rows = pw_put_new(out, "n", REALSXP, n);
  for (int32_t i = 0; i < n; i++) {
    uint64_t bits = pw_counts_bits(held->counts, i);
    if (held->type == INTSXP) {
      INTEGER(values)[i] = (int)(uint32_t)bits;
    } else {
      double value;
      memcpy(&value, &bits, sizeof value);
      REAL(values)[i] = isnan(value) ? NA_REAL : value;
    }
  }
  if (n > 0) pw_counts_people(held->counts, REAL(rows));
  UNPROTECT(1);
  return out;
}

/* ---- patterns -------------------------------------------------------------
 */

typedef struct {
  pw_alloc alloc;
  pw_tally tally;
} held_patterns;

static void free_patterns(SEXP pointer) {
  held_patterns *held = R_ExternalPtrAddr(pointer);
  if (held == NULL) return;
  pw_tally_free(&held->tally);
  R_Free(held);
  R_ClearExternalPtr(pointer);
}

/* An empty tally of so many columns. */
SEXP pw_call_patterns_begin(SEXP columns) {
  SEXP pointer = PROTECT(pw_handle_new(free_patterns));
  held_patterns *held = R_Calloc(1, held_patterns);
  R_SetExternalPtrAddr(pointer, held);
  held->alloc = pw_alloc_unlimited();
  pw_tally_begin(&held->tally, &held->alloc, (size_t)Rf_asInteger(columns));
  UNPROTECT(1);
  return pointer;
}

/* Adds a block: a list of double columns. NULL, or the error. */
SEXP pw_call_patterns_add(SEXP pointer, SEXP block) {
  pw_error err;
  held_patterns *held = pw_handle_held(pointer, "the tally is closed", &err);
  if (held == NULL) return pw_kernel_error(&err);
  R_xlen_t width = XLENGTH(block);
  R_xlen_t n = width > 0 ? XLENGTH(VECTOR_ELT(block, 0)) : 0;
  const double **columns = pw_double_columns(block, n);
  if (columns == NULL || (size_t)width != held->tally.waves) {
    pw_fail(&err, PW_ARGUMENT, "the block is not of doubles of one length");
    return pw_kernel_error(&err);
  }
  pw_stop stop = pw_stop_from_r();
  pw_status status =
    pw_tally_add(&held->tally, columns, NULL, (size_t)n, &stop, &err);
  return status == PW_OK ? R_NilValue : pw_kernel_error(&err);
}

SEXP pw_patterns_to_r(const pw_tally *tally) {
  const char *names[] = {"answers", "count", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  R_xlen_t n = (R_xlen_t)tally->length;
  SEXP answers = pw_put_new(out, "answers", VECSXP, (R_xlen_t)tally->waves);
  for (R_xlen_t j = 0; j <= XLENGTH(answers); j++) {
    int last = j == XLENGTH(answers);
    SEXP column = last ? pw_put_new(out, "count", REALSXP, n)
                       : Rf_allocVector(REALSXP, n);
    if (!last) SET_VECTOR_ELT(answers, j, column);
    for (R_xlen_t i = 0; i < n; i++) {
      double x = pw_tally_row(tally, (size_t)i)[j];
      REAL(column)[i] = isnan(x) ? NA_REAL : x;
    }
  }
  UNPROTECT(1);
  return out;
}

/* list(answers, count): the distinct patterns, column by column, and how many
 * rows show each. Ends the tally. */
SEXP pw_call_patterns_found(SEXP pointer) {
  pw_error err;
  held_patterns *held = pw_handle_held(pointer, "the tally is closed", &err);
  if (held == NULL) return pw_kernel_error(&err);
  pw_stop stop = pw_stop_from_r();
  if (pw_tally_finish(&held->tally, &stop, &err) != PW_OK) {
    return pw_kernel_error(&err);
  }
  SEXP out = PROTECT(pw_patterns_to_r(&held->tally));
  free_patterns(pointer);
  UNPROTECT(1);
  return out;
}
