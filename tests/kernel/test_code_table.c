#include "cmocka_all.h"
#include "failing.h"

#include <string.h>

#include "link/code_table.h"

static pw_status add(pw_code_table *table, const char *const *codes, size_t n,
                     int32_t *numbers, pw_error *err) {
  pw_text texts[8];
  for (size_t i = 0; i < n; i++) {
    texts[i] = (pw_text){codes[i], strlen(codes[i])};
  }
  return pw_code_table_add(table, texts, n, numbers, NULL, err);
}

static void a_code_keeps_its_number_over_blocks(void **state) {
  (void)state;
  const char *one[] = {"b 1", "", "A"}, *other[] = {"a", "B1", "-", "c"};
  const int32_t first[] = {1, 0, 2}, then[] = {2, 1, 0, 3};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_code_table *table;
  int32_t numbers[4];
  assert_int_equal(pw_code_table_new(&table, 0, &alloc, NULL), PW_OK);
  assert_int_equal(add(table, one, 3, numbers, NULL), PW_OK);
  assert_memory_equal(numbers, first, sizeof first);
  assert_int_equal(add(table, other, 4, numbers, NULL), PW_OK);
  assert_memory_equal(numbers, then, sizeof then);
  assert_int_equal(pw_code_table_count(table), 3);
  pw_text code = pw_code_table_code(table, 1);
  assert_int_equal(code.length, 2);
  assert_memory_equal(code.bytes, "b1", 2);
  pw_error err;
  const char *bad[] = {"a", "b\xff"};
  assert_int_equal(add(table, bad, 2, numbers, &err), PW_FORMAT);
  assert_int_equal(err.row, 1);
  pw_code_table_free(table);
  assert_int_equal(alloc.in_use, 0);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  const char *codes[] = {"one", "two", "three"};
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    pw_code_table *table;
    int32_t numbers[3];
    walk.status = pw_code_table_new(&table, 0, alloc, NULL);
    if (walk.status == PW_OK) walk.status = add(table, codes, 3, numbers, NULL);
    pw_code_table_free(table);
  } while (failed_cleanly(&walk));
  assert_true(walk.k > 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_code_keeps_its_number_over_blocks),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
