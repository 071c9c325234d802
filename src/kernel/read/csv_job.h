/* Columns out of a delimited text, stretch by stretch.
 *
 * Numbers, days and times are written straight into the caller's columns.
 * Texts come in pieces, a stretch's rows at a time and in any order, from
 * which the caller makes its strings while other stretches are being read.
 *
 * A column is read as one type. When a cell turns out not to fit it, the
 * column is lost, and its target then names the type to read it as: no more
 * than five readings, and one where the first guess was right. */
#ifndef PW_READ_CSV_JOB_H
#define PW_READ_CSV_JOB_H

#include <stdint.h>

#include "base/stop.h"
#include "read/csv_request.h"
#include "read/csv_texts.h"

typedef struct pw_csv_job pw_csv_job;

/* The rows of one stretch. */
typedef struct {
  int slot;    /* -1: there are no more pieces */
  int64_t row; /* the first, counted from the first one asked for */
  int64_t count;
  const pw_csv_ragged *ragged; /* in order, those asked for only */
  size_t n_ragged;
} pw_csv_piece;

/* Starts reading. Fails with PW_MEMORY, leaving `*job` NULL. */
pw_status pw_csv_job_start(pw_csv_job **job, const pw_csv_request *request,
                           pw_alloc *alloc, pw_error *err);

/* The next piece, valid until it is released. Fails with PW_STOPPED,
 * PW_TRUNCATED where the file changed before it was read again, or PW_MEMORY or
 * PW_RANGE with the byte offset of the first stretch or text that cannot be
 * held. */
pw_status pw_csv_job_next(pw_csv_job *job, pw_csv_piece *piece,
                          const pw_stop *stop, pw_error *err);

/* The cells of a target of texts in a piece: one id for each row, the texts
 * that come unpooled in their order, and how many ids may be used. */
typedef struct {
  const int32_t *ids;
  const pw_csv_unpooled *unpooled;
  int32_t known;
  int plain; /* whether each of the ids is one, or PW_CSV_MISSING */
} pw_csv_piece_texts;

pw_csv_piece_texts pw_csv_texts_of(const pw_csv_job *job, int slot,
                                   int64_t target);

/* The texts of a target of texts. */
pw_csv_texts *pw_csv_job_texts(pw_csv_job *job, int64_t target);

/* Gives a piece back. Its text is then forgotten where the request has a file:
 * pw_file_recall has it again. */
void pw_csv_job_release(pw_csv_job *job, int slot);

/* Ends the job, finished or not, and fills each target's `lost` and `type`.
 * Bytes that it fails to give back stay in use in its account. NULL is fine. */
void pw_csv_job_free(pw_csv_job *job);

#endif
