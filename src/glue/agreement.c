#include "calls.h"
#include "glue.h"
#include "named.h"
#include "random.h"

#include <R_ext/Random.h>
#include <math.h>
#include <string.h>

#include "text/code_votes.h"
#include "text/many_coders.h"
#include "text/set_distance.h"
#include "text/span_votes.h"
#include "text/two_coders.h"
#include "text/unitize.h"

static const double *doubles_or_null(SEXP x) {
  return Rf_isNull(x) ? NULL : REAL(x);
}

static void nan_to_na(double *x, R_xlen_t n) {
  for (R_xlen_t i = 0; i < n; i++) {
    if (isnan(x[i])) x[i] = NA_REAL;
  }
}

/* A matrix of doubles with the names of its rows, protected by the caller. */
static SEXP named_rows(const char *const *names, int rows, int columns) {
  SEXP out = PROTECT(Rf_allocMatrix(REALSXP, rows, columns));
  SEXP both = PROTECT(Rf_allocVector(VECSXP, 2));
  SEXP first = Rf_allocVector(STRSXP, rows);
  SET_VECTOR_ELT(both, 0, first);
  for (int i = 0; i < rows; i++) {
    SET_STRING_ELT(first, i, Rf_mkChar(names[i]));
  }
  Rf_setAttrib(out, R_DimNamesSymbol, both);
  UNPROTECT(2);
  return out;
}

/* Kappa of each column of `tables`, the cells of a table of `categories` row by
 * row: a matrix with a column for each. */
SEXP pw_call_two_coders(SEXP tables, SEXP categories, SEXP weights) {
  static const char *const names[] = {"n",     "percent", "chance",
                                      "kappa", "se",      "se_null"};
  size_t q = (size_t)Rf_asInteger(categories);
  int n = (int)((size_t)XLENGTH(tables) / (q * q));
  SEXP out = PROTECT(named_rows(names, 6, n));
  double *margins = (double *)(void *)R_alloc(4 * q, sizeof *margins);
  for (int i = 0; i < n; i++) {
    pw_two_coders found = pw_two_coders_of(REAL(tables) + (size_t)i * q * q, q,
                                           doubles_or_null(weights), margins);
    const double values[] = {found.n,     found.percent, found.chance,
                             found.kappa, found.se,      found.se_null};
    memcpy(REAL(out) + 6 * i, values, sizeof values);
  }
  nan_to_na(REAL(out), XLENGTH(out));
  UNPROTECT(1);
  return out;
}

/* The coefficients of several coders: `votes` has a column for each pattern,
 * `counts` a row for each pattern and a column for each case, `coders` (or
 * NULL) categories x coders numbers for each case. A matrix with a column for
 * each. */
SEXP pw_call_many_coders(SEXP votes, SEXP counts, SEXP weights, SEXP coders,
                         SEXP n_coders) {
  static const char *const names[] = {"units",          "pairable", "percent",
                                      "percent_se",     "fleiss",   "fleiss_se",
                                      "fleiss_se_null", "conger",   "ac",
                                      "ac_se",          "bp",       "bp_se"};
  int q = Rf_nrows(votes), patterns = Rf_ncols(votes), n = Rf_ncols(counts);
  int g = Rf_asInteger(n_coders);
  SEXP out = PROTECT(named_rows(names, 12, n));
  double *shares = (double *)(void *)R_alloc(2 * (size_t)q, sizeof *shares);
  for (int i = 0; i < n; i++) {
    pw_votes given = {REAL(votes),
                      REAL(counts) + (size_t)i * (size_t)patterns,
                      (size_t)patterns,
                      (size_t)q,
                      doubles_or_null(weights),
                      Rf_isNull(coders)
                        ? NULL
                        : REAL(coders) + (size_t)i * (size_t)q * (size_t)g,
                      (size_t)g};
    pw_many_coders f = pw_many_coders_of(&given, shares);
    const double values[] = {f.units,          f.pairable, f.percent,
                             f.percent_se,     f.fleiss,   f.fleiss_se,
                             f.fleiss_se_null, f.conger,   f.ac,
                             f.ac_se,          f.bp,       f.bp_se};
    memcpy(REAL(out) + 12 * i, values, sizeof values);
  }
  nan_to_na(REAL(out), XLENGTH(out));
  UNPROTECT(1);
  return out;
}

