#include "cmocka_all.h"
#include "stopping.h"

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

static char *patterned(size_t length) {
  char *bytes = malloc(length);
  for (size_t i = 0; i < length; i++) bytes[i] = (char)(i * 7 + i / 251);
  return bytes;
}

static void a_file_may_be_read_part_by_part(void **state) {
  (void)state;
  size_t length = 1000000;
  char *bytes = patterned(length);
  write_bytes(bytes, length);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_file file;
  assert_int_equal(pw_file_open_later(&file, path, &alloc, NULL, NULL), PW_OK);
  assert_int_equal(file.length, length);
  for (int round = 0; round < 2; round++) {
    for (size_t at = 0; at < length; at += 33333) {
      const char *to = file.bytes + at + 33333; /* may lie behind the end */
      size_t n = length - at < 33333 ? length - at : 33333;
      assert_int_equal(pw_file_see(&file, file.bytes + at, to, NULL), PW_OK);
      assert_memory_equal(file.bytes + at, bytes + at, n);
      pw_file_pass(&file, file.bytes + at);
    }
  }
  assert_int_equal(pw_file_see(NULL, bytes, bytes + 1, NULL), PW_OK);
  pw_file_pass(NULL, bytes);
  pw_file_close(&file, &alloc);
  assert_int_equal(alloc.in_use, 0);
  free(bytes);
  remove(path);
}

static void bytes_are_those_of_the_file(void **state) {
  (void)state;
  size_t length = 1000000;
  char *bytes = patterned(length);
  write_bytes(bytes, length);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_file file;
  assert_int_equal(pw_file_open(&file, path, 2, &alloc, NULL, NULL), PW_OK);
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
  assert_int_equal(pw_file_open(&file, path, 2, &alloc, NULL, NULL), PW_OK);
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

static void a_file_that_shrinks_meanwhile_is_an_error(void **state) {
  (void)state;
  write_bytes("a,b\n1,2\n", 8);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_file file;
  pw_error err;
  pw_stop stop = {shorten, NULL};
  assert_int_equal(pw_file_open(&file, path, 2, &alloc, &stop, &err),
                   PW_TRUNCATED);
  assert_int_equal(file.length, 0);
  stop.poll = stop_at_once;
  assert_int_equal(pw_file_open(&file, path, 2, &alloc, &stop, &err),
                   PW_STOPPED);
  assert_int_equal(alloc.in_use, 0);
  remove(path);
}

/* Whatever has been forgotten, what is recalled is as it was; and a stretch
 * that lies only partly within what is forgotten stays. */
static void what_is_forgotten_is_read_again(void **state) {
  (void)state;
  size_t length = 3 * PW_FILE_STRETCH + 12345;
  char *bytes = patterned(length);
  write_bytes(bytes, length);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_file file;
  pw_error err;
  assert_int_equal(pw_file_open(&file, path, 2, &alloc, NULL, &err), PW_OK);
  assert_memory_equal(file.bytes, bytes, length);
  srand(3);
  for (int i = 0; i < 40; i++) {
    size_t from = i % 8 == 0 ? 0 : (size_t)rand() % length;
    size_t to = i % 4 == 0 ? length : from + (size_t)rand() % (length - from);
    pw_file_forget(&file, from, to);
    assert_memory_equal(file.bytes, bytes, from);
    assert_memory_equal(file.bytes + to, bytes + to, length - to);
    size_t start = (size_t)rand() % length;
    size_t end = start + (size_t)rand() % (length - start);
    assert_int_equal(pw_file_recall(&file, start, end, &err), PW_OK);
    assert_memory_equal(file.bytes + start, bytes + start, end - start);
    assert_int_equal(pw_file_recall(&file, 0, length, &err), PW_OK);
    assert_memory_equal(file.bytes, bytes, length);
  }
  pw_file_close(&file, &alloc);
  assert_int_equal(alloc.in_use, 0);
  free(bytes);
  remove(path);
}

/* Bytes of two versions of a file must not be mixed. Where nothing is
 * forgotten, nothing is read again. */
static void what_has_changed_is_not_read_again(void **state) {
  (void)state;
  size_t length = 2 * PW_FILE_STRETCH;
  char *bytes = patterned(length + 1);
  for (int shorter = 0; shorter < 2; shorter++) {
    write_bytes(bytes, length);
    pw_alloc alloc = pw_alloc_unlimited();
    pw_file file;
    pw_error err;
    pw_error_clear(&err);
    assert_int_equal(pw_file_open(&file, path, 2, &alloc, NULL, &err), PW_OK);
    write_bytes(bytes, shorter ? 100 : length + 1);
    assert_int_equal(pw_file_recall(&file, 0, length, &err), PW_OK);
    assert_memory_equal(file.bytes, bytes, length);
    pw_file_forget(&file, 0, PW_FILE_STRETCH);
    assert_memory_equal(file.bytes + PW_FILE_STRETCH, bytes + PW_FILE_STRETCH,
                        PW_FILE_STRETCH);
    pw_status status = pw_file_recall(&file, 5, 6, &err);
#ifdef _WIN32
    assert_int_equal(status, PW_OK);
#else
    assert_int_equal(status, PW_TRUNCATED);
    assert_string_equal(err.message,
                        shorter ? "it became shorter while it was read"
                                : "it was changed while it was read");
    /* Nor is it taken for read the next time. */
    assert_int_equal(pw_file_recall(&file, 5, 6, &err), PW_TRUNCATED);
#endif
    pw_file_close(&file, &alloc);
    assert_int_equal(alloc.in_use, 0);
  }
  free(bytes);
  remove(path);
}

static void want_of_memory_is_an_error(void **state) {
  (void)state;
  write_bytes("a,b\n1,2\n", 8);
  pw_status status = PW_MEMORY;
  for (long k = 0; status != PW_OK; k++) {
    pw_alloc alloc = pw_alloc_unlimited();
    alloc.fail_after = k;
    pw_file file;
    status = pw_file_open(&file, path, 2, &alloc, NULL, NULL);
    assert_true(status == PW_OK || status == PW_MEMORY);
    assert_int_equal(file.length, status == PW_OK ? 8 : 0);
    pw_file_close(&file, &alloc);
    assert_int_equal(alloc.in_use, 0);
  }
  remove(path);
}

static void an_empty_file_is_fine(void **state) {
  (void)state;
  write_bytes("", 0);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_file file;
  assert_int_equal(pw_file_open(&file, path, 2, &alloc, NULL, NULL), PW_OK);
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
  assert_int_equal(
    pw_file_open(&file, "build/no such file", 2, &alloc, NULL, &err),
    PW_ARGUMENT);
  assert_int_equal(pw_file_open(&file, "build", 2, &alloc, NULL, &err),
                   PW_ARGUMENT);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(bytes_are_those_of_the_file),
    cmocka_unit_test(a_file_may_be_read_part_by_part),
    cmocka_unit_test(a_file_may_shrink_while_it_is_open),
    cmocka_unit_test(a_file_that_shrinks_meanwhile_is_an_error),
    cmocka_unit_test(what_is_forgotten_is_read_again),
    cmocka_unit_test(what_has_changed_is_not_read_again),
    cmocka_unit_test(want_of_memory_is_an_error),
    cmocka_unit_test(an_empty_file_is_fine),
    cmocka_unit_test(what_is_no_file_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
