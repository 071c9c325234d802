#include "cmocka_all.h"

#include "read/stata_mend.h"
#include "stata_sas_build.h"

#define ROWS 6

/* Every cut within the rows is mended to those that are whole; elsewhere
 * nothing is done. */
static void rows_that_are_whole_stay(void **state) {
  (void)state;
  for (int version = 117; version <= 119; version++) {
    built_file file;
    build_stata_sas(&file, PW_STATA, version, ROWS);
    size_t first = 0, last = 0;
    while (memcmp(file.at + first, "<data>", 6) != 0) first++;
    while (memcmp(file.at + last, "</data>", 7) != 0) last++;
    size_t row = (last - first - 6) / ROWS;
    for (size_t cut = 0; cut <= file.length; cut++) {
      pw_alloc alloc = pw_alloc_unlimited();
      pw_error err;
      pw_bytes part = {file.at, cut};
      pw_stata_mended mended;
      assert_int_equal(pw_stata_mend(part, &mended, &alloc, &err), PW_OK);
      /* The string section begins behind "</data>". */
      assert_int_equal(mended.bytes != NULL,
                       cut >= first + 6 && cut <= last + 7);
      if (mended.bytes == NULL) continue;
      size_t whole = (cut - first - 6) / row;
      if (whole > ROWS) whole = ROWS;
      assert_int_equal(mended.stated, ROWS);
      assert_int_equal(mended.rows, whole);
      assert_true(mended.is_cut);
      assert_int_equal(mended.length, first + 6 + whole * row + 63);
      assert_memory_equal(mended.bytes + mended.length - 12, "</stata_dta>",
                          12);
      pw_free(&alloc, mended.bytes);
      assert_int_equal(alloc.in_use, 0);
    }
    free(file.at);
  }
}

static void other_files_and_no_memory(void **state) {
  (void)state;
  built_file old, file;
  build_stata_sas(&old, PW_STATA, 115, ROWS);
  build_stata_sas(&file, PW_STATA, 118, ROWS);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_stata_mended mended;
  pw_bytes cut = {old.at, old.length - 9};
  assert_int_equal(pw_stata_mend(cut, &mended, &alloc, &err), PW_OK);
  assert_null(mended.bytes);
  size_t at = 0;
  while (memcmp(file.at + at, "</data>", 7) != 0) at++;
  alloc.fail_after = 0;
  pw_bytes half = built_bytes(&file);
  half.length = at;
  assert_int_equal(pw_stata_mend(half, &mended, &alloc, &err), PW_MEMORY);
  assert_null(mended.bytes);
  free(old.at);
  free(file.at);
}

/* Whatever number of rows the header says, the mended file says how many there
 * are, and is else what it was. */
static void rows_are_counted_between_their_tags(void **state) {
  (void)state;
  for (int version = 117; version <= 119; version++) {
    built_file file;
    build_stata_sas(&file, PW_STATA, version, ROWS);
    size_t at = 0;
    while (memcmp(file.at + at, "<N>", 3) != 0) at++;
    at += 3;
    for (int said = 0; said < 3 * ROWS; said++) {
      pw_alloc alloc = pw_alloc_unlimited();
      pw_stata_mended mended;
      file.at[at] = (unsigned char)said;
      assert_int_equal(pw_stata_mend(built_bytes(&file), &mended, &alloc, NULL),
                       PW_OK);
      assert_int_equal(mended.bytes != NULL, said != ROWS);
      if (mended.bytes == NULL) continue;
      assert_int_equal(mended.stated, said);
      assert_int_equal(mended.rows, ROWS);
      assert_false(mended.is_cut);
      assert_int_equal(mended.length, file.length);
      assert_int_equal(mended.bytes[at], ROWS);
      file.at[at] = ROWS;
      assert_memory_equal(mended.bytes, file.at, file.length);
      pw_free(&alloc, mended.bytes);
      assert_int_equal(alloc.in_use, 0);
    }
    file.at[at] = ROWS + 1;
    pw_alloc alloc = pw_alloc_unlimited();
    alloc.fail_after = 0;
    pw_stata_mended mended;
    pw_error err;
    assert_int_equal(pw_stata_mend(built_bytes(&file), &mended, &alloc, &err),
                     PW_MEMORY);
    assert_null(mended.bytes);
    free(file.at);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(rows_that_are_whole_stay),
    cmocka_unit_test(other_files_and_no_memory),
    cmocka_unit_test(rows_are_counted_between_their_tags),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
