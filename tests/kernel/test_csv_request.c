#include "cmocka_all.h"

#include <string.h>

#include "csv_build.h"
#include "read/csv_file.h"
#include "read/csv_request.h"

#define RECORDS 200

static void every_record_is_in_one_stretch(void **state) {
  (void)state;
  char text[RECORDS * 8 + 8] = "a,b\n";
  for (int i = 0; i < RECORDS; i++)
    strcat(text, i % 3 == 0 ? "1234,5\n" : "1,2\n");
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_options options = {-1, ',', '.', 1, 64, 0, NULL};
  pw_csv_file file;
  assert_int_equal(csv_open(&file, text, strlen(text), &options, &alloc, NULL),
                   PW_OK);
  assert_true(file.chunks.count > 5);
  for (int64_t r = 0; r < RECORDS; r++) {
    int64_t at = pw_csv_chunk_of(&file.chunks, r);
    assert_true(file.chunks.chunks[at].record <= r);
    assert_true(at + 1 == file.chunks.count ||
                file.chunks.chunks[at + 1].record > r);
  }
  pw_csv_close(&file, &alloc);
  assert_int_equal(alloc.in_use, 0);
}

/* However few rows are asked for, the stretches give each of them once. */
static void rows_asked_for_come_once(void **state) {
  (void)state;
  pw_csv_chunk all[] = {{0, 0, 0}, {0, 0, 4}, {0, 0, 5}};
  int64_t records[] = {4, 1, 5};
  pw_csv_chunks chunks = {all, 3, 10, 0, 0};
  for (int64_t first = 0; first <= 10; first++) {
    for (int64_t count = 0; first + count <= 10; count++) {
      pw_csv_request request = {
        .chunks = &chunks, .first = first, .count = count};
      int64_t seen = 0;
      for (int64_t at = 0; at < 3; at++) {
        pw_csv_index index = {.n_records = records[at]};
        int64_t from, to;
        pw_csv_rows_asked(&request, at, &index, &from, &to);
        assert_true(from <= to && to <= records[at]);
        if (from < to) assert_int_equal(all[at].record + from, first + seen);
        seen += to - from;
      }
      assert_int_equal(seen, count);
    }
  }
}

/* Records asked for in turns of any size come once each, and every stretch is
 * gone over for one turn alone where turns are no shorter than stretches. */
static void turns_end_with_stretches(void **state) {
  (void)state;
  pw_csv_chunk all[] = {{0, 0, 0},  {0, 0, 4},  {0, 0, 4}, {0, 0, 5},
                        {0, 0, 12}, {0, 0, 14}, {0, 0, 90}};
  pw_csv_chunks chunks = {all, 7, 93, 0, 0};
  for (int64_t size = 1; size <= 100; size++) {
    int64_t inside = 0;
    for (int64_t first = 0; first < chunks.records;) {
      int64_t n = pw_csv_whole_stretches(&chunks, first, size);
      assert_true(n > 0 && n <= 2 * size && first + n <= chunks.records);
      first += n;
      int64_t at = pw_csv_chunk_of(&chunks, first);
      inside += first < chunks.records && all[at].record != first;
    }
    if (size >= 76) assert_int_equal(inside, 0);
    if (size == 1) assert_true(inside > 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_record_is_in_one_stretch),
    cmocka_unit_test(rows_asked_for_come_once),
    cmocka_unit_test(turns_end_with_stretches),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
