#include <R.h>
#include <Rinternals.h>
#include <R_ext/Rdynload.h>
#include <R_ext/Visibility.h>

SEXP pw_call_tally(SEXP, SEXP, SEXP, SEXP);
SEXP pw_call_tally_patterns(SEXP);
SEXP pw_call_waves(SEXP, SEXP);
SEXP pw_call_contrast(SEXP, SEXP, SEXP, SEXP);
SEXP pw_call_weighted_contrast(SEXP, SEXP, SEXP);
SEXP pw_call_contrast_patterns(SEXP);
SEXP pw_call_paired(SEXP, SEXP, SEXP);
SEXP pw_call_walsh(SEXP, SEXP, SEXP);
SEXP pw_call_nominal(SEXP, SEXP);
SEXP pw_call_resample(SEXP, SEXP, SEXP);
SEXP pw_call_csv_close(SEXP);
SEXP pw_call_csv_columns(SEXP, SEXP, SEXP, SEXP, SEXP, SEXP);
SEXP pw_call_csv_open(SEXP, SEXP, SEXP, SEXP, SEXP);
SEXP pw_call_csv_lay(SEXP, SEXP, SEXP, SEXP);
SEXP pw_call_crosstab(SEXP, SEXP, SEXP, SEXP, SEXP);
SEXP pw_call_percent(SEXP, SEXP, SEXP, SEXP);
SEXP pw_call_multinomial_test(SEXP, SEXP, SEXP);
SEXP pw_call_hide_small(SEXP, SEXP);
SEXP pw_call_round_to_base(SEXP, SEXP);
SEXP pw_call_narrow_spans(SEXP, SEXP, SEXP);
SEXP pw_call_alike(SEXP, SEXP, SEXP, SEXP);
SEXP pw_call_assign(SEXP, SEXP);
SEXP pw_call_normalise(SEXP);
SEXP pw_call_link(SEXP, SEXP, SEXP, SEXP, SEXP);
SEXP pw_call_scale_score(SEXP, SEXP, SEXP, SEXP, SEXP);
SEXP pw_call_reliability(SEXP, SEXP);
SEXP pw_call_stata_sas_open(SEXP, SEXP, SEXP);
SEXP pw_call_stata_sas_rows(SEXP, SEXP, SEXP, SEXP, SEXP);
SEXP pw_call_por_open(SEXP, SEXP);
SEXP pw_call_por_rows(SEXP, SEXP, SEXP, SEXP, SEXP);
SEXP pw_call_sav_close(SEXP);
SEXP pw_call_sav_open(SEXP, SEXP);
SEXP pw_call_sav_rows(SEXP, SEXP, SEXP, SEXP, SEXP, SEXP, SEXP);
SEXP pw_call_write_whole(SEXP, SEXP, SEXP);
SEXP pw_call_lock_try(SEXP);
SEXP pw_call_lock_release(SEXP);

/* By way of void (*)(void), which a compiler lets stand for any function. */
#define CALL(name, n) {#name, (DL_FUNC)(void (*)(void))name, n}

static const R_CallMethodDef calls[] = {
  CALL(pw_call_tally, 4),
  CALL(pw_call_tally_patterns, 1),
  CALL(pw_call_waves, 2),
  CALL(pw_call_contrast, 4),
  CALL(pw_call_weighted_contrast, 3),
  CALL(pw_call_contrast_patterns, 1),
  CALL(pw_call_paired, 3),
  CALL(pw_call_walsh, 3),
  CALL(pw_call_nominal, 2),
  CALL(pw_call_resample, 3),
  CALL(pw_call_crosstab, 5),
  CALL(pw_call_percent, 4),
  CALL(pw_call_multinomial_test, 3),
  CALL(pw_call_hide_small, 2),
  CALL(pw_call_round_to_base, 2),
  CALL(pw_call_narrow_spans, 3),
  CALL(pw_call_alike, 4),
  CALL(pw_call_assign, 2),
  CALL(pw_call_normalise, 1),
  CALL(pw_call_link, 5),
  CALL(pw_call_scale_score, 5),
  CALL(pw_call_reliability, 2),
  CALL(pw_call_csv_close, 1),
  CALL(pw_call_csv_columns, 6),
  CALL(pw_call_csv_open, 5),
  CALL(pw_call_csv_lay, 4),
  CALL(pw_call_stata_sas_open, 3),
  CALL(pw_call_stata_sas_rows, 5),
  CALL(pw_call_por_open, 2),
  CALL(pw_call_por_rows, 5),
  CALL(pw_call_sav_close, 1),
  CALL(pw_call_sav_open, 2),
  CALL(pw_call_sav_rows, 7),
  CALL(pw_call_write_whole, 3),
  CALL(pw_call_lock_try, 1),
  CALL(pw_call_lock_release, 1),
  {NULL, NULL, 0}
};

attribute_visible void R_init_pairwave(DllInfo *dll) {
  R_registerRoutines(dll, NULL, calls, NULL, NULL);
  R_useDynamicSymbols(dll, FALSE);
  R_forceSymbols(dll, TRUE);
}
