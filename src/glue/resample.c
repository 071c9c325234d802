#include <R_ext/Random.h>
#include <Rmath.h>
#include <math.h>

#include "glue.h"

#include "change/resample.h"

SEXP pw_call_resample(SEXP before, SEXP after, SEXP counts, SEXP pratt,
                      SEXP replicates);

static void uniform(void *unused, double *to, size_t n) {
  (void)unused;
  for (size_t i = 0; i < n; i++) to[i] = unif_rand();
}

static double binomial(void *unused, double n, double p) {
  (void)unused;
  return Rf_rbinom(n, p);
}

static pw_status run(SEXP before, SEXP after, SEXP counts, pw_zeros zeros,
                     size_t replicates, double *values, double *acceleration,
                     pw_error *err) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stop stop = pw_stop_from_r();
  pw_random random = {uniform, binomial, NULL};
  pw_tally tally;
  pw_effects effects = {&alloc, NULL, 0, 0, 0, 0, zeros};
  pw_status status = pw_tally_pairs(&tally, &alloc, REAL(before), REAL(after),
                                    REAL(counts), (size_t)XLENGTH(before), err);
  if (status == PW_OK) {
    status = pw_effects_of(&tally, zeros, &alloc, &effects, err);
  }
  if (status == PW_OK) {
    status = pw_effects_acceleration(&effects, acceleration, err);
  }
  if (status == PW_OK) {
    status = pw_resample(&effects, replicates, PW_DRAW_CHEAPER, &random, &stop,
                         values, err);
  }
  pw_effects_free(&effects);
  pw_tally_free(&tally);
  return status;
}

/* Resampled effects, by R's generator: list(values, a matrix with a column for
 * each effect in the order of pw_effect, acceleration). */
SEXP pw_call_resample(SEXP before, SEXP after, SEXP counts, SEXP pratt,
                      SEXP replicates) {
  const char *names[] = {"values", "acceleration", ""};
  pw_error err;
  pw_error_clear(&err);
  R_xlen_t n = XLENGTH(before);
  if (TYPEOF(before) != REALSXP || TYPEOF(after) != REALSXP ||
      TYPEOF(counts) != REALSXP || XLENGTH(after) != n || XLENGTH(counts) != n) {
    pw_fail(&err, PW_ARGUMENT, "the two waves are not doubles of one length");
    return pw_kernel_error(&err);
  }
  int times = Rf_asInteger(replicates);
  SEXP result = PROTECT(Rf_mkNamed(VECSXP, names));
  SEXP values = Rf_allocMatrix(REALSXP, times, PW_EFFECTS);
  SET_VECTOR_ELT(result, 0, values);
  SEXP acceleration = Rf_allocVector(REALSXP, PW_EFFECTS);
  SET_VECTOR_ELT(result, 1, acceleration);
  GetRNGstate();
  pw_status status = run(
    before, after, counts,
    Rf_asLogical(pratt) ? PW_ZEROS_PRATT : PW_ZEROS_WILCOXON, (size_t)times,
    REAL(values), REAL(acceleration), &err
  );
  PutRNGstate();
  UNPROTECT(1);
  return status == PW_OK ? result : pw_kernel_error(&err);
}
