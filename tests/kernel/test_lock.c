#include "cmocka_all.h"

#include "write/lock.h"

static const char path[] = "build/kernel/test_lock.file";

static void a_lock_is_held_by_one(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_lock one, other;
  assert_int_equal(pw_lock_try(path, &one, &alloc, &err), PW_OK);
  assert_true(one != PW_NO_LOCK);
  assert_int_equal(pw_lock_try(path, &other, &alloc, &err), PW_OK);
  assert_true(other == PW_NO_LOCK);
  pw_lock_release(other);
  pw_lock_release(one);
  assert_int_equal(pw_lock_try(path, &other, &alloc, &err), PW_OK);
  assert_true(other != PW_NO_LOCK);
  pw_lock_release(other);
  assert_int_equal(alloc.in_use, 0);
}

static void a_name_without_a_folder_is_in_this_one(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_lock lock;
  assert_int_equal(pw_lock_try("file", &lock, &alloc, NULL), PW_OK);
  assert_true(lock != PW_NO_LOCK);
  pw_lock_release(lock);
}

static void a_folder_that_is_not_there_is_an_error(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_lock lock;
  assert_int_equal(
    pw_lock_try("build/no such folder/file", &lock, &alloc, &err), PW_ARGUMENT);
  assert_true(lock == PW_NO_LOCK);
}

static void without_memory_nothing_is_locked(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  alloc.fail_after = 0;
  pw_error err;
  pw_lock lock;
  assert_int_equal(pw_lock_try(path, &lock, &alloc, &err), PW_MEMORY);
  assert_true(lock == PW_NO_LOCK);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_lock_is_held_by_one),
    cmocka_unit_test(a_name_without_a_folder_is_in_this_one),
    cmocka_unit_test(a_folder_that_is_not_there_is_an_error),
    cmocka_unit_test(without_memory_nothing_is_locked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
