#include "cmocka_all.h"

#include <string.h>

#include "base/bytes.h"

/* 1.5 in both orders, at an odd address. */
static const unsigned char little[] = {0, 0, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f};
static const unsigned char big[] = {0, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0};

static int machine_is_big(void) {
  const uint16_t one = 1;
  unsigned char first;
  memcpy(&first, &one, 1);
  return first == 0;
}

static void doubles_in_both_orders(void **state) {
  (void)state;
  assert_true(pw_read_f64(little + 2, machine_is_big()) == 1.5);
  assert_true(pw_read_f64(big + 1, !machine_is_big()) == 1.5);
}

static void integers_in_both_orders(void **state) {
  (void)state;
  const unsigned char bytes[] = {0xff, 0xfe, 0xff, 0xff, 0xff};
  assert_int_equal(pw_read_i32(bytes + 1, machine_is_big()), -2);
  const unsigned char turned[] = {0xff, 0xff, 0xff, 0xff, 0xfe};
  assert_int_equal(pw_read_i32(turned + 1, !machine_is_big()), -2);
  assert_true(pw_read_u64(little + 2, machine_is_big()) ==
              UINT64_C(0x3ff8000000000000));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(doubles_in_both_orders),
    cmocka_unit_test(integers_in_both_orders),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
