#include "cmocka_all.h"

#include "failing.h"
#include "sheet_build.h"

static void expect_shared(const pw_sheet *sheet, size_t i, const char *text) {
  size_t n = (size_t)(sheet->shared[i + 1] - sheet->shared[i]);
  assert_int_equal(n, strlen(text));
  if (n > 0) assert_memory_equal(sheet->texts + sheet->shared[i], text, n);
}

static void runs_are_one_text_without_how_it_is_pronounced(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_sheet sheet = pw_sheet_empty(&alloc);
  assert_int_equal(pw_sheet_read_strings(&sheet, span(sheet_strings), NULL),
                   PW_OK);
  assert_int_equal(sheet.n_shared, 4);
  expect_shared(&sheet, 0, "one");
  expect_shared(&sheet, 1, "two & ");
  expect_shared(&sheet, 2, "");
  expect_shared(&sheet, 3, "a\nA<");
  pw_sheet_free(&sheet);
  assert_int_equal(alloc.in_use, 0);
}

static void expect_text(const char *from, const char *text) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_sheet sheet = pw_sheet_empty(&alloc);
  assert_int_equal(pw_sheet_take_text(&sheet, span(from), NULL), PW_OK);
  assert_int_equal(sheet.texts_used, strlen(text));
  if (sheet.texts_used > 0)
    assert_memory_equal(sheet.texts, text, sheet.texts_used);
  pw_sheet_free(&sheet);
}

static void escapes_and_references_are_characters(void **state) {
  (void)state;
  expect_text("", "");
  expect_text("plain", "plain");
  expect_text("&#x41;&#66;&quot;&apos;&gt;", "AB\"'>");
  expect_text("a\r\nb\rc", "a\nb\nc");
  expect_text("<![CDATA[a <b>]]>", "a <b>");
  expect_text("_x0041_", "A");
  expect_text("_x005F_x0041_", "_x0041_");
  expect_text("_x00e9__x20AC_", "\xC3\xA9\xE2\x82\xAC");
  expect_text("_x000D_\n_x000d_x", "\n\rx");
  expect_text("_x004_ _x00411 _xZZZZ_ _x", "_x004_ _x00411 _xZZZZ_ _x");
  expect_text("_xD83D__xDE00_", "_xD83D__xDE00_");
  expect_text("_x0007_", "\a");
}

static void a_part_that_is_cut_is_damaged(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  for (size_t n = 0; n < strlen(sheet_strings); n++) {
    char *exact = malloc(n ? n : 1);
    pw_sheet sheet = pw_sheet_empty(&alloc);
    pw_span cut = {exact, n};
    memcpy(exact, sheet_strings, n);
    assert_int_not_equal(pw_sheet_read_strings(&sheet, cut, NULL), PW_OK);
    pw_sheet_free(&sheet);
    free(exact);
  }
  assert_int_equal(alloc.in_use, 0);
}

static void memory_that_runs_out_is_said(void **state) {
  (void)state;
  pw_walk walk = {0};
  do {
    pw_sheet sheet = pw_sheet_empty(fail_next(&walk));
    walk.status = pw_sheet_read_strings(&sheet, span(sheet_strings), NULL);
    pw_sheet_free(&sheet);
  } while (failed_cleanly(&walk));
  assert_true(walk.k >= 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(runs_are_one_text_without_how_it_is_pronounced),
    cmocka_unit_test(escapes_and_references_are_characters),
    cmocka_unit_test(a_part_that_is_cut_is_damaged),
    cmocka_unit_test(memory_that_runs_out_is_said),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
