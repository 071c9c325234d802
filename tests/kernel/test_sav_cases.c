#include "cmocka_all.h"
#include "failing.h"

#include "read/sav_cases.h"
#include "sav_build.h"

static pw_status read_all(const sav_file *f, size_t n, int threaded,
                          pw_alloc *alloc, int64_t *rows, pw_error *err) {
  pw_sav_records records;
  pw_bytes bytes = {f->at, n};
  pw_source source = pw_source_memory(bytes);
  pw_sav_cases *cases = NULL;
  double x[2];
  pw_sav_column columns[2] = {{x, PW_TIME_NONE, 0}, {NULL, PW_TIME_NONE, 1}};
  pw_sav_count count = {0, 0, 0}, rest;
  *rows = 0;
  pw_status status = pw_sav_records_read(&records, bytes, alloc, err);
  if (status == PW_OK)
    status = pw_sav_cases_count(&records, &source, &count, alloc, NULL, err);
  assert_true(count.rows <= 2);
  if (status == PW_OK) {
    status = pw_sav_cases_open(&cases, &records, &source, columns, 0,
                               count.rows, -9, threaded, alloc, NULL, err);
  }
  if (status == PW_OK) status = pw_sav_cases_next(cases, NULL, rows, err);
  if (status == PW_OK && *rows > 0) {
    assert_true(x[0] == 5);
    pw_text text = pw_sav_cases_text(cases, 0, 0);
    assert_int_equal(text.length, 8);
    assert_memory_equal(text.bytes, "blue sky", 8);
  }
  if (status == PW_OK && *rows == 2) {
    assert_true(x[1] == -9);
    assert_int_equal(pw_sav_cases_text(cases, 0, 1).length, 0);
  }
  int64_t none = 0;
  if (status == PW_OK) status = pw_sav_cases_next(cases, NULL, &none, err);
  assert_int_equal(none, 0);
  if (status == PW_OK) {
    status = pw_sav_cases_rest(cases, NULL, &rest, err);
    assert_int_equal(rest.rows, 0);
  }
  pw_sav_cases_free(cases);
  pw_sav_records_free(&records);
  return status;
}

