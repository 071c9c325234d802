#include "cmocka_all.h"
#include "failing.h"

#include <math.h>
#include <stdio.h>

#include "stata_sas_build.h"

#define ROWS 7

static const struct {
  pw_stata_sas_format format;
  int version;
} kinds[] = {
  {PW_STATA, 104}, {PW_STATA, 108},   {PW_STATA, 111},   {PW_STATA, 114},
  {PW_STATA, 115}, {PW_STATA, 117},   {PW_STATA, 118},   {PW_STATA, 119},
  {PW_SAS, 9},     {PW_SAS_XPORT, 5}, {PW_SAS_XPORT, 8},
};
#define KINDS (sizeof kinds / sizeof *kinds)

typedef struct {
  double numbers[3][ROWS]; /* number, moment, coded */
  int32_t texts[ROWS];
  pw_stata_sas_column columns[4];
  pw_strpool *pool;
  int64_t n_read;
} result;

static pw_status read_rows(result *r, const pw_stata_sas *table, pw_bytes file,
                           int64_t skip, int64_t most, pw_alloc *alloc,
                           const pw_stop *stop, pw_error *err) {
  memset(r, 0, sizeof *r);
  r->columns[0].numbers = r->numbers[0];
  r->columns[1].texts = r->texts;
  r->columns[2].numbers = r->numbers[1];
  r->columns[3].numbers = r->numbers[2];
  pw_status status = pw_strpool_new(&r->pool, alloc, err);
  if (status != PW_OK) return status;
  return pw_stata_sas_read(table, file, r->columns, skip, most, r->pool,
                           &r->n_read, alloc, stop, err);
}

static char letter_of(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return (char)((bits >> 32) & 0xff);
}

static void check_row(const result *r, int at, int row, int version) {
  char word[32];
  pw_text text = pw_strpool_text(r->pool, r->texts[at]);
  snprintf(word, sizeof word, "text %d", row % 3 == 2 ? 0 : row);
  assert_int_equal(text.length, strlen(word));
  assert_memory_equal(text.bytes, word, text.length);
  if (row % 3 == 2) {
    assert_true(isnan(r->numbers[0][at]) && isnan(r->numbers[2][at]));
    assert_int_equal(letter_of(r->numbers[0][at]), 0);
    assert_int_equal(letter_of(r->numbers[2][at]),
                     version < 113 && version > 100 ? 0 : 'a');
  } else {
    assert_true(r->numbers[0][at] == row + 0.5);
    assert_true(r->numbers[2][at] == 1);
  }
}

static void every_version_gives_what_was_written(void **state) {
  (void)state;
  for (size_t k = 0; k < KINDS; k++) {
    built_file file;
    build_stata_sas(&file, kinds[k].format, kinds[k].version, ROWS);
    pw_alloc alloc = pw_alloc_unlimited();
    pw_stata_sas table;
    pw_error err;
    result r;
    assert_int_equal(
      pw_stata_sas_open(&table, built_bytes(&file), kinds[k].format, NULL, NAN,
                        &alloc, NULL, &err),
      PW_OK);
    assert_int_equal(table.rows, ROWS);
    assert_int_equal(table.dictionary.count, 4);
    assert_false(table.is_cut);
    assert_true(table.dictionary.variables[1].is_text);
    assert_int_equal(table.dictionary.label_count,
                     kinds[k].format != PW_STATA ? 0
                       : kinds[k].version < 113  ? 1
                                                 : 2);
    for (int skip = 0; skip < 3; skip++) {
      int most = skip == 1 ? 3 : ROWS - skip;
      assert_int_equal(read_rows(&r, &table, built_bytes(&file), skip, most,
                                 &alloc, NULL, &err),
                       PW_OK);
      assert_int_equal(r.n_read, most);
      for (int i = 0; i < most; i++)
        check_row(&r, i, i + skip, kinds[k].version);
      pw_strpool_free(r.pool);
    }
    pw_stata_sas_free(&table);
    assert_int_equal(alloc.in_use, 0);
    free(file.at);
  }
}

