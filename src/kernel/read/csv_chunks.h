/* A delimited text cut into stretches of whole records, so that threads can
 * read each on its own.
 *
 * The cut between two stretches can lie within quotes, and only what comes
 * before says so. Each stretch is first counted as if it began between
 * records; going over the counts in order then tells which of them began inside
 * a text, and those are counted anew. */
#ifndef PW_READ_CSV_CHUNKS_H
#define PW_READ_CSV_CHUNKS_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/status.h"
#include "base/stop.h"
#include "read/csv_masks.h"

typedef struct {
  size_t from;    /* offset of its first record */
  size_t to;      /* offset behind its last record */
  int64_t record; /* how many records the stretches before it have */
} pw_csv_chunk;

typedef struct {
  pw_csv_chunk *chunks;
  int64_t count;
  int64_t records; /* in all stretches */
  int64_t blank;   /* lines of nothing but delimiters and blanks: no records */
  int has_blanks;  /* whether there are any, those of nothing at all included */
} pw_csv_chunks;

typedef struct {
  size_t bytes; /* wanted size of a stretch, at least 64 */
  int threads;
  int one_column; /* a line of nothing is a record */
  pw_file *file;  /* that the text lies in, where it need not be in memory; else
                     NULL */
} pw_csv_cutting;

/* Cuts `text` from offset `from`, where a record begins, to `length`. Fails
 * with PW_FORMAT and the byte offset of a quote that is never closed,
 * PW_MEMORY or PW_STOPPED; `*out` then holds nothing. Free with
 * pw_csv_chunks_free. */
pw_status pw_csv_cut(pw_csv_chunks *out, const char *text, size_t from,
                     size_t length, const pw_csv_marks *marks,
                     const pw_csv_cutting *cutting, pw_alloc *alloc,
                     const pw_stop *stop, pw_error *err);

void pw_csv_chunks_free(pw_csv_chunks *chunks, pw_alloc *alloc);

/* How many lines end within `length` bytes: LF, CRLF or CR, in quotes too. */
int64_t pw_csv_lines(const char *text, size_t length);

#endif
