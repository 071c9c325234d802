#include <math.h>

#include "glue.h"

#include "change/anova.h"
#include "change/friedman.h"
#include "change/mixed.h"
#include "change/tally.h"

SEXP pw_call_tally(SEXP answers, SEXP counts);
SEXP pw_call_waves(SEXP answers, SEXP counts);

typedef struct {
  pw_alloc alloc;
  pw_tally tally;
} held_tally;

static void free_tally(SEXP holder) {
  held_tally *held = R_ExternalPtrAddr(holder);
  if (held == NULL) return;
  pw_tally_free(&held->tally);
  R_Free(held);
  R_ClearExternalPtr(holder);
}

/* A holder of the tally of a list of double columns of one length, which the
 * caller frees with free_tally, or R does. `counts` may be NULL. */
static SEXP tally_columns(SEXP answers, SEXP counts, held_tally **held,
                          pw_status *status, pw_error *err) {
  R_xlen_t waves = XLENGTH(answers);
  R_xlen_t n = waves > 0 ? XLENGTH(VECTOR_ELT(answers, 0)) : 0;
  SEXP holder = PROTECT(R_MakeExternalPtr(NULL, R_NilValue, R_NilValue));
  R_RegisterCFinalizerEx(holder, free_tally, TRUE);
  const double **columns =
    (const double **)(void *)R_alloc((size_t)waves + 1, sizeof *columns);
  int fine = Rf_isNull(counts) ||
    (TYPEOF(counts) == REALSXP && XLENGTH(counts) == n);
  for (R_xlen_t j = 0; j < waves; j++) {
    SEXP column = VECTOR_ELT(answers, j);
    fine = fine && TYPEOF(column) == REALSXP && XLENGTH(column) == n;
    columns[j] = fine ? REAL(column) : NULL;
  }
  *held = R_Calloc(1, held_tally);
  R_SetExternalPtrAddr(holder, *held);
  (*held)->alloc = pw_alloc_unlimited();
  pw_error_clear(err);
  *status = !fine
    ? pw_fail(err, PW_ARGUMENT, "the waves are not doubles of one length")
    : pw_tally_waves(&(*held)->tally, &(*held)->alloc, columns, (size_t)waves,
                     Rf_isNull(counts) ? NULL : REAL(counts), (size_t)n, err);
  UNPROTECT(1);
  return holder;
}

/* The distinct patterns: list(answers, a list of double columns, count). */
SEXP pw_call_tally(SEXP answers, SEXP counts) {
  held_tally *held;
  pw_status status;
  pw_error err;
  SEXP holder = PROTECT(tally_columns(answers, counts, &held, &status, &err));
  if (status != PW_OK) {
    free_tally(holder);
    UNPROTECT(1);
    return pw_kernel_error(&err);
  }
  const char *names[] = {"answers", "count", ""};
  SEXP result = PROTECT(Rf_mkNamed(VECSXP, names));
  const pw_tally *tally = &held->tally;
  R_xlen_t waves = (R_xlen_t)tally->waves;
  SET_VECTOR_ELT(result, 0, Rf_allocVector(VECSXP, waves));
  for (R_xlen_t j = 0; j <= waves; j++) {
    SEXP column = Rf_allocVector(REALSXP, (R_xlen_t)tally->length);
    if (j < waves) SET_VECTOR_ELT(VECTOR_ELT(result, 0), j, column);
    else SET_VECTOR_ELT(result, 1, column);
    for (size_t i = 0; i < tally->length; i++) {
      double x = pw_tally_row(tally, i)[j];
      REAL(column)[i] = isnan(x) ? NA_REAL : x;
    }
  }
  free_tally(holder);
  UNPROTECT(2);
  return result;
}

static void put(SEXP list, int at, double x) {
  SET_VECTOR_ELT(list, at, Rf_ScalarReal(isnan(x) ? NA_REAL : x));
}

static void put_square(SEXP list, int at, size_t k,
                       const double from[PW_MIXED_WAVES][PW_MIXED_WAVES]) {
  SEXP square = Rf_allocMatrix(REALSXP, (int)k, (int)k);
  SET_VECTOR_ELT(list, at, square);
  for (size_t i = 0; i < k; i++) {
    for (size_t j = 0; j < k; j++) {
      int held = k <= PW_MIXED_WAVES && !isnan(from[i][j]);
      REAL(square)[i + j * k] = held ? from[i][j] : NA_REAL;
    }
  }
}

/* All waves at once: a named list of the analysis of variance, Friedman's
 * test and the likelihood's contrasts (row: earlier wave, column: later). */
SEXP pw_call_waves(SEXP answers, SEXP counts) {
  held_tally *held;
  pw_status status;
  pw_error err;
  pw_mixed mixed;
  SEXP holder = PROTECT(tally_columns(answers, counts, &held, &status, &err));
  pw_stop stop = pw_stop_from_r();
  if (status == PW_OK) {
    status = pw_mixed_of(&held->tally, &held->alloc, &stop, &mixed, &err);
  }
  if (status != PW_OK) {
    free_tally(holder);
    UNPROTECT(1);
    return pw_kernel_error(&err);
  }
  pw_anova anova;
  pw_friedman friedman;
  size_t k = held->tally.waves;
  pw_anova_of(&held->tally, &anova);
  pw_friedman_of(&held->tally, &friedman);
  free_tally(holder);
  const char *names[] = {
    "n", "f", "df_waves", "df_error", "greenhouse", "huynh", "eta2_partial",
    "eta2_generalised", "friedman", "kendall_w", "n_any", "outcome", "change",
    "error", "df", ""
  };
  SEXP result = PROTECT(Rf_mkNamed(VECSXP, names));
  const double values[] = {
    anova.n, anova.f, anova.df_waves, anova.df_error, anova.greenhouse,
    anova.huynh, anova.eta2_partial, anova.eta2_generalised,
    friedman.chi_squared, friedman.w, mixed.n, (double)mixed.outcome
  };
  for (int i = 0; i < 12; i++) put(result, i, values[i]);
  put_square(result, 12, k, mixed.change);
  put_square(result, 13, k, mixed.error);
  put_square(result, 14, k, mixed.df);
  UNPROTECT(2);
  return result;
}