static void each_failing_allocation_is_clean(void **state) {
  (void)state;
  for (size_t k = 0; k < KINDS; k++) {
    built_file file;
    build_stata_sas(&file, kinds[k].format, kinds[k].version, ROWS);
    pw_walk walk = {0};
    do {
      pw_alloc *alloc = fail_next(&walk);
      pw_stata_sas table;
      pw_error err;
      result r = {.pool = NULL};
      walk.status = pw_stata_sas_open(&table, built_bytes(&file),
                                      kinds[k].format, "WINDOWS-1252", NAN,
                                      alloc, NULL, &err);
      if (walk.status == PW_OK) {
        walk.status =
          read_rows(&r, &table, built_bytes(&file), 0, ROWS, alloc, NULL, &err);
      }
      pw_strpool_free(r.pool);
      pw_stata_sas_free(&table);
    } while (failed_cleanly(&walk));
    free(file.at);
  }
}

/* Cut anywhere, a file gives its complete rows or an error, never a wrong
 * value. */
static void a_cut_file_gives_its_complete_rows(void **state) {
  (void)state;
  for (size_t k = 0; k < KINDS; k++) {
    int some_rows = 0;
    built_file file;
    build_stata_sas(&file, kinds[k].format, kinds[k].version, ROWS);
    size_t step = file.length > 20000 ? 1021 : 1;
    for (size_t length = 0; length < file.length; length += step) {
      unsigned char *part =
        malloc(length + 1); /* so that a read beyond is seen */
      memcpy(part, file.at, length);
      pw_bytes cut = {part, length};
      pw_alloc alloc = pw_alloc_unlimited();
      pw_stata_sas table;
      pw_error err;
      result r = {.pool = NULL};
      pw_status status = pw_stata_sas_open(&table, cut, kinds[k].format, NULL,
                                           NAN, &alloc, NULL, &err);
      if (status == PW_OK && table.dictionary.count == 4 &&
          table.rows <= ROWS) {
        status = read_rows(&r, &table, cut, 0, table.rows, &alloc, NULL, &err);
        assert_true(r.n_read <= table.rows);
        for (int i = 0; i < r.n_read; i++)
          check_row(&r, i, i, kinds[k].version);
        some_rows += status == PW_OK && r.n_read > 0 && r.n_read < ROWS;
      }
      pw_strpool_free(r.pool);
      pw_stata_sas_free(&table);
      assert_int_equal(alloc.in_use, 0);
      free(part);
    }
    free(file.at);
    /* A transport file says nothing of its rows, and the steps through a SAS
     * data set are too long to end within one. */
    if (kinds[k].format == PW_STATA) assert_true(some_rows > 100);
  }
}

