#include "cmocka_all.h"

#include <math.h>

#include "text/unitize.h"

/* Krippendorff 2019, fig. 12.11: three coders of 60 characters. */
static const int32_t coder[] = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2};
static const int32_t value[] = {1, 2, 5, 6, 6, 7, 1, 3, 5, 6, 1, 4, 5, 6, 6, 6};
static const double start[] = {0,  7,  30, 32, 37, 44, 0,  7,
                               13, 32, 0,  7,  13, 32, 37, 41};
static const double end[] = {7,  13, 32, 37, 44, 60, 7,  13,
                             21, 44, 7,  13, 21, 37, 41, 44};
static const pw_segments published = {coder, value, start, end, 16, 3, 7, 60};

static void the_published_example(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_unitize out;
  double by_value[7];
  assert_int_equal(pw_unitize_of(&published, &alloc, &out, by_value, NULL),
                   PW_OK);
  assert_true(fabs(out.all - 0.5099819) < 5e-8);
  assert_true(fabs(out.binary - 0.4135992) < 5e-8);
  assert_true(fabs(out.coded - 0.728) < 5e-4);
  const double expected[] = {1, 0, 0, 0, 1, 1};
  for (int k = 0; k < 6; k++)
    assert_true(fabs(by_value[k] - expected[k]) < 1e-12);
  assert_int_equal(alloc.in_use, 0);
}

/* As the printed formulas have it: every pair of segments and gaps. */
typedef struct {
  int coder, value;
  double from, to;
} piece;

static double overlap(const piece *a, const piece *b) {
  double from = a->from > b->from ? a->from : b->from;
  double to = a->to < b->to ? a->to : b->to;
  return to > from ? to - from : 0;
}

static double by_pairs(const piece *pieces, int n, int coders, int values) {
  double shared[8][8] = {{0}}, sum[8] = {0}, own[8] = {0}, l = 0, corr = 0;
  for (int i = 0; i < n; i++) {
    double length = pieces[i].to - pieces[i].from;
    own[pieces[i].value] += pieces[i].value == 0 ? length : length * length;
    for (int j = 0; j < n; j++) {
      if (pieces[i].coder == pieces[j].coder) continue;
      shared[pieces[i].value][pieces[j].value] +=
        overlap(&pieces[i], &pieces[j]) / (coders - 1);
    }
  }
  for (int c = 0; c <= values; c++) {
    for (int k = 0; k <= values; k++) sum[c] += shared[c][k];
    l += sum[c];
    corr += own[c];
  }
  double same = 0, chance = 0;
  for (int c = 0; c <= values; c++) {
    same += shared[c][c];
    chance += (sum[c] * sum[c] - own[c]) / (l - corr / l);
  }
  return 1 - (l - same) / (l - chance);
}

static void random_texts_agree_with_every_pair_of_pieces(void **state) {
  (void)state;
  uint64_t at = 88172645463325252u;
#define NEXT(n) \
  (at ^= at << 13, at ^= at >> 7, at ^= at << 17, (int)(at >> 33) % (n))
  for (int round = 0; round < 300; round++) {
    int32_t who[64], what[64];
    double from[64], to[64];
    piece pieces[200];
    int coders = 2 + NEXT(3), values = 1 + NEXT(4), n = 0, all = 0;
    for (int i = 0; i < coders; i++) {
      double place = 0;
      while (place < 30) {
        double length = 1 + NEXT(9);
        double stop = place + length > 30 ? 30 : place + length;
        int kind = NEXT(3) == 0 ? 0 : 1 + NEXT(values);
        piece one = {i, kind, place, stop};
        pieces[all++] = one;
        if (kind > 0) {
          who[n] = i;
          what[n] = kind;
          from[n] = place;
          to[n++] = stop;
        }
        place = stop;
      }
    }
    pw_segments given = {who,       what,           from,           to,
                         (size_t)n, (size_t)coders, (size_t)values, 30};
    pw_alloc alloc = pw_alloc_unlimited();
    pw_unitize out;
    double by_value[4];
    assert_int_equal(pw_unitize_of(&given, &alloc, &out, by_value, NULL),
                     PW_OK);
    double expected = by_pairs(pieces, all, coders, values);
    if (isnan(out.all)) assert_false(expected < 1);
    else assert_true(fabs(out.all - expected) < 1e-10);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void what_is_no_unitizing_is_refused(void **state) {
  (void)state;
  const int32_t same[] = {0, 0}, values[] = {1, 1};
  const double from[] = {0, 3}, over[] = {4, 6}, outside[] = {2, 11};
  pw_segments given = {same, values, from, over, 2, 2, 1, 10};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_unitize out;
  double by_value[1];
  pw_error err;
  pw_error_clear(&err);
  assert_int_equal(pw_unitize_of(&given, &alloc, &out, by_value, &err),
                   PW_ARGUMENT);
  assert_int_equal(err.row, 1);
  given.end = outside;
  assert_int_equal(pw_unitize_of(&given, &alloc, &out, by_value, &err),
                   PW_ARGUMENT);
  assert_int_equal(err.row, 1);
  given.coders = 1;
  assert_int_equal(pw_unitize_of(&given, &alloc, &out, by_value, NULL),
                   PW_ARGUMENT);
  /* Nobody marked anything. */
  given.coders = 2;
  given.segments = 0;
  assert_int_equal(pw_unitize_of(&given, &alloc, &out, by_value, NULL), PW_OK);
  assert_true(isnan(out.all) && isnan(out.binary) && isnan(out.coded));
  assert_int_equal(alloc.in_use, 0);
}

static void every_allocation_may_fail(void **state) {
  (void)state;
  pw_unitize out;
  double by_value[7];
  long k = 0;
  for (pw_status status = PW_MEMORY; status != PW_OK; k++) {
    pw_alloc alloc = pw_alloc_unlimited();
    alloc.fail_after = k;
    status = pw_unitize_of(&published, &alloc, &out, by_value, NULL);
    assert_int_equal(alloc.in_use, 0);
    assert_true(status == PW_OK || status == PW_MEMORY);
  }
  assert_true(k > 5);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_published_example),
    cmocka_unit_test(random_texts_agree_with_every_pair_of_pieces),
    cmocka_unit_test(what_is_no_unitizing_is_refused),
    cmocka_unit_test(every_allocation_may_fail),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
