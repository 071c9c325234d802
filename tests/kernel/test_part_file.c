#define _DEFAULT_SOURCE
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cmocka_all.h"

#include "failing.h"
#include "write/part_file.h"
#include "written.h"

static const char folder[] = "build/kernel/test_part_file.d";
static const char path[] = "build/kernel/test_part_file.d/file";

static int make_folder(void **state) {
  (void)state;
  make_folder_at(folder);
  remove(path);
  return 0;
}

static void pieces_become_a_file_when_it_is_whole(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_part_file *part;
  assert_int_equal(pw_part_open(&part, path, 0640, &alloc, &err), PW_OK);
  assert_int_equal(pw_part_append(part, "....", 4, &err), PW_OK);
  assert_int_equal(pw_part_append(part, " and more", 9, &err), PW_OK);
  assert_int_equal(pw_part_overwrite(part, 1, "ab", 2, &err), PW_OK);
  assert_int_equal(pw_part_append(part, "!", 1, &err), PW_OK);
  assert_int_equal(access(path, F_OK), -1);
  assert_int_equal(pw_part_commit(part, &err), PW_OK);
  pw_part_free(part);
  expect_file(path, ".ab. and more!");
  expect_mode(path, 0640);
  assert_int_equal(count_files(folder), 1);
  assert_int_equal(alloc.in_use, 0);
}

static void what_is_not_committed_leaves_nothing(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_part_file *part;
  assert_int_equal(pw_part_open(&part, path, 0600, &alloc, &err), PW_OK);
  assert_int_equal(pw_part_append(part, "other", 5, &err), PW_OK);
  pw_part_free(part);
  expect_file(path, ".ab. and more!");
  assert_int_equal(count_files(folder), 1);
  pw_part_free(NULL);
}

#ifndef _WIN32
static void devices_take_bytes_as_they_come(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_part_file *part;
  assert_int_equal(pw_part_open(&part, "/dev/null", 0600, &alloc, &err), PW_OK);
  assert_int_equal(pw_part_append(part, "a", 1, &err), PW_OK);
  assert_int_equal(pw_part_overwrite(part, 0, "b", 1, &err), PW_ARGUMENT);
  assert_int_equal(pw_part_commit(part, &err), PW_OK);
  pw_part_free(part);
}
#endif

static void a_place_that_is_none_is_refused(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_part_file *part;
  assert_int_equal(pw_part_open(&part, "no such folder/x", 0600, &alloc, &err),
                   PW_ARGUMENT);
  assert_null(part);
}

static void every_allocation_may_fail(void **state) {
  (void)state;
  pw_walk walk = {0};
  do {
    pw_error err;
    pw_part_file *part;
    walk.status = pw_part_open(&part, path, 0600, fail_next(&walk), &err);
    pw_part_free(part);
  } while (failed_cleanly(&walk));
  assert_int_equal(walk.k, 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(pieces_become_a_file_when_it_is_whole),
    cmocka_unit_test(what_is_not_committed_leaves_nothing),
#ifndef _WIN32
    cmocka_unit_test(devices_take_bytes_as_they_come),
#endif
    cmocka_unit_test(a_place_that_is_none_is_refused),
    cmocka_unit_test(every_allocation_may_fail),
  };
  return cmocka_run_group_tests(tests, make_folder, NULL);
}
