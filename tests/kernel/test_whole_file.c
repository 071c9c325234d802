#define _DEFAULT_SOURCE
#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "write/whole_file.h"
#include "written.h"

static const char folder[] = "build/kernel/test_whole_file.d";
static const char path[] = "build/kernel/test_whole_file.d/a file";

static int make_folder(void **state) {
  (void)state;
  make_folder_at(folder);
  remove(path);
  return 0;
}

static pw_status write_text(const char *to, const char *text, unsigned mode) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_status status = pw_write_whole(to, text, strlen(text), mode, &alloc, &err);
  assert_int_equal(alloc.in_use, 0);
  if (status != PW_OK) assert_int_equal(err.code, status);
  return status;
}

static void a_file_takes_the_place_of_the_earlier_one(void **state) {
  (void)state;
  assert_int_equal(write_text(path, "the first", 0600), PW_OK);
  expect_file(path, "the first");
  expect_mode(path, 0600);
  assert_int_equal(write_text(path, "another", 0640), PW_OK);
  expect_file(path, "another");
  expect_mode(path, 0640);
  assert_int_equal(write_text(path, "", 0600), PW_OK);
  expect_file(path, "");
  assert_int_equal(count_files(folder), 1);
}

#ifndef _WIN32
static void where_there_is_no_room_the_earlier_file_stays(void **state) {
  (void)state;
  assert_int_equal(write_text(path, "the earlier", 0600), PW_OK);
  size_t length = 1000000;
  char *bytes = calloc(length, 1);
  struct rlimit before = limit_files(4096);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_status status = pw_write_whole(path, bytes, length, 0600, &alloc, &err);
  setrlimit(RLIMIT_FSIZE, &before);
  free(bytes);
  assert_int_equal(status, PW_FULL);
  expect_file(path, "the earlier");
  assert_int_equal(count_files(folder), 1);
}

static void a_device_is_written_into(void **state) {
  (void)state;
  assert_int_equal(write_text("/dev/null", "text", 0600), PW_OK);
  if (access("/dev/full", W_OK) == 0) {
    assert_int_equal(write_text("/dev/full", "text", 0600), PW_FULL);
  }
}
#endif

static void a_place_that_is_none_is_refused(void **state) {
  (void)state;
  assert_int_equal(write_text("build/kernel/no such folder/file", "text", 0600),
                   PW_ARGUMENT);
  assert_int_equal(write_text(folder, "text", 0600), PW_ARGUMENT);
  assert_int_equal(count_files(folder), 1);
}

static void without_memory_nothing_is_written(void **state) {
  (void)state;
  assert_int_equal(write_text(path, "the earlier", 0600), PW_OK);
  pw_alloc alloc = pw_alloc_unlimited();
  alloc.fail_after = 0;
  pw_error err;
  assert_int_equal(pw_write_whole(path, "new", 3, 0600, &alloc, &err),
                   PW_MEMORY);
  expect_file(path, "the earlier");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_file_takes_the_place_of_the_earlier_one),
#ifndef _WIN32
    cmocka_unit_test(where_there_is_no_room_the_earlier_file_stays),
    cmocka_unit_test(a_device_is_written_into),
#endif
    cmocka_unit_test(a_place_that_is_none_is_refused),
    cmocka_unit_test(without_memory_nothing_is_written),
  };
  return cmocka_run_group_tests(tests, make_folder, NULL);
}
