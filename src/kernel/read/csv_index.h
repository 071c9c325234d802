/* Where the fields of a stretch of whole records lie.
 *
 * A record with fewer fields than there are columns has absent ones at its
 * end; of one with more, the fields beyond the last column stay together as
 * one text, as they stand in the file. Both are noted as ragged. */
#ifndef PW_READ_CSV_INDEX_H
#define PW_READ_CSV_INDEX_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"
#include "read/csv_masks.h"
#include "read/csv_scan.h"

#define PW_CSV_NO_FIELD UINT32_MAX

typedef struct {
  int64_t record;   /* 0-based, in the text */
  int64_t fields;   /* how many it has */
  size_t offset;    /* where it starts in the text */
  const char *rest; /* what lies beyond the last column; NULL when nothing */
  size_t rest_length;
} pw_csv_ragged;

/* Filled by pw_csv_index_records, again and again into the same memory. */
typedef struct {
  pw_alloc *alloc;
  const char *text; /* the stretch */
  size_t length;    /* of it, in bytes */
  int64_t n_columns;
  int64_t n_records;
  int padded;       /* whether quotes may stand behind blanks */
  uint32_t *starts; /* per record: offset of its first field in the stretch */
  uint32_t *ends;   /* per record and column: offset of the field's end, or
                       PW_CSV_NO_FIELD */
  pw_csv_ragged *ragged;
  size_t n_ragged, start_room, end_room, ragged_room;
} pw_csv_index;

typedef struct {
  const char *text; /* the whole of it */
  size_t from, to;  /* the stretch */
  size_t length;    /* of the whole */
  int64_t record;   /* number of its first record */
  int no_blanks;    /* whether every line is known to be a record */
} pw_csv_stretch;

/* Finds every field of `stretch`. The index starts all zero but for `alloc`
 * and `n_columns` (at least 1). Fails with PW_MEMORY, or PW_RANGE and the
 * offset of a stretch of 4 GiB or more; what it holds may be filled again. */
pw_status pw_csv_index_records(pw_csv_index *index,
                               const pw_csv_stretch *stretch,
                               const pw_csv_marks *marks, pw_error *err);

void pw_csv_index_free(pw_csv_index *index);

/* One field; both indices below the index's counts. */
static inline pw_csv_cell pw_csv_field(const pw_csv_index *index, int64_t row,
                                       int64_t column, char quote);

static inline pw_csv_cell pw_csv_field(const pw_csv_index *index, int64_t row,
                                       int64_t column, char quote) {
  const uint32_t *ends = index->ends + row * index->n_columns;
  uint32_t end = ends[column];
  if (end == PW_CSV_NO_FIELD) {
    pw_csv_cell absent = {"", 0, PW_CSV_ABSENT};
    return absent;
  }
  uint32_t start = column == 0 ? index->starts[row] : ends[column - 1] + 1;
  const char *at = index->text + start;
  size_t length = end - start;
  if (index->padded) pw_csv_unpad(&at, &length, quote);
  if (length > 0 && *at == quote) return pw_csv_unquote(at, length, quote);
  pw_csv_cell cell = {at, length, 0};
  return cell;
}

#endif
