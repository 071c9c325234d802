#include "cmocka_all.h"
#include "failing.h"

#include <string.h>
#include <zlib.h>

#include "read/zsav_blocks.h"

/* Room for a zheader and two blocks of 16 bytes each; gives the length. */
static uint64_t build(unsigned char file[256]) {
  uint64_t at = 24, block = 16;
  for (int i = 0; i < 2; i++) {
    uLongf size = 100;
    compress(file + at, &size,
             (const Bytef *)(i ? "second block 16." : "first block, 16."),
             block);
    at += size;
  }
  return at;
}

static void blocks_follow_one_another(void **state) {
  (void)state;
  unsigned char file[256] = {0}, out[64];
  uint64_t length = build(file);
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    pw_bytes bytes = {file, length};
    pw_source source = pw_source_memory(bytes);
    pw_zsav *zsav;
    pw_error err;
    size_t made = 0;
    walk.status = pw_zsav_open(&zsav, &source, 24, length, alloc, &err);
    if (walk.status == PW_OK)
      walk.status = pw_zsav_inflate(zsav, out, sizeof out, &made, &err);
    if (walk.status == PW_OK) {
      assert_int_equal(made, 32);
      assert_memory_equal(out, "first block, 16.second block 16.", 32);
      assert_int_equal(pw_zsav_inflate(zsav, out, sizeof out, &made, &err),
                       PW_OK);
      assert_int_equal(made, 0);
    }
    pw_zsav_free(zsav);
  } while (failed_cleanly(&walk));
}

static void damage_comes_after_what_was_whole(void **state) {
  (void)state;
  unsigned char file[256] = {0}, out[64];
  uint64_t length = build(file);
  file[length - 6] ^= 0xff;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_bytes bytes = {file, length};
  pw_source source = pw_source_memory(bytes);
  pw_zsav *zsav;
  pw_error err;
  size_t made = 0;
  assert_int_equal(pw_zsav_open(&zsav, &source, 24, length, &alloc, &err),
                   PW_OK);
  assert_int_equal(pw_zsav_inflate(zsav, out, sizeof out, &made, &err), PW_OK);
  assert_true(made >= 16);
  assert_memory_equal(out, "first block, 16.", 16);
  assert_int_equal(pw_zsav_inflate(zsav, out, sizeof out, &made, &err),
                   PW_FORMAT);
  assert_true(err.offset > 24);
  pw_zsav_free(zsav);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(blocks_follow_one_another),
    cmocka_unit_test(damage_comes_after_what_was_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
