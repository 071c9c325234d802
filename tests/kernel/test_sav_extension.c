#include <string.h>

#include "cmocka_all.h"

#include "base/bytes.h"
#include "write/sav_extension.h"

static void a_record_says_how_many_items_it_has(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_byte_buffer b = pw_byte_buffer_new(&alloc);
  pw_text text = {"abc", 3};
  size_t begun = pw_sav_begin_extension(&b, 20, 1);
  pw_sav_put_text(&b, text);
  pw_sav_put_counted(&b, text);
  pw_sav_end_extension(&b, begun, 1);
  const int32_t head[] = {7, 20, 1, 10};
  assert_int_equal(b.used, sizeof head + 10);
  assert_memory_equal(b.bytes, head, sizeof head);
  assert_int_equal(pw_read_i32(b.bytes + 19, 0), 3);
  begun = pw_sav_begin_extension(&b, 16, 8);
  pw_put_i64(&b, 1);
  pw_put_i64(&b, 2);
  pw_sav_end_extension(&b, begun, 8);
  assert_int_equal(pw_read_i32(b.bytes + 26 + 12, 0), 2);
  pw_byte_buffer_free(&b);
}

static void a_record_without_data_is_taken_back(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_byte_buffer b = pw_byte_buffer_new(&alloc);
  pw_put_i32(&b, 5);
  pw_sav_end_extension(&b, pw_sav_begin_extension(&b, 17, 1), 1);
  assert_int_equal(b.used, 4);
  pw_byte_buffer_free(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_record_says_how_many_items_it_has),
    cmocka_unit_test(a_record_without_data_is_taken_back),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
