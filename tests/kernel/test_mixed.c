#include "cmocka_all.h"
#include "stopping.h"

#include <math.h>

#include "change/mixed.h"
#include "change/paired.h"
#include "obrien_columns.h"

static pw_mixed mixed(const double *weights, size_t n, size_t waves) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_mixed out;
  pw_tally_waves(&tally, &alloc, answers, waves, weights, n, NULL);
  assert_int_equal(pw_mixed_of(&tally, &alloc, NULL, &out, NULL), PW_OK);
  pw_tally_free(&tally);
  assert_int_equal(alloc.in_use, 0);
  return out;
}

static void near(double found, double wanted) {
  assert_true(fabs(found - wanted) <= 1e-10 * fmax(1, fabs(wanted)));
}

static double variance(const double of[PW_MIXED_WAVES][PW_MIXED_WAVES],
                       size_t i, size_t j) {
  return of[i][i] + of[j][j] - 2 * of[i][j];
}

/* Of the contrast of two of three waves. */
static double df(const pw_mixed *out, size_t i, size_t j) {
  static const size_t at[3][3] = {{0, 1, 2}, {1, 3, 4}, {2, 4, 5}};
  const size_t elements[] = {at[i][i], at[j][j], at[i][j]};
  const double times[] = {1, 1, -2};
  double model = variance(out->model, i, j), spread = 0;
  for (size_t a = 0; a < 3; a++) {
    for (size_t b = 0; b < 3; b++) {
      spread += times[a] * times[b] * out->spread[elements[a]][elements[b]];
    }
  }
  return 2 * model * model / spread;
}

static void complete_answers_are_the_paired_t_tests(void **state) {
  (void)state;
  begin();
  pw_mixed out = mixed(NULL, 16, 3);
  assert_int_equal(out.outcome, PW_MIXED_CLOSED);
  for (size_t i = 0; i < 3; i++) {
    for (size_t j = i + 1; j < 3; j++) {
      pw_alloc alloc = pw_alloc_unlimited();
      pw_tally pairs;
      pw_paired t;
      pw_tally_pairs(&pairs, &alloc, answers[i], answers[j], NULL, 16, NULL);
      const pw_signed_rank unranked = pw_signed_rank_none();
      pw_paired_of(&pairs, &unranked, &t);
      pw_tally_free(&pairs);
      near(out.mean[j] - out.mean[i], t.moments.mean_change);
      near(sqrt(variance(out.covariance, i, j)), t.moments.sd_change / 4);
      near(df(&out, i, j), 15);
    }
  }
}

/* Where only the last wave is lost, its mean is that of the fitted values of
 * fup ~ pre + post over everyone, in R by lm(). */
static void a_lost_last_wave_has_a_closed_form(void **state) {
  (void)state;
  begin();
  fup[2] = fup[9] = fup[14] = NAN;
  pw_mixed out = mixed(NULL, 16, 3);
  assert_int_equal(out.outcome, PW_MIXED_CLOSED);
  near(out.mean[0], 4.375);
  near(out.mean[1], 5.75);
  near(out.mean[2], 6.255751391465679);
  assert_true(out.n == 16 && df(&out, 0, 1) > 14.9 && df(&out, 0, 2) < 15);
}

/* With the waves in another order the same answers are not monotone, so EM
 * must find what the closed form says. */
static void em_finds_the_closed_form(void **state) {
  (void)state;
  begin();
  fup[2] = fup[9] = fup[14] = NAN;
  pw_mixed closed = mixed(NULL, 16, 3);
  for (int i = 0; i < 16; i++) {
    double x = pre[i];
    pre[i] = fup[i];
    fup[i] = x;
  }
  pw_mixed em = mixed(NULL, 16, 3);
  assert_int_equal(em.outcome, PW_MIXED_ITERATED);
  for (size_t i = 0; i < 3; i++) {
    near(em.mean[i], closed.mean[2 - i]);
    for (size_t j = 0; j < 3; j++) {
      near(em.sigma[i][j], closed.sigma[2 - i][2 - j]);
      near(em.covariance[i][j], closed.covariance[2 - i][2 - j]);
      if (i != j) near(df(&em, i, j), df(&closed, 2 - i, 2 - j));
    }
  }
}

static void a_weight_is_so_many_people(void **state) {
  (void)state;
  begin();
  double weights[16];
  for (int i = 0; i < 8; i++) weights[i] = 2;
  post[1] = pre[3] = fup[5] = NAN;
  pw_mixed weighted = mixed(weights, 8, 3);
  for (int i = 0; i < 8; i++) {
    pre[i + 8] = pre[i];
    post[i + 8] = post[i];
    fup[i + 8] = fup[i];
  }
  pw_mixed repeated = mixed(NULL, 16, 3);
  assert_int_equal(repeated.outcome, PW_MIXED_ITERATED);
  for (size_t j = 0; j < 3; j++) near(weighted.mean[j], repeated.mean[j]);
  near(weighted.covariance[0][2], repeated.covariance[0][2]);
  near(df(&weighted, 0, 2), df(&repeated, 0, 2));
}

static void what_does_not_exist_is_said(void **state) {
  (void)state;
  begin();
  assert_int_equal(mixed(NULL, 0, 3).outcome, PW_MIXED_TOO_FEW);
  assert_int_equal(mixed(NULL, 3, 3).outcome, PW_MIXED_SINGULAR);
  assert_int_equal(mixed(NULL, 16, 1).outcome, PW_MIXED_WAVES_OUT);
  for (int i = 0; i < 16; i++) post[i] = pre[i] + 1;
  pw_mixed out = mixed(NULL, 16, 3);
  assert_int_equal(out.outcome, PW_MIXED_SINGULAR);
  assert_true(isnan(out.mean[1]) && isnan(out.spread[0][0]) && out.n == 16);
  begin();
  for (int i = 0; i < 16; i++) *(i < 8 ? &pre[i] : &fup[i]) = NAN;
  assert_int_equal(mixed(NULL, 16, 3).outcome, PW_MIXED_TOO_FEW);
  for (int i = 0; i < 16; i++) pre[i] = 2;
  assert_int_equal(mixed(NULL, 16, 2).outcome, PW_MIXED_SINGULAR);
}

static void it_stops_and_fails_cleanly(void **state) {
  (void)state;
  begin();
  for (int i = 0; i < 16; i++)
    *(i < 6 ? &pre[i] : i < 12 ? &post[i] : &fup[i]) = NAN;
  pw_alloc own = pw_alloc_unlimited();
  pw_tally tally;
  pw_mixed out;
  pw_stop stop = {stop_at_once, NULL};
  pw_tally_waves(&tally, &own, answers, 3, NULL, 16, NULL);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_status status = pw_mixed_of(&tally, &alloc, &stop, &out, NULL);
  assert_true(status == PW_STOPPED || out.outcome == PW_MIXED_ITERATED);
  alloc.fail_after = 0;
  assert_int_equal(pw_mixed_of(&tally, &alloc, NULL, &out, NULL), PW_MEMORY);
  assert_int_equal(alloc.in_use, 0);
  pw_tally_free(&tally);
  assert_int_equal(own.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(complete_answers_are_the_paired_t_tests),
    cmocka_unit_test(a_lost_last_wave_has_a_closed_form),
    cmocka_unit_test(em_finds_the_closed_form),
    cmocka_unit_test(a_weight_is_so_many_people),
    cmocka_unit_test(what_does_not_exist_is_said),
    cmocka_unit_test(it_stops_and_fails_cleanly),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
