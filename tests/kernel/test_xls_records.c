#include "cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "failing.h"
#include "read/xls_records.h"

static unsigned char stream[2048];
static size_t used;

static void add(unsigned number, const void *content, size_t n) {
  const unsigned char head[] = {(unsigned char)number,
                                (unsigned char)(number >> 8), (unsigned char)n,
                                (unsigned char)(n >> 8)};
  memcpy(stream + used, head, sizeof head);
  if (n > 0) memcpy(stream + used + sizeof head, content, n);
  used += sizeof head + n;
}

static const unsigned char begin[16] = {0, 6, 5, 0};

static size_t fill(int locked) {
  static const unsigned char sheets[3][11] = {
    {0, 0, 0, 0, 0, 0, 3, 0, 'O', 'n', 'e'},
    {0, 0, 0, 0, 2, 0, 3, 0, 'T', 'w', 'o'},
    {0, 0, 0, 0, 1, 2, 3, 0, 'P', 'i', 'c'}};
  static const unsigned char error[] = {1, 0, 2, 0, 0, 0, 0x2a, 1},
                             truth[] = {1, 0, 3, 0, 0, 0, 1, 0},
                             formula[20] = {2, 1,    4, 0, 0, 0,    2,
                                            0, 0x07, 0, 0, 0, 0xff, 0xff},
                             number[20] = {2, 1,    5, 0, 0, 0,    2,
                                           0, 0x07, 0, 0, 0, 0xf0, 0x3f},
                             odd[] = {9, 0, 9, 0, 0, 0, 0x55, 1},
                             merged[] = {2, 0, 1, 0, 2, 0, 0, 0, 3,
                                         0, 5, 0, 5, 0, 1, 0, 1, 0};
  used = 0;
  add(0x809, begin, sizeof begin);
  if (locked) add(0x2f, begin, 6);
  for (int i = 0; i < 3; i++) add(0x85, sheets[i], 11);
  add(0x0a, NULL, 0);
  size_t at = used;
  add(0x809, begin, sizeof begin);
  add(0x205, error, sizeof error);
  add(0x205, truth, sizeof truth);
  add(0x809, begin, sizeof begin); /* a chart within the sheet */
  add(0x205, odd, sizeof odd);
  add(0x0a, NULL, 0);
  add(0x06, formula, sizeof formula);
  add(0x06, number, sizeof number);
  add(0xe5, merged, sizeof merged);
  add(0x205, odd, sizeof odd);
  add(0x0a, NULL, 0);
  add(0x205, odd, sizeof odd);
  return at;
}

static pw_bytes all(void) {
  pw_bytes bytes = {stream, used};
  return bytes;
}

static void sheets_are_hidden_or_no_sheets_as_their_records_say(void **state) {
  (void)state;
  static pw_xls_book book;
  for (int locked = 0; locked < 2; locked++) {
    fill(locked);
    assert_int_equal(pw_xls_look(all(), &book, NULL), PW_OK);
    assert_int_equal(book.locked, locked);
    assert_int_equal(book.n, 3);
    assert_int_equal(book.sheets[0].hidden, 0);
    assert_int_equal(book.sheets[1].hidden, 1);
    assert_int_equal(book.sheets[1].cells, 1);
    assert_int_equal(book.sheets[2].cells, 0);
  }
  stream[0] = 1;
  assert_int_equal(pw_xls_look(all(), &book, NULL), PW_FORMAT);
}

static void errors_and_merged_cells_are_those_of_the_sheet(void **state) {
  (void)state;
  static const struct {
    int32_t row, column;
    const char *text;
  } marks[] = {{1, 2, "#N/A"}, {258, 4, "#DIV/0!"}, {9, 9, "#?"}};
  size_t at = fill(0);
  pw_walk walk = {0};
  do {
    pw_sheet sheet = pw_sheet_empty(fail_next(&walk));
    walk.status = pw_xls_marks(all(), (uint32_t)at, &sheet, NULL);
    if (walk.status == PW_OK) {
      assert_int_equal(sheet.n_marks, 3);
      for (size_t i = 0; i < 3; i++) {
        const pw_mark *mark = sheet.marks + i;
        assert_int_equal(mark->kind, PW_MARK_ERROR);
        assert_int_equal(mark->row, marks[i].row);
        assert_int_equal(mark->column, marks[i].column);
        assert_int_equal(mark->length, strlen(marks[i].text));
        assert_memory_equal(sheet.texts + mark->at, marks[i].text,
                            mark->length);
      }
      assert_int_equal(sheet.n_merges, 2);
      assert_int_equal(sheet.merges[0].last_row, 2);
      assert_int_equal(sheet.merges[0].last_column, 3);
    }
    pw_sheet_free(&sheet);
  } while (failed_cleanly(&walk));
  assert_true(walk.k >= 3);
}

static void a_stream_that_is_cut_is_read_as_far_as_it_goes(void **state) {
  (void)state;
  static pw_xls_book book;
  size_t at = fill(0);
  pw_alloc alloc = pw_alloc_unlimited();
  for (size_t n = 0; n < used; n++) {
    unsigned char *exact = malloc(n ? n : 1);
    pw_bytes cut = {exact, n};
    pw_sheet sheet = pw_sheet_empty(&alloc);
    memcpy(exact, stream, n);
    pw_xls_look(cut, &book, NULL);
    assert_int_equal(pw_xls_marks(cut, (uint32_t)at, &sheet, NULL), PW_OK);
    assert_true(sheet.n_marks <= 3);
    pw_sheet_free(&sheet);
    free(exact);
  }
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(sheets_are_hidden_or_no_sheets_as_their_records_say),
    cmocka_unit_test(errors_and_merged_cells_are_those_of_the_sheet),
    cmocka_unit_test(a_stream_that_is_cut_is_read_as_far_as_it_goes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
