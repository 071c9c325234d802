/* What the glue of CSV shares: an open file, and one request for its columns.
 */
#ifndef PW_GLUE_READ_CSV_H
#define PW_GLUE_READ_CSV_H

#include "base/file.h"
#include "glue.h"
#include "late_strings.h"
#include "read/csv_file.h"
#include "read/csv_job.h"
#include "read/csv_ragged.h"
#include "strings.h"

typedef struct {
  pw_alloc alloc;
  pw_file source; /* all zero where the bytes are an R vector */
  pw_csv_file csv;
  int threads;
  /* While columns are made: */
  pw_csv_job *job;
  pw_csv_target *targets;
  pw_csv_ragged_list ragged;
  pw_text *fresh; /* texts that have no R string yet */
  size_t fresh_room;
  /* Between the blocks of rows: */
  double *counted; /* rows of columns that are counted and not given to R */
  size_t counted_room;
} csv_handle;

/* Strings of a column: how many are made, until there are too many. */
typedef struct {
  R_xlen_t made;
  pw_late late;
} column_strings;

/* One request for columns, from R's arguments to R's list. */
typedef struct {
  csv_handle *file;
  SEXP which, as_text; /* per column */
  SEXP least; /* of a block of rows: per column the least type to read it as, so
                 that what blocks say is put together by R; else NULL */
  SEXP counts; /* of a block: per column the counts that its rows are added to,
                  where R need not have them; else NULL */
  double **counted; /* per column that is counted: where its rows go */
  int *many; /* of a block, per column: whether it has too many answers */
  int *zones, *unquoted, *quoted_empty; /* of a block, per column: what it
                                           holds, for R to put together */
  pw_csv_rules rules;
  pw_csv_request request;
  SEXP facts;            /* of a block: what those are put into */
  SEXP out;              /* the columns */
  SEXP strings;          /* per column: the R strings of its texts, or what
                            its late ones are made of */
  SEXP store;            /* of what the late ones are made of */
  column_strings *texts; /* per column */
  pw_error err;
} column_call;

/* Makes sure of all of the file's bytes, some of which a reading may have
 * forgotten. Fails as pw_file_recall. */
pw_status pw_csv_recall_all(csv_handle *file, pw_error *err);

/* The file behind a handle: it must be laid out into columns, or must not be
 * yet. NULL, with the error filled, where it is not so or the file is closed.
 */
typedef enum { PW_CSV_OPENED, PW_CSV_LAID } pw_csv_stage;
csv_handle *pw_csv_held(SEXP handle, pw_csv_stage stage, pw_error *err);

/* Ends one reading of the columns, finished or not. */
void pw_csv_end_reading(csv_handle *file);

/* Ends a request, finished or not: its reading, then what all readings share.
 */
void pw_csv_end_columns(csv_handle *file);

/* Notes a target's column before any of its texts is delivered (csv_strings.c).
 */
void pw_csv_expect_texts(column_call *call, R_xlen_t target);

/* The texts of a piece, as R strings in their column (csv_strings.c). May jump.
 */
pw_status pw_csv_deliver_texts(column_call *call, const pw_csv_piece *piece,
                               R_xlen_t target);

/* Ends a target's column, once every piece of it is delivered. May jump. */
pw_status pw_csv_finish_texts(column_call *call, R_xlen_t target);

/* Whether the rows of column `k` are left out of what R is given: they are
 * counted, or nobody wants more than their type. */
int pw_csv_is_counted(const column_call *call, R_xlen_t k);

/* Makes room for the rows of the columns that are counted (csv_counts.c). */
pw_status pw_csv_room_for_counts(column_call *call);

/* Where the rows of such a column go. */
void *pw_csv_counted_rows(const column_call *call, R_xlen_t k);

/* Adds the rows of a block to the counts, unless a column was of another type
 * than the least one. Fails as pw_counts_held_add, but that too many answers
 * are only noted. */
pw_status pw_csv_count_rows(column_call *call, const pw_csv_type *types);

#endif
