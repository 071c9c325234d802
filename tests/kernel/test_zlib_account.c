#include "cmocka_all.h"
#include "failing.h"

#include <string.h>

#include "base/zlib_account.h"

/* Opens and closes a stream; what it takes is on the account meanwhile. */
static void memory_is_taken_and_given_back(void **state) {
  (void)state;
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    pw_zlib_on_account(&stream, alloc);
    walk.status = inflateInit(&stream) == Z_OK ? PW_OK : PW_MEMORY;
    if (walk.status == PW_OK) {
      assert_true(alloc->in_use > 0);
      inflateEnd(&stream);
    }
  } while (failed_cleanly(&walk));
  assert_true(walk.k > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(memory_is_taken_and_given_back),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
