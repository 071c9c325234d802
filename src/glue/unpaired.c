#include "calls.h"
#include "tally.h"

#include <math.h>

#include "change/brunner_munzel.h"
#include "change/overlapping.h"
#include "change/paired.h"
#include "named.h"

/* Finds how many people of a tally are in both waves, and the correlation of
 * their answers: 0 where these do not vary, as nothing varies together. */
static pw_status find_pairs(const pw_tally *tally, size_t from, size_t to,
                            double *pairs, double *r, pw_error *err) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally both;
  pw_paired found;
  pw_status status = pw_tally_contrast(&both, tally, from, to, &alloc, err);
  if (status == PW_OK) {
    pw_signed_rank none = pw_signed_rank_none();
    pw_paired_of(&both, &none, &found);
    *pairs = found.moments.n;
    *r = found.effects[PW_EFFECT_R];
    if (isnan(*r) && *pairs >= 2) *r = 0;
  }
  pw_tally_free(&both);
  return status;
}

/* The error, t and df for each assumed r, were everyone of the smaller wave in
 * the other as well: three rows, NA where there is none. */
static SEXP assumed_of(const pw_sample *before, const pw_sample *after,
                       SEXP r) {
  int n = (int)XLENGTH(r);
  SEXP out = Rf_allocMatrix(REALSXP, 3, n);
  for (int i = 0; i < n; i++) {
    pw_overlapping found;
    pw_overlapping_of(before, after, fmin(before->n, after->n), REAL(r)[i],
                      PW_SPREADS_UNEQUAL, &found);
    const double values[] = {found.error, found.t, found.df};
    for (int j = 0; j < 3; j++) {
      REAL(out)[3 * i + j] = isnan(values[j]) ? NA_REAL : values[j];
    }
  }
  return out;
}

/* Two waves, counted from 1, of a group of a tally, whoever answered in them:
 * list(figures, named numbers with NA where one does not exist; assumed, a
 * column for each of the correlations `r`, double). */
SEXP pw_call_unpaired(SEXP tally, SEXP group, SEXP from, SEXP to, SEXP r) {
  const char *names[] = {"figures", "assumed", ""};
  pw_error err;
  const pw_tally *own = pw_group_of(tally, group, &err);
  if (own == NULL) return pw_kernel_error(&err);
  size_t earlier = (size_t)Rf_asInteger(from) - 1;
  size_t later = (size_t)Rf_asInteger(to) - 1;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_brunner_munzel ranks;
  double pairs = 0, correlation = NAN;
  if (find_pairs(own, earlier, later, &pairs, &correlation, &err) != PW_OK ||
      pw_brunner_munzel_of(own, earlier, later, &alloc, &ranks, &err) !=
        PW_OK) {
    return pw_kernel_error(&err);
  }
  pw_sample before, after;
  pw_overlapping apart, unequal, equal;
  pw_sample_of(own, earlier, &before);
  pw_sample_of(own, later, &after);
  pw_overlapping_of(&before, &after, 0, 0, PW_SPREADS_UNEQUAL, &apart);
  pw_overlapping_of(&before, &after, pairs, correlation, PW_SPREADS_UNEQUAL,
                    &unequal);
  pw_overlapping_of(&before, &after, pairs, correlation, PW_SPREADS_EQUAL,
                    &equal);
  const pw_named values[] = {{"n_before", before.n},
                             {"n_after", after.n},
                             {"n_both", pairs},
                             {"mean_before", before.mean},
                             {"sd_before", before.sd},
                             {"mean_after", after.mean},
                             {"sd_after", after.sd},
                             {"change", apart.change},
                             {"error", apart.error},
                             {"t", apart.t},
                             {"df", apart.df},
                             {"superiority", ranks.superiority},
                             {"error_superiority", ranks.error},
                             {"t_superiority", ranks.t},
                             {"df_superiority", ranks.df},
                             {"r", correlation},
                             {"error_linked", unequal.error},
                             {"t_linked", unequal.t},
                             {"df_linked", unequal.df},
                             {"error_linked_pooled", equal.error},
                             {"t_linked_pooled", equal.t},
                             {"df_linked_pooled", equal.df}};
  SEXP result = PROTECT(Rf_mkNamed(VECSXP, names));
  pw_put(result, "figures",
         pw_named_doubles(values, sizeof values / sizeof *values));
  pw_put(result, "assumed", assumed_of(&before, &after, r));
  UNPROTECT(1);
  return result;
}