static void what_is_none_of_them_is_refused(void **state) {
  (void)state;
  pw_bytes text = {(const unsigned char *)"id,answer\n1,2\n", 14};
  for (int format = PW_STATA; format <= PW_SAS_XPORT; format++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_stata_sas table;
    pw_error err;
    assert_int_not_equal(
      pw_stata_sas_open(&table, text, (pw_stata_sas_format)format, NULL, NAN,
                        &alloc, NULL, &err),
      PW_OK);
    pw_stata_sas_free(&table);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void bytes_that_are_no_text_are_replaced_and_counted(void **state) {
  (void)state;
  built_file file;
  build_stata_sas(&file, PW_STATA, 118, ROWS);
  for (size_t i = 0; i + 6 <= file.length; i++) {
    if (memcmp(file.at + i, "text 4", 6) == 0) file.at[i] = 0xff;
    if (memcmp(file.at + i, "A number", 8) == 0) file.at[i] = 0xff;
  }
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stata_sas table;
  pw_error err;
  result r;
  assert_int_equal(pw_stata_sas_open(&table, built_bytes(&file), PW_STATA, NULL,
                                     NAN, &alloc, NULL, &err),
                   PW_OK);
  assert_int_equal(table.bad_texts, 1);
  assert_int_equal(
    read_rows(&r, &table, built_bytes(&file), 0, ROWS, &alloc, NULL, &err),
    PW_OK);
  assert_int_equal(r.columns[1].bad, 1);
  pw_text text = pw_strpool_text(r.pool, r.texts[4]);
  assert_int_equal(text.length, 8);
  assert_memory_equal(text.bytes,
                      "\xEF\xBF\xBD"
                      "ext 4",
                      8);
  pw_strpool_free(r.pool);
  pw_stata_sas_free(&table);
  assert_int_equal(pw_stata_sas_open(&table, built_bytes(&file), PW_STATA,
                                     "no-such", NAN, &alloc, NULL, &err),
                   PW_UNSUPPORTED);
  pw_stata_sas_free(&table);
  assert_int_equal(alloc.in_use, 0);
  free(file.at);
}

/* libreadstat 1.1.8 reads beyond the fields for it. */
static void a_label_set_name_may_have_no_end(void **state) {
  (void)state;
  static const struct {
    int version, field;
  } fields[] = {{104, 9},  {108, 9},  {111, 33},
                {115, 33}, {117, 33}, {118, 129}};
  for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) {
    built_file file;
    build_stata_sas(&file, PW_STATA, fields[k].version, ROWS);
    size_t at = 0;
    while (memcmp(file.at + at, "ANSWERS", 8) != 0) at++;
    memset(file.at + at, 'x', (size_t)fields[k].field);
    pw_alloc alloc = pw_alloc_unlimited();
    pw_stata_sas table;
    pw_error err;
    assert_int_equal(pw_stata_sas_open(&table, built_bytes(&file), PW_STATA,
                                       NULL, NAN, &alloc, NULL, &err),
                     PW_OK);
    pw_text set = pw_strpool_text(table.dictionary.pool,
                                  table.dictionary.variables[3].label_set);
    assert_int_equal(set.length, fields[k].field);
    pw_stata_sas_free(&table);
    assert_int_equal(alloc.in_use, 0);
    free(file.at);
  }
}

static int always(void *unused, double done) {
  (void)unused, (void)done;
  return 1;
}

static void reading_stops_when_asked(void **state) {
  (void)state;
  pw_stop stop = {always, NULL};
  for (size_t k = 0; k < KINDS; k++) {
    built_file file;
    build_stata_sas(&file, kinds[k].format, kinds[k].version, ROWS);
    pw_alloc alloc = pw_alloc_unlimited();
    pw_stata_sas table;
    pw_error err;
    result r = {.pool = NULL};
    pw_status status = pw_stata_sas_open(&table, built_bytes(&file),
                                         kinds[k].format, NULL, NAN, &alloc,
                                         &stop, &err);
    if (status == PW_OK) {
      status =
        read_rows(&r, &table, built_bytes(&file), 0, ROWS, &alloc, &stop, &err);
    }
    assert_int_equal(status, PW_STOPPED);
    pw_strpool_free(r.pool);
    pw_stata_sas_free(&table);
    assert_int_equal(alloc.in_use, 0);
    free(file.at);
  }
}

static void columns_can_be_passed_over(void **state) {
  (void)state;
  built_file file;
  build_stata_sas(&file, PW_SAS_XPORT, 5, ROWS);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stata_sas table;
  pw_error err;
  pw_strpool *pool;
  double coded[ROWS];
  pw_stata_sas_column columns[4] = {{NULL, NULL, 0}};
  int64_t n_read;
  assert_int_equal(pw_stata_sas_open(&table, built_bytes(&file), PW_SAS_XPORT,
                                     NULL, NAN, &alloc, NULL, &err),
                   PW_OK);
  assert_int_equal(pw_strpool_new(&pool, &alloc, &err), PW_OK);
  assert_int_equal(pw_stata_sas_read(&table, built_bytes(&file), columns, 0,
                                     ROWS, pool, &n_read, &alloc, NULL, &err),
                   PW_OK);
  assert_int_equal(n_read, ROWS);
  columns[3].numbers = coded;
  assert_int_equal(pw_stata_sas_read(&table, built_bytes(&file), columns, 1, 1,
                                     pool, &n_read, &alloc, NULL, &err),
                   PW_OK);
  assert_int_equal(n_read, 1);
  assert_true(coded[0] == 1);
  pw_strpool_free(pool);
  pw_stata_sas_free(&table);
  assert_int_equal(alloc.in_use, 0);
  free(file.at);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_version_gives_what_was_written),
    cmocka_unit_test(each_failing_allocation_is_clean),
    cmocka_unit_test(a_cut_file_gives_its_complete_rows),
    cmocka_unit_test(what_is_none_of_them_is_refused),
    cmocka_unit_test(bytes_that_are_no_text_are_replaced_and_counted),
    cmocka_unit_test(a_label_set_name_may_have_no_end),
    cmocka_unit_test(reading_stops_when_asked),
    cmocka_unit_test(columns_can_be_passed_over),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
