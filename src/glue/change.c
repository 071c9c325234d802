#include "glue.h"

#include <math.h>

#include "change/paired.h"
#include "change/signed_rank.h"

SEXP pw_call_paired(SEXP before, SEXP after, SEXP pratt, SEXP exact_most);

static double or_na(double x) { return isnan(x) ? NA_REAL : x; }

static pw_status compute(SEXP before, SEXP after, int pratt, double exact_most,
                         double *to, pw_error *err) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stop stop = pw_stop_from_r();
  pw_tally tally;
  pw_paired paired;
  pw_signed_rank rank;
  pw_status status = pw_tally_pairs(&tally, &alloc, REAL(before), REAL(after),
                                    NULL, (size_t)XLENGTH(before), err);
  if (status == PW_OK) {
    status = pw_signed_rank_of(&tally, pratt ? PW_ZEROS_PRATT : PW_ZEROS_WILCOXON,
                               exact_most, &alloc, &stop, &rank, err);
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
SEXP pw_call_paired(SEXP before, SEXP after, SEXP pratt, SEXP exact_most) {
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
  pw_error_clear(&err);
  if (TYPEOF(before) != REALSXP || TYPEOF(after) != REALSXP ||
      XLENGTH(before) != XLENGTH(after)) {
    pw_fail(&err, PW_ARGUMENT, "the two waves are not doubles of one length");
    return pw_kernel_error(&err);
  }
  SEXP out = PROTECT(Rf_allocVector(REALSXP, n));
  SEXP labels = PROTECT(Rf_allocVector(STRSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    SET_STRING_ELT(labels, i, Rf_mkChar(names[i]));
  }
  Rf_setAttrib(out, R_NamesSymbol, labels);
  pw_status status = compute(before, after, Rf_asLogical(pratt),
                             Rf_asReal(exact_most), REAL(out), &err);
  UNPROTECT(2);
  return status == PW_OK ? out : pw_kernel_error(&err);
}
