#include "cmocka_all.h"

#include <string.h>
#include <zlib.h>

#include "read/zsav_blocks.h"

static void blocks_follow_one_another(void **state) {
  (void)state;
  unsigned char file[256] = {0};
  uint64_t at = 24, zero = 0, block = 16;
  for (int i = 0; i < 2; i++) {
    uLongf size = 100;
    compress(file + at, &size, (const Bytef *)(i ? "second block 16." : "first block, 16."), block);
    at += size;
  }
  memcpy(file, &zero, 8);
  memcpy(file + 8, &at, 8);
  for (long k = 0;; k++) {
    pw_alloc alloc = pw_alloc_unlimited();
    alloc.fail_after = k;
    pw_zsav *zsav;
    pw_error err;
    pw_bytes bytes = {file, at}, piece = {NULL, 0};
    pw_status status = pw_zsav_open(&zsav, bytes, 0, 0, &alloc, &err);
    if (status == PW_OK) status = pw_zsav_next(zsav, 0, &piece, &err);
    if (status == PW_OK) {
      assert_int_equal(piece.length, 32);
      assert_memory_equal(piece.at, "first block, 16.second block 16.", 32);
    }
    pw_zsav_free(zsav);
    assert_int_equal(alloc.in_use, 0);
    if (status == PW_OK) return;
    assert_int_equal(status, PW_MEMORY);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(blocks_follow_one_another)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
