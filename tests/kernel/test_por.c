#include "cmocka_all.h"

#include "read/por.h"

static void what_is_not_portable_is_refused(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_por por;
  pw_error err;
  pw_bytes text = {(const unsigned char *)"id,answer\n1,2\n", 14};
  assert_int_not_equal(pw_por_read(&por, text, NULL, 0, &alloc, NULL, &err), PW_OK);
  pw_por_free(&por);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_is_not_portable_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
