/* A delimited file opened: its text as UTF-8, its dialect, its header, and
 * its data cut into stretches. Every byte has been looked at by then.
 *
 * Which record is the heading may need more knowledge than is here: the caller
 * looks at the first records (pw_csv_file_record) and says where the data begin
 * and how many columns there are. */
#ifndef PW_READ_CSV_FILE_H
#define PW_READ_CSV_FILE_H

#include <stddef.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"
#include "read/csv_chunks.h"
#include "read/csv_convert.h"
#include "read/csv_masks.h"
#include "read/csv_scan.h"

#define PW_CSV_CHUNK_BYTES ((size_t)3 << 16)

typedef struct {
  int encoding;       /* a pw_csv_encoding, or -1: to be guessed */
  char delim;         /* 0: to be guessed; no quote and no line end */
  char decimal;       /* 0: to be guessed */
  int threads;        /* at least 1 */
  size_t chunk_bytes; /* at least 64; PW_CSV_CHUNK_BYTES does well */
  int64_t lines;      /* at the top of the text, to be passed over */
  pw_file *file;      /* that the bytes lie in, where they need not be in
                         memory; outlives the file. Else NULL */
} pw_csv_options;

typedef struct {
  const char *text; /* UTF-8, without its byte order mark */
  size_t length;
  pw_file *source; /* as in the options, unless the text was converted */
  char *converted; /* the text where the bytes were another encoding */
  pw_csv_encoding encoding;
  pw_csv_damage damage;
  pw_csv_marks marks;
  size_t from;    /* where the first record may begin */
  int64_t passed; /* how many lines there were to pass over */
  char decimal;   /* this and what follows since pw_csv_lay */
  int64_t n_columns;
  pw_csv_chunks chunks; /* the records of the data */
} pw_csv_file;

/* Opens `length` bytes, which outlive the file. Fails with PW_FORMAT for a
 * zero byte or for control characters that no text has; PW_TRUNCATED for half a
 * character of UTF-16; PW_MEMORY or PW_STOPPED. An error in the text has its
 * offset there, and its line as err->row. The file then holds nothing. */
pw_status pw_csv_open(pw_csv_file *file, const char *bytes, size_t length,
                      const pw_csv_options *options, pw_alloc *alloc,
                      const pw_stop *stop, pw_error *err);

/* One record from offset `at` on, blank lines passed over: a table of no row or
 * of one, which may be of nothing but delimiters. It is looked for in ever more
 * of the text. Fails as pw_csv_scan and pw_file_see, and with PW_STOPPED. */
pw_status pw_csv_file_record(const pw_csv_file *file, size_t at,
                             pw_csv_table *record, pw_alloc *alloc,
                             const pw_stop *stop, pw_error *err);

/* Cuts the data from offset `from` on, records of `n_columns` fields, into
 * stretches, and finds the decimal mark. Once for each opened file. Fails with
 * PW_FORMAT for a quote that is never closed, PW_MEMORY or PW_STOPPED; the file
 * must be closed all the same. */
pw_status pw_csv_lay(pw_csv_file *file, size_t from, int64_t n_columns,
                     const pw_csv_options *options, pw_alloc *alloc,
                     const pw_stop *stop, pw_error *err);

/* Frees what it holds; one that is all zero is fine. */
void pw_csv_close(pw_csv_file *file, pw_alloc *alloc);

/* Adds the line to an error that has an offset in the text. */
void pw_csv_locate(const pw_csv_file *file, pw_error *err);

#endif
