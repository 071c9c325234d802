#include "cmocka_all.h"

#include <stdio.h>
#include <string.h>

#include "base/source.h"

static void check_reads(pw_source *source) {
  unsigned char to[8];
  assert_int_equal(source->length, 10);
  assert_int_equal(pw_source_read(source, 2, to, 4), 4);
  assert_memory_equal(to, "2345", 4);
  assert_int_equal(pw_source_read(source, 6, to, 8), 4);
  assert_memory_equal(to, "6789", 4);
  assert_int_equal(pw_source_read(source, 0, to, 1), 1);
  assert_memory_equal(to, "0", 1);
  assert_int_equal(pw_source_read(source, 10, to, 1), 0);
  assert_int_equal(pw_source_read(source, UINT64_MAX, to, 8), 0);
}

static void memory_and_files_read_alike(void **state) {
  (void)state;
  pw_bytes bytes = {(const unsigned char *)"0123456789", 10};
  pw_source source = pw_source_memory(bytes);
  check_reads(&source);
  pw_source_close(&source);
  static const char path[] = "build/kernel/test_source.file";
  FILE *out = fopen(path, "wb");
  assert_non_null(out);
  assert_int_equal(fwrite("0123456789", 1, 10, out), 10);
  fclose(out);
  assert_int_equal(pw_source_open(&source, path, NULL), PW_OK);
  check_reads(&source);
  pw_source_close(&source);
  pw_source_close(&source);
  remove(path);
  assert_int_equal(pw_source_open(&source, path, NULL), PW_ARGUMENT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(memory_and_files_read_alike)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
