#include "cmocka_all.h"
#include "failing.h"
#include "stopping.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "link/persons.h"

enum { WAVES = 3, ROWS = 2600, MOST_CODE = 8 };

static const char codes_path[] = "build/test_persons.codes",
                  rows_path[] = "build/test_persons.rows";

static char codes[WAVES][ROWS][MOST_CODE];

/* Of each wave; fewer where all is done over and over. */
static int rows = ROWS;

/* Codes of which many are the same but for case and blanks, and some nothing.
 */
static void make_codes(int different) {
  srand(7);
  for (int k = 0; k < WAVES; k++) {
    for (int i = 0; i < rows; i++) {
      char *code = codes[k][i];
      if (rand() % 20 == 0) strcpy(code, rand() % 2 ? " -" : "");
      else sprintf(code, rand() % 2 ? "a%d " : "A%d", rand() % different);
    }
  }
}

static pw_status add_wave(pw_persons *p, int k, pw_error *err) {
  static pw_text texts[ROWS];
  pw_status status = PW_OK;
  for (int from = 0, n; from < rows && status == PW_OK; from += n) {
    n = rows - from < 700 ? rows - from : 700;
    for (int i = 0; i < n; i++) {
      texts[i] = (pw_text){codes[k][from + i], strlen(codes[k][from + i])};
    }
    status = pw_persons_add(p, from, texts, (size_t)n, NULL, err);
  }
  return status;
}

/* All waves; the second is begun twice, as columns are that turn out to be of
 * another type. */
static pw_status link_all(pw_persons **out, size_t memory, int as_written,
                          pw_duplicate_rule rule, pw_alloc *alloc) {
  pw_persons_plan plan = {as_written, memory, codes_path, rows_path, {1, 2}};
  pw_status status = pw_persons_new(out, &plan, alloc, NULL);
  for (int k = 0; k < WAVES && status == PW_OK; k++) {
    status = pw_persons_wave(*out, 0, rows, NULL);
    if (k == 1 && status == PW_OK) status = add_wave(*out, 0, NULL);
    if (k == 1 && status == PW_OK)
      status = pw_persons_wave(*out, 1, rows, NULL);
    if (status == PW_OK) status = add_wave(*out, k, NULL);
  }
  if (status == PW_OK) status = pw_persons_link(*out, rule, NULL, NULL);
  return status;
}

static void is_same_but_for_numbers(pw_persons *a, pw_persons *b) {
  static int32_t one[ROWS], other[ROWS];
  static int32_t as[WAVES * ROWS + 1], back[WAVES * ROWS + 1];
  memset(as, 0, sizeof as);
  memset(back, 0, sizeof back);
  for (int k = 0; k < WAVES; k++) {
    assert_int_equal(pw_persons_uncoded(a, k), pw_persons_uncoded(b, k));
    assert_int_equal(pw_persons_standing(a, k), pw_persons_standing(b, k));
    assert_int_equal(pw_persons_of(a, k, 0, ROWS, one, NULL), PW_OK);
    /* In pieces, back and forth. */
    assert_int_equal(pw_persons_of(b, k, 900, ROWS - 900, other + 900, NULL),
                     PW_OK);
    assert_int_equal(pw_persons_of(b, k, 0, 900, other, NULL), PW_OK);
    for (int i = 0; i < ROWS; i++) {
      int32_t x = abs(one[i]), y = abs(other[i]);
      assert_int_equal(one[i] > 0, other[i] > 0);
      assert_int_equal(x == 0, y == 0);
      assert_true(y <= pw_persons_count(b));
      if (as[x] == 0 && back[y] == 0) {
        as[x] = y;
        back[y] = x;
      }
      assert_int_equal(as[x], y);
      assert_int_equal(back[y], x);
    }
  }
}

static void people_on_disk_are_those_in_memory(void **state) {
  (void)state;
  const pw_duplicate_rule rules[] = {PW_KEEP_FIRST, PW_KEEP_LAST,
                                     PW_KEEP_MOST_COMPLETE, PW_KEEP_NONE};
  /* At once, in the midst of the first wave, in the midst of a later one. */
  const size_t memories[] = {0, 100000, 200000, 300000};
  int left = 0;
  for (int round = 0; round < 8; round++) {
    make_codes(round % 2 ? 5000 : 300);
    pw_alloc alloc = pw_alloc_unlimited();
    pw_persons *memory;
    assert_int_equal(
      link_all(&memory, SIZE_MAX, round / 4, rules[round % 4], &alloc), PW_OK);
    assert_false(pw_persons_on_disk(memory));
    for (int i = 0; i < 4; i++) {
      pw_persons *disk;
      assert_int_equal(
        link_all(&disk, memories[i], round / 4, rules[round % 4], &alloc),
        PW_OK);
      left += pw_persons_on_disk(disk);
      is_same_but_for_numbers(memory, disk);
      pw_persons_free(disk);
    }
    pw_persons_free(memory);
    assert_int_equal(alloc.in_use, 0);
  }
  assert_true(left > 8 && left < 8 * 4 + 1);
}

static void memory_may_fail_anywhere(void **state) {
  (void)state;
  rows = 1100; /* more than a range of rows that are looked at together */
  make_codes(100);
  for (int disk = 0; disk < 2; disk++) {
    pw_walk walk = {0};
    do {
      pw_persons *p = NULL;
      int32_t person[ROWS];
      walk.status =
        link_all(&p, disk ? 0 : SIZE_MAX, 0, PW_KEEP_FIRST, fail_next(&walk));
      if (walk.status == PW_OK)
        walk.status = pw_persons_of(p, 1, 0, rows, person, NULL);
      pw_persons_free(p);
    } while (failed_cleanly(&walk));
    assert_true(walk.k > 5);
  }
  rows = ROWS;
}

static void a_code_that_is_no_text_has_its_row(void **state) {
  (void)state;
  const pw_text bad[] = {{"a", 1}, {"\xff", 1}};
  for (int disk = 0; disk < 2; disk++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_persons_plan plan = {
      0, disk ? 0 : SIZE_MAX, codes_path, rows_path, {1, 2}};
    pw_persons *p;
    pw_error err;
    assert_int_equal(pw_persons_new(&p, &plan, &alloc, NULL), PW_OK);
    assert_int_equal(pw_persons_wave(p, 0, 2, NULL), PW_OK);
    assert_int_equal(pw_persons_add(p, 0, bad, 2, NULL, &err), PW_FORMAT);
    assert_int_equal(err.row, 1);
    pw_persons_free(p);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void it_stops_when_asked(void **state) {
  (void)state;
  const pw_stop stop = {stop_at_once, NULL};
  make_codes(100);
  for (int disk = 0; disk < 2; disk++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_persons_plan plan = {
      0, disk ? 0 : SIZE_MAX, codes_path, rows_path, {1, 2}};
    pw_persons *p;
    assert_int_equal(pw_persons_new(&p, &plan, &alloc, NULL), PW_OK);
    assert_int_equal(pw_persons_wave(p, 0, ROWS, NULL), PW_OK);
    assert_int_equal(add_wave(p, 0, NULL), PW_OK);
    assert_int_equal(pw_persons_link(p, PW_KEEP_LAST, &stop, NULL), PW_STOPPED);
    pw_persons_free(p);
    assert_int_equal(alloc.in_use, 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(people_on_disk_are_those_in_memory),
    cmocka_unit_test(memory_may_fail_anywhere),
    cmocka_unit_test(a_code_that_is_no_text_has_its_row),
    cmocka_unit_test(it_stops_when_asked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
