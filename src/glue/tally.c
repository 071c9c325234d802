#include "calls.h"
#include "tally.h"

#include <math.h>

#include "change/anova.h"
#include "change/friedman.h"
#include "change/mixed.h"
#include "handle.h"
#include "named.h"

typedef struct {
  pw_alloc alloc;
  pw_tally *groups;
  size_t length;
} held_tally;

static void free_tally(SEXP pointer) {
  held_tally *held = R_ExternalPtrAddr(pointer);
  if (held == NULL) return;
  for (size_t g = 0; g < held->length; g++) pw_tally_free(&held->groups[g]);
  R_Free(held->groups);
  R_Free(held);
  R_ClearExternalPtr(pointer);
}

static void free_contrast(SEXP pointer) {
  held_contrast *held = R_ExternalPtrAddr(pointer);
  if (held == NULL) return;
  if (held->has_sizes) pw_sizes_free(&held->sizes);
  pw_tally_free(&held->pairs);
  R_Free(held);
  R_ClearExternalPtr(pointer);
}

static int are_doubles(SEXP x, R_xlen_t n) {
  return TYPEOF(x) == REALSXP && XLENGTH(x) == n;
}

const double **pw_double_columns(SEXP list, R_xlen_t n) {
  R_xlen_t width = XLENGTH(list);
  const double **columns =
    (const double **)(void *)R_alloc((size_t)width + 1, sizeof *columns);
  for (R_xlen_t j = 0; j < width; j++) {
    SEXP column = VECTOR_ELT(list, j);
    if (!are_doubles(column, n)) return NULL;
    columns[j] = REAL_RO(column);
  }
  return columns;
}

/* Counts rows of a list of double columns of one length: people, or ready
 * patterns with `counts` (NULL for one each). `groups` has whole numbers from
 * 1 to `n_groups`, NA for rows that are in none, or is NULL for one group. */
SEXP pw_call_tally(SEXP answers, SEXP groups, SEXP n_groups, SEXP counts) {
  R_xlen_t waves = XLENGTH(answers);
  R_xlen_t n = waves > 0 ? XLENGTH(VECTOR_ELT(answers, 0)) : 0;
  const double **columns = pw_double_columns(answers, n);
  int fine = columns != NULL && (Rf_isNull(counts) || are_doubles(counts, n)) &&
    (Rf_isNull(groups) || (TYPEOF(groups) == INTSXP && XLENGTH(groups) == n));
  pw_error err;
  pw_error_clear(&err);
  if (!fine) {
    pw_fail(&err, PW_ARGUMENT, "the waves are not doubles of one length");
    return pw_kernel_error(&err);
  }
  SEXP pointer = PROTECT(pw_handle_new(free_tally));
  held_tally *held = R_Calloc(1, held_tally);
  R_SetExternalPtrAddr(pointer, held);
  held->alloc = pw_alloc_unlimited();
  size_t length = (size_t)Rf_asInteger(n_groups);
  held->groups = R_Calloc(length, pw_tally);
  held->length = length;
  pw_status status = pw_tally_groups(
    held->groups, length, Rf_isNull(groups) ? NULL : INTEGER(groups),
    &held->alloc, columns, (size_t)waves,
    Rf_isNull(counts) ? NULL : REAL(counts), (size_t)n, &err);
  if (status != PW_OK) free_tally(pointer);
  UNPROTECT(1);
  return status == PW_OK ? pointer : pw_kernel_error(&err);
}

static held_tally *tally_of(SEXP pointer, pw_error *err) {
  return pw_handle_held(pointer, "the tally is of another session", err);
}

const pw_tally *pw_group_of(SEXP pointer, SEXP group, pw_error *err) {
  held_tally *held = tally_of(pointer, err);
  return held == NULL ? NULL : &held->groups[Rf_asInteger(group) - 1];
}

/* A column of patterns: answers of a wave, or, behind the last wave, counts. */
static SEXP column_of(const held_tally *held, size_t j) {
  size_t n = 0;
  for (size_t g = 0; g < held->length; g++) n += held->groups[g].length;
  SEXP column = Rf_allocVector(REALSXP, (R_xlen_t)n);
  double *to = REAL(column);
  for (size_t g = 0; g < held->length; g++) {
    for (size_t i = 0; i < held->groups[g].length; i++) {
      double x = pw_tally_row(&held->groups[g], i)[j];
      *to++ = isnan(x) ? NA_REAL : x;
    }
  }
  return column;
}

