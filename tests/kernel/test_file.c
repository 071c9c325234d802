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
  assert_int_equal(pw_file_open(&file, path, &alloc, NULL, NULL), PW_OK);
  assert_int_equal(file.length, length);
  assert_memory_equal(file.bytes, bytes, length);
  assert_memory_equal(file.bytes, bytes, length);
  pw_file_close(&file, &alloc);
  pw_file_close(&file, &alloc);
  assert_int_equal(alloc.in_use, 0);
  free(bytes);
  remove(path);
}

/* What has been opened stays as it was, whatever becomes of the file: another
 * program may write it anew at any time. */
static void a_file_may_shrink_while_it_is_open(void **state) {
  (void)state;
  size_t length = 3000000;
  char *bytes = malloc(length);
  memset(bytes, 'x', length);
  write_bytes(bytes, length);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_file file;
  assert_int_equal(pw_file_open(&file, path, &alloc, NULL, NULL), PW_OK);
  write_bytes("", 0);
  assert_int_equal(file.length, length);
  assert_memory_equal(file.bytes, bytes, length);
  pw_file_close(&file, &alloc);
  assert_int_equal(alloc.in_use, 0);
  free(bytes);
  remove(path);
}

static int shorten(void *data, double done) {
  (void)data;
  (void)done;
  write_bytes("a", 1);
  return 0;
}

static int at_once(void *data, double done) {
  (void)data;
  (void)done;
  return 1;
}

static void a_file_that_shrinks_meanwhile_is_an_error(void **state) {
  (void)state;
  write_bytes("a,b\n1,2\n", 8);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_file file;
  pw_error err;
  pw_stop stop = {shorten, NULL};
  assert_int_equal(pw_file_open(&file, path, &alloc, &stop, &err), PW_TRUNCATED);
  assert_int_equal(file.length, 0);
  stop.poll = at_once;
  assert_int_equal(pw_file_open(&file, path, &alloc, &stop, &err), PW_STOPPED);
  assert_int_equal(alloc.in_use, 0);
  remove(path);
}

static void an_empty_file_is_fine(void **state) {
  (void)state;
  write_bytes("", 0);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_file file;
  assert_int_equal(pw_file_open(&file, path, &alloc, NULL, NULL), PW_OK);
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
  assert_int_equal(pw_file_open(&file, "build/no such file", &alloc, NULL, &err),
                   PW_ARGUMENT);
  assert_int_equal(pw_file_open(&file, "build", &alloc, NULL, &err), PW_ARGUMENT);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(bytes_are_those_of_the_file),
    cmocka_unit_test(a_file_may_shrink_while_it_is_open),
    cmocka_unit_test(a_file_that_shrinks_meanwhile_is_an_error),
    cmocka_unit_test(an_empty_file_is_fine),
    cmocka_unit_test(what_is_no_file_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