/* A bit for each coder whose column is TRUE. */
static uint64_t *readers_of(SEXP readers) {
  size_t rows = (size_t)Rf_nrows(readers), coders = (size_t)Rf_ncols(readers);
  uint64_t *bits = (uint64_t *)(void *)R_alloc(rows + 1, sizeof *bits);
  for (size_t i = 0; i < rows; i++) {
    bits[i] = 0;
    for (size_t g = 0; g < coders && g < PW_CODERS; g++) {
      if (LOGICAL(readers)[g * rows + i] == TRUE) bits[i] |= UINT64_C(1) << g;
    }
  }
  return bits;
}

typedef struct {
  double *units, *used, *alpha, *draws;
  size_t replicates;
} code_room;

/* Every code's votes, and its alpha with `replicates` draws of participants. */
static pw_status count_codes(const pw_codings *given, const code_room *to,
                             pw_alloc *alloc, const pw_stop *stop,
                             pw_error *err) {
  static const pw_alpha_scale nominal = {PW_NOMINAL, 2, NULL, NULL};
  size_t wide = (given->coders + 1) * (given->coders + 1);
  pw_random random = pw_random_from_r();
  pw_code_votes votes;
  pw_status status = pw_code_votes_of(given, alloc, &votes, err);
  for (size_t c = 0; status == PW_OK && c < given->codes; c++) {
    double work[6];
    pw_coincidences all;
    pw_code_votes_in(&votes, c, to->units + c * wide,
                     to->used + c * given->coders);
    if (to->replicates == 0) {
      pw_code_cells(to->units + c * wide, given->coders, work);
      to->alpha[c] = pw_alpha_of_cells(work, &nominal, work + 4).alpha;
      continue;
    }
    status = pw_code_coincidences(&votes, c, &all, err);
    if (status == PW_OK) {
      pw_alpha found = pw_alpha_of(&all, &nominal, work);
      to->alpha[c] = found.alpha;
      /* Without an alpha no draw has one. */
      if (!isnan(found.alpha)) {
        status = pw_alpha_resample(&all, &nominal, to->replicates, &random,
                                   stop, to->draws + c * to->replicates, err);
      }
    }
    pw_coincidences_free(&all);
  }
  pw_code_votes_free(&votes);
  return status;
}

/* Codings of units, integers from 1: `readers` is a logical matrix, units x
 * coders, `size` the numbers of codes, of participants and of resamples. As a
 * list: units ((coders + 1)^2 x codes), used (coders x codes), alpha, draws. */
SEXP pw_call_code_votes(SEXP unit, SEXP code, SEXP coder, SEXP readers,
                        SEXP participant, SEXP size) {
  const char *names[] = {"units", "used", "alpha", "draws", ""};
  int codes = INTEGER(size)[0], times = INTEGER(size)[2];
  int coders = Rf_ncols(readers), wide = (coders + 1) * (coders + 1);
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  SEXP units = Rf_allocMatrix(REALSXP, wide, codes);
  pw_put(out, "units", units);
  SEXP used = Rf_allocMatrix(REALSXP, coders, codes);
  pw_put(out, "used", used);
  SEXP alpha = Rf_allocVector(REALSXP, codes);
  pw_put(out, "alpha", alpha);
  SEXP draws = Rf_allocMatrix(REALSXP, times, codes);
  pw_put(out, "draws", draws);
  for (R_xlen_t i = 0; i < XLENGTH(draws); i++) REAL(draws)[i] = NA_REAL;
  pw_codings given = {pw_from_zero(unit),
                      pw_from_zero(code),
                      pw_from_zero(coder),
                      (size_t)XLENGTH(unit),
                      readers_of(readers),
                      (const uint32_t *)(const void *)pw_from_zero(participant),
                      (size_t)Rf_nrows(readers),
                      (size_t)codes,
                      (size_t)coders,
                      (size_t)INTEGER(size)[1]};
  code_room to = {REAL(units), REAL(used), REAL(alpha), REAL(draws),
                  (size_t)times};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stop stop = pw_stop_from_r();
  pw_error err;
  pw_error_clear(&err);
  GetRNGstate();
  pw_status status = count_codes(&given, &to, &alloc, &stop, &err);
  PutRNGstate();
  nan_to_na(REAL(alpha), XLENGTH(alpha));
  nan_to_na(REAL(draws), XLENGTH(draws));
  UNPROTECT(1);
  return status == PW_OK ? out : pw_kernel_error(&err);
}

