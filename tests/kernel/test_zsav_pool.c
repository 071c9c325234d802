#include "cmocka_all.h"
#include "failing.h"

#include <string.h>
#include <zlib.h>

#include "read/zsav_pool.h"

enum { N = 40, BLOCK = 5000 };

static unsigned char file[2 * N * BLOCK];
static pw_zsav_block blocks[N];

static unsigned char byte_at(size_t i) {
  return (unsigned char)(i * 31 + i / 251);
}

/* N blocks that grow, one after the other from the beginning of the file. */
static pw_zsav_table build(void) {
  uint64_t at = 0;
  size_t from = 0;
  for (size_t i = 0; i < N; i++) {
    unsigned char block[BLOCK];
    size_t n = BLOCK / N * (i + 1);
    for (size_t j = 0; j < n; j++) block[j] = byte_at(from + j);
    uLongf size = 2 * BLOCK;
    assert_int_equal(compress(file + at, &size, block, n), Z_OK);
    blocks[i] = (pw_zsav_block){at, (int32_t)size, (int32_t)n};
    at += size;
    from += n;
  }
  return (pw_zsav_table){blocks, N, 0, at};
}

/* Reads all blocks, with what is in front of each written over; gives how many
 * there were and from where to go on. */
static pw_status read_all(const pw_zsav_table *table, int threads,
                          pw_alloc *alloc, int *n, uint64_t *resume) {
  pw_bytes bytes = {file, (size_t)table->end};
  pw_source source = pw_source_memory(bytes);
  pw_zsav_pool *pool;
  pw_status status =
    pw_zsav_pool_open(&pool, table, &source, threads, alloc, NULL);
  size_t length = 1, from = 0;
  *n = 0;
  while (status == PW_OK && length > 0) {
    unsigned char *block;
    status = pw_zsav_pool_next(pool, &block, &length, resume, NULL);
    if (status != PW_OK || length == 0) break;
    memset(block - PW_ZSAV_BEFORE, 0xff, PW_ZSAV_BEFORE);
    for (size_t i = 0; i < length; i++)
      assert_int_equal(block[i], byte_at(from + i));
    from += length;
    ++*n;
  }
  pw_zsav_pool_free(pool);
  return status;
}

static void blocks_come_in_their_order(void **state) {
  (void)state;
  pw_zsav_table table = build();
  for (int threads = 1; threads < 5; threads++) {
    pw_alloc alloc = pw_alloc_unlimited();
    int n;
    uint64_t resume;
    assert_int_equal(read_all(&table, threads, &alloc, &n, &resume), PW_OK);
    assert_int_equal(n, N);
    assert_int_equal(resume, table.end);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void a_block_that_is_otherwise_ends_them(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  for (int wrong = 0; wrong < N; wrong += 7) {
    for (int way = 0; way < 5; way++) {
      pw_zsav_table table = build();
      pw_zsav_block *block = &blocks[wrong];
      if (way == 0) file[block->at + 2] ^= 0xff;
      if (way == 1) file[block->at + (uint64_t)block->packed - 1] ^= 1;
      if (way == 2) block->unpacked++;
      if (way == 3) block->unpacked--;
      if (way == 4) block->packed--;
      int n;
      uint64_t resume;
      assert_int_equal(read_all(&table, 2, &alloc, &n, &resume), PW_OK);
      assert_int_equal(n, wrong);
      assert_int_equal(resume, block->at);
      assert_int_equal(alloc.in_use, 0);
    }
  }
}

static void memory_that_fails_leaves_nothing(void **state) {
  (void)state;
  pw_zsav_table table = build();
  for (int threads = 1; threads < 3; threads++) {
    pw_walk walk = {0};
    do {
      int n;
      uint64_t resume;
      pw_alloc *alloc = fail_next(&walk);
      walk.status = read_all(&table, threads, alloc, &n, &resume);
    } while (failed_cleanly(&walk));
    assert_true(walk.k > 8);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(blocks_come_in_their_order),
    cmocka_unit_test(a_block_that_is_otherwise_ends_them),
    cmocka_unit_test(memory_that_fails_leaves_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
