#include <stdlib.h>

#include "cmocka_all.h"

#include "read/sav_records.h"
#include "sav_build.h"

static void layout_is_found(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_sav_records records;
  sav_file f;
  build_sav(&f, 1, 2);
  assert_int_equal(pw_sav_records_read(&records, bytes_of(&f), &alloc, NULL),
                   PW_OK);
  assert_int_equal(records.count, 2);
  assert_int_equal(records.elements, 3);
  assert_int_equal(records.variables[1].width, 12);
  assert_int_equal(records.variables[1].elements, 2);
  assert_int_equal(records.data_offset, 176 + 3 * 32 + 8);
  assert_int_equal(records.header_cases, 2);
  assert_int_equal(records.record_cases, -1);
  pw_sav_records_free(&records);
  assert_int_equal(alloc.in_use, 0);
}

static void every_cut_of_the_dictionary_is_refused(void **state) {
  (void)state;
  sav_file f;
  build_sav(&f, 1, 2);
  for (size_t n = 0; n < 176 + 3 * 32 + 8; n++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_sav_records records;
    pw_error err;
    pw_bytes cut = {f.at, n};
    pw_status status = pw_sav_records_read(&records, cut, &alloc, &err);
    assert_int_equal(status, n > 0 && n < 4 ? PW_FORMAT : PW_TRUNCATED);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void bad_records_and_encryption_are_refused(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_sav_records records;
  pw_error err;
  sav_file f;
  build_sav(&f, 1, 2);
  f.at[176] = 42;
  assert_int_equal(pw_sav_records_read(&records, bytes_of(&f), &alloc, &err),
                   PW_FORMAT);
  assert_int_equal(err.offset, 176);
  memcpy(f.at + 8, "ENCRYPTEDSAV", 12);
  assert_int_equal(pw_sav_records_read(&records, bytes_of(&f), &alloc, &err),
                   PW_UNSUPPORTED);
  pw_bytes text = {(const unsigned char *)"id,answer\n", 10};
  assert_int_equal(pw_sav_records_read(&records, text, &alloc, &err),
                   PW_FORMAT);
}

/* A hang once: a few megabytes of names that no variable has kept the
 * search for very long strings busy for hours. */
static void made_up_long_strings_end_soon(void **state) {
  (void)state;
  enum { VARIABLES = 10000, NAMES = 100000, NAME = 7 };
  sav_file part;
  add_header(&part, 0, 0);
  size_t size = part.n + 32 * VARIABLES + 16 + NAME * NAMES + 8, n = part.n;
  unsigned char *file = malloc(size);
  assert_non_null(file);
  memcpy(file, part.at, part.n);
  for (int i = 0; i < VARIABLES; i++, n += part.n) {
    part.n = 0;
    add_variable_record(&part, 0, "X       ");
    memcpy(file + n, part.at, part.n);
  }
  part.n = 0;
  add_i32(&part, 7), add_i32(&part, 14), add_i32(&part, 1),
    add_i32(&part, NAME * NAMES);
  memcpy(file + n, part.at, part.n);
  n += part.n;
  for (int i = 0; i < NAMES; i++, n += NAME)
    memcpy(file + n, "Q=300\0\t", NAME);
  part.n = 0;
  add_end(&part);
  memcpy(file + n, part.at, part.n);
  n += part.n;
  assert_int_equal(n, size);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_sav_records records;
  pw_error err;
  pw_bytes bytes = {file, size};
  assert_int_equal(pw_sav_records_read(&records, bytes, &alloc, &err),
                   PW_FORMAT);
  assert_string_equal(
    err.message, "very long strings are named that the file does not hold");
  assert_int_equal(alloc.in_use, 0);
  free(file);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(layout_is_found),
    cmocka_unit_test(every_cut_of_the_dictionary_is_refused),
    cmocka_unit_test(bad_records_and_encryption_are_refused),
    cmocka_unit_test(made_up_long_strings_end_soon),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
