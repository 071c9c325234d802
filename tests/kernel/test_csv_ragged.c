#include "cmocka_all.h"

#include <string.h>

#include "read/csv_ragged.h"

static void records_come_in_order_by_line(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_ragged_list list;
  memset(&list, 0, sizeof list);
  const char *text = "a,b\n1\n2,3\n\"4\n4\"\n5\n";
  pw_csv_ragged later[] = {{2, 1, 10, NULL, 0}, {3, 1, 16, NULL, 0}};
  pw_csv_ragged first = {0, 1, 4, text, 3};
  assert_int_equal(pw_csv_ragged_add(&list, later, 2, 3, &alloc, NULL), PW_OK);
  assert_int_equal(pw_csv_ragged_add(&list, &first, 1, 3, &alloc, NULL), PW_OK);
  assert_int_equal(pw_csv_ragged_add(&list, NULL, 0, 3, &alloc, NULL), PW_OK);
  pw_csv_ragged_order(&list, text);
  assert_int_equal(list.count, 3);
  assert_int_equal(list.at[0].offset, 1);
  assert_int_equal(list.at[1].offset, 3);
  assert_int_equal(list.at[2].offset, 5);
  pw_error err;
  assert_int_equal(pw_csv_ragged_add(&list, &first, 1, 2, &alloc, &err),
                   PW_RANGE);
  assert_int_equal(err.offset, 4);
  pw_csv_ragged_free(&list, &alloc);
  assert_int_equal(alloc.in_use, 0);
  alloc.fail_after = 0;
  assert_int_equal(pw_csv_ragged_add(&list, &first, 1, 9, &alloc, &err),
                   PW_MEMORY);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(records_come_in_order_by_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
