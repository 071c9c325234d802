#include "glue.h"

#include "table/crosstab.h"
#include "table/multinomial.h"
#include "table/rounding.h"

SEXP pw_call_crosstab(SEXP answers, SEXP groups, SEXP n_groups, SEXP weights,
                      SEXP most);
SEXP pw_call_percent(SEXP n, SEXP total, SEXP decimals, SEXP weighted);
SEXP pw_call_multinomial_test(SEXP observed, SEXP shares, SEXP most_samples);

/* Texts count by their address: R keeps each distinct text once. */
static int take_answers(SEXP from, pw_answers *to, pw_error *err) {
  to->n_rows = XLENGTH(from);
  switch (TYPEOF(from)) {
    case LGLSXP:
      to->type = PW_ANSWER_INT32;
      to->answers = LOGICAL_RO(from);
      return 1;
    case INTSXP:
      to->type = PW_ANSWER_INT32;
      to->answers = INTEGER_RO(from);
      return 1;
    case REALSXP:
      to->type = PW_ANSWER_DOUBLE;
      to->answers = REAL_RO(from);
      return 1;
    case STRSXP:
      to->type = PW_ANSWER_POINTER;
      to->answers = STRING_PTR_RO(from);
      return 1;
    default:
      pw_fail(err, PW_ARGUMENT, "the answers are of a type without counts");
      return 0;
  }
}

static SEXP part(SEXP list, int at, SEXPTYPE type, R_xlen_t length) {
  SET_VECTOR_ELT(list, at, Rf_allocVector(type, length));
  return VECTOR_ELT(list, at);
}

/* answers: logical, integer, double or character; groups: integer, or NULL for
 * one group; weights: double or NULL; most: integer. A list: first (the rows
 * that hold the distinct answers, 1-based), people and weighted (answer by
 * answer, a number for each group; weighted is NULL without weights). */
SEXP pw_call_crosstab(SEXP answers, SEXP groups, SEXP n_groups, SEXP weights,
                      SEXP most) {
  const char *names[] = {"first", "people", "weighted", ""};
  pw_error err;
  pw_error_clear(&err);
  pw_answers in;
  if (!take_answers(answers, &in, &err)) return pw_kernel_error(&err);
  in.groups = Rf_isNull(groups) ? NULL : INTEGER_RO(groups);
  in.n_groups = Rf_asInteger(n_groups);
  in.weights = Rf_isNull(weights) ? NULL : REAL_RO(weights);
  in.most = Rf_asInteger(most);
  R_xlen_t n_cells = (R_xlen_t)in.most * in.n_groups;
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  SEXP first = part(out, 0, REALSXP, in.most);
  SEXP people = part(out, 1, REALSXP, n_cells);
  SEXP weighted = in.weights == NULL ? R_NilValue
                                     : part(out, 2, REALSXP, n_cells);
  int64_t *rows = (int64_t *)R_alloc((size_t)in.most, sizeof *rows);
  int32_t n_distinct = 0;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stop stop = pw_stop_from_r();
  pw_status status = pw_crosstab(
    &in, &alloc, &stop, rows, REAL(people),
    Rf_isNull(weighted) ? NULL : REAL(weighted), &n_distinct, &err);
  for (int32_t i = 0; i < n_distinct; i++) {
    REAL(first)[i] = (double)rows[i] + 1;
  }
  if (status == PW_OK) {
    n_cells = (R_xlen_t)n_distinct * in.n_groups;
    SET_VECTOR_ELT(out, 0, Rf_xlengthgets(first, n_distinct));
    SET_VECTOR_ELT(out, 1, Rf_xlengthgets(people, n_cells));
    if (!Rf_isNull(weighted)) {
      SET_VECTOR_ELT(out, 2, Rf_xlengthgets(weighted, n_cells));
    }
  }
  UNPROTECT(1);
  return status == PW_OK ? out : pw_kernel_error(&err);
}

/* A whole number that a double holds exactly, or -1. */
static int64_t whole(double x) {
  int fits = x >= 0 && x <= 9007199254740992.0;
  return fits && x == (double)(int64_t)x ? (int64_t)x : -1;
}

/* n, total: doubles of one length; decimals: integer; weighted: logical. The
 * percentages in units of the last decimal, as integers; NA where the total
 * is 0. */
SEXP pw_call_percent(SEXP n, SEXP total, SEXP decimals, SEXP weighted) {
  pw_error err;
  pw_status status = PW_OK;
  R_xlen_t length = XLENGTH(n);
  int to = Rf_asInteger(decimals);
  int weigh = Rf_asLogical(weighted);
  SEXP units = PROTECT(Rf_allocVector(INTSXP, length));
  for (R_xlen_t i = 0; status == PW_OK && i < length; i++) {
    double part_of = REAL_RO(n)[i], all = REAL_RO(total)[i];
    int32_t *unit = INTEGER(units) + i;
    if (all == 0 && part_of == 0) {
      *unit = NA_INTEGER;
    } else if (weigh) {
      status = pw_percent_weighted(part_of, all, to, unit, &err);
    } else {
      status = pw_percent(whole(part_of), whole(all), to, unit, &err);
    }
    if (status != PW_OK) err.row = i;
  }
  SEXP out = status == PW_OK ? units : pw_kernel_error(&err);
  UNPROTECT(1);
  return out;
}

/* observed, shares: doubles of one length; most_samples: double. */
SEXP pw_call_multinomial_test(SEXP observed, SEXP shares, SEXP most_samples) {
  pw_error err;
  pw_error_clear(&err);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stop stop = pw_stop_from_r();
  size_t n = (size_t)XLENGTH(observed);
  int64_t *counts = (int64_t *)R_alloc(n, sizeof *counts);
  for (size_t i = 0; i < n; i++) counts[i] = whole(REAL_RO(observed)[i]);
  double p;
  pw_status status = pw_multinomial_test(counts, REAL_RO(shares), n,
                                         Rf_asReal(most_samples), &alloc, &stop,
                                         &p, &err);
  return status == PW_OK ? Rf_ScalarReal(p) : pw_kernel_error(&err);
}
