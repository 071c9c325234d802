#include "cmocka_all.h"

#include "failing.h"
#include "sheet_build.h"

#define DAY INT64_C(86400000)

static const char *const all_kinds = SHEET(
  "<x:row r=\"2\"><x:c r=\"B2\"><x:v>1.5</x:v></x:c><x:c s='1'><x:v>25570"
  "</x:v></x:c><x:c t=\"s\" r='F2'><x:v> 1 </x:v></x:c></x:row>"
  "<x:row><x:c t=\"b\"><x:v>1</x:v></x:c><x:c t=\"e\"><x:f>1/0</x:f>"
  "<x:v>#DIV/0!</x:v></x:c><x:c t=\"str\"><x:f>a</x:f><x:v>a&amp;b</x:v></x:c>"
  "<x:c><x:f>B2+1</x:f></x:c><x:c t=\"str\"><x:f>B2</x:f><x:v/></x:c>"
  "<x:c t=\"inlineStr\"><x:is><x:t>in</x:t></x:is></x:c><x:c s=\"2\"><x:v>-3"
  "</x:v></x:c><x:c><x:v>0x10</x:v></x:c><x:c/><x:c t=\"s\"><x:v>2</x:v></x:c>"
  "</x:row>");

static void cells_of_every_kind_are_read(void **state) {
  (void)state;
  static const struct {
    int32_t row, column;
    pw_cell_kind kind;
  } cells[] = {{1, 1, PW_CELL_DIGITS}, {1, 2, PW_CELL_TIME},
               {1, 5, PW_CELL_TEXT},   {2, 0, PW_CELL_TRUTH},
               {2, 2, PW_CELL_TEXT},   {2, 5, PW_CELL_TEXT}};
  static const struct {
    int32_t column;
    pw_mark_kind kind;
  } marks[] = {{1, PW_MARK_ERROR},
               {3, PW_MARK_FORMULA},
               {6, PW_MARK_DATE},
               {7, PW_MARK_NUMBER}};
  pw_walk walk = {0};
  do {
    pw_sheet sheet = pw_sheet_empty(fail_next(&walk));
    walk.status =
      read_sheet(all_kinds, strlen(all_kinds), &sheet, PW_FROM_1900, NULL);
    if (walk.status == PW_OK) {
      assert_int_equal(sheet.n_cells, 6);
      for (size_t i = 0; i < 6; i++) {
        assert_int_equal(sheet.cells[i].row, cells[i].row);
        assert_int_equal(sheet.cells[i].column, cells[i].column);
        assert_int_equal(sheet.cells[i].kind, cells[i].kind);
      }
      assert_memory_equal(sheet.texts + sheet.cells[0].is.at, "1.5", 3);
      assert_true(sheet.cells[1].is.time == DAY);
      assert_memory_equal(sheet.texts + sheet.cells[4].is.at, "a&b", 3);
      assert_int_equal(sheet.n_marks, 4);
      for (size_t i = 0; i < 4; i++) {
        assert_int_equal(sheet.marks[i].row, 2);
        assert_int_equal(sheet.marks[i].column, marks[i].column);
        assert_int_equal(sheet.marks[i].kind, marks[i].kind);
      }
    }
    pw_sheet_free(&sheet);
  } while (failed_cleanly(&walk));
  assert_true(walk.k >= 4);
}

static void a_sheet_that_is_cut_is_damaged(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  for (size_t n = 0; n < strlen(all_kinds); n++) {
    pw_sheet sheet = pw_sheet_empty(&alloc);
    pw_error err;
    pw_status status = read_sheet(all_kinds, n, &sheet, PW_FROM_1900, &err);
    assert_true(status == PW_FORMAT || status == PW_TRUNCATED);
    assert_true(err.row >= 0 && err.column >= 0);
    pw_sheet_free(&sheet);
  }
  assert_int_equal(alloc.in_use, 0);
}

static void what_is_wrong_has_its_cell(void **state) {
  (void)state;
  static const struct {
    const char *xml;
    int64_t row, column;
  } wrong[] = {
    {SHEET("<row><c r=\"C4\" t=\"s\"><v>4</v></c></row>"), 3, 2},
    {SHEET("<row><c r=\"C4\" t=\"s\"><v>-1</v></c></row>"), 3, 2},
    {SHEET("<row><c r=\"B4\"><v>1</v></c><c r=\"XFE4\"/></row>"), 3, 1},
    {SHEET("<row r=\"2\"><c/></row><row r=\"0\"/>"), 1, 0},
    {SHEET("<c><v>1</v></c>"), 0, 0},
    {SHEET("<row><c r=\"XFD4\"/><c/></row>"), 3, 16383},
    {SHEET("<row><c r=\"B4\"><v>1</v></row><row/>"), 3, 1},
    {SHEET("<row><c r=\"B4\"><v>1</v><c></c></c></row>"), 3, 1},
    {SHEET("<row><c r=\"B4\"><v>1</v></c><c r=\"B4\"><v>1</v></c></row>"), 3,
     1},
    {"<html><body/></html>", 0, 0},
    {"<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet/>", 0, 0}};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_sheet sheet = pw_sheet_empty(&alloc);
    pw_error err;
    assert_int_equal(read_sheet(wrong[i].xml, strlen(wrong[i].xml), &sheet,
                                PW_FROM_1900, &err),
                     PW_FORMAT);
    assert_int_equal(err.row, wrong[i].row);
    assert_int_equal(err.column, wrong[i].column);
    pw_sheet_free(&sheet);
  }
}

static void merged_ranges_are_kept_and_what_is_none_is_not(void **state) {
  (void)state;
  static const char xml[] =
    "<worksheet><sheetData/><mergeCells><mergeCell ref=\"B2:C4\"/><mergeCell "
    "ref=\"B2\"/><mergeCell/><mergeCell ref=\":\"/></mergeCells></worksheet>";
  pw_alloc alloc = pw_alloc_unlimited();
  pw_sheet sheet = pw_sheet_empty(&alloc);
  assert_int_equal(read_sheet(xml, strlen(xml), &sheet, PW_FROM_1904, NULL),
                   PW_OK);
  assert_int_equal(sheet.n_merges, 1);
  assert_int_equal(sheet.merges[0].last_row, 3);
  assert_int_equal(sheet.merges[0].last_column, 2);
  pw_sheet_free(&sheet);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(cells_of_every_kind_are_read),
    cmocka_unit_test(a_sheet_that_is_cut_is_damaged),
    cmocka_unit_test(what_is_wrong_has_its_cell),
    cmocka_unit_test(merged_ranges_are_kept_and_what_is_none_is_not),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
