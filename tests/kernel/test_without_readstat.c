/* Linked with without_readstat.c in place of what it stands for. */
#include "cmocka_all.h"

#include <string.h>

#include "read/por.h"
#include "read/stata_sas.h"
#include "read/without_readstat.h"

static void all_is_refused_and_nothing_held(void **state) {
  (void)state;
  assert_int_equal(pw_has_readstat(), 0);
  unsigned char byte = 0;
  pw_bytes file = {&byte, 1};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_por por;
  memset(&por, 0xff, sizeof por);
  assert_int_equal(pw_por_read(&por, file, NULL, 0, &alloc, NULL, &err),
                   PW_UNSUPPORTED);
  assert_int_equal(por.rows, 0);
  pw_por_free(&por);
  pw_stata_sas table;
  memset(&table, 0xff, sizeof table);
  assert_int_equal(
    pw_stata_sas_open(&table, file, PW_STATA, NULL, 0, &alloc, NULL, &err),
    PW_UNSUPPORTED);
  int64_t rows = 1;
  assert_int_equal(pw_stata_sas_read(&table, file, NULL, 0, 0, NULL, &rows,
                                     &alloc, NULL, &err),
                   PW_UNSUPPORTED);
  assert_int_equal(rows, 0);
  pw_stata_sas_free(&table);
  pw_stata_sas_free(&table);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(all_is_refused_and_nothing_held),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
