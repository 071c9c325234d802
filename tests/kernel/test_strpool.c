#include "cmocka_all.h"
#include "failing.h"
#include "stopping.h"

#include <stdio.h>
#include <string.h>

#include "base/strpool.h"

static void ids_follow_first_appearance(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_strpool *pool;
  int32_t id;
  assert_int_equal(pw_strpool_new(&pool, &alloc, NULL), PW_OK);
  for (int round = 0; round < 2; round++) {
    for (int32_t i = 0; i < 5000; i++) {
      char text[16];
      int length = snprintf(text, sizeof text, "answer %d", (int)i);
      assert_int_equal(pw_strpool_intern(pool, text, (size_t)length, &id, NULL),
                       PW_OK);
      assert_int_equal(id, i);
    }
  }
  assert_int_equal(pw_strpool_count(pool), 5000);
  pw_text text = pw_strpool_text(pool, 4999);
  assert_int_equal(text.length, 11);
  assert_memory_equal(text.bytes, "answer 4999", 11);
  pw_strpool_free(pool);
  assert_int_equal(alloc.in_use, 0);
}

static void many_at_once_are_as_one_by_one(void **state) {
  (void)state;
  enum { MANY = 1000 };
  static char bytes[MANY][8];
  pw_text texts[MANY];
  int32_t ids[MANY], id;
  for (int i = 0; i < MANY; i++) {
    int length = snprintf(bytes[i], sizeof bytes[i], "%d", i * i % 317);
    pw_text text = {bytes[i], (size_t)length};
    texts[i] = text;
  }
  pw_alloc alloc = pw_alloc_unlimited();
  pw_strpool *together, *single;
  assert_int_equal(pw_strpool_new(&together, &alloc, NULL), PW_OK);
  assert_int_equal(pw_strpool_new(&single, &alloc, NULL), PW_OK);
  assert_int_equal(pw_strpool_intern_all(together, texts, MANY, ids, NULL),
                   PW_OK);
  for (int i = 0; i < MANY; i++) {
    assert_int_equal(
      pw_strpool_intern(single, texts[i].bytes, texts[i].length, &id, NULL),
      PW_OK);
    assert_int_equal(ids[i], id);
  }
  assert_int_equal(pw_strpool_count(together), pw_strpool_count(single));
  pw_strpool_free(together);
  pw_strpool_free(single);
  assert_int_equal(alloc.in_use, 0);
}

static void nul_and_length_count(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_strpool *pool;
  int32_t none, one, two;
  pw_strpool_new(&pool, &alloc, NULL);
  pw_strpool_intern(pool, "", 0, &none, NULL);
  pw_strpool_intern(pool, "\0", 1, &one, NULL);
  pw_strpool_intern(pool, "\0\0", 2, &two, NULL);
  assert_true(none == 0 && one == 1 && two == 2);
  pw_strpool_free(pool);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  char text[100000];
  memset(text, 'x', sizeof text);
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    pw_strpool *pool;
    pw_error err;
    walk.status = pw_strpool_new(&pool, alloc, &err);
    for (size_t i = 1; walk.status == PW_OK && i < 300; i++) {
      int32_t id;
      walk.status = pw_strpool_intern(pool, text, i * 300, &id, &err);
    }
    pw_strpool_free(pool);
    assert_int_equal(err.code, PW_MEMORY);
  } while (failed_cleanly(&walk));
}

static void finding_adds_nothing(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_strpool *pool;
  int32_t id;
  assert_int_equal(pw_strpool_new(&pool, &alloc, NULL), PW_OK);
  assert_int_equal(pw_strpool_find(pool, "a", 1), -1);
  assert_int_equal(pw_strpool_intern(pool, "a", 1, &id, NULL), PW_OK);
  assert_int_equal(pw_strpool_find(pool, "a", 1), id);
  assert_int_equal(pw_strpool_find(pool, "", 0), -1);
  assert_int_equal(pw_strpool_count(pool), 1);
  pw_strpool_free(pool);
}

static void room_can_be_made_before_or_not(void **state) {
  (void)state;
  enum { MANY = 70000 };
  const pw_stop stop = {stop_at_once, NULL};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_strpool *pool;
  char text[16];
  int32_t id;
  assert_int_equal(pw_strpool_new(&pool, &alloc, NULL), PW_OK);
  assert_int_equal(pw_strpool_reserve(pool, 3, NULL, NULL), PW_OK);
  for (int i = 0; i < MANY; i++) {
    int length = snprintf(text, sizeof text, "%d", i);
    assert_int_equal(pw_strpool_intern(pool, text, (size_t)length, &id, NULL),
                     PW_OK);
    assert_int_equal(id, i);
  }
  size_t before = alloc.in_use;
  assert_int_equal(pw_strpool_reserve(pool, 4 * MANY, &stop, NULL), PW_STOPPED);
  assert_int_equal(pw_strpool_find(pool, "7", 1), 7);
  assert_int_equal(pw_strpool_reserve(pool, 4 * MANY, NULL, NULL), PW_OK);
  assert_true(alloc.in_use > before);
  before = alloc.in_use;
  assert_int_equal(pw_strpool_reserve(pool, 4 * MANY, &stop, NULL), PW_OK);
  assert_int_equal(alloc.in_use, before);
  assert_int_equal(pw_strpool_find(pool, "69999", 5), 69999);
  assert_int_equal(pw_strpool_count(pool), MANY);
  pw_strpool_free(pool);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(ids_follow_first_appearance),
    cmocka_unit_test(many_at_once_are_as_one_by_one),
    cmocka_unit_test(nul_and_length_count),
    cmocka_unit_test(every_failed_allocation_is_clean),
    cmocka_unit_test(finding_adds_nothing),
    cmocka_unit_test(room_can_be_made_before_or_not),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
