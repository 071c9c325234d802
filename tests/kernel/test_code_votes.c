#include "cmocka_all.h"
#include "drawing.h"

#include <math.h>
#include <string.h>

#include "text/code_votes.h"

static uint64_t seed = 88172645463325252u;
static int draw(int n) { return next_below(&seed, n); }

enum { UNITS = 20, CODES = 3, CODERS = 3, PEOPLE = 6, CODINGS = 60 };

typedef struct {
  int32_t unit[CODINGS], code[CODINGS], coder[CODINGS];
  uint64_t readers[UNITS];
  uint32_t participant[UNITS];
  pw_codings codings;
} example;

static void fill(example *e) {
  for (int u = 0; u < UNITS; u++) {
    e->readers[u] = (uint64_t)draw(1 << CODERS);
    e->participant[u] = (uint32_t)draw(PEOPLE);
  }
  for (int i = 0; i < CODINGS; i++) {
    e->unit[i] = draw(UNITS);
    e->code[i] = draw(CODES);
    e->coder[i] = draw(CODERS);
  }
  pw_codings codings = {e->unit,        e->code, e->coder, CODINGS, e->readers,
                        e->participant, UNITS,   CODES,    CODERS,  PEOPLE};
  e->codings = codings;
}

static int used_it(const example *e, int unit, int code, int coder) {
  if (!(e->readers[unit] >> coder & 1)) return 0;
  for (int i = 0; i < CODINGS; i++) {
    if (e->unit[i] == unit && e->code[i] == code && e->coder[i] == coder) {
      return 1;
    }
  }
  return 0;
}

static int readers_in(const example *e, int unit) {
  int m = 0;
  for (int g = 0; g < CODERS; g++) m += e->readers[unit] >> g & 1;
  return m;
}

/* As a table of every unit, code and coder has it. */
static void random_codings_agree_with_the_whole_table(void **state) {
  (void)state;
  for (int round = 0; round < 300; round++) {
    example e;
    fill(&e);
    pw_alloc alloc = pw_alloc_unlimited();
    pw_code_votes votes;
    assert_int_equal(pw_code_votes_of(&e.codings, &alloc, &votes, NULL), PW_OK);
    for (int code = 0; code < CODES; code++) {
      double units[16], used[CODERS], expected[16] = {0}, by[CODERS] = {0};
      int32_t ratings[UNITS * CODERS];
      for (int u = 0; u < UNITS; u++) {
        int y = 0;
        for (int g = 0; g < CODERS; g++) {
          int yes = used_it(&e, u, code, g);
          ratings[g * UNITS + u] = e.readers[u] >> g & 1 ? yes : -1;
          y += yes;
          by[g] += yes;
        }
        expected[readers_in(&e, u) * (CODERS + 1) + y]++;
      }
      pw_code_votes_in(&votes, (size_t)code, units, used);
      for (int i = 0; i < 16; i++) assert_true(units[i] == expected[i]);
      for (int g = 0; g < CODERS; g++) assert_true(used[g] == by[g]);
      pw_coincidences sparse, whole;
      pw_coincidence parts[UNITS * CODERS * CODERS];
      pw_alpha_scale scale = {PW_NOMINAL, 2, NULL, NULL};
      double work[6];
      size_t n =
        pw_coincidences_in(ratings, UNITS, CODERS, 2, e.participant, parts);
      assert_int_equal(pw_coincidences_of(parts, n, NULL, &alloc, &whole, NULL),
                       PW_OK);
      assert_int_equal(
        pw_code_coincidences(&votes, (size_t)code, &sparse, NULL), PW_OK);
      /* The same participants in the same patterns. */
      assert_int_equal(sparse.length, whole.length);
      for (size_t p = 0; p < whole.length; p++) {
        assert_true(sparse.count[p] == whole.count[p]);
      }
      double a = pw_alpha_of(&sparse, &scale, work).alpha;
      double b = pw_alpha_of(&whole, &scale, work).alpha;
      assert_true((isnan(a) && isnan(b)) || fabs(a - b) < 1e-12);
      pw_code_cells(units, CODERS, work);
      double c = pw_alpha_of_cells(work, &scale, work + 4).alpha;
      assert_true((isnan(a) && isnan(c)) || fabs(a - c) < 1e-12);
      pw_coincidences_free(&sparse);
      pw_coincidences_free(&whole);
    }
    pw_code_votes_free(&votes);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void too_many_coders(void **state) {
  (void)state;
  pw_codings codings = {0};
  codings.coders = 65;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_code_votes votes;
  assert_int_equal(pw_code_votes_of(&codings, &alloc, &votes, NULL),
                   PW_ARGUMENT);
  pw_code_votes_free(&votes);
}

static void every_allocation_may_fail(void **state) {
  (void)state;
  example e;
  fill(&e);
  pw_status status = PW_MEMORY;
  long k = 0;
  for (; status != PW_OK; k++) {
    pw_alloc alloc = pw_alloc_unlimited();
    alloc.fail_after = k;
    pw_code_votes votes;
    pw_coincidences all;
    status = pw_code_votes_of(&e.codings, &alloc, &votes, NULL);
    if (status == PW_OK) {
      status = pw_code_coincidences(&votes, 0, &all, NULL);
      pw_coincidences_free(&all);
    }
    pw_code_votes_free(&votes);
    assert_int_equal(alloc.in_use, 0);
  }
  assert_true(k > 15);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(random_codings_agree_with_the_whole_table),
    cmocka_unit_test(too_many_coders),
    cmocka_unit_test(every_allocation_may_fail),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
