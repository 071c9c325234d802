#include "calls.h"
#include "glue.h"
#include "named.h"

#include "table/crosstab.h"
#include "table/multinomial.h"
#include "table/rounding.h"

/* Columns are counted together while the room for what is found of all of them,
 * of which few use much, has no more cells than these: 8 MB. */
#define CELLS_TOGETHER ((R_xlen_t)1 << 20)

/* Texts count by their address: R keeps each distinct text once. */
static pw_status take_answers(SEXP from, pw_answers *to, pw_error *err) {
  switch (TYPEOF(from)) {
  case LGLSXP:
    to->type = PW_ANSWER_INT32;
    to->answers = LOGICAL_RO(from);
    return PW_OK;
  case INTSXP:
    to->type = PW_ANSWER_INT32;
    to->answers = INTEGER_RO(from);
    return PW_OK;
  case REALSXP:
    to->type = PW_ANSWER_DOUBLE;
    to->answers = REAL_RO(from);
    return PW_OK;
  case STRSXP:
    to->type = PW_ANSWER_POINTER;
    to->answers = STRING_PTR_RO(from);
    return PW_OK;
  default:
    return pw_fail(err, PW_ARGUMENT,
                   "the answers are of a type without counts");
  }
}

/* Room for what is found of one column, as a list. */
static SEXP room_for_counts(const pw_people *people, pw_answers *in) {
  const char *names[] = {"first", "people", "weighted", ""};
  R_xlen_t n_cells = (R_xlen_t)people->most * people->n_groups;
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  in->first = (int64_t *)R_alloc((size_t)people->most, sizeof *in->first);
  in->people = REAL(pw_put_new(out, "people", REALSXP, n_cells));
  in->weighted = people->weights == NULL
    ? NULL
    : REAL(pw_put_new(out, "weighted", REALSXP, n_cells));
  UNPROTECT(1);
  return out;
}

/* Cuts the room down to what was found. */
static void give_counts(SEXP out, const pw_people *people,
                        const pw_answers *in) {
  R_xlen_t n_cells = (R_xlen_t)in->n_distinct * people->n_groups;
  double *first = REAL(pw_put_new(out, "first", REALSXP, in->n_distinct));
  for (int32_t i = 0; i < in->n_distinct; i++) {
    first[i] = (double)in->first[i] + 1;
  }
  pw_shorten(out, "people", n_cells);
  if (in->weighted != NULL) pw_shorten(out, "weighted", n_cells);
}

/* The columns `from` to `to - 1`, with room for what is found of each in the
 * list `out`. */
static pw_status take_columns(SEXP columns, R_xlen_t from, R_xlen_t to,
                              const pw_people *people, pw_answers *in, SEXP out,
                              pw_error *err) {
  pw_status status = PW_OK;
  for (R_xlen_t i = from; status == PW_OK && i < to; i++) {
    SEXP column = VECTOR_ELT(columns, i);
    status = XLENGTH(column) == people->n_rows
      ? take_answers(column, &in[i], err)
      : pw_fail(err, PW_ARGUMENT, "the columns differ in length");
    if (status != PW_OK) err->column = i;
    SET_VECTOR_ELT(out, i, room_for_counts(people, &in[i]));
  }
  return status;
}

/* Counts these columns, and leaves of their room what was found. */
static pw_status count_columns(SEXP columns, R_xlen_t from, R_xlen_t to,
                               const pw_people *people, pw_answers *in,
                               SEXP out, const pw_stop *stop, pw_error *err) {
  const void *room = vmaxget();
  pw_alloc alloc = pw_alloc_unlimited();
  pw_status status = take_columns(columns, from, to, people, in, out, err);
  if (status != PW_OK) return status;
  status = pw_crosstab(people, in + from, to - from, &alloc, stop, err);
  if (status != PW_OK && err->column != PW_NOWHERE) err->column += from;
  for (R_xlen_t i = from; status == PW_OK && i < to; i++) {
    give_counts(VECTOR_ELT(out, i), people, &in[i]);
  }
  vmaxset(room);
  return status;
}

/* columns: a list of logical, integer, double or character; groups: integer, or
 * NULL for one group; weights: double or NULL; all of one length; most:
 * integer. A list for each column: first (the rows that hold the distinct
 * answers, 1-based), people and weighted (answer by answer, a number for each
 * group; weighted is NULL without weights). */
SEXP pw_call_crosstab(SEXP columns, SEXP groups, SEXP n_groups, SEXP weights,
                      SEXP most) {
  pw_error err;
  pw_error_clear(&err);
  R_xlen_t n = XLENGTH(columns);
  if (n == 0) return Rf_allocVector(VECSXP, 0);
  R_xlen_t n_rows = XLENGTH(VECTOR_ELT(columns, 0));
  if ((!Rf_isNull(groups) && XLENGTH(groups) != n_rows) ||
      (!Rf_isNull(weights) && XLENGTH(weights) != n_rows)) {
    pw_fail(&err, PW_ARGUMENT,
            "there must be a group and a weight for each row");
    return pw_kernel_error(&err);
  }
  int32_t limit = Rf_asInteger(most);
  pw_people people = {
    .n_rows = n_rows,
    .groups = Rf_isNull(groups) ? NULL : INTEGER_RO(groups),
    .n_groups = Rf_asInteger(n_groups),
    .weights = Rf_isNull(weights) ? NULL : REAL_RO(weights),
    /* A few rows need no room for more answers than they hold. */
    .most = n_rows > 0 && n_rows < limit ? (int32_t)n_rows : limit,
  };
  pw_answers *in = (pw_answers *)R_alloc((size_t)n, sizeof *in);
  SEXP out = PROTECT(Rf_allocVector(VECSXP, n));
  pw_stop stop = pw_stop_from_r();
  pw_status status = PW_OK;
  R_xlen_t cells = (R_xlen_t)people.most * people.n_groups;
  R_xlen_t together =
    cells < 1 || cells > CELLS_TOGETHER ? 1 : CELLS_TOGETHER / cells;
  for (R_xlen_t from = 0; status == PW_OK && from < n; from += together) {
    R_xlen_t to = n - from < together ? n : from + together;
    status = from > 0 && pw_stop_asked(&stop, (double)from / (double)n)
      ? pw_fail(&err, PW_STOPPED, "stopped")
      : count_columns(columns, from, to, &people, in, out, &stop, &err);
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
