#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

static const char *path = "build/kernel/test_file.tmp";

static void write_bytes(const char *bytes, size_t length) {
  FILE *out = fopen(path, "wb");
  assert_non_null(out);
  assert_int_equal(fwrite(bytes, 1, length, out), length);
  fclose(out);
}

static void bytes_are_those_of_the_file(void **state) {
  (void)state;
  size_t length = 1000000;
  char *bytes = malloc(length);
  for (size_t i = 0; i < length; i++) bytes[i] = (char)(i * 7 + i / 251);
  write_bytes(bytes, length);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_file file;
  assert_int_equal(pw_file_open(&file, path, &alloc, NULL), PW_OK);
  assert_int_equal(file.length, length);
  assert_memory_equal(file.bytes, bytes, length);
  pw_file_forget(&file, 3, length - 5);
  pw_file_forget(&file, 0, length);
  pw_file_forget(&file, 10, 20);
  assert_memory_equal(file.bytes, bytes, length);
  pw_file_close(&file, &alloc);
  pw_file_close(&file, &alloc);
  assert_int_equal(alloc.in_use, 0);
  free(bytes);
  remove(path);
}

static void an_empty_file_is_fine(void **state) {
  (void)state;
  write_bytes("", 0);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_file file;
  assert_int_equal(pw_file_open(&file, path, &alloc, NULL), PW_OK);
  assert_int_equal(file.length, 0);
  assert_non_null(file.bytes);
  pw_file_close(&file, &alloc);
  remove(path);
}

static void what_is_no_file_is_refused(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_file file;
  pw_error err;
  assert_int_equal(pw_file_open(&file, "build/no such file", &alloc, &err),
                   PW_ARGUMENT);
  assert_int_equal(pw_file_open(&file, "build", &alloc, &err), PW_ARGUMENT);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(bytes_are_those_of_the_file),
    cmocka_unit_test(an_empty_file_is_fine),
    cmocka_unit_test(what_is_no_file_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