/* Codings of characters: `place` is a list of source, code and coder (integers
 * from 1), start and end; `length` that of the sources. As a list: units, used.
 */
SEXP pw_call_span_votes(SEXP place, SEXP length, SEXP readers, SEXP codes) {
  const char *names[] = {"units", "used", ""};
  int coders = Rf_ncols(readers), n = Rf_asInteger(codes);
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  SEXP units = Rf_allocMatrix(REALSXP, (coders + 1) * (coders + 1), n);
  pw_put(out, "units", units);
  SEXP used = Rf_allocMatrix(REALSXP, coders, n);
  pw_put(out, "used", used);
  pw_spans given = {pw_from_zero(VECTOR_ELT(place, 0)),
                    pw_from_zero(VECTOR_ELT(place, 1)),
                    pw_from_zero(VECTOR_ELT(place, 2)),
                    REAL(VECTOR_ELT(place, 3)),
                    REAL(VECTOR_ELT(place, 4)),
                    (size_t)XLENGTH(VECTOR_ELT(place, 0)),
                    REAL(length),
                    readers_of(readers),
                    (size_t)XLENGTH(length),
                    (size_t)n,
                    (size_t)coders};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stop stop = pw_stop_from_r();
  pw_error err;
  pw_error_clear(&err);
  pw_status status =
    pw_span_votes(&given, REAL(units), REAL(used), &alloc, &stop, &err);
  UNPROTECT(1);
  return status == PW_OK ? out : pw_kernel_error(&err);
}

/* Where alpha's parts, made by R, are kept while the kernel works. */
typedef struct {
  const int32_t *ratings;
  size_t units, coders, replicates;
  const uint32_t *participant;
  pw_alpha_scale scale;
} alpha_job;

static pw_status run_alpha(const alpha_job *job, pw_alloc *alloc,
                           pw_alpha *found, double *draws, pw_error *err) {
  size_t q = job->scale.categories;
  size_t most = job->units * job->coders * job->coders;
  pw_coincidences all;
  memset(&all, 0, sizeof all);
  pw_random random = pw_random_from_r();
  pw_stop stop = pw_stop_from_r();
  pw_coincidence *parts = pw_alloc_zeroed(alloc, most, sizeof *parts);
  double *work = pw_alloc_zeroed(alloc, q * (q + 1), sizeof *work);
  pw_status status = PW_OK;
  if (parts == NULL || work == NULL) {
    status = pw_fail(err, PW_MEMORY, "no memory for alpha");
  } else {
    size_t n = pw_coincidences_in(job->ratings, job->units, job->coders, q,
                                  job->participant, parts);
    status = pw_coincidences_of(parts, n, NULL, alloc, &all, err);
  }
  if (status == PW_OK) {
    *found = pw_alpha_of(&all, &job->scale, work);
    if (job->replicates > 0 && !isnan(found->alpha)) {
      status = pw_alpha_resample(&all, &job->scale, job->replicates, &random,
                                 &stop, draws, err);
    }
  }
  pw_coincidences_free(&all);
  pw_free(alloc, parts);
  pw_free(alloc, work);
  return status;
}

/* Alpha of a matrix of categories (integers from 1 or NA), units x coders.
 * `metric` is one of pw_metric from 0; `size` the numbers of categories and of
 * resamples. As a list: alpha, observed, expected, pairable, draws. */
