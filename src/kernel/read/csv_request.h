/* What is wanted of a delimited text: which columns, as which types, of which
 * records; and the stretches that those records are in. */
#ifndef PW_READ_CSV_REQUEST_H
#define PW_READ_CSV_REQUEST_H

#include <stdint.h>

#include "base/file.h"
#include "base/status.h"
#include "read/csv_chunks.h"
#include "read/csv_index.h"
#include "read/csv_types.h"

typedef struct {
  int64_t column;
  pw_csv_type type; /* to read as; after the job, to read as next */
  int lost;         /* after the job: some cell did not fit */
  unsigned zones;   /* after the job: of times, the zones seen */
  void *values;     /* one for each row asked for, an int32_t where the type is
                       PW_CSV_INTEGER, else a double; unused for texts */
  int64_t tag;      /* the caller's own */
} pw_csv_target;

/* All of it outlives the job. */
typedef struct {
  const char *text;
  size_t length;
  pw_file *file; /* that the text lies in, and of which stretches may be
                    forgotten once they are read; or NULL */
  const pw_csv_chunks *chunks;
  pw_csv_marks marks;
  int64_t n_columns;
  const pw_csv_rules *rules;
  pw_csv_none none;
  int64_t first; /* the first record asked for */
  int64_t count; /* how many; within chunks->records */
  pw_csv_target *targets;
  int64_t n_targets;
  int threads;
} pw_csv_request;

/* The last stretch whose first record is not behind `record`; there is one. */
int64_t pw_csv_chunk_of(const pw_csv_chunks *chunks, int64_t record);

/* How many records from `first` on end where a stretch does, so that none is
 * read for the sake of some of its records: the most within `count`, or, where
 * a stretch has more than those, twice as many; else `count`, if there are so
 * many. */
int64_t pw_csv_whole_stretches(const pw_csv_chunks *chunks, int64_t first,
                               int64_t count);

/* Finds the fields of stretch `at`; fails as pw_csv_index_records or
 * pw_file_recall. */
pw_status pw_csv_index_chunk(const pw_csv_request *request, int64_t at,
                             pw_csv_index *index, pw_error *err);

/* Says that the text from offset `from` to `to - 1` is no longer needed. */
void pw_csv_forget(const pw_csv_request *request, size_t from, size_t to);

/* Which rows of stretch `at`, whose fields `index` has, are asked for: `*from`
 * to `*to - 1`. */
void pw_csv_rows_asked(const pw_csv_request *request, int64_t at,
                       const pw_csv_index *index, int64_t *from, int64_t *to);

#endif
