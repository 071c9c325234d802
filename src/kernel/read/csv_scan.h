/* The first records of a delimited text, read one character after another:
 * the header, and samples from which the dialect is guessed.
 *
 * A field in quotes may hold delimiters, line ends and doubled quotes. A
 * quote inside an unquoted field is an ordinary character; so is whatever
 * follows a closing quote up to the next delimiter. Lines end with LF, CRLF
 * or CR. The first record sets the number of columns; fields that another
 * lacks are absent, and those beyond the last column are counted only.
 * Behind the first record, a line of nothing but delimiters and blanks is no
 * record where there are several columns; in a text of one column a line
 * without a character is an empty field, save at the very end. Blanks between a
 * closing quote and the field's end are passed over; with `padded` marks, so
 * are those before an opening one. (csv_masks.h reads the whole of a text by
 * the same rules, and quickly.) */
#ifndef PW_READ_CSV_SCAN_H
#define PW_READ_CSV_SCAN_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"
#include "read/csv_masks.h"

#define PW_CSV_MOST_COLUMNS 1000000

#define PW_CSV_QUOTED 1u  /* began with a quote */
#define PW_CSV_ESCAPED 2u /* quotes must be removed character by character */
#define PW_CSV_ABSENT 4u  /* the record ended before this field */

typedef struct {
  const char *text; /* the caller's; must outlive the table */
  pw_csv_marks marks;
  int64_t n_columns;
  int64_t n_rows;         /* records, the header among them */
  size_t end;             /* offset behind the last of them */
  size_t longest_escaped; /* bytes in the longest escaped field */
  int64_t n_ragged;       /* records with another number of fields */
  uint64_t *starts;       /* per record: offset of its first field */
  uint64_t *ends; /* per record and column: offset of its end and flags */
  size_t start_room, end_room;
} pw_csv_table;

typedef struct {
  const char *at; /* without the quotes around it; not terminated */
  size_t length;
  unsigned flags;
} pw_csv_cell;

/* Scans `length` bytes from offset `from`, at most `most_rows` records (-1:
 * all). Fails with PW_FORMAT and the offset of a quote that is never closed,
 * PW_RANGE where the first record has more than PW_CSV_MOST_COLUMNS fields,
 * or PW_MEMORY; the table is then empty. Free with pw_csv_table_free. */
pw_status pw_csv_scan(pw_csv_table *table, const char *text, size_t length,
                      size_t from, const pw_csv_marks *marks, int64_t most_rows,
                      pw_alloc *alloc, pw_error *err);

void pw_csv_table_free(pw_csv_table *table, pw_alloc *alloc);

/* One field; both indices below the table's counts. */
pw_csv_cell pw_csv_cell_at(const pw_csv_table *table, int64_t row,
                           int64_t column);

/* Where a field ends in the text; the row has it. */
const char *pw_csv_field_end(const pw_csv_table *table, int64_t row,
                             int64_t column);

/* Steps over the blanks before a quote that opens a text. */
void pw_csv_unpad(const char **at, size_t *length, char quote);

/* Takes the quotes from around a field's bytes, and says what it found. */
pw_csv_cell pw_csv_unquote(const char *at, size_t length, char quote);

/* Writes a escaped cell without its quotes to `out` (room for cell.length
 * bytes) and returns how many bytes that are. */
size_t pw_csv_unescape(pw_csv_cell cell, char quote, char *out);

#endif
