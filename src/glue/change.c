#include <R_ext/Random.h>
#include <math.h>

#include "calls.h"
#include "change/firth.h"
#include "change/jackknife.h"
#include "change/nominal.h"
#include "change/paired.h"
#include "change/resample.h"
#include "change/sample.h"
#include "change/walsh.h"
#include "named.h"
#include "random.h"
#include "tally.h"

/* Ranks of weighted people are not taken. */
static pw_status rank(held_contrast *held, pw_zeros zeros, double most_work,
                      pw_signed_rank *out, pw_error *err) {
  pw_stop stop = pw_stop_from_r();
  *out = pw_signed_rank_none();
  if (held->pairs.weighted) return PW_OK;
  pw_status status = pw_contrast_sizes(held, err);
  if (status != PW_OK) return status;
  return pw_signed_rank_of(&held->sizes, zeros, most_work, &held->alloc, &stop,
                           out, err);
}

/* The figures of a contrast by name, NA where one does not exist. */
static SEXP paired_figures(const pw_paired *found, const pw_signed_rank *ranked,
                           double before_only, double after_only,
                           double rank_error, double sizes) {
  const pw_moments *m = &found->moments;
  const double *effects = found->effects;
  const pw_named values[] = {
    {"n", m->n},
    {"n_before_only", before_only},
    {"n_after_only", after_only},
    {"mean_before", m->mean_before},
    {"sd_before", m->sd_before},
    {"mean_after", m->mean_after},
    {"sd_after", m->sd_after},
    {"r", effects[PW_EFFECT_R]},
    {"change", m->mean_change},
    {"sd_change", m->sd_change},
    {"error", found->error},
    {"t", found->t},
    {"df", found->df},
    {"d_av", effects[PW_EFFECT_D_AV]},
    {"d_z", effects[PW_EFFECT_D_Z]},
    {"d_rm", effects[PW_EFFECT_D_RM]},
    {"d_b", effects[PW_EFFECT_D_B]},
    {"improved", found->improved},
    {"same", found->same},
    {"worse", found->worse},
    {"superiority", effects[PW_EFFECT_SUPERIORITY]},
    {"rank_biserial", effects[PW_EFFECT_RANK_BISERIAL]},
    {"p_signed_rank", ranked->p},
    {"exact", ranked->exact},
    {"n_used", ranked->n_used},
    {"positive", ranked->positive},
    {"negative", ranked->negative},
    {"rank_variance", ranked->variance},
    {"rank_error", rank_error},
    {"sizes", sizes},
    {"skew_change", m->skew_change}};
  return pw_named_doubles(values, sizeof values / sizeof *values);
}

/* One contrast: named numbers, NA where a figure does not exist. */
SEXP pw_call_paired(SEXP contrast, SEXP pratt, SEXP most_work) {
  pw_error err;
  pw_signed_rank ranked;
  pw_paired found;
  held_contrast *held = pw_contrast_of(contrast, &err);
  if (held == NULL ||
      rank(held, pw_zeros_of(pratt), Rf_asReal(most_work), &ranked, &err) !=
        PW_OK) {
    return pw_kernel_error(&err);
  }
  pw_paired_of(&held->pairs, &ranked, &found);
  double rank_error = held->has_sizes
    ? pw_rank_biserial_error(&held->sizes, pw_zeros_of(pratt))
    : NAN;
  return paired_figures(&found, &ranked, held->pairs.before_only,
                        held->pairs.after_only, rank_error,
                        held->has_sizes ? (double)held->sizes.length : NAN);
}

/* The same from `sums`, doubles in the order of pw_pair_sums, and how many
 * people have a score in one of the waves alone. */
SEXP pw_call_paired_sums(SEXP sums, SEXP before_only, SEXP after_only) {
  const double *s = REAL(sums);
  const pw_pair_sums pairs = {s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7]};
  const pw_signed_rank unranked = pw_signed_rank_none();
  pw_paired found;
  pw_paired_of_sums(&pairs, &found);
  return paired_figures(&found, &unranked, Rf_asReal(before_only),
                        Rf_asReal(after_only), NAN, NAN);
}

/* One wave by its `sums`: n, the sum of scores and of their squares in whole
 * units, and what a unit is, over and under. */
SEXP pw_call_sample_sums(SEXP sums) {
  const double *s = REAL(sums);
  pw_sample found;
  pw_sample_of_sums(s[0], s[1], s[2], s[3], s[4], &found);
  const pw_named values[] = {
    {"n", found.n}, {"mean", found.mean}, {"sd", found.sd}};
  return pw_named_doubles(values, sizeof values / sizeof *values);
}

/* Firth's penalised likelihood of a logistic model at `beta` (double): list(
 * likelihood, score, information), the likelihood -Inf where the information is
 * singular. `x` is a double matrix, `y` logical. */