static SEXP groups_of(const held_tally *held) {
  size_t n = 0;
  for (size_t g = 0; g < held->length; g++) n += held->groups[g].length;
  SEXP column = Rf_allocVector(INTSXP, (R_xlen_t)n);
  int *to = INTEGER(column);
  for (size_t g = 0; g < held->length; g++) {
    for (size_t i = 0; i < held->groups[g].length; i++) *to++ = (int)g + 1;
  }
  return column;
}

/* The distinct patterns: list(answers, a list of double columns, group,
 * count). */
SEXP pw_call_tally_patterns(SEXP tally) {
  const char *names[] = {"answers", "group", "count", ""};
  pw_error err;
  held_tally *held = tally_of(tally, &err);
  if (held == NULL) return pw_kernel_error(&err);
  size_t waves = held->length > 0 ? held->groups[0].waves : 0;
  SEXP result = PROTECT(Rf_mkNamed(VECSXP, names));
  SEXP answers = Rf_allocVector(VECSXP, (R_xlen_t)waves);
  pw_put(result, "answers", answers);
  for (size_t j = 0; j < waves; j++) {
    SET_VECTOR_ELT(answers, (R_xlen_t)j, column_of(held, j));
  }
  pw_put(result, "group", groups_of(held));
  pw_put(result, "count", column_of(held, waves));
  UNPROTECT(1);
  return result;
}

/* The first n rows and columns of a square with `width` in a row; NA for NaN.
 */
static SEXP square_of(size_t n, const double *from, size_t width) {
  SEXP square = Rf_allocMatrix(REALSXP, (int)n, (int)n);
  for (size_t i = 0; i < n; i++) {
    for (size_t j = 0; j < n; j++) {
      double held = from[i * width + j];
      REAL(square)[i + j * n] = isnan(held) ? NA_REAL : held;
    }
  }
  return square;
}

/* The means of the likelihood, what it knows of them, and how many waves there
 * are; of none where there are more than it takes. */
static void put_means(SEXP result, size_t waves, const pw_mixed *mixed) {
  size_t k = waves > PW_MIXED_WAVES ? 0 : waves;
  SEXP mean = pw_put_new(result, "mean", REALSXP, (R_xlen_t)k);
  for (size_t j = 0; j < k; j++) {
    REAL(mean)[j] = isnan(mixed->mean[j]) ? NA_REAL : mixed->mean[j];
  }
  pw_put(result, "model", square_of(k, mixed->model[0], PW_MIXED_WAVES));
  pw_put(result, "covariance",
         square_of(k, mixed->covariance[0], PW_MIXED_WAVES));
  pw_put(result, "spread",
         square_of(k * (k + 1) / 2, mixed->spread[0], PW_MIXED_PARAMETERS));
}

/* All waves of a group at once: a named list of the analysis of variance,
 * Friedman's test and the likelihood's means, their covariances by the model
 * and adjusted, and how the model's vary. */
SEXP pw_call_waves(SEXP tally, SEXP group) {
  pw_error err;
  const pw_tally *own = pw_group_of(tally, group, &err);
  if (own == NULL) return pw_kernel_error(&err);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stop stop = pw_stop_from_r();
  pw_mixed mixed;
  if (pw_mixed_of(own, &alloc, &stop, &mixed, &err) != PW_OK) {
    return pw_kernel_error(&err);
  }
  pw_anova anova;
  pw_friedman friedman;
  pw_anova_of(own, &anova);
  pw_friedman_of(own, &friedman);
  const pw_named values[] = {{"n", anova.n},
                             {"f", anova.f},
                             {"df_waves", anova.df_waves},
                             {"df_error", anova.df_error},
                             {"greenhouse", anova.greenhouse},
                             {"huynh", anova.huynh},
                             {"eta2_partial", anova.eta2_partial},
                             {"eta2_generalised", anova.eta2_generalised},
                             {"friedman", friedman.chi_squared},
                             {"kendall_w", friedman.w},
                             {"n_any", mixed.n},
                             {"outcome", (double)mixed.outcome},
                             {"other", mixed.other}};
  const char *names[] = {"tests", "mean", "model", "covariance", "spread", ""};
  SEXP result = PROTECT(Rf_mkNamed(VECSXP, names));
  pw_put(result, "tests",
         pw_named_doubles(values, sizeof values / sizeof *values));
  put_means(result, own->waves, &mixed);
  UNPROTECT(1);
  return result;
}

