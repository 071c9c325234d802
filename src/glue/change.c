#include "glue.h"

#include <math.h>

#include "change/nominal.h"
#include "change/paired.h"
#include "change/signed_rank.h"
#include "change/walsh.h"

SEXP pw_call_paired(SEXP before, SEXP after, SEXP counts, SEXP pratt,
                    SEXP most_work);
SEXP pw_call_walsh(SEXP before, SEXP after, SEXP counts, SEXP pratt,
                   SEXP ranks);
SEXP pw_call_nominal(SEXP before, SEXP after, SEXP counts, SEXP categories);

static double or_na(double x) { return isnan(x) ? NA_REAL : x; }

/* `counts` may be NULL, for one person a row. */
static int are_two_waves(SEXP before, SEXP after, SEXP counts, pw_error *err) {
  pw_error_clear(err);
  if (TYPEOF(before) == REALSXP && TYPEOF(after) == REALSXP &&
      XLENGTH(before) == XLENGTH(after) &&
      (Rf_isNull(counts) || (TYPEOF(counts) == REALSXP &&
                             XLENGTH(counts) == XLENGTH(before)))) {
    return 1;
  }
  pw_fail(err, PW_ARGUMENT, "the two waves are not doubles of one length");
  return 0;
}

static pw_status tally_of(SEXP before, SEXP after, SEXP counts, pw_tally *tally,
                          pw_alloc *alloc, pw_error *err) {
  return pw_tally_pairs(tally, alloc, REAL(before), REAL(after),
                        Rf_isNull(counts) ? NULL : REAL(counts),
                        (size_t)XLENGTH(before), err);
}

static pw_zeros zeros_of(SEXP pratt) {
  return Rf_asLogical(pratt) ? PW_ZEROS_PRATT : PW_ZEROS_WILCOXON;
}

static pw_status compute(SEXP before, SEXP after, SEXP counts, pw_zeros zeros,
                         double most_work, double *to, pw_error *err) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stop stop = pw_stop_from_r();
  pw_tally tally;
  pw_paired paired;
  pw_signed_rank rank;
  pw_status status = tally_of(before, after, counts, &tally, &alloc, err);
  if (status == PW_OK) {
    status = pw_signed_rank_of(&tally, zeros, most_work, &alloc, &stop, &rank,
                               err);
  }
  if (status == PW_OK) {
    pw_paired_of(&tally, &paired);
    const pw_moments *m = &paired.moments;
    const double values[] = {
      m->n, tally.before_only, tally.after_only,
      m->mean_before, m->sd_before, m->mean_after, m->sd_after, paired.r,
      m->mean_change, m->sd_change, paired.t, paired.df, paired.d_z,
      paired.d_av, paired.improved, paired.same, paired.worse,
      rank.p, rank.exact, rank.n_used, rank.positive, rank.negative,
      rank.variance
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
      to[i] = or_na(values[i]);
    }
  }
  pw_tally_free(&tally);
  return status;
}

/* One contrast: a named list of numbers, NA where a figure does not exist. No
 * R call that can jump happens while the kernel holds memory. */
SEXP pw_call_paired(SEXP before, SEXP after, SEXP counts, SEXP pratt,
                    SEXP most_work) {
  static const char *const names[] = {
    "n", "n_before_only", "n_after_only",
    "mean_before", "sd_before", "mean_after", "sd_after", "r",
    "change", "sd_change", "t", "df", "d_z", "d_av",
    "improved", "same", "worse",
    "p_signed_rank", "exact", "n_used", "positive", "negative",
    "rank_variance"
  };
  const R_xlen_t n = (R_xlen_t)(sizeof names / sizeof *names);
  pw_error err;
  if (!are_two_waves(before, after, counts, &err)) return pw_kernel_error(&err);
  SEXP out = PROTECT(Rf_allocVector(REALSXP, n));
  SEXP labels = PROTECT(Rf_allocVector(STRSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    SET_STRING_ELT(labels, i, Rf_mkChar(names[i]));
  }
  Rf_setAttrib(out, R_NamesSymbol, labels);
  pw_status status = compute(before, after, counts, zeros_of(pratt),
                             Rf_asReal(most_work), REAL(out), &err);
  UNPROTECT(2);
  return status == PW_OK ? out : pw_kernel_error(&err);
}

/* The Walsh averages of the given ranks (double), NA where there is none. */
SEXP pw_call_walsh(SEXP before, SEXP after, SEXP counts, SEXP pratt,
                   SEXP ranks) {
  pw_error err;
  if (!are_two_waves(before, after, counts, &err)) return pw_kernel_error(&err);
  SEXP out = PROTECT(Rf_allocVector(REALSXP, XLENGTH(ranks)));
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  double n_changes;
  pw_status status = tally_of(before, after, counts, &tally, &alloc, &err);
  if (status == PW_OK) {
    status = pw_walsh_of(&tally, zeros_of(pratt), &alloc, REAL(ranks),
                         (size_t)XLENGTH(ranks), REAL(out), &n_changes, &err);
  }
  pw_tally_free(&tally);
  for (R_xlen_t i = 0; status == PW_OK && i < XLENGTH(out); i++) {
    REAL(out)[i] = or_na(REAL(out)[i]);
  }
  UNPROTECT(1);
  return status == PW_OK ? out : pw_kernel_error(&err);
}

/* Categories (doubles from 1) in two waves: n, moved, stuart_maxwell, bhapkar,
 * df. */
SEXP pw_call_nominal(SEXP before, SEXP after, SEXP counts, SEXP categories) {
  static const char *const names[] = {"n", "moved", "stuart_maxwell", "bhapkar",
                                      "df"};
  pw_error err;
  if (!are_two_waves(before, after, counts, &err)) return pw_kernel_error(&err);
  SEXP out = PROTECT(Rf_allocVector(REALSXP, 5));
  SEXP labels = PROTECT(Rf_allocVector(STRSXP, 5));
  for (R_xlen_t i = 0; i < 5; i++) {
    SET_STRING_ELT(labels, i, Rf_mkChar(names[i]));
  }
  Rf_setAttrib(out, R_NamesSymbol, labels);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_nominal found;
  size_t many = (size_t)Rf_asInteger(categories);
  pw_status status = tally_of(before, after, counts, &tally, &alloc, &err);
  if (status == PW_OK) status = pw_nominal_of(&tally, many, &alloc, &found, &err);
  pw_tally_free(&tally);
  if (status == PW_OK) {
    const double values[] = {found.n, found.moved, found.stuart_maxwell,
                             found.bhapkar, found.df};
    for (R_xlen_t i = 0; i < 5; i++) REAL(out)[i] = or_na(values[i]);
  }
  UNPROTECT(2);
  return status == PW_OK ? out : pw_kernel_error(&err);
}
