#include "cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "read/sav_cases.h"
#include "read/sav_sieve.h"

static void short_gaps_are_kept(void **state) {
  (void)state;
  pw_sav_span spans[4];
  pw_sav_sieve s;
  memset(&s, 0, sizeof s);
  s.spans = spans;
  assert_int_equal(pw_sav_sieve_part(&s, PW_SAV_GAP, 0), 0);
  assert_int_equal(pw_sav_sieve_part(&s, 8, 1), 1);
  assert_int_equal(pw_sav_sieve_part(&s, PW_SAV_GAP - 8, 0), 1);
  assert_int_equal(pw_sav_sieve_part(&s, 16, 1), 1);
  assert_int_equal(pw_sav_sieve_part(&s, PW_SAV_GAP + 8, 0), 0);
  assert_int_equal(pw_sav_sieve_part(&s, 8, 1), 1);
  assert_int_equal(s.n, 2);
  assert_int_equal(s.spans[0].from, PW_SAV_GAP);
  assert_int_equal(s.spans[0].length, PW_SAV_GAP + 16);
  assert_int_equal(s.spans[1].from, 3 * PW_SAV_GAP + 24);
  assert_int_equal(s.spans[1].length, 8);
  assert_int_equal(s.kept, PW_SAV_GAP + 24);
  assert_true(pw_sav_sieve_helps(&s, s.kept));
  assert_false(pw_sav_sieve_helps(&s, s.kept - 1));
}

enum { VARIABLES = 60, ELEMENTS = 80, CASES = 700, ALL = CASES * ELEMENTS };

static double elements[ALL + ELEMENTS];
static double numbers[VARIABLES][CASES];

/* Reads random columns of random rows in random blocks, and looks each cell up
 * where it lies in the file. */
static void columns_are_those_of_the_whole(void **state) {
  (void)state;
  srand(21);
  for (int i = 0; i < ALL + ELEMENTS; i++) elements[i] = rand() % 1000;
  int sieved = 0;
  for (int round = 0; round < 60; round++) {
    pw_sav_variable variables[VARIABLES];
    pw_sav_records records;
    int first[VARIABLES], used = 0, wanted[VARIABLES], n = 0;
    memset(variables, 0, sizeof variables);
    memset(&records, 0, sizeof records);
    for (; n < VARIABLES && used < ELEMENTS; n++) {
      int text = rand() % 4 == 0 && used + 3 <= ELEMENTS;
      variables[n].elements = text ? 3 : 1;
      variables[n].width = text ? 24 : 0;
      first[n] = used;
      used += variables[n].elements;
    }
    records.variables = variables;
    records.count = n;
    records.elements = used;
    records.compression = PW_SAV_PLAIN;
    records.sysmis = -1e300;
    int64_t cases = ALL / used, beyond = rand() % used;
    pw_bytes bytes = {(const unsigned char *)elements,
                      (size_t)(cases * used + beyond) * 8};
    if (cases > CASES) {
      cases = CASES;
      beyond = 0;
      bytes.length = (size_t)cases * (size_t)used * 8;
    }
    pw_source source = pw_source_memory(bytes);
    pw_sav_column columns[VARIABLES];
    memset(columns, 0, sizeof columns);
    int64_t skip = rand() % cases, rows = 1 + rand() % (cases - skip);
    int64_t half = rows / 2;
    for (int i = 0; i < n; i++) {
      wanted[i] = rand() % 12 == 0;
      if (!wanted[i]) continue;
      if (variables[i].width > 0) columns[i].text = 1;
      else columns[i].numbers = numbers[i];
    }
    pw_alloc alloc = pw_alloc_unlimited();
    pw_sav_cases *c;
    int64_t got, done = 0, to = half;
    assert_int_equal(pw_sav_cases_open(&c, &records, &source, columns, skip,
                                       half, -9, round % 2, &alloc, NULL, NULL),
                     PW_OK);
    for (int part = 0; part < 2; part++, to = rows) {
      if (part == 1) {
        /* The rest goes on in the same columns, behind what is there. */
        pw_sav_column after[VARIABLES];
        memcpy(after, columns, sizeof after);
        for (int i = 0; i < n; i++) {
          if (after[i].numbers != NULL) after[i].numbers += half;
        }
        assert_int_equal(
          pw_sav_cases_more(c, after, 0, rows - half, NULL, NULL), PW_OK);
      }
      for (;;) {
        assert_int_equal(pw_sav_cases_next(c, NULL, &got, NULL), PW_OK);
        if (got == 0) break;
        int t = 0;
        for (int i = 0; i < n; i++) {
          if (!columns[i].text) continue;
          for (int64_t r = 0; r < got; r++) {
            pw_text text = pw_sav_cases_text(c, t, r);
            const char *at =
              (const char *)(elements + (skip + done + r) * used + first[i]);
            size_t length = 0;
            while (length < 24 && at[length] != 0) length++;
            while (length > 0 && at[length - 1] == ' ') length--;
            assert_int_equal(text.length, length);
            assert_memory_equal(text.bytes, at, length);
          }
          t++;
        }
        done += got;
      }
      assert_int_equal(done, to);
    }
    for (int i = 0; i < n; i++) {
      for (int64_t r = 0; columns[i].numbers != NULL && r < rows; r++)
        assert_true(numbers[i][r] == elements[(skip + r) * used + first[i]]);
    }
    pw_sav_count rest;
    assert_int_equal(pw_sav_cases_rest(c, NULL, &rest, NULL), PW_OK);
    assert_int_equal(rest.rows, cases - skip - rows);
    assert_int_equal(rest.beyond, beyond);
    pw_sav_cases_free(c);
    assert_int_equal(alloc.in_use, 0);
    sieved += used > 0;
  }
  assert_true(sieved > 50);
}

/* A source that became shorter since it was opened. */
static void a_file_that_is_cut_ends(void **state) {
  (void)state;
  pw_sav_variable variables[ELEMENTS];
  pw_sav_records records;
  memset(variables, 0, sizeof variables);
  memset(&records, 0, sizeof records);
  for (int i = 0; i < ELEMENTS; i++) variables[i].elements = 1;
  records.variables = variables;
  records.count = records.elements = ELEMENTS;
  records.compression = PW_SAV_PLAIN;
  pw_bytes bytes = {(const unsigned char *)elements, 30 * ELEMENTS * 8 + 8};
  pw_source source = pw_source_memory(bytes);
  pw_sav_column columns[ELEMENTS];
  memset(columns, 0, sizeof columns);
  columns[40].numbers = numbers[0];
  for (int shorter = 0; shorter < 2; shorter++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_sav_cases *c;
    int64_t got, rows = 0;
    assert_int_equal(pw_sav_cases_open(&c, &records, &source, columns, 0, 50,
                                       -9, 0, &alloc, NULL, NULL),
                     PW_OK);
    if (shorter) source.length = 20 * ELEMENTS * 8 + 41 * 8 - 1;
    do {
      assert_int_equal(pw_sav_cases_next(c, NULL, &got, NULL), PW_OK);
      rows += got;
    } while (got > 0);
    assert_int_equal(rows, shorter ? 20 : 30);
    pw_sav_cases_free(c);
    assert_int_equal(alloc.in_use, 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(short_gaps_are_kept),
    cmocka_unit_test(columns_are_those_of_the_whole),
    cmocka_unit_test(a_file_that_is_cut_ends),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
