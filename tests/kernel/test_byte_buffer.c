#include <string.h>

#include "cmocka_all.h"

#include "write/byte_buffer.h"

static void bytes_follow_one_another(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_byte_buffer b = pw_byte_buffer_new(&alloc);
  int32_t word = 7;
  double number = 2.5;
  pw_put_i32(&b, word);
  pw_put_padded(&b, "abc", 3, 5);
  pw_put_padded(&b, "abcdef", 6, 2);
  pw_put_fill(&b, '-', 300);
  pw_put_f64(&b, number);
  pw_put_i64(&b, -1);
  pw_put_bytes(&b, NULL, 0);
  assert_int_equal(b.used, 4 + 5 + 2 + 300 + 8 + 8);
  assert_memory_equal(b.bytes, &word, 4);
  assert_memory_equal(b.bytes + 4, "abc  ab--", 9);
  assert_memory_equal(b.bytes + 311, &number, 8);
  pw_byte_buffer_free(&b);
  pw_byte_buffer_free(&b);
  assert_int_equal(alloc.in_use, 0);
}

static void the_first_failure_stays(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_byte_buffer b = pw_byte_buffer_new(&alloc);
  pw_put_i32(&b, 1);
  alloc.fail_after = 0;
  pw_put_fill(&b, ' ', 10000);
  assert_int_equal(b.status, PW_MEMORY);
  alloc.fail_after = -1;
  pw_put_i32(&b, 1);
  assert_int_equal(b.used, 4);
  assert_int_equal(pw_byte_buffer_reserve(&b, 1), 0);
  pw_byte_buffer_free(&b);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(bytes_follow_one_another),
    cmocka_unit_test(the_first_failure_stays),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
