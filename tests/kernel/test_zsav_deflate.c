#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmocka_all.h"

#include "base/source.h"
#include "failing.h"
#include "read/zsav_blocks.h"
#include "read/zsav_table.h"
#include "stopping.h"
#include "write/zsav_deflate.h"

static const char path[] = "build/kernel/test_zsav_deflate.bin";

static pw_status write_all(const unsigned char *bytes, size_t length,
                           int threads, pw_alloc *alloc, const pw_stop *stop,
                           pw_error *err) {
  pw_part_file *part;
  pw_zsav_writer *writer = NULL;
  size_t taken = 0, rest = 0;
  pw_status status = pw_part_open(&part, path, 0600, alloc, err);
  if (status == PW_OK) status = pw_part_append(part, "12345678", 8, err);
  if (status == PW_OK)
    status = pw_zsav_writer_open(&writer, part, 8, threads, alloc, err);
  if (status == PW_OK) {
    assert_int_equal(pw_zsav_writer_piece(writer),
                     (size_t)threads * PW_ZSAV_BLOCK);
    status = pw_zsav_writer_put(writer, bytes, length, 0, &taken, stop, err);
  }
  if (status == PW_OK) {
    assert_int_equal(taken, length / PW_ZSAV_BLOCK * PW_ZSAV_BLOCK);
    status = pw_zsav_writer_put(writer, bytes + taken, length - taken, 1, &rest,
                                stop, err);
  }
  if (status == PW_OK) {
    assert_int_equal(taken + rest, length);
    status = pw_zsav_writer_finish(writer, err);
  }
  if (status == PW_OK) status = pw_part_commit(part, err);
  pw_zsav_writer_free(writer);
  pw_part_free(part);
  return status;
}

static void blocks_inflate_to_what_they_were(void **state) {
  (void)state;
  const size_t lengths[] = {0, 1, 1000, PW_ZSAV_BLOCK, PW_ZSAV_BLOCK * 2 + 77};
  for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_error err;
    pw_source source;
    pw_zsav *zsav;
    unsigned char *bytes = malloc(lengths[i] + 1),
                  *back = malloc(lengths[i] + 1);
    size_t made;
    for (size_t k = 0; k < lengths[i]; k++)
      bytes[k] = (unsigned char)(k * k / 7);
    assert_int_equal(
      write_all(bytes, lengths[i], 1 + (int)(i % 2), &alloc, NULL, &err),
      PW_OK);
    assert_int_equal(pw_source_open(&source, path, &err), PW_OK);
    pw_zsav_table table;
    assert_int_equal(pw_zsav_table_read(&table, &source, 8, 0, &alloc, &err),
                     PW_OK);
    assert_int_equal(table.blocks != NULL, lengths[i] > PW_ZSAV_BLOCK);
    assert_int_equal(
      pw_zsav_open(&zsav, &source, table.from, table.end, &alloc, &err), PW_OK);
    pw_zsav_table_free(&table, &alloc);
    assert_int_equal(pw_zsav_inflate(zsav, back, lengths[i] + 1, &made, &err),
                     PW_OK);
    assert_int_equal(made, lengths[i]);
    if (made > 0) assert_memory_equal(back, bytes, made);
    pw_zsav_free(zsav);
    pw_source_close(&source);
    free(back);
    free(bytes);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void every_allocation_may_fail(void **state) {
  (void)state;
  unsigned char bytes[100] = {1, 2, 3};
  pw_walk walk = {0};
  do {
    pw_error err;
    walk.status =
      write_all(bytes, sizeof bytes, 1, fail_next(&walk), NULL, &err);
  } while (failed_cleanly(&walk));
  assert_true(walk.k > 5);
}

static void it_can_be_stopped(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_stop stop = {stop_at_once, NULL};
  unsigned char bytes[10] = {0};
  assert_int_equal(write_all(bytes, 10, 2, &alloc, &stop, &err), PW_STOPPED);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(blocks_inflate_to_what_they_were),
    cmocka_unit_test(every_allocation_may_fail),
    cmocka_unit_test(it_can_be_stopped),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
