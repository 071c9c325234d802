#include "cmocka_all.h"

#include "read/sav_cases.h"
#include "sav_build.h"

static pw_status read_all(const sav_file *f, size_t n, pw_alloc *alloc,
                          int64_t *rows, pw_error *err) {
  pw_sav_records records;
  pw_strpool *pool = NULL;
  pw_bytes bytes = {f->at, n};
  double x[2];
  int32_t t[2];
  pw_sav_column columns[2] = {{x, NULL}, {NULL, t}};
  pw_status status = pw_sav_records_read(&records, bytes, alloc, err);
  int64_t count = 0;
  if (status == PW_OK) status = pw_strpool_new(&pool, alloc, err);
  if (status == PW_OK) status = pw_sav_cases_count(&records, bytes, &count, alloc, NULL, err);
  if (status == PW_OK) {
    assert_true(count <= 2);
    status = pw_sav_cases_read(&records, bytes, columns, 0, count, -9, pool, rows, alloc, NULL, err);
  }
  if (status == PW_OK && *rows > 0) {
    assert_true(x[0] == 5);
    pw_text text = pw_strpool_text(pool, t[0]);
    assert_int_equal(text.length, 8);
    assert_memory_equal(text.bytes, "blue sky", 8);
  }
  if (status == PW_OK && *rows == 2) {
    assert_true(x[1] == -9);
    assert_int_equal(pw_strpool_text(pool, t[1]).length, 0);
  }
  pw_strpool_free(pool);
  pw_sav_records_free(&records);
  return status;
}

static void both_kinds_and_both_counts_agree(void **state) {
  (void)state;
  for (int compression = 0; compression < 2; compression++) {
    for (int32_t cases = -1; cases <= 2; cases += 3) {
      pw_alloc alloc = pw_alloc_unlimited();
      pw_error err;
      sav_file f;
      int64_t rows = 0;
      build_sav(&f, compression, cases);
      assert_int_equal(read_all(&f, f.n, &alloc, &rows, &err), PW_OK);
      assert_int_equal(rows, 2);
      assert_int_equal(alloc.in_use, 0);
    }
  }
}

static void a_cut_gives_complete_cases(void **state) {
  (void)state;
  sav_file f;
  build_sav(&f, 0, 2);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  int64_t rows = 0;
  assert_int_equal(read_all(&f, f.n - 1, &alloc, &rows, &err), PW_OK);
  assert_int_equal(rows, 1);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  sav_file f;
  build_sav(&f, 1, 2);
  for (long k = 0;; k++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_error err;
    int64_t rows = 0;
    alloc.fail_after = k;
    pw_status status = read_all(&f, f.n, &alloc, &rows, &err);
    assert_int_equal(alloc.in_use, 0);
    if (status == PW_OK) return;
    assert_int_equal(status, PW_MEMORY);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(both_kinds_and_both_counts_agree),
    cmocka_unit_test(a_cut_gives_complete_cases),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
