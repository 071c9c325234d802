/* Where every field of a delimited text lies, found in one pass.
 *
 * A field in quotes may hold delimiters, line ends and doubled quotes. A
 * quote inside an unquoted field is an ordinary character; so is whatever
 * follows a closing quote up to the next delimiter. Lines end with LF, CRLF
 * or CR. The first record sets the number of columns. A record with more or
 * fewer fields is noted with its line: fields it lacks are absent, fields
 * beyond the last column are left out, and no other record is touched.
 * A line without a character is no record where there are several columns;
 * in a text of one column it is an empty field, save at the very end. */
#ifndef PW_READ_CSV_SCAN_H
#define PW_READ_CSV_SCAN_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"

#define PW_CSV_QUOTED 1u  /* began with a quote */
#define PW_CSV_KNOTTED 2u /* quotes must be removed character by character */
#define PW_CSV_ABSENT 4u  /* the record ended before this field */

typedef struct {
  int64_t line;   /* 0-based line on which the record starts */
  int64_t fields; /* how many it has */
} pw_csv_ragged;

typedef struct {
  const char *text; /* the caller's; must outlive the table */
  int64_t n_columns;
  int64_t n_rows;   /* records, the header among them */
  size_t longest_knot; /* bytes in the longest knotted field */
  size_t n_ragged;
  pw_csv_ragged *ragged;
  uint64_t *starts; /* per record: offset of its first field */
  uint64_t *ends;   /* per record and column: offset of its end and flags */
  size_t start_room, end_room, ragged_room;
} pw_csv_table;

typedef struct {
  const char *at; /* without the quotes around it; not terminated */
  size_t length;
  unsigned flags;
} pw_csv_cell;

/* Scans `length` bytes from offset `from`, at most `most_rows` records (-1:
 * all). Fails with PW_FORMAT and the line (err->row) of a quote that is never
 * closed, PW_MEMORY, PW_RANGE or PW_STOPPED; the table is then empty. Free
 * with pw_csv_table_free. */
pw_status pw_csv_scan(pw_csv_table *table, const char *text, size_t length,
                      size_t from, char delim, char quote, int64_t most_rows,
                      pw_alloc *alloc, const pw_stop *stop, pw_error *err);

void pw_csv_table_free(pw_csv_table *table, pw_alloc *alloc);

/* One field; both indices below the table's counts. */
pw_csv_cell pw_csv_cell_at(const pw_csv_table *table, int64_t row,
                           int64_t column);

/* Writes a knotted cell without its quotes to `out` (room for cell.length
 * bytes) and returns how many bytes that are. */
size_t pw_csv_untie(pw_csv_cell cell, char quote, char *out);

#endif
