#include "cmocka_all.h"
#include "failing.h"

#include <string.h>

#include "read/zsav_table.h"

enum { N = 3, DATA = 24 + 30, ALL = DATA + 24 + 24 * N };

/* A zheader, 30 bytes in blocks of 5, 10 and 15, and a ztrailer. */
static void build(unsigned char file[ALL]) {
  int64_t zero = 0, end = DATA, at = 24;
  int32_t most = 100, n = N;
  memset(file, 0, ALL);
  memcpy(file, &zero, 8), memcpy(file + 8, &end, 8);
  memcpy(file + DATA + 16, &most, 4), memcpy(file + DATA + 20, &n, 4);
  for (int32_t i = 0; i < N; i++) {
    unsigned char *entry = file + DATA + 24 + 24 * i;
    int32_t packed = 5 * (i + 1), unpacked = 100 + i;
    memcpy(entry + 8, &at, 8);
    memcpy(entry + 16, &unpacked, 4), memcpy(entry + 20, &packed, 4);
    at += packed;
  }
}

static pw_status read_table(pw_zsav_table *table, unsigned char *file,
                            size_t length, pw_alloc *alloc) {
  pw_bytes bytes = {file, length};
  pw_source source = pw_source_memory(bytes);
  return pw_zsav_table_read(table, &source, 0, 0, alloc, NULL);
}

static void a_sound_table_is_given(void **state) {
  (void)state;
  unsigned char file[ALL];
  build(file);
  pw_walk walk = {0};
  do {
    pw_zsav_table table;
    pw_alloc *alloc = fail_next(&walk);
    walk.status = read_table(&table, file, ALL, alloc);
    if (walk.status == PW_OK) {
      assert_int_equal(table.n, N);
      assert_int_equal(table.from, 24);
      assert_int_equal(table.end, DATA);
      assert_int_equal(table.blocks[2].at, 24 + 15);
      assert_int_equal(table.blocks[2].packed, 15);
      assert_int_equal(table.blocks[2].unpacked, 102);
    }
    pw_zsav_table_free(&table, alloc);
    pw_zsav_table_free(&table, alloc);
  } while (failed_cleanly(&walk));
  assert_int_equal(walk.k, 1);
}

/* Where a file is cut, and each byte of it wrong in turn: a table is refused or
 * its blocks fill the room; nothing else is relied on. */
static void a_table_that_is_wrong_is_none(void **state) {
  (void)state;
  unsigned char file[ALL];
  build(file);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_zsav_table table;
  for (size_t length = 24; length < ALL; length++) {
    assert_int_equal(read_table(&table, file, length, &alloc), PW_OK);
    assert_null(table.blocks);
    assert_int_equal(table.end, length < DATA ? length : DATA);
  }
  assert_int_equal(read_table(&table, file, 23, &alloc), PW_TRUNCATED);
  for (size_t at = 0; at < ALL; at++) {
    for (int bit = 0; bit < 8; bit++) {
      build(file);
      file[at] ^= (unsigned char)(1 << bit);
      pw_status status = read_table(&table, file, ALL, &alloc);
      if (status == PW_OK && table.blocks != NULL) {
        uint64_t end = table.from;
        for (int64_t i = 0; i < table.n; i++) {
          assert_int_equal(table.blocks[i].at, end);
          assert_in_range(table.blocks[i].unpacked, 1, PW_ZSAV_BLOCK_MOST);
          end += (uint64_t)table.blocks[i].packed;
        }
        assert_int_equal(end, table.end);
      } else if (at < 8) {
        assert_int_equal(status, PW_FORMAT);
      }
      pw_zsav_table_free(&table, &alloc);
      assert_int_equal(alloc.in_use, 0);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_sound_table_is_given),
    cmocka_unit_test(a_table_that_is_wrong_is_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
