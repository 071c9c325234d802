#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/csv_texts.h"

static const pw_text missing[] = {{"", 0}, {"NA", 2}};
static pw_csv_rules rules = {missing, 2, '"', '.', SIZE_MAX};

/* The first column of `text` into `refs`; the texts stay open. */
static pw_status fill(const char *text, int64_t columns, pw_csv_texts *texts,
                      pw_csv_untied *untied, pw_csv_ref *refs, int32_t *known,
                      pw_alloc *alloc, pw_error *err) {
  pw_csv_index index;
  memset(&index, 0, sizeof index);
  index.alloc = alloc;
  index.n_columns = columns;
  pw_csv_marks marks = {',', '"', 1, 1};
  pw_csv_stretch stretch = {text, 0, strlen(text), strlen(text), 0};
  pw_status status = pw_csv_index_records(&index, &stretch, &marks, err);
  pw_csv_untied fresh = {alloc, NULL, strlen(text), 0};
  *untied = fresh;
  if (status == PW_OK) {
    pw_csv_cells cells = {&index, 0, 0, index.n_records};
    status = pw_csv_texts_fill(texts, cells, &rules, untied, refs, known, err);
  }
  pw_csv_index_free(&index);
  return status;
}

static void each_distinct_text_has_an_id(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_texts texts;
  pw_csv_untied untied;
  pw_csv_ref refs[8];
  int32_t known;
  pw_text got[3];
  assert_int_equal(pw_csv_texts_open(&texts, &alloc, NULL), PW_OK);
  assert_int_equal(fill("x\n\"say \"\"hi\"\"\"\nx\n NA \n\nx \n", 1, &texts,
                        &untied, refs, &known, &alloc, NULL), PW_OK);
  assert_int_equal(known, 3);
  assert_true(refs[0].id == 0 && refs[1].id == 1 && refs[2].id == 0);
  assert_true(refs[3].id == PW_CSV_MISSING && refs[4].id == PW_CSV_MISSING);
  assert_int_equal(refs[5].id, 2);
  pw_csv_texts_get(&texts, 0, 3, got);
  assert_memory_equal(got[1].bytes, "say \"hi\"", 8);
  assert_int_equal(got[1].length, 8);
  pw_free(&alloc, untied.bytes);
  assert_int_equal(pw_csv_texts_close(&texts), 0);
  assert_int_equal(alloc.in_use, 0);
}

static void quoted_empty_is_kept_where_it_means_something(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  static const struct { const char *text; int kept; } cases[] = {
    {"x,1\n\"\",1\n,1\n", 1}, {"\"x\",1\n\"\",1\n", 0}};
  for (size_t i = 0; i < 2; i++) {
    pw_csv_texts texts;
    pw_csv_untied untied;
    pw_csv_ref refs[4];
    int32_t known;
    assert_int_equal(pw_csv_texts_open(&texts, &alloc, NULL), PW_OK);
    assert_int_equal(fill(cases[i].text, 2, &texts, &untied, refs, &known,
                          &alloc, NULL), PW_OK);
    assert_int_equal(refs[1].id, PW_CSV_QUOTED_EMPTY);
    assert_true(texts.has_quoted_empty);
    assert_int_equal(pw_csv_texts_empty(&texts, &rules), cases[i].kept);
    pw_free(&alloc, untied.bytes);
    pw_csv_texts_close(&texts);
  }
}

/* Ids come apart after a while, repeated answers do not. */
static void only_a_column_without_repeats_comes_apart(void **state) {
  (void)state;
  enum { ROWS = 5000 };
  char *text = malloc(ROWS * 16);
  pw_csv_ref *refs = malloc(ROWS * sizeof *refs);
  for (int distinct = 100; distinct <= ROWS; distinct += ROWS - 100) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_csv_texts texts;
    pw_csv_untied untied;
    int32_t known;
    size_t at = 0;
    for (int i = 0; i < ROWS; i++) {
      at += (size_t)sprintf(text + at, "p%d\n", i % distinct);
    }
    assert_int_equal(pw_csv_texts_open(&texts, &alloc, NULL), PW_OK);
    for (int round = 0; round < 2; round++) {
      assert_int_equal(fill(text, 1, &texts, &untied, refs, &known, &alloc,
                            NULL), PW_OK);
      int apart = round == 1 && distinct == ROWS;
      assert_int_equal(refs[7].id, apart ? PW_CSV_APART : 7);
      if (apart) {
        assert_int_equal(refs[7].length, 2);
        assert_memory_equal(refs[7].bytes, "p7", 2);
      }
    }
    assert_int_equal(pw_csv_texts_close(&texts), 0);
  }
  free(refs);
  free(text);
}

static void a_text_that_cannot_be_held_is_refused(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_texts texts;
  pw_csv_untied untied;
  pw_csv_ref refs[4];
  int32_t known;
  pw_error err;
  rules.longest_text = 4;
  assert_int_equal(pw_csv_texts_open(&texts, &alloc, NULL), PW_OK);
  assert_int_equal(fill("abcd\n", 1, &texts, &untied, refs, &known, &alloc,
                        &err), PW_OK);
  assert_int_equal(fill("abcd\n\"abcde\"\n", 1, &texts, &untied, refs, &known,
                        &alloc, &err), PW_RANGE);
  assert_int_equal(err.offset, 6);
  rules.longest_text = SIZE_MAX;
  assert_int_equal(pw_csv_texts_close(&texts), 0);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  for (long k = 0;; k++) {
    pw_alloc alloc = pw_alloc_unlimited();
    alloc.fail_after = k;
    pw_csv_texts texts;
    pw_csv_untied untied = {&alloc, NULL, 0, 0};
    pw_csv_ref refs[4];
    int32_t known;
    pw_error err;
    pw_status status = pw_csv_texts_open(&texts, &alloc, &err);
    alloc.fail_after = -1;
    if (status == PW_OK) {
      status = fill("\"x\"\"y\"\nz\n", 1, &texts, &untied, refs, &known,
                    &alloc, &err);
    }
    pw_free(&alloc, untied.bytes);
    assert_int_equal(pw_csv_texts_close(&texts), 0);
    assert_int_equal(alloc.in_use, 0);
    if (status == PW_OK) return;
    assert_int_equal(status, PW_MEMORY);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(each_distinct_text_has_an_id),
    cmocka_unit_test(quoted_empty_is_kept_where_it_means_something),
    cmocka_unit_test(only_a_column_without_repeats_comes_apart),
    cmocka_unit_test(a_text_that_cannot_be_held_is_refused),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
