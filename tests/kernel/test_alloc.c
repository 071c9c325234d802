#include "cmocka_all.h"

#include <string.h>

#include "base/alloc.h"

static void bytes_in_use_add_up(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  char *a = pw_alloc_zeroed(&alloc, 10, 3);
  assert_non_null(a);
  for (int i = 0; i < 30; i++) assert_int_equal(a[i], 0);
  memset(a, 'a', 30);
  a = pw_alloc_resize(&alloc, a, 100, 1);
  assert_int_equal(alloc.in_use, 100);
  assert_int_equal(a[29], 'a');
  void *b = pw_alloc_resize(&alloc, NULL, 5, 1);
  assert_int_equal(alloc.in_use, 105);
  pw_free(&alloc, a);
  pw_free(&alloc, b);
  pw_free(&alloc, NULL);
  assert_int_equal(alloc.in_use, 0);
}

static void a_ceiling_holds(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  alloc.ceiling = 64;
  void *a = pw_alloc_zeroed(&alloc, 60, 1);
  assert_non_null(a);
  assert_null(pw_alloc_zeroed(&alloc, 5, 1));
  assert_null(pw_alloc_resize(&alloc, a, 65, 1));
  assert_non_null(a = pw_alloc_resize(&alloc, a, 64, 1));
  pw_free(&alloc, a);
}

static void an_overflowing_product_is_refused(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  assert_null(pw_alloc_zeroed(&alloc, SIZE_MAX / 2, 4));
  assert_null(pw_alloc_zeroed(&alloc, SIZE_MAX, 1));
}

static void the_chosen_request_fails(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  alloc.fail_after = 1;
  void *a = pw_alloc_zeroed(&alloc, 1, 1);
  assert_non_null(a);
  assert_null(pw_alloc_zeroed(&alloc, 1, 1));
  assert_null(pw_alloc_resize(&alloc, a, 2, 1));
  pw_free(&alloc, a);
  assert_int_equal(alloc.in_use, 0);
}

static void a_branch_has_what_is_left_and_leaves_what_it_keeps(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  alloc.ceiling = 100;
  void *mine = pw_alloc_zeroed(&alloc, 60, 1);
  pw_alloc branch = pw_alloc_branch(&alloc);
  assert_null(pw_alloc_zeroed(&branch, 41, 1));
  void *its = pw_alloc_zeroed(&branch, 40, 1);
  assert_non_null(its);
  pw_alloc_join(&alloc, &branch);
  assert_int_equal(alloc.in_use, 100);
  pw_free(&alloc, its);
  pw_free(&alloc, mine);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(bytes_in_use_add_up),
    cmocka_unit_test(a_ceiling_holds),
    cmocka_unit_test(an_overflowing_product_is_refused),
    cmocka_unit_test(the_chosen_request_fails),
    cmocka_unit_test(a_branch_has_what_is_left_and_leaves_what_it_keeps),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
