/* A delimited text read to its end, cell by cell, for the tests of read/csv_*:
 * by the quick way (cut, index) and by the plain one (scan), to compare. */
#ifndef PW_TEST_CSV_BUILD_H
#define PW_TEST_CSV_BUILD_H

#include <stdlib.h>
#include <string.h>

#include "read/csv_chunks.h"
#include "read/csv_file.h"
#include "read/csv_index.h"
#include "read/csv_scan.h"

#define CSV_SMALL_CHUNK 64

static inline pw_csv_marks csv_marks(char delim, int padded) {
  pw_csv_marks marks = {delim, '"', 1, 1, padded};
  return marks;
}

/* Cuts `text` behind the header into stretches as small as they get. */
static inline pw_status csv_cut(pw_csv_chunks *chunks, pw_csv_table *header,
                                const char *text, size_t length, int padded,
                                int threads, pw_alloc *alloc, pw_error *err) {
  memset(chunks, 0, sizeof *chunks);
  pw_csv_marks marks = csv_marks(',', padded);
  pw_status status =
    pw_csv_scan(header, text, length, 0, &marks, 1, alloc, err);
  if (status != PW_OK) return status;
  pw_csv_cutting cutting = {CSV_SMALL_CHUNK, threads, header->n_columns == 1,
                            NULL};
  return pw_csv_cut(chunks, text, header->end, length, &marks, &cutting, alloc,
                    NULL, err);
}

/* A file opened and laid out with its first record as the heading. */
static inline pw_status csv_open(pw_csv_file *file, const char *text,
                                 size_t length, const pw_csv_options *options,
                                 pw_alloc *alloc, pw_error *err) {
  pw_csv_table header;
  pw_status status = pw_csv_open(file, text, length, options, alloc, NULL, err);
  if (status != PW_OK) return status;
  status = pw_csv_file_record(file, file->from, &header, alloc, NULL, err);
  if (status == PW_OK) {
    status =
      pw_csv_lay(file, header.end, header.n_columns, options, alloc, NULL, err);
    pw_csv_table_free(&header, alloc);
  }
  if (status != PW_OK) pw_csv_close(file, alloc);
  return status;
}

static inline void csv_expect_same(pw_csv_cell a, pw_csv_cell b) {
  assert_int_equal(a.flags, b.flags);
  assert_int_equal(a.length, b.length);
  assert_memory_equal(a.at, b.at, a.length);
}

/* Whether both ways see the same records, cells and failures. */
static inline void csv_expect_plain(const char *text, size_t length,
                                    int padded) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err, err2;
  pw_csv_table plain, header;
  pw_csv_chunks chunks;
  pw_error_clear(&err);
  pw_error_clear(&err2);
  pw_csv_marks plainly = csv_marks(',', padded);
  pw_status one =
    pw_csv_scan(&plain, text, length, 0, &plainly, -1, &alloc, &err);
  /* Starting a thread takes longer than all the rest. */
  int threads = length % 16 == 0 ? 2 : 1;
  pw_status two =
    csv_cut(&chunks, &header, text, length, padded, threads, &alloc, &err2);
  assert_int_equal(one, two);
  if (one != PW_OK) assert_int_equal(err.offset, err2.offset);
  int64_t row = 1, ragged = 0;
  for (int64_t i = 0; one == PW_OK && i < chunks.count; i++) {
    pw_csv_marks marks = csv_marks(',', padded);
    pw_csv_index index;
    memset(&index, 0, sizeof index);
    index.alloc = &alloc;
    index.n_columns = header.n_columns;
    pw_csv_stretch stretch = {
      text,   chunks.chunks[i].from,   chunks.chunks[i].to,
      length, chunks.chunks[i].record, !chunks.has_blanks};
    assert_int_equal(chunks.chunks[i].record, row - 1);
    assert_int_equal(pw_csv_index_records(&index, &stretch, &marks, &err),
                     PW_OK);
    for (int64_t r = 0; r < index.n_records; r++, row++) {
      for (int64_t j = 0; j < header.n_columns; j++) {
        csv_expect_same(pw_csv_field(&index, r, j, '"'),
                        pw_csv_cell_at(&plain, row, j));
      }
    }
    ragged += (int64_t)index.n_ragged;
    pw_csv_index_free(&index);
  }
  if (one == PW_OK) {
    assert_int_equal(row, plain.n_rows > 0 ? plain.n_rows : 1);
    assert_int_equal(chunks.records, row - 1);
    assert_int_equal(ragged, plain.n_ragged);
  }
  pw_csv_chunks_free(&chunks, &alloc);
  pw_csv_table_free(&header, &alloc);
  pw_csv_table_free(&plain, &alloc);
  assert_int_equal(alloc.in_use, 0);
}

#endif
