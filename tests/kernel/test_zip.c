#include "cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "failing.h"
#include "text/zip.h"
#include "zip_build.h"

static char many[20001];

static const zip_part parts[] = {{"project.qde", many, 0},
                                 {"sources/\xC3\xA9.txt", "hello", 1},
                                 {"empty", "", 1},
                                 {"empty too", "", 0}};
enum { PARTS = 4 };

static const zip_shape shapes[] = {
  {parts, PARTS, 0, NULL, NULL},
  {parts, PARTS, 1, NULL, NULL},
  {parts, PARTS, 0, "#!/bin/sh\n",
   "a comment with PK\5\6 in it, and more of it"},
  {parts, 0, 0, NULL, NULL},
  {parts, 0, 1, NULL, "x"}};
enum { SHAPES = 5 };

static int fill(void **state) {
  (void)state;
  for (size_t i = 0; i + 1 < sizeof many; i++)
    many[i] = (char)('a' + i % 7 * (i / 1000) % 19);
  return 0;
}

/* Reads everything; the sum of what was read in *sum. */
static pw_status read_all(const unsigned char *bytes, size_t n, size_t *entries,
                          size_t *sum, pw_alloc *alloc, pw_error *err) {
  static unsigned char to[32768]; /* larger than what was packed */
  unsigned char *exact = malloc(n ? n : 1);
  memcpy(exact, bytes, n);
  pw_source source = pw_source_memory((pw_bytes){exact, n});
  pw_zip_place place;
  *entries = *sum = 0;
  pw_status status = pw_zip_find(&source, &place, alloc, err);
  pw_bytes directory = {exact, 0};
  uint64_t at = 0;
  if (status == PW_OK) {
    directory.at = exact + place.at;
    directory.length = place.length;
  }
  while (status == PW_OK) {
    pw_zip_entry entry;
    status = pw_zip_next(directory, place.before, &at, &entry, err);
    if (status != PW_OK || entry.name == NULL) break;
    ++*entries;
    if (entry.size > sizeof to) status = PW_FORMAT;
    else status = pw_zip_read(&source, &entry, to, alloc, err);
    for (size_t i = 0; status == PW_OK && i < entry.size; i++) *sum += to[i];
  }
  free(exact);
  return status;
}