static void all_kinds_and_both_counts_agree(void **state) {
  (void)state;
  for (int kind = 0; kind < 8; kind++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_error err;
    sav_file f;
    int64_t rows = 0;
    build_sav(&f, kind & 1, kind & 2 ? -1 : 2);
    assert_int_equal(read_all(&f, f.n, kind >> 2, &alloc, &rows, &err), PW_OK);
    assert_int_equal(rows, 2);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void a_cut_gives_complete_cases(void **state) {
  (void)state;
  sav_file f;
  build_sav(&f, 0, 2);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  int64_t rows = 0;
  assert_int_equal(read_all(&f, f.n - 1, 0, &alloc, &rows, &err), PW_OK);
  assert_int_equal(rows, 1);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  for (int kind = 0; kind < 4; kind++) {
    sav_file f;
    build_sav(&f, kind & 1, 2);
    pw_walk walk = {0};
    do {
      pw_alloc *alloc = fail_next(&walk);
      pw_error err;
      int64_t rows = 0;
      walk.status = read_all(&f, f.n, kind >> 1, alloc, &rows, &err);
    } while (failed_cleanly(&walk));
  }
}

/* 100,000 cases of three numbers, of which the second is passed over. */
enum { ROWS = 100000 };

static double expected(int64_t row, int column) {
  return (double)((row + column) % 7) + 0.25;
}

static double data[3 * ROWS], first[ROWS], third[ROWS];

/* Fills `data`, and gives its bytes. */
static pw_bytes build_many(pw_sav_records *records, int compression) {
  memset(records, 0, sizeof *records);
  static pw_sav_variable variables[3];
  for (int i = 0; i < 3; i++) {
    pw_sav_variable v = {i, 1, 0, i, 1, 0, 0, "X"};
    variables[i] = v;
  }
  records->variables = variables;
  records->count = records->elements = 3;
  records->compression = (pw_sav_compression)compression;
  records->header_cases = ROWS;
  records->record_cases = -1;
  records->bias = 99.75;
  unsigned char *bytes = (unsigned char *)data;
  for (int64_t i = 0; i < 3 * (int64_t)ROWS; i++) {
    if (compression == 1) bytes[i] = (unsigned char)(100 + (i / 3 + i % 3) % 7);
    else data[i] = expected(i / 3, (int)(i % 3));
  }
  return (pw_bytes){bytes, (compression ? 1 : 8) * 3 * (uint64_t)ROWS};
}

static void many_blocks_are_in_order_from_any_row(void **state) {
  (void)state;
  for (int kind = 0; kind < 4; kind++) {
    pw_sav_records records;
    pw_bytes bytes = build_many(&records, kind & 1);
    for (int64_t skip = 0; skip <= ROWS; skip += 33333) {
      pw_alloc alloc = pw_alloc_unlimited();
      pw_source source = pw_source_memory(bytes);
      pw_sav_column columns[3] = {{first, PW_TIME_NONE, 0},
                                  {NULL, PW_TIME_NONE, 0},
                                  {third, PW_TIME_NONE, 0}};
      pw_sav_cases *cases;
      int64_t rows = 0, got;
      assert_int_equal(
        pw_sav_cases_open(&cases, &records, &source, columns, skip,
                          ROWS - skip - 1, -9, kind >> 1, &alloc, NULL, NULL),
        PW_OK);
      do {
        assert_int_equal(pw_sav_cases_next(cases, NULL, &got, NULL), PW_OK);
        rows += got;
      } while (got > 0);
      assert_int_equal(rows, skip < ROWS ? ROWS - skip - 1 : 0);
      for (int64_t r = 0; r < rows; r++) {
        assert_true(first[r] == expected(skip + r, 0) &&
                    third[r] == expected(skip + r, 2));
      }
      pw_sav_cases_free(cases);
      assert_int_equal(alloc.in_use, 0);
    }
  }
}

/* A read polls for every block, so that it can be stopped within the time that
 * one block takes; a stop frees everything. */
/* Reads blocks of `size` rows, each after `gap` more that are passed over, each
 * block into columns of its own. */
static pw_status read_by_blocks(int kind, int64_t size, int64_t gap,
                                pw_alloc *alloc) {
  pw_sav_records records;
  pw_source source = pw_source_memory(build_many(&records, kind & 1));
  pw_sav_column columns[3] = {{first, PW_TIME_NONE, 0},
                              {NULL, PW_TIME_NONE, 0},
                              {third, PW_TIME_NONE, 0}};
  pw_sav_cases *cases;
  int64_t at = gap, rows = size, got;
  pw_status status = pw_sav_cases_open(&cases, &records, &source, columns, gap,
                                       size, -9, kind >> 1, alloc, NULL, NULL);
  while (status == PW_OK && rows == size) {
    rows = 0;
    do {
      status = pw_sav_cases_next(cases, NULL, &got, NULL);
      rows += got;
    } while (got > 0);
    if (status != PW_OK) break;
    int64_t left = at < ROWS ? ROWS - at : 0;
    assert_int_equal(rows, left < size ? left : size);
    const double *x = columns[0].numbers, *y = columns[2].numbers;
    for (int64_t r = 0; r < rows; r++) {
      assert_true(x[r] == expected(at + r, 0) && y[r] == expected(at + r, 2));
    }
    at += rows + gap;
    columns[0].numbers = x == first ? first + size : first;
    columns[2].numbers = y == third ? third + size : third;
    if (rows == size) {
      status = pw_sav_cases_more(cases, columns, gap, size, NULL, NULL);
    }
  }
  pw_sav_cases_free(cases);
  return status;
}

static void blocks_go_on_where_the_last_ended(void **state) {
  (void)state;
  const int64_t sizes[] = {997, 25000, 50000}, gaps[] = {0, 1, 2501};
  for (int kind = 0; kind < 4; kind++) {
    for (int i = 0; i < 9; i++) {
      pw_alloc alloc = pw_alloc_unlimited();
      assert_int_equal(read_by_blocks(kind, sizes[i / 3], gaps[i % 3], &alloc),
                       PW_OK);
      assert_int_equal(alloc.in_use, 0);
    }
    pw_walk walk = {0};
    do {
      pw_alloc *alloc = fail_next(&walk);
      walk.status = read_by_blocks(kind, 25000, 0, alloc);
    } while (failed_cleanly(&walk));
    assert_true(walk.k >= 6);
  }
}

/* Texts go on too, and what follows the last block is counted. */
static void blocks_of_texts_go_on(void **state) {
  (void)state;
  for (int kind = 0; kind < 4; kind++) {
    sav_file f;
    build_sav(&f, kind & 1, 2);
    pw_alloc alloc = pw_alloc_unlimited();
    pw_sav_records records;
    pw_source source = pw_source_memory(bytes_of(&f));
    double x[2];
    pw_sav_column columns[2] = {{x, PW_TIME_NONE, 0}, {NULL, PW_TIME_NONE, 1}};
    pw_sav_cases *cases;
    pw_sav_count rest;
    int64_t got;
    assert_int_equal(pw_sav_records_read(&records, bytes_of(&f), &alloc, NULL),
                     PW_OK);
    assert_int_equal(pw_sav_cases_open(&cases, &records, &source, columns, 0, 1,
                                       -9, kind >> 1, &alloc, NULL, NULL),
                     PW_OK);
    assert_int_equal(pw_sav_cases_next(cases, NULL, &got, NULL), PW_OK);
    assert_int_equal(got, 1);
    assert_int_equal(pw_sav_cases_text(cases, 0, 0).length, 8);
    columns[0].numbers = x + 1;
    assert_int_equal(pw_sav_cases_more(cases, columns, 0, 1, NULL, NULL),
                     PW_OK);
    assert_int_equal(pw_sav_cases_next(cases, NULL, &got, NULL), PW_OK);
    assert_int_equal(got, 1);
    assert_int_equal(pw_sav_cases_text(cases, 0, 0).length, 0);
    assert_true(x[0] == 5 && x[1] == -9);
    assert_int_equal(pw_sav_cases_rest(cases, NULL, &rest, NULL), PW_OK);
    assert_int_equal(rest.rows, 0);
    pw_sav_cases_free(cases);
    pw_sav_records_free(&records);
    assert_int_equal(alloc.in_use, 0);
  }
}

static int stop_at(void *polls, double done) {
  (void)done;
  return --*(int *)polls < 0;
}

static void a_read_can_be_stopped_at_every_block(void **state) {
  (void)state;
  pw_sav_records records;
  build_many(&records, 1);
  pw_bytes bytes = {(const unsigned char *)data, 3 * (uint64_t)ROWS};
  for (int threaded = 0; threaded < 2; threaded++) {
    int polls = 1000000, used;
    for (int after = 0;; after++) {
      pw_alloc alloc = pw_alloc_unlimited();
      pw_source source = pw_source_memory(bytes);
      pw_sav_column columns[3] = {{first, PW_TIME_NONE, 0},
                                  {NULL, PW_TIME_NONE, 0},
                                  {third, PW_TIME_NONE, 0}};
      pw_sav_cases *cases;
      pw_status status = PW_OK;
      int64_t rows = 0, got = 1;
      pw_stop stop = {stop_at, &polls};
      polls = after;
      assert_int_equal(
        pw_sav_cases_open(&cases, &records, &source, columns, 0, ROWS, -9,
                          threaded, &alloc, NULL, NULL),
        PW_OK);
      while (status == PW_OK && got > 0) {
        status = pw_sav_cases_next(cases, &stop, &got, NULL);
        if (status == PW_OK) rows += got;
      }
      pw_sav_cases_free(cases);
      assert_int_equal(alloc.in_use, 0);
      used = after - polls;
      if (status == PW_OK) break;
      assert_int_equal(status, PW_STOPPED);
      assert_true(rows <= (int64_t)after * 1024);
    }
    assert_true(used >= ROWS / 1024);
  }
}

/* Skipping and counting poll too, for every piece of the file. */
static void skipping_and_counting_can_be_stopped(void **state) {
  (void)state;
  pw_sav_records records;
  build_many(&records, 1);
  records.header_cases = -1;
  pw_bytes bytes = {(const unsigned char *)data, 3 * (uint64_t)ROWS};
  pw_source source = pw_source_memory(bytes);
  pw_alloc alloc = pw_alloc_unlimited();
  int polls = 1;
  pw_stop stop = {stop_at, &polls};
  pw_sav_count count;
  assert_int_equal(
    pw_sav_cases_count(&records, &source, &count, &alloc, &stop, NULL),
    PW_STOPPED);
  polls = 0;
  pw_sav_column columns[3] = {{first, PW_TIME_NONE, 0},
                              {NULL, PW_TIME_NONE, 0},
                              {third, PW_TIME_NONE, 0}};
  pw_sav_cases *cases;
  assert_int_equal(pw_sav_cases_open(&cases, &records, &source, columns,
                                     ROWS - 1, 1, -9, 1, &alloc, &stop, NULL),
                   PW_STOPPED);
  assert_null(cases);
  assert_int_equal(alloc.in_use, 0);
}

/* The data of build_many with statements of any kind, and `cut` bytes less. */
static void count_stated(int compression, int64_t header, int64_t record,
                         uint64_t cut, pw_sav_count *count) {
  pw_sav_records records;
  pw_alloc alloc = pw_alloc_unlimited();
  build_many(&records, compression);
  records.header_cases = header;
  records.record_cases = record;
  pw_bytes bytes = {(const unsigned char *)data,
                    (compression ? 1 : 8) * 3 * (uint64_t)ROWS - cut};
  pw_source source = pw_source_memory(bytes);
  assert_int_equal(
    pw_sav_cases_count(&records, &source, count, &alloc, NULL, NULL), PW_OK);
  assert_int_equal(alloc.in_use, 0);
}

/* Whatever header and record 7/16 say, the data are counted, unless a
 * compressed file says one number that it could hold. */
static void cases_are_counted_in_the_data(void **state) {
  (void)state;
  const int64_t said[] = {-1,   0,        1,         ROWS - 1,
                          ROWS, ROWS + 1, INT32_MAX, INT64_MAX};
  enum { SAID = sizeof said / sizeof *said };
  for (int compression = 0; compression < 2; compression++) {
    for (int i = 0; i < SAID * SAID; i++) {
      int64_t header = said[i / SAID], record = said[i % SAID];
      for (uint64_t cut = 0; cut < 2; cut++) {
        pw_sav_count count;
        count_stated(compression, header, record, cut, &count);
        if (!count.counted) {
          assert_int_equal(compression, 1);
          assert_int_equal(count.rows, record < 0 ? header : record);
          assert_true(count.rows <= ROWS);
          continue;
        }
        /* The last of the commands of 8 elements goes with the byte that is
         * cut. */
        assert_int_equal(count.rows,
                         cut == 0             ? ROWS
                           : compression == 0 ? ROWS - 1
                                              : ROWS - 3);
        assert_int_equal(count.beyond, cut == 0 ? 0 : compression == 0 ? 3 : 1);
      }
    }
  }
}

/* After any number of rows, from any row on, the rest is what is left. */
static void the_rest_is_counted(void **state) {
  (void)state;
  for (int kind = 0; kind < 8; kind++) {
    pw_sav_records records;
    pw_bytes bytes = build_many(&records, kind & 1);
    for (int64_t rows = 0; rows <= ROWS; rows += 12500) {
      pw_alloc alloc = pw_alloc_unlimited();
      pw_source source = pw_source_memory(bytes);
      pw_sav_column columns[3] = {{first, PW_TIME_NONE, 0},
                                  {NULL, PW_TIME_NONE, 0},
                                  {third, PW_TIME_NONE, 0}};
      pw_sav_cases *cases;
      pw_sav_count rest;
      int64_t got, skip = kind >> 2 ? (ROWS - rows) / 3 : 0;
      assert_int_equal(
        pw_sav_cases_open(&cases, &records, &source, columns, skip, rows, -9,
                          kind >> 1 & 1, &alloc, NULL, NULL),
        PW_OK);
      do assert_int_equal(pw_sav_cases_next(cases, NULL, &got, NULL), PW_OK);
      while (got > 0);
      assert_int_equal(pw_sav_cases_rest(cases, NULL, &rest, NULL), PW_OK);
      assert_int_equal(rest.rows, ROWS - skip - rows);
      assert_int_equal(rest.beyond, 0);
      pw_sav_cases_free(cases);
      assert_int_equal(alloc.in_use, 0);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(all_kinds_and_both_counts_agree),
    cmocka_unit_test(a_cut_gives_complete_cases),
    cmocka_unit_test(every_failed_allocation_is_clean),
    cmocka_unit_test(many_blocks_are_in_order_from_any_row),
    cmocka_unit_test(blocks_go_on_where_the_last_ended),
    cmocka_unit_test(blocks_of_texts_go_on),
    cmocka_unit_test(a_read_can_be_stopped_at_every_block),
    cmocka_unit_test(skipping_and_counting_can_be_stopped),
    cmocka_unit_test(cases_are_counted_in_the_data),
    cmocka_unit_test(the_rest_is_counted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
