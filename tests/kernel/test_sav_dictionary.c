#include "cmocka_all.h"

#include "read/sav_dictionary.h"
#include "sav_build.h"

static void names_come_from_memory_and_failure_is_clean(void **state) {
  (void)state;
  sav_file f;
  build_sav(&f, 1, 2);
  memcpy(f.at + 92, "odd date and time", 17);
  for (long k = 0;; k++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_dictionary d;
    pw_error err;
    alloc.fail_after = k;
    pw_status status = pw_sav_dictionary_read(&d, bytes_of(&f), NULL, &alloc, &err);
    if (status == PW_OK) {
      assert_int_equal(d.count, 2);
      assert_false(d.variables[0].is_text);
      assert_true(d.variables[1].is_text);
    }
    pw_dictionary_free(&d);
    assert_int_equal(alloc.in_use, 0);
    if (status == PW_OK) return;
    assert_int_equal(status, PW_MEMORY);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(names_come_from_memory_and_failure_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
