#include "read/sav_count.h"

#include <string.h>

/* A .zsav that states this many cases for each one that its bytes could hold
 * uncompressed is counted before it is believed. */
#define BELIEVED 32

/* What is left of the data, in cases of `size` elements. */
pw_status pw_sav_count_on(pw_sav_elements *e, int64_t size,
                          pw_sav_count *count) {
  int64_t elements = pw_sav_pass(e, INT64_MAX);
  count->rows = elements / size;
  count->beyond = elements % size;
  count->counted = 1;
  return e->status;
}

/* The cases of an uncompressed file follow from its size. */
pw_sav_count pw_sav_count_plain(const pw_sav_records *records,
                                uint64_t length) {
  pw_sav_count count;
  const uint64_t bytes = length - (uint64_t)records->data_offset;
  const uint64_t size = 8 * (uint64_t)records->elements;
  count.rows = (int64_t)(bytes / size);
  count.beyond = (int64_t)((bytes % size + 7) / 8);
  count.counted = 1;
  return count;
}

/* The number of cases that a file states, -1 where it states none or two. The
 * header has no room for more than 2^31 - 1. */
static int64_t stated_cases(const pw_sav_records *records) {
  if (records->record_cases < 0) return records->header_cases;
  if (records->header_cases < 0 ||
      records->header_cases == records->record_cases ||
      records->record_cases > INT32_MAX)
    return records->record_cases;
  return -1;
}

/* Whether the bytecode can be `cases` cases: each has at least one byte for
 * each element, but inside zlib blocks. */
static int is_possible(const pw_sav_records *records, uint64_t length,
                       int64_t cases) {
  uint64_t most = (length - (uint64_t)records->data_offset) /
    (uint64_t)records->elements;
  if (records->compression == PW_SAV_ZLIB) most *= BELIEVED;
  return cases >= 0 && (uint64_t)cases <= most;
}

pw_status pw_sav_cases_count(const pw_sav_records *records, pw_source *source,
                             pw_sav_count *count, pw_alloc *alloc,
                             const pw_stop *stop, pw_error *err) {
  memset(count, 0, sizeof *count);
  count->counted = 1;
  if (records->elements == 0) return PW_OK;
  if (records->compression == PW_SAV_PLAIN) {
    *count = pw_sav_count_plain(records, source->length);
    return PW_OK;
  }
  int64_t stated = stated_cases(records);
  if (is_possible(records, source->length, stated)) {
    count->rows = stated;
    count->counted = 0;
    return PW_OK;
  }
  pw_sav_elements e;
  int64_t at;
  pw_status status = pw_sav_elements_open(&e, records, source, NULL, 0, &at, 0,
                                          1, alloc, stop, err);
  if (status == PW_OK) status = pw_sav_count_on(&e, records->elements, count);
  pw_sav_elements_close(&e);
  return status;
}
