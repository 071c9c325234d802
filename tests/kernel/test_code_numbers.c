#include "cmocka_all.h"
#include "failing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "link/code_numbers.h"

#define MOST 4000

static pw_status run(const char *const *codes, size_t n, int as_written,
                     int32_t *numbers, int32_t *count, pw_alloc *alloc,
                     pw_error *err) {
  static pw_text texts[MOST];
  for (size_t i = 0; i < n; i++) {
    texts[i] = (pw_text){codes[i], strlen(codes[i])};
  }
  pw_codes in = {n, texts, as_written};
  pw_status status = pw_number_codes(&in, numbers, count, alloc, NULL, err);
  assert_int_equal(alloc->in_use, 0);
  return status;
}

static void codes_of_one_form_have_one_number(void **state) {
  (void)state;
  const char *codes[] = {"Zo-2", "", "a b 1", "zo2", "AB1", " - ", "\xc3\xa9"};
  const int32_t formed[] = {3, 0, 1, 3, 1, 0, 2},
                written[] = {3, 0, 4, 5, 2, 1, 6};
  int32_t numbers[7], count;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  assert_int_equal(run(codes, 7, 0, numbers, &count, &alloc, &err), PW_OK);
  assert_int_equal(count, 3);
  assert_memory_equal(numbers, formed, sizeof formed);
  assert_int_equal(run(codes, 7, 1, numbers, &count, &alloc, &err), PW_OK);
  assert_int_equal(count, 6);
  assert_memory_equal(numbers, written, sizeof written);
  assert_int_equal(run(codes, 0, 0, numbers, &count, &alloc, &err), PW_OK);
  assert_int_equal(count, 0);
}

/* Codes of few letters and of lengths around the eight bytes that are looked
 * at first, many of which begin alike. */
static void make_codes(char texts[MOST][24], const char **codes) {
  srand(3);
  for (int i = 0; i < MOST; i++) {
    int length = rand() % 20, same = rand() % 2 ? 7 : 0;
    for (int j = 0; j < length; j++) {
      texts[i][j] = (char)(j < same ? 'a' : "ab\xff"[rand() % 3]);
    }
    texts[i][length] = 0;
    codes[i] = texts[i];
  }
}

static int by_text(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void numbers_follow_the_bytes(void **state) {
  (void)state;
  static char texts[MOST][24];
  const char *codes[MOST], *sorted[MOST];
  int32_t numbers[MOST], count;
  make_codes(texts, codes);
  memcpy(sorted, codes, sizeof codes);
  qsort(sorted, MOST, sizeof *sorted, by_text);
  int32_t of_sorted[MOST], number = 0;
  for (int i = 0; i < MOST; i++) {
    int fresh = i == 0 || strcmp(sorted[i], sorted[i - 1]) != 0;
    number += fresh && sorted[i][0] != 0;
    of_sorted[i] = number;
  }
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  assert_int_equal(run(codes, MOST, 1, numbers, &count, &alloc, &err), PW_OK);
  assert_int_equal(count, number);
  for (int i = 0; i < MOST; i++) {
    const char *const *at =
      bsearch(&codes[i], sorted, MOST, sizeof *sorted, by_text);
    assert_int_equal(numbers[i], of_sorted[at - sorted]);
  }
}

static void what_is_no_text_is_refused_at_its_row(void **state) {
  (void)state;
  const char *codes[] = {"a", "b\xff"};
  int32_t numbers[2], count;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_error_clear(&err);
  assert_int_equal(run(codes, 2, 0, numbers, &count, &alloc, &err), PW_FORMAT);
  assert_int_equal(err.row, 1);
  assert_int_equal(err.offset, 1);
}

static int at_once(void *data, double done) {
  (void)done;
  return ++*(int *)data > 1;
}

static void numbering_stops_when_asked(void **state) {
  (void)state;
  static pw_text texts[MOST];
  static int32_t numbers[MOST];
  for (int i = 0; i < MOST; i++) texts[i] = (pw_text){"ab", 2};
  int polls = 0;
  int32_t count;
  pw_codes in = {MOST, texts, 0};
  pw_stop stop = {at_once, &polls};
  pw_alloc alloc = pw_alloc_unlimited();
  assert_int_equal(pw_number_codes(&in, numbers, &count, &alloc, &stop, NULL),
                   PW_STOPPED);
  assert_int_equal(alloc.in_use, 0);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  const char *codes[] = {"b", "a", "b", "longer code 1", "longer code 2", ""};
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    int32_t numbers[6], count;
    walk.status = run(codes, 6, 0, numbers, &count, alloc, NULL);
  } while (failed_cleanly(&walk));
  assert_true(walk.k > 6);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(codes_of_one_form_have_one_number),
    cmocka_unit_test(numbers_follow_the_bytes),
    cmocka_unit_test(what_is_no_text_is_refused_at_its_row),
    cmocka_unit_test(numbering_stops_when_asked),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