/* ---- contrasts ---------------------------------------------------------- */

/* A pointer with an empty contrast, which the caller protects. */
static SEXP new_contrast(held_contrast **held) {
  SEXP pointer = PROTECT(pw_handle_new(free_contrast));
  *held = R_Calloc(1, held_contrast);
  R_SetExternalPtrAddr(pointer, *held);
  (*held)->alloc = pw_alloc_unlimited();
  UNPROTECT(1);
  return pointer;
}

/* The contrast of two waves, counted from 1, of a group of a tally. */
SEXP pw_call_contrast(SEXP tally, SEXP group, SEXP from, SEXP to) {
  pw_error err;
  held_contrast *held;
  const pw_tally *own = pw_group_of(tally, group, &err);
  if (own == NULL) return pw_kernel_error(&err);
  SEXP pointer = PROTECT(new_contrast(&held));
  pw_status status =
    pw_tally_contrast(&held->pairs, own, (size_t)Rf_asInteger(from) - 1,
                      (size_t)Rf_asInteger(to) - 1, &held->alloc, &err);
  UNPROTECT(1);
  return status == PW_OK ? pointer : pw_kernel_error(&err);
}

/* The contrast of people who have weights: doubles of one length. */
SEXP pw_call_weighted_contrast(SEXP before, SEXP after, SEXP weights) {
  pw_error err;
  held_contrast *held;
  R_xlen_t n = XLENGTH(before);
  pw_error_clear(&err);
  if (!are_doubles(before, n) || !are_doubles(after, n) ||
      !are_doubles(weights, n)) {
    pw_fail(&err, PW_ARGUMENT, "the two waves are not doubles of one length");
    return pw_kernel_error(&err);
  }
  SEXP pointer = PROTECT(new_contrast(&held));
  pw_status status = pw_tally_weighted_pairs(&held->pairs, &held->alloc,
                                             REAL(before), REAL(after),
                                             REAL(weights), (size_t)n, &err);
  UNPROTECT(1);
  return status == PW_OK ? pointer : pw_kernel_error(&err);
}

/* The distinct complete pairs: list(before, after, count). */
SEXP pw_call_contrast_patterns(SEXP contrast) {
  const char *names[] = {"before", "after", "count", ""};
  pw_error err;
  held_contrast *held = pw_contrast_of(contrast, &err);
  if (held == NULL) return pw_kernel_error(&err);
  SEXP result = PROTECT(Rf_mkNamed(VECSXP, names));
  for (size_t j = 0; j < 3; j++) {
    SEXP column = Rf_allocVector(REALSXP, (R_xlen_t)held->pairs.length);
    pw_put(result, names[j], column);
    for (size_t i = 0; i < held->pairs.length; i++) {
      REAL(column)[i] = pw_tally_row(&held->pairs, i)[j];
    }
  }
  UNPROTECT(1);
  return result;
}

held_contrast *pw_contrast_of(SEXP pointer, pw_error *err) {
  return pw_handle_held(pointer, "the contrast is of another session", err);
}

pw_status pw_contrast_sizes(held_contrast *held, pw_error *err) {
  if (held->has_sizes) return PW_OK;
  pw_status status = pw_sizes_of(&held->pairs, &held->alloc, &held->sizes, err);
  if (status == PW_OK) held->has_sizes = 1;
  else pw_sizes_free(&held->sizes);
  return status;
}

pw_zeros pw_zeros_of(SEXP pratt) {
  return Rf_asLogical(pratt) ? PW_ZEROS_PRATT : PW_ZEROS_WILCOXON;
}
