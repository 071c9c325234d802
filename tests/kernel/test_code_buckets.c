#include "cmocka_all.h"
#include "failing.h"
#include "stopping.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "link/code_buckets.h"

enum { WAVES = 3, ROWS = 1500, CODES = 700 };

static const char path[] = "build/test_code_buckets.codes";
static const uint64_t key[2] = {5, 6};

static int code_of[WAVES][ROWS];

/* The second wave is begun twice, of which the first time does not count. */
static pw_status put_all(pw_code_buckets *b) {
  pw_status status = PW_OK;
  srand(9);
  for (int k = 0; k < WAVES; k++) {
    for (int pass = 0; pass < (k == 1 ? 2 : 1); pass++) {
      status = pw_code_buckets_wave(b, k, NULL);
      for (int row = 0; row < ROWS && status == PW_OK; row++) {
        char code[16];
        code_of[k][row] = rand() % CODES;
        sprintf(code, "code %d", code_of[k][row]);
        status =
          pw_code_buckets_put(b, k, row, (pw_text){code, strlen(code)}, NULL);
      }
      if (status != PW_OK) return status;
    }
  }
  return status;
}

/* Every record that counts comes once, the same code is the same person of one
 * bucket, and waves and people come in order. */
static void a_bucket_has_all_records_of_its_people(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_code_buckets *b;
  assert_int_equal(pw_code_buckets_new(&b, path, key, &alloc, NULL), PW_OK);
  assert_int_equal(put_all(b), PW_OK);
  int seen[WAVES][ROWS] = {{0}}, person[CODES] = {0}, people = 0;
  size_t n = 0;
  for (size_t at = 0; at < PW_CODE_BUCKETS; at++) {
    pw_code_bucket bucket;
    assert_int_equal(pw_code_bucket_open(b, at, &bucket, NULL, NULL), PW_OK);
    int wave = 0;
    int32_t most = 0;
    for (size_t i = 0; i < bucket.n; i++, n++) {
      int k = pw_placed_wave(&bucket.records[i]);
      int64_t row = pw_placed_row(&bucket.records[i]);
      assert_true(k >= wave && k < WAVES && row >= 0 && row < ROWS);
      wave = k;
      assert_int_equal(seen[k][row]++, 0);
      int *known = &person[code_of[k][row]];
      if (*known == 0) {
        assert_int_equal(bucket.person[i], ++most);
        *known = people + most;
      }
      assert_int_equal(people + bucket.person[i], *known);
    }
    assert_int_equal(bucket.people, most);
    people += most;
    pw_code_bucket_close(b, &bucket);
  }
  assert_int_equal(n, WAVES * ROWS);
  int different = 0;
  for (int i = 0; i < CODES; i++) different += person[i] > 0;
  assert_int_equal(people, different);
  pw_code_buckets_free(b);
  assert_int_equal(alloc.in_use, 0);
}

static void a_wave_is_begun_no_more_often_than_can_be_told(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_code_buckets *b;
  assert_int_equal(pw_code_buckets_new(&b, path, key, &alloc, NULL), PW_OK);
  for (int i = 0; i < 4096; i++)
    assert_int_equal(pw_code_buckets_wave(b, 0, NULL), PW_OK);
  assert_int_equal(pw_code_buckets_wave(b, 0, NULL), PW_RANGE);
  pw_code_buckets_free(b);
  assert_int_equal(alloc.in_use, 0);
}

static void memory_may_fail_anywhere(void **state) {
  (void)state;
  pw_walk walk = {0};
  do {
    pw_code_buckets *b;
    pw_code_bucket bucket;
    pw_alloc *alloc = fail_next(&walk);
    walk.status = pw_code_buckets_new(&b, path, key, alloc, NULL);
    if (walk.status == PW_OK) walk.status = put_all(b);
    if (walk.status == PW_OK) {
      walk.status = pw_code_bucket_open(b, 3, &bucket, NULL, NULL);
      if (walk.status == PW_OK) pw_code_bucket_close(b, &bucket);
    }
    pw_code_buckets_free(b);
  } while (failed_cleanly(&walk));
  assert_true(walk.k > 5);
}

static void it_stops_when_asked(void **state) {
  (void)state;
  const pw_stop stop = {stop_at_once, NULL};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_code_buckets *b;
  pw_code_bucket bucket;
  assert_int_equal(pw_code_buckets_new(&b, path, key, &alloc, NULL), PW_OK);
  assert_int_equal(put_all(b), PW_OK);
  assert_int_equal(pw_code_bucket_open(b, 3, &bucket, &stop, NULL), PW_STOPPED);
  pw_code_buckets_free(b);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_bucket_has_all_records_of_its_people),
    cmocka_unit_test(a_wave_is_begun_no_more_often_than_can_be_told),
    cmocka_unit_test(memory_may_fail_anywhere),
    cmocka_unit_test(it_stops_when_asked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