SEXP pw_call_alpha(SEXP ratings, SEXP metric, SEXP score, SEXP distance,
                   SEXP participant, SEXP size) {
  const char *names[] = {"alpha",    "observed", "expected",
                         "pairable", "draws",    ""};
  size_t n = (size_t)XLENGTH(ratings);
  int times = INTEGER(size)[1];
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  double *draws = REAL(pw_put_new(out, "draws", REALSXP, times));
  for (int i = 0; i < times; i++) draws[i] = NA_REAL;
  int32_t *from = (int32_t *)(void *)R_alloc(n + 1, sizeof *from);
  for (size_t i = 0; i < n; i++) {
    from[i] = INTEGER(ratings)[i] == NA_INTEGER ? -1 : INTEGER(ratings)[i] - 1;
  }
  alpha_job job = {from,
                   (size_t)Rf_nrows(ratings),
                   (size_t)Rf_ncols(ratings),
                   (size_t)times,
                   (const uint32_t *)(const void *)pw_from_zero(participant),
                   {(pw_metric)Rf_asInteger(metric), (size_t)INTEGER(size)[0],
                    doubles_or_null(score), doubles_or_null(distance)}};
  pw_alpha found = {NAN, NAN, NAN, 0};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_error_clear(&err);
  GetRNGstate();
  pw_status status = run_alpha(&job, &alloc, &found, draws, &err);
  PutRNGstate();
  if (status == PW_OK) {
    nan_to_na(draws, times);
    pw_put_double(out, "alpha", found.alpha);
    pw_put_double(out, "observed", found.observed);
    pw_put_double(out, "expected", found.expected);
    pw_put_double(out, "pairable", found.pairable);
  }
  UNPROTECT(1);
  return status == PW_OK ? out : pw_kernel_error(&err);
}

/* Distances of all pairs of a list of ascending integers: a matrix. */
SEXP pw_call_set_distances(SEXP sets, SEXP masi) {
  R_xlen_t n = XLENGTH(sets);
  size_t all = 0;
  for (R_xlen_t i = 0; i < n; i++) all += (size_t)XLENGTH(VECTOR_ELT(sets, i));
  SEXP out = PROTECT(Rf_allocMatrix(REALSXP, (int)n, (int)n));
  int32_t *member = (int32_t *)(void *)R_alloc(all + 1, sizeof *member);
  size_t *first = (size_t *)(void *)R_alloc((size_t)n + 1, sizeof *first);
  first[0] = 0;
  for (R_xlen_t i = 0; i < n; i++) {
    SEXP set = VECTOR_ELT(sets, i);
    first[i + 1] = first[i] + (size_t)XLENGTH(set);
    for (R_xlen_t k = 0; k < XLENGTH(set); k++) {
      member[first[i] + (size_t)k] = INTEGER(set)[k];
    }
  }
  pw_set_distances(member, first, (size_t)n,
                   Rf_asLogical(masi) == TRUE ? PW_MASI : PW_JACCARD,
                   REAL(out));
  UNPROTECT(1);
  return out;
}

/* Segments with a value each, coder and value integers from 1: list(all,
 * binary, coded, by_value). `size` has the numbers of coders and of values. */
SEXP pw_call_unitize(SEXP coder, SEXP value, SEXP start, SEXP end, SEXP size,
                     SEXP length) {
  const char *names[] = {"all", "binary", "coded", "by_value", ""};
  int values = INTEGER(size)[1];
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  double *by_value = REAL(pw_put_new(out, "by_value", REALSXP, values));
  pw_segments given = {
    pw_from_zero(coder), INTEGER(value),         REAL(start),
    REAL(end),           (size_t)XLENGTH(coder), (size_t)INTEGER(size)[0],
    (size_t)values,      Rf_asReal(length)};
  pw_unitize found;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_error_clear(&err);
  if (pw_unitize_of(&given, &alloc, &found, by_value, &err) != PW_OK) {
    UNPROTECT(1);
    return pw_kernel_error(&err);
  }
  nan_to_na(by_value, values);
  pw_put_double(out, "all", found.all);
  pw_put_double(out, "binary", found.binary);
  pw_put_double(out, "coded", found.coded);
  UNPROTECT(1);
  return out;
}
