#include "cmocka_all.h"
#include "drawing.h"

#include <math.h>
#include <string.h>

#include "text/alpha.h"

enum { MOST = 64 };
static const double score[] = {1, 2, 3, 4, 5};

static pw_alpha alpha_of(const int32_t *ratings, size_t units, size_t coders,
                         const pw_alpha_scale *scale) {
  static pw_coincidence parts[MOST * 36];
  pw_alloc alloc = pw_alloc_unlimited();
  pw_coincidences all;
  double work[64 * 65];
  size_t n =
    pw_coincidences_in(ratings, units, coders, scale->categories, NULL, parts);
  assert_int_equal(pw_coincidences_of(parts, n, NULL, &alloc, &all, NULL),
                   PW_OK);
  pw_alpha out = pw_alpha_of(&all, scale, work);
  pw_coincidences_free(&all);
  assert_int_equal(alloc.in_use, 0);
  return out;
}

static size_t from_text(const char *text, int32_t *to) {
  size_t n = 0;
  for (; *text != '\0'; text++) {
    if (*text == '|') continue;
    to[n++] = *text == '.' ? -1 : *text - '1';
  }
  return n;
}

/* Krippendorff 2011: 12 units, four coders, and n = 40 pairable values. */
static void krippendorff(void **state) {
  (void)state;
  int32_t ratings[48];
  assert_int_equal(from_text("123321412...|1233224125.3|.333234225"
                             "1.|12332441251.",
                             ratings),
                   48);
  const double expected[] = {.7434211, .8153875, .8491071, .7974028};
  for (int metric = PW_NOMINAL; metric <= PW_RATIO; metric++) {
    pw_alpha_scale scale = {(pw_metric)metric, 5, score, NULL};
    pw_alpha out = alpha_of(ratings, 12, 4, &scale);
    assert_true(fabs(out.alpha - expected[metric]) < 5e-8);
    assert_true(fabs(out.pairable - 40) < 1e-12);
  }
}

/* Oracle of nine units of sets, with the distances given. */
static void distances_as_given(void **state) {
  (void)state;
  /* {}, A, B, AB, AC, ABC, C */
  int32_t ratings[18];
  const int32_t first[] = {0, 1, 1, 1, 3, 3, 5, 6, 6};
  const int32_t second[] = {0, 0, 1, 2, 1, 4, 5, 4, 4};
  for (int u = 0; u < 9; u++) {
    ratings[u] = first[u];
    ratings[9 + u] = second[u];
  }
  const int bits[] = {0, 1, 2, 3, 5, 7, 4};
  double distance[49];
  for (int a = 0; a < 7; a++) {
    for (int b = 0; b < 7; b++) {
      int both = 0, either = 0;
      for (int k = 0; k < 3; k++) {
        both += (bits[a] & bits[b]) >> k & 1;
        either += (bits[a] | bits[b]) >> k & 1;
      }
      distance[7 * a + b] = either == 0 ? 0 : 1 - (double)both / either;
    }
  }
  pw_alpha_scale scale = {PW_DISTANCE, 7, NULL, distance};
  pw_alpha out = alpha_of(ratings, 9, 2, &scale);
  assert_true(fabs(out.alpha - .3156200) < 5e-8);
  assert_true(fabs(out.observed - .462963) < 5e-7);
  assert_true(fabs(out.expected - .676471) < 5e-7);
}

/* Alpha of participants' units, counted one by one. */
static void draws_keep_the_units_of_a_participant_together(void **state) {
  (void)state;
  enum { UNITS = 12, TIMES = 400 };
  int32_t ratings[2 * UNITS];
  uint32_t participant[UNITS];
  uint64_t seed = 88172645463325252u;
  for (int u = 0; u < UNITS; u++) {
    participant[u] = (uint32_t)u / 3;
    ratings[u] = next(&seed) < .5;
    ratings[UNITS + u] = next(&seed) < .8 ? ratings[u] : !ratings[u];
  }
  static pw_coincidence parts[MOST * 36];
  pw_alloc alloc = pw_alloc_unlimited();
  pw_coincidences all;
  double values[TIMES];
  pw_random random = {uniform, binomial, &seed};
  pw_alpha_scale scale = {PW_NOMINAL, 2, NULL, NULL};
  size_t n = pw_coincidences_in(ratings, UNITS, 2, 2, participant, parts);
  assert_int_equal(pw_coincidences_of(parts, n, NULL, &alloc, &all, NULL),
                   PW_OK);
  assert_int_equal(
    pw_alpha_resample(&all, &scale, TIMES, &random, NULL, values, NULL), PW_OK);
  pw_coincidences_free(&all);
  assert_int_equal(alloc.in_use, 0);
  /* Each is the alpha of one of the 4^4 draws of four participants. */
  static double possible[256];
  for (int draw = 0; draw < 256; draw++) {
    int32_t drawn[2 * UNITS];
    for (int i = 0; i < 4; i++) {
      int who = draw >> 2 * i & 3;
      for (int k = 0; k < 3; k++) {
        drawn[3 * i + k] = ratings[3 * who + k];
        drawn[UNITS + 3 * i + k] = ratings[UNITS + 3 * who + k];
      }
    }
    possible[draw] = alpha_of(drawn, UNITS, 2, &scale).alpha;
  }
  for (int k = 0; k < TIMES; k++) {
    int found = 0;
    for (int draw = 0; draw < 256 && !found; draw++) {
      found = fabs(possible[draw] - values[k]) < 1e-12 ||
        (isnan(possible[draw]) && isnan(values[k]));
    }
    assert_true(found);
  }
}

static void what_does_not_exist_is_nan(void **state) {
  (void)state;
  int32_t same[] = {1, 1, 1, 1}, none[] = {1, -1, -1, 1};
  pw_alpha_scale scale = {PW_NOMINAL, 2, NULL, NULL};
  pw_alpha out = alpha_of(same, 2, 2, &scale);
  assert_true(isnan(out.alpha) && out.observed == 0 && out.expected == 0);
  out = alpha_of(none, 2, 2, &scale);
  assert_true(isnan(out.alpha) && out.pairable == 0);
}

static void every_allocation_may_fail(void **state) {
  (void)state;
  int32_t ratings[48];
  from_text("123321412...|1233224125.3|.3332342251.|12332441251.", ratings);
  static pw_coincidence parts[MOST * 36];
  pw_alpha_scale scale = {PW_ORDINAL, 5, NULL, NULL};
  uint64_t seed = 1;
  pw_random random = {uniform, binomial, &seed};
  double values[10];
  pw_status status = PW_MEMORY;
  long k = 0;
  for (; status != PW_OK; k++) {
    pw_alloc alloc = pw_alloc_unlimited();
    alloc.fail_after = k;
    pw_coincidences all;
    size_t n = pw_coincidences_in(ratings, 12, 4, 5, NULL, parts);
    status = pw_coincidences_of(parts, n, NULL, &alloc, &all, NULL);
    if (status == PW_OK) {
      status = pw_alpha_resample(&all, &scale, 10, &random, NULL, values, NULL);
    }
    pw_coincidences_free(&all);
    assert_int_equal(alloc.in_use, 0);
  }
  assert_true(k > 7);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(krippendorff),
    cmocka_unit_test(distances_as_given),
    cmocka_unit_test(draws_keep_the_units_of_a_participant_together),
    cmocka_unit_test(what_does_not_exist_is_nan),
    cmocka_unit_test(every_allocation_may_fail),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