static void entries_have_the_bytes_that_were_packed(void **state) {
  (void)state;
  static zip_bytes built;
  for (size_t s = 0; s < SHAPES; s++) {
    zip_build(&shapes[s], &built);
    pw_source source = pw_source_memory((pw_bytes){built.at, built.n});
    pw_alloc alloc = pw_alloc_unlimited();
    pw_zip_place place;
    assert_int_equal(pw_zip_find(&source, &place, &alloc, NULL), PW_OK);
    pw_bytes directory = {built.at + place.at, place.length};
    pw_zip_entry entry;
    uint64_t at = 0;
    size_t n = 0;
    for (;; n++) {
      assert_int_equal(pw_zip_next(directory, place.before, &at, &entry, NULL),
                       PW_OK);
      if (entry.name == NULL) break;
      size_t length = strlen(parts[n].content);
      unsigned char *to = malloc(length + 1);
      assert_int_equal(entry.size, length);
      assert_int_equal(entry.name_length, strlen(parts[n].name));
      assert_memory_equal(entry.name, parts[n].name, entry.name_length);
      assert_true(pw_zip_is_possible(&entry));
      assert_int_equal(pw_zip_read(&source, &entry, to, &alloc, NULL), PW_OK);
      assert_memory_equal(to, parts[n].content, length);
      free(to);
    }
    assert_int_equal(n, shapes[s].n);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void an_archive_that_is_cut_or_changed_is_damaged_or_the_same(
  void **state) {
  (void)state;
  static zip_bytes built, changed;
  size_t entries, whole, sum;
  pw_error err;
  for (size_t s = 0; s < SHAPES; s++) {
    pw_alloc alloc = pw_alloc_unlimited();
    zip_build(&shapes[s], &built);
    assert_int_equal(
      read_all(built.at, built.n, &entries, &whole, &alloc, NULL), PW_OK);
    size_t comment = shapes[s].comment ? strlen(shapes[s].comment) : 0;
    for (size_t n = 0; n + comment < built.n; n++) {
      assert_int_not_equal(read_all(built.at, n, &entries, &sum, &alloc, &err),
                           PW_OK);
    }
    for (size_t i = 0; i < built.n; i++) {
      for (int bit = 0; bit < 8; bit++) {
        changed = built;
        changed.at[i] ^= (unsigned char)(1 << bit);
        pw_status status =
          read_all(changed.at, built.n, &entries, &sum, &alloc, &err);
        /* What no checksum is of, such as dates and names, may change. */
        assert_true(status != PW_OK || entries == 0 || sum == whole);
      }
    }
    assert_int_equal(alloc.in_use, 0);
  }
}

static void an_entry_must_be_as_large_as_it_says(void **state) {
  (void)state;
  static zip_bytes built;
  unsigned char to[32768];
  zip_build(&shapes[0], &built);
  pw_source source = pw_source_memory((pw_bytes){built.at, built.n});
  pw_alloc alloc = pw_alloc_unlimited();
  pw_zip_place place;
  pw_zip_entry entry, said;
  uint64_t at = 0;
  assert_int_equal(pw_zip_find(&source, &place, &alloc, NULL), PW_OK);
  pw_zip_next((pw_bytes){built.at + place.at, place.length}, 0, &at, &entry,
              NULL);
  for (int by = -1; by <= 1; by += 2) {
    said = entry, said.size += (uint64_t)by;
    assert_int_equal(pw_zip_read(&source, &said, to, &alloc, NULL), PW_FORMAT);
    said = entry, said.packed += (uint64_t)by;
    assert_int_equal(pw_zip_read(&source, &said, to, &alloc, NULL), PW_FORMAT);
    said = entry, said.crc += (uint32_t)by;
    assert_int_equal(pw_zip_read(&source, &said, to, &alloc, NULL), PW_FORMAT);
    said = entry, said.header += (uint64_t)by;
    assert_int_equal(pw_zip_read(&source, &said, to, &alloc, NULL), PW_FORMAT);
  }
  said = entry, said.size = 1032 * (said.packed + 1);
  assert_false(pw_zip_is_possible(&said));
  said = entry, said.flags = 1;
  assert_int_equal(pw_zip_read(&source, &said, to, &alloc, NULL),
                   PW_UNSUPPORTED);
  said = entry, said.method = 12;
  assert_int_equal(pw_zip_read(&source, &said, to, &alloc, NULL),
                   PW_UNSUPPORTED);
  said = entry, said.packed = UINT64_MAX;
  assert_int_equal(pw_zip_read(&source, &said, to, &alloc, NULL), PW_TRUNCATED);
  said = entry, said.header = INT64_MAX;
  assert_int_equal(pw_zip_read(&source, &said, to, &alloc, NULL), PW_FORMAT);
  assert_int_equal(alloc.in_use, 0);
}

static void every_allocation_may_fail(void **state) {
  (void)state;
  static zip_bytes built;
  size_t entries, sum;
  zip_build(&shapes[1], &built);
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    walk.status = read_all(built.at, built.n, &entries, &sum, alloc, NULL);
  } while (failed_cleanly(&walk));
  assert_true(walk.k >= 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(entries_have_the_bytes_that_were_packed),
    cmocka_unit_test(an_archive_that_is_cut_or_changed_is_damaged_or_the_same),
    cmocka_unit_test(an_entry_must_be_as_large_as_it_says),
    cmocka_unit_test(every_allocation_may_fail),
  };
  return cmocka_run_group_tests(tests, fill, NULL);
}
