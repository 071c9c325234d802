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

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_length_is_sorted_and_ties_stay),
    cmocka_unit_test(without_memory_nothing_moves),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
