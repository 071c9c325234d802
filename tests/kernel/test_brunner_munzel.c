#include "cmocka_all.h"

#include <math.h>
#include <string.h>

#include "change/brunner_munzel.h"
#include "failing.h"

static int near(double x, double y) { return fabs(x - y) <= 1e-12 * fabs(y); }

static pw_status compare(const double *const *answers, const double *counts,
                         size_t n, pw_alloc *alloc, pw_brunner_munzel *out) {
  pw_tally tally;
  pw_alloc own = pw_alloc_unlimited();
  assert_int_equal(pw_tally_waves(&tally, &own, answers, 2, counts, n, NULL),
                   PW_OK);
  pw_status status = pw_brunner_munzel_of(&tally, 0, 1, alloc, out, NULL);
  pw_tally_free(&tally);
  return status;
}

static pw_brunner_munzel compared(const double *b, const double *a,
                                  const double *counts, size_t n) {
  pw_alloc alloc = pw_alloc_unlimited();
  const double *answers[] = {b, a};
  pw_brunner_munzel out;
  assert_int_equal(compare(answers, counts, n, &alloc, &out), PW_OK);
  assert_int_equal(alloc.in_use, 0);
  return out;
}

#define MISSING NAN
enum { YES = 14, NO = 11, ALL = YES + NO };

/* The pain scores after an operation of Brunner and Munzel (2000), in two
 * columns with nobody in both. */
static void pain_scores(double *b, double *a) {
  const double yes[YES] = {1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1};
  const double no[NO] = {3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4};
  for (int i = 0; i < ALL; i++) {
    b[i] = i < YES ? yes[i] : MISSING;
    a[i] = i < YES ? MISSING : no[i - YES];
  }
}

static void the_published_example_is_found(void **state) {
  (void)state;
  double b[ALL], a[ALL];
  pain_scores(b, a);
  pw_brunner_munzel out = compared(b, a, NULL, ALL);
  assert_true(near(out.superiority, 0.788961038961039));
  assert_true(near(out.t, 3.13746748230295));
  assert_true(near(out.df, 17.6828419794815));
}

static void a_count_is_so_many_people(void **state) {
  (void)state;
  const double b[] = {1, 2, MISSING}, a[] = {MISSING, 3, 2};
  const double counts[] = {2, 3, 1};
  const double bs[] = {1, 1, 2, 2, 2, MISSING};
  const double as[] = {MISSING, MISSING, 3, 3, 3, 2};
  pw_brunner_munzel counted = compared(b, a, counts, 3);
  pw_brunner_munzel repeated = compared(bs, as, NULL, 6);
  assert_memory_equal(&counted, &repeated, sizeof counted);
  assert_true(near(counted.superiority, (3 * 5 + 2 + 3 * 0.5) / 20));
}

static void the_other_way_round_is_the_rest(void **state) {
  (void)state;
  double b[ALL], a[ALL];
  pain_scores(b, a);
  pw_brunner_munzel out = compared(b, a, NULL, ALL);
  pw_brunner_munzel turned = compared(a, b, NULL, ALL);
  assert_true(near(turned.superiority, 1 - out.superiority));
  assert_true(near(turned.t, -out.t) && near(turned.df, out.df));
}

static void nearly_equal_answers_tie(void **state) {
  (void)state;
  const double b[] = {3.3 - 0.3, 1, 2}, a[] = {3, 1, 2};
  pw_brunner_munzel out = compared(b, a, NULL, 3);
  assert_true(out.superiority == 0.5 && out.t == 0);
}

static void without_an_error_there_is_no_test(void **state) {
  (void)state;
  const double low[] = {1, 2, 2}, high[] = {3, 4, 5};
  pw_brunner_munzel apart = compared(low, high, NULL, 3);
  assert_true(apart.superiority == 1 && apart.error == 0 && isnan(apart.t));
  pw_brunner_munzel one = compared(low, high, NULL, 1);
  assert_true(one.superiority == 1 && isnan(one.error));
  const double none[] = {MISSING};
  assert_true(isnan(compared(none, low, NULL, 1).superiority));
  const double same[] = {2, 2, 2};
  assert_true(isnan(compared(same, same, NULL, 3).t));
}

static void memory_may_run_out(void **state) {
  (void)state;
  double b[ALL], a[ALL];
  pain_scores(b, a);
  const double *answers[] = {b, a};
  pw_brunner_munzel out;
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    walk.status = compare(answers, NULL, ALL, alloc, &out);
  } while (failed_cleanly(&walk));
  assert_true(walk.k >= 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_published_example_is_found),
    cmocka_unit_test(a_count_is_so_many_people),
    cmocka_unit_test(the_other_way_round_is_the_rest),
    cmocka_unit_test(nearly_equal_answers_tie),
    cmocka_unit_test(without_an_error_there_is_no_test),
    cmocka_unit_test(memory_may_run_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
