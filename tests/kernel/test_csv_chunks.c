#include "cmocka_all.h"
#include "failing.h"
#include "stopping.h"

#include <stdio.h>

#include "csv_build.h"

static void stretches_hold_whole_records(void **state) {
  (void)state;
  const char *text =
    "a,b\n"
    "1,\"a text with\nline ends\nand a , in it that is longer than a stretch of"
    " sixty-four bytes, by far\n\n\n\"\n"
    "2,x\r\n\r\n3,\"\"\"\n\"\n4,\"\"\n5,5\" tall\n6,last";
  size_t length = strlen(text);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_table header;
  for (int threads = 1; threads <= 2; threads++) {
    pw_csv_chunks chunks;
    assert_int_equal(
      csv_cut(&chunks, &header, text, length, 0, threads, &alloc, NULL), PW_OK);
    assert_int_equal(chunks.records, 6);
    assert_true(chunks.count >= 2);
    assert_int_equal(chunks.chunks[0].from, 4);
    for (int64_t i = 0; i < chunks.count; i++) {
      assert_int_equal(text[chunks.chunks[i].from - 1], '\n');
      assert_int_equal(
        chunks.chunks[i].to,
        i + 1 < chunks.count ? chunks.chunks[i + 1].from : length);
    }
    pw_csv_chunks_free(&chunks, &alloc);
    pw_csv_table_free(&header, &alloc);
  }
  csv_expect_plain(text, length, 0);
}

/* Lines of delimiters are counted; lines of nothing are nothing. */
static void blank_records_are_counted(void **state) {
  (void)state;
  static const struct {
    const char *text;
    int64_t records, blank;
  } cases[] = {{"a,b\n1,2\n,\n\n , \n3,4\n,", 2, 3},
               {"a,b\n,\n", 0, 1},
               {"a,b\n\"\",\n", 1, 0},
               {"a,b\n\"\n\n,\n\",\n,\n", 1, 1},
               {"a\n1\n\n \n2", 4, 0}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    for (size_t rows = 0; rows < 40;
         rows += 13) { /* so that stretches differ */
      char text[600] = "";
      const char *rest = strchr(cases[i].text, '\n') + 1;
      size_t at = (size_t)(rest - cases[i].text);
      memcpy(text, cases[i].text, at);
      for (size_t k = 0; k < rows; k++) {
        at += (size_t)snprintf(text + at, sizeof text - at, "\"x\n\"\n");
      }
      at += (size_t)snprintf(text + at, sizeof text - at, "%s", rest);
      pw_alloc alloc = pw_alloc_unlimited();
      pw_csv_table header;
      pw_csv_chunks chunks;
      assert_int_equal(csv_cut(&chunks, &header, text, at, 0, 2, &alloc, NULL),
                       PW_OK);
      assert_int_equal(chunks.records, cases[i].records + (int64_t)rows);
      assert_int_equal(chunks.blank, cases[i].blank);
      pw_csv_chunks_free(&chunks, &alloc);
      pw_csv_table_free(&header, &alloc);
      csv_expect_plain(text, at, 0);
    }
  }
}

static void an_open_quote_is_found_wherever_it_is(void **state) {
  (void)state;
  char text[2000];
  for (size_t rows = 0; rows < 60; rows += 7) {
    size_t at = 0;
    at += (size_t)snprintf(text + at, sizeof text - at, "a,b\n");
    for (size_t i = 0; i < rows; i++) {
      at += (size_t)snprintf(text + at, sizeof text - at, "1,\"x\ny\"\n");
    }
    size_t open = at + 2;
    at +=
      (size_t)snprintf(text + at, sizeof text - at, "2,\"never \"\" closed\n");
    for (size_t i = 0; i < rows; i++) {
      at += (size_t)snprintf(text + at, sizeof text - at, "3,4\n");
    }
    pw_alloc alloc = pw_alloc_unlimited();
    pw_csv_table header;
    pw_csv_chunks chunks;
    pw_error err;
    assert_int_equal(csv_cut(&chunks, &header, text, at, 0, 2, &alloc, &err),
                     PW_FORMAT);
    assert_int_equal(err.offset, open);
    pw_csv_table_free(&header, &alloc);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void lines_end_in_three_ways(void **state) {
  (void)state;
  assert_int_equal(pw_csv_lines("a\nb\r\nc\rd", 8), 3);
  assert_int_equal(pw_csv_lines("\r\r\n\n", 4), 3);
  assert_int_equal(pw_csv_lines("\r\n", 1), 1);
  assert_int_equal(pw_csv_lines("", 0), 0);
}

static void stops_when_asked(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stop stop = {stop_at_once, NULL};
  pw_csv_marks marks = csv_marks(',', 0);
  pw_csv_cutting cutting = {64, 2, 0, NULL};
  pw_csv_chunks chunks;
  assert_int_equal(
    pw_csv_cut(&chunks, "1,2\n", 0, 4, &marks, &cutting, &alloc, &stop, NULL),
    PW_STOPPED);
  assert_int_equal(alloc.in_use, 0);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  const char *text = "a,b\n1,2\n";
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    pw_csv_table header;
    pw_csv_chunks chunks;
    walk.status =
      csv_cut(&chunks, &header, text, strlen(text), 0, 2, alloc, NULL);
    pw_csv_chunks_free(&chunks, alloc);
    pw_csv_table_free(&header, alloc);
  } while (failed_cleanly(&walk));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(stretches_hold_whole_records),
    cmocka_unit_test(blank_records_are_counted),
    cmocka_unit_test(an_open_quote_is_found_wherever_it_is),
    cmocka_unit_test(lines_end_in_three_ways),
    cmocka_unit_test(stops_when_asked),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