SEXP pw_call_firth(SEXP x, SEXP y, SEXP beta) {
  const char *names[] = {"likelihood", "score", "information", ""};
  R_xlen_t terms = XLENGTH(beta);
  pw_logistic model = {REAL(x), LOGICAL(y), (size_t)XLENGTH(y), (size_t)terms};
  SEXP result = PROTECT(Rf_mkNamed(VECSXP, names));
  pw_firth at = {0, REAL(pw_put_new(result, "score", REALSXP, terms)), NULL};
  SEXP information = Rf_allocMatrix(REALSXP, (int)terms, (int)terms);
  pw_put(result, "information", information);
  at.information = REAL(information);
  double *scratch =
    (double *)(void *)R_alloc(pw_firth_scratch(&model), sizeof *scratch);
  int regular = pw_firth_at(&model, REAL(beta), scratch, &at);
  pw_put(result, "likelihood",
         Rf_ScalarReal(regular ? at.likelihood : R_NegInf));
  UNPROTECT(1);
  return result;
}

/* The Walsh averages of the given ranks (double), NA where there is none. */
SEXP pw_call_walsh(SEXP contrast, SEXP pratt, SEXP ranks) {
  pw_error err;
  double n_changes;
  held_contrast *held = pw_contrast_of(contrast, &err);
  if (held == NULL || pw_contrast_sizes(held, &err) != PW_OK) {
    return pw_kernel_error(&err);
  }
  SEXP out = PROTECT(Rf_allocVector(REALSXP, XLENGTH(ranks)));
  pw_status status = pw_walsh_of(&held->sizes, pw_zeros_of(pratt), &held->alloc,
                                 REAL(ranks), (size_t)XLENGTH(ranks), REAL(out),
                                 &n_changes, &err);
  for (R_xlen_t i = 0; status == PW_OK && i < XLENGTH(out); i++) {
    if (isnan(REAL(out)[i])) REAL(out)[i] = NA_REAL;
  }
  UNPROTECT(1);
  return status == PW_OK ? out : pw_kernel_error(&err);
}

/* Categories (doubles from 1) in two waves. */
SEXP pw_call_nominal(SEXP contrast, SEXP categories) {
  pw_error err;
  pw_nominal found;
  held_contrast *held = pw_contrast_of(contrast, &err);
  if (held == NULL ||
      pw_nominal_of(&held->pairs, (size_t)Rf_asInteger(categories),
                    &held->alloc, &found, &err) != PW_OK) {
    return pw_kernel_error(&err);
  }
  const pw_named values[] = {{"n", found.n},
                             {"moved", found.moved},
                             {"stuart_maxwell", found.stuart_maxwell},
                             {"bhapkar", found.bhapkar},
                             {"df", found.df}};
  return pw_named_doubles(values, sizeof values / sizeof *values);
}

/* ---- the bootstrap ------------------------------------------------------ */

static pw_status resample(held_contrast *held, pw_zeros zeros,
                          size_t replicates, double *values,
                          double *acceleration, pw_error *err) {
  pw_stop stop = pw_stop_from_r();
  pw_random random = pw_random_from_r();
  pw_recount recount;
  pw_status status = pw_recount_of(&held->pairs, &held->sizes, zeros,
                                   &held->alloc, &recount, err);
  if (status == PW_OK) {
    status = pw_recount_acceleration(&recount, acceleration, err);
  }
  if (status == PW_OK) {
    status = pw_resample(&recount, replicates, PW_DRAW_CHEAPER, &random, &stop,
                         values, err);
  }
  pw_recount_free(&recount);
  return status;
}

/* Resampled effects, by R's generator: list(values, a matrix with a column for
 * each effect in the order of pw_effect, acceleration). */
SEXP pw_call_resample(SEXP contrast, SEXP pratt, SEXP replicates) {
  const char *names[] = {"values", "acceleration", ""};
  pw_error err;
  held_contrast *held = pw_contrast_of(contrast, &err);
  if (held == NULL || pw_contrast_sizes(held, &err) != PW_OK) {
    return pw_kernel_error(&err);
  }
  int times = Rf_asInteger(replicates);
  SEXP result = PROTECT(Rf_mkNamed(VECSXP, names));
  SEXP values = Rf_allocMatrix(REALSXP, times, PW_EFFECTS);
  pw_put(result, "values", values);
  SEXP acceleration = Rf_allocVector(REALSXP, PW_EFFECTS);
  pw_put(result, "acceleration", acceleration);
  GetRNGstate();
  pw_status status = resample(held, pw_zeros_of(pratt), (size_t)times,
                              REAL(values), REAL(acceleration), &err);
  PutRNGstate();
  UNPROTECT(1);
  return status == PW_OK ? result : pw_kernel_error(&err);
}
