#include "cmocka_all.h"

#include <math.h>

#include "change/mixed.h"
#include "obrien_columns.h"

static pw_mixed fit(void) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_mixed out;
  pw_tally_waves(&tally, &alloc, answers, 3, NULL, 16, NULL);
  assert_int_equal(pw_mixed_of(&tally, &alloc, NULL, &out, NULL), PW_OK);
  pw_tally_free(&tally);
  return out;
}

static double error_of(const double of[PW_MIXED_WAVES][PW_MIXED_WAVES],
                       size_t i, size_t j) {
  return sqrt(of[i][i] + of[j][j] - 2 * of[i][j]);
}

static void near(double found, double wanted) {
  assert_true(fabs(found - wanted) <= 1e-9 * fabs(wanted));
}

static void complete_answers_need_no_adjustment(void **state) {
  (void)state;
  begin();
  pw_mixed out = fit();
  for (size_t i = 0; i < 3; i++) {
    for (size_t j = 0; j < 3; j++) {
      near(out.covariance[i][j], out.model[i][j]);
    }
  }
}

/* kenward_roger() of tests/testthat/helper-likelihood.R, in plain R with every
 * answer a row and nothing gathered by groups. */
static void lost_answers_widen_the_errors(void **state) {
  (void)state;
  begin();
  fup[2] = fup[9] = fup[14] = NAN;
  pw_mixed out = fit();
  assert_int_equal(out.outcome, PW_MIXED_CLOSED);
  near(error_of(out.covariance, 0, 1), 0.436606229914323);
  near(error_of(out.covariance, 1, 2), 0.293972388105864);
  near(error_of(out.covariance, 0, 2), 0.444502866541759);
  near(error_of(out.model, 0, 2), 0.441053413527210);
  post[0] = post[3] = pre[6] = NAN;
  out = fit();
  assert_int_equal(out.outcome, PW_MIXED_ITERATED);
  near(error_of(out.covariance, 0, 1), 0.442817724807816);
  near(error_of(out.covariance, 1, 2), 0.365387561496070);
  near(error_of(out.covariance, 0, 2), 0.460312651845087);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(complete_answers_need_no_adjustment),
    cmocka_unit_test(lost_answers_widen_the_errors),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
