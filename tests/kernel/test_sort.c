#include "cmocka_all.h"

#include <string.h>

#include "base/sort.h"

typedef struct {
  int key;
  int place;
} item;

/* The context says whether keys ascend. */
static int by_key(const void *a, const void *b, const void *context) {
  int x = ((const item *)a)->key, y = ((const item *)b)->key;
  int order = (x > y) - (x < y);
  return *(const int *)context ? order : -order;
}

static void every_length_is_sorted_and_ties_stay(void **state) {
  (void)state;
  enum { MOST = 70 };
  item items[MOST];
  for (int up = 0; up < 2; up++) {
    for (size_t n = 0; n <= MOST; n++) {
      for (size_t i = 0; i < n; i++) {
        items[i].key = (int)(i * 37 % 11);
        items[i].place = (int)i;
      }
      pw_alloc alloc = pw_alloc_unlimited();
      assert_int_equal(
        pw_sort(items, n, sizeof *items, by_key, &up, &alloc, NULL), PW_OK);
      assert_int_equal(alloc.in_use, 0);
      for (size_t i = 1; i < n; i++) {
        int order = by_key(&items[i - 1], &items[i], &up);
        assert_true(order < 0 ||
                    (order == 0 && items[i - 1].place < items[i].place));
      }
    }
  }
}

static void without_memory_nothing_moves(void **state) {
  (void)state;
  item items[] = {{2, 0}, {1, 1}};
  int up = 1;
  pw_alloc alloc = pw_alloc_unlimited();
  alloc.fail_after = 0;
  assert_int_equal(pw_sort(items, 2, sizeof *items, by_key, &up, &alloc, NULL),
                   PW_MEMORY);
  assert_true(items[0].key == 2 && items[1].key == 1);
}

static int stop_at_third(void *asked, double done) {
  (void)done;
  return ++*(int *)asked == 3;
}

/* Whenever it stops, each item is there once. */
static void a_long_one_can_be_stopped(void **state) {
  (void)state;
  enum { MANY = 100000 };
  static item items[MANY];
  static char seen[MANY];
  for (int i = 0; i < MANY; i++) {
    items[i].key = i * 7919 % MANY;
    items[i].place = i;
  }
  int up = 1, asked = 0;
  pw_alloc alloc = pw_alloc_unlimited();
  const pw_stop stop = {stop_at_third, &asked};
  assert_int_equal(
    pw_sort_long(items, MANY, sizeof *items, by_key, &up, &alloc, &stop, NULL),
    PW_STOPPED);
  assert_int_equal(alloc.in_use, 0);
  assert_int_equal(asked, 3);
  for (int i = 0; i < MANY; i++) seen[items[i].place]++;
  for (int i = 0; i < MANY; i++) assert_int_equal(seen[i], 1);
  assert_int_equal(
    pw_sort_long(items, MANY, sizeof *items, by_key, &up, &alloc, &stop, NULL),
    PW_OK);
  for (int i = 0; i < MANY; i++) assert_int_equal(items[i].key, i);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_length_is_sorted_and_ties_stay),
    cmocka_unit_test(without_memory_nothing_moves),
    cmocka_unit_test(a_long_one_can_be_stopped),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
