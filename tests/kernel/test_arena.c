#include "cmocka_all.h"
#include "drawing.h"
#include "failing.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"

#define TAKEN 2000

/* Of every size and alignment, less and more than a chunk has: nothing moves,
 * and no two share a byte. */
static void what_is_kept_stays(void **state) {
  (void)state;
  uint64_t random = 5;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_arena arena = {&alloc, 64, 1024, NULL};
  char *at[TAKEN];
  size_t bytes[TAKEN];
  for (int round = 0; round < 2; round++) {
    for (int i = 0; i < TAKEN; i++) {
      size_t align = (size_t)1 << next_below(&random, 5);
      bytes[i] = (size_t)next_below(&random, i % 50 == 0 ? 5000 : 40);
      at[i] = pw_arena_take(&arena, bytes[i], align);
      assert_non_null(at[i]);
      assert_int_equal((uintptr_t)at[i] % align, 0);
      memset(at[i], i % 251, bytes[i]);
    }
    for (int i = 0; i < TAKEN; i++) {
      for (size_t k = 0; k < bytes[i]; k++) {
        if ((unsigned char)at[i][k] != i % 251) fail();
      }
    }
    pw_arena_free(&arena);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void too_much_is_refused(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_arena arena = {&alloc, 64, 1024, NULL};
  assert_null(pw_arena_take(&arena, SIZE_MAX, 1));
  assert_null(pw_arena_take(&arena, SIZE_MAX - 20, 8));
  assert_non_null(pw_arena_take(&arena, 0, 1));
  pw_arena_free(&arena);
}

static pw_status take_some(pw_alloc *alloc) {
  pw_arena arena = {alloc, 64, 128, NULL};
  pw_status status = PW_OK;
  for (int i = 0; i < 20 && status == PW_OK; i++) {
    if (pw_arena_take(&arena, 30, 8) == NULL) status = PW_MEMORY;
  }
  pw_arena_free(&arena);
  return status;
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  pw_walk walk = {0};
  do {
    walk.status = take_some(fail_next(&walk));
  } while (failed_cleanly(&walk));
  assert_true(walk.k > 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_is_kept_stays),
    cmocka_unit_test(too_much_is_refused),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
