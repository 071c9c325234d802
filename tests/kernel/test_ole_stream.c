#include "cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "failing.h"
#include "read/ole_stream.h"

enum { SECTOR = 512, SECTORS = 24, LONG = 9 * SECTOR - 100, SHORT = 150 };

static unsigned char file[(1 + SECTORS) * SECTOR];

static void set32(size_t at, uint32_t value) {
  for (int i = 0; i < 4; i++)
    file[at + (size_t)i] = (unsigned char)(value >> 8 * i);
}
static size_t sector_at(size_t sector) { return (sector + 1) * SECTOR; }
static void chain(uint32_t sector, uint32_t next) {
  set32(sector_at(0) + 4 * sector, next);
}

static void add_entry(size_t i, const char *name, unsigned char kind,
                      uint32_t start, uint32_t size) {
  size_t at = sector_at(1) + 128 * i, n = strlen(name);
  for (size_t k = 0; k < n; k++) file[at + 2 * k] = (unsigned char)name[k];
  file[at + 64] = (unsigned char)(2 * (n + 1));
  file[at + 66] = kind;
  set32(at + 116, start);
  set32(at + 120, size);
}

/* Sector 0 has the chains, 1 the directory, 2 the chains of short streams, 3
 * these streams, and from 4 on, backwards, the long one. */
static int fill(void **state) {
  static const unsigned char magic[] = {0xd0, 0xcf, 0x11, 0xe0,
                                        0xa1, 0xb1, 0x1a, 0xe1};
  (void)state;
  memset(file, 0, sizeof file);
  memcpy(file, magic, sizeof magic);
  file[30] = 9, file[32] = 6;
  set32(44, 1), set32(48, 1), set32(56, 4096), set32(60, 2), set32(64, 1);
  set32(68, 0xfffffffe);
  for (size_t i = 1; i < 109; i++) set32(76 + 4 * i, 0xffffffff);
  memset(file + sector_at(0), 0xff, SECTOR);
  chain(0, 0xfffffffd), chain(1, 0xfffffffe);
  chain(2, 0xfffffffe), chain(3, 0xfffffffe);
  for (uint32_t i = 12; i > 4; i--) chain(i, i - 1);
  chain(4, 0xfffffffe);
  add_entry(0, "Root Entry", 5, 3, 448);
  add_entry(1, "Workbook", 2, 12, LONG);
  add_entry(2, "Small", 2, 1, SHORT);
  add_entry(3, "Storage", 1, 0, 0);
  memset(file + sector_at(2), 0xff, SECTOR);
  set32(sector_at(2) + 4, 4), set32(sector_at(2) + 16, 2);
  set32(sector_at(2) + 8, 0xfffffffe);
  for (size_t i = 0; i < 8; i++)
    memset(file + sector_at(3) + 64 * i, (int)i, 64);
  for (size_t i = 4; i <= 12; i++) memset(file + sector_at(i), (int)i, SECTOR);
  return 0;
}

static pw_status read_first(size_t length, int *which, unsigned char **bytes,
                            size_t *n, pw_alloc *alloc, pw_error *err) {
  static const char *const names[] = {"Nothing", "Small", "Workbook",
                                      "Storage"};
  unsigned char *exact = malloc(length ? length : 1);
  memcpy(exact, file, length);
  pw_bytes whole = {exact, length};
  pw_status status = pw_ole_read(whole, names, 4, which, bytes, n, alloc, err);
  free(exact);
  return status;
}

static void long_streams_follow_their_sectors(void **state) {
  (void)state;
  static const char *const names[] = {"Workbook"};
  pw_bytes whole = {file, sizeof file};
  pw_walk walk = {0};
  do {
    unsigned char *bytes;
    size_t n;
    int which;
    walk.status =
      pw_ole_read(whole, names, 1, &which, &bytes, &n, fail_next(&walk), NULL);
    if (walk.status == PW_OK) {
      assert_int_equal(which, 0);
      assert_int_equal(n, LONG);
      for (size_t i = 0; i < n; i++)
        assert_int_equal(bytes[i], 12 - i / SECTOR);
    }
    pw_free(&walk.alloc, bytes);
  } while (failed_cleanly(&walk));
  assert_true(walk.k >= 3);
}

static void short_streams_follow_their_small_sectors(void **state) {
  (void)state;
  pw_walk walk = {0};
  do {
    unsigned char *bytes;
    size_t n;
    int which;
    walk.status =
      read_first(sizeof file, &which, &bytes, &n, fail_next(&walk), NULL);
    if (walk.status == PW_OK) {
      static const unsigned char parts[] = {1, 4, 2};
      assert_int_equal(which, 1);
      assert_int_equal(n, SHORT);
      for (size_t i = 0; i < n; i++) assert_int_equal(bytes[i], parts[i / 64]);
    }
    pw_free(&walk.alloc, bytes);
  } while (failed_cleanly(&walk));
  assert_true(walk.k >= 5);
}

static void what_is_not_there_is_said(void **state) {
  (void)state;
  static const char *const names[] = {"Storage", "workbook", "Work"};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_bytes whole = {file, sizeof file};
  unsigned char *bytes;
  size_t n;
  int which;
  assert_int_equal(
    pw_ole_read(whole, names, 3, &which, &bytes, &n, &alloc, NULL), PW_OK);
  assert_int_equal(which, -1);
  assert_null(bytes);
}

/* Chains that go in circles included. */
static void a_file_that_is_cut_or_changed_is_never_read_past(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  unsigned char *bytes;
  size_t n;
  int which;
  for (size_t length = 0; length < sizeof file; length += 61) {
    read_first(length, &which, &bytes, &n, &alloc, &err);
    pw_free(&alloc, bytes);
  }
  assert_int_equal(read_first(100, &which, &bytes, &n, &alloc, &err),
                   PW_FORMAT);
  for (size_t at = 0; at < 3 * SECTOR; at++) {
    static const unsigned char values[] = {0, 1, 2, 12, 0x7f, 0xff};
    unsigned char was = file[at];
    for (size_t k = 0; k < sizeof values; k++) {
      file[at] = values[k];
      read_first(sizeof file, &which, &bytes, &n, &alloc, &err);
      pw_free(&alloc, bytes);
    }
    file[at] = was;
  }
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup(long_streams_follow_their_sectors, fill),
    cmocka_unit_test_setup(short_streams_follow_their_small_sectors, fill),
    cmocka_unit_test_setup(what_is_not_there_is_said, fill),
    cmocka_unit_test_setup(a_file_that_is_cut_or_changed_is_never_read_past,
                           fill),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
