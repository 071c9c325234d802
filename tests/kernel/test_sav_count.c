#include "cmocka_all.h"

#include <string.h>

#include "read/sav_count.h"
#include "sav_build.h"

/* A .zsav that declares far more cases than its bytes could hold. */
static void absurd_counts_are_counted(void **state) {
  (void)state;
  for (int compression = 0; compression < 2; compression++) {
    sav_file f;
    pw_sav_records records;
    pw_alloc alloc = pw_alloc_unlimited();
    pw_error err;
    pw_sav_count count;
    build_sav(&f, compression, INT32_MAX);
    pw_source source = pw_source_memory(bytes_of(&f));
    assert_int_equal(pw_sav_records_read(&records, bytes_of(&f), &alloc, &err),
                     PW_OK);
    assert_int_equal(
      pw_sav_cases_count(&records, &source, &count, &alloc, NULL, &err), PW_OK);
    assert_int_equal(count.rows, 2);
    assert_true(count.counted);
    pw_sav_records_free(&records);
    assert_int_equal(alloc.in_use, 0);
  }
}

/* Eight bytes an element, behind the dictionary. */
static void plain_cases_follow_from_the_length(void **state) {
  (void)state;
  pw_sav_records records;
  memset(&records, 0, sizeof records);
  records.elements = 3;
  records.data_offset = 100;
  const int64_t bytes[] = {0, 1, 23, 24, 25, 48, 71};
  const int64_t rows[] = {0, 0, 0, 1, 1, 2, 2},
                beyond[] = {0, 1, 3, 0, 1, 0, 3};
  for (int i = 0; i < 7; i++) {
    pw_sav_count count =
      pw_sav_count_plain(&records, (uint64_t)(100 + bytes[i]));
    assert_int_equal(count.rows, rows[i]);
    assert_int_equal(count.beyond, beyond[i]);
    assert_true(count.counted);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(absurd_counts_are_counted),
    cmocka_unit_test(plain_cases_follow_from_the_length),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
