/* The texts of one column, read by several threads.
 *
 * Each distinct text gets an id, so that the caller makes one string for it.
 * A column whose texts are nearly all different is not worth the search: its
 * further texts come apart, each with its bytes. What a cell says is the same
 * either way, and whichever thread comes first. */
#ifndef PW_READ_CSV_TEXTS_H
#define PW_READ_CSV_TEXTS_H

#include <pthread.h>
#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/strpool.h"
#include "read/csv_types.h"

#define PW_CSV_MISSING (-1)
#define PW_CSV_QUOTED_EMPTY (-2) /* "" or missing: see pw_csv_texts_empty */
#define PW_CSV_APART (-3)        /* the bytes stand beside it */

typedef struct {
  int32_t id;        /* a text of the column, or one of the above */
  uint32_t length;
  const char *bytes; /* of an apart text: in the file, or in `untied` */
} pw_csv_ref;

typedef struct {
  pw_alloc alloc;
  pthread_mutex_t mutex; /* guards what follows, and `alloc` */
  pw_strpool *pool;
  int64_t seen;          /* cells with a text */
  int apart;             /* no longer looked up */
  int has_unquoted;
  int has_quoted_empty;
} pw_csv_texts;

/* Texts whose doubled quotes had to be removed; `room` bytes are enough for
 * all of a stretch. */
typedef struct {
  pw_alloc *alloc;
  char *bytes; /* NULL until the first is needed */
  size_t room;
  size_t used;
} pw_csv_untied;

/* Starts a column, with the ceiling and the injected failure of `limits`.
 * Fails with PW_MEMORY, and is then all the same to be closed. */
pw_status pw_csv_texts_open(pw_csv_texts *texts, const pw_alloc *limits,
                            pw_error *err);

/* Frees it; returns the bytes still in use, 0 unless there is a leak. */
size_t pw_csv_texts_close(pw_csv_texts *texts);

/* Fills `refs` (one for each row). `*known` is then the number of ids that
 * they may use. Fails with PW_MEMORY, PW_RANGE for too many texts, or PW_RANGE
 * and an offset within the stretch for one longer than can be held. */
pw_status pw_csv_texts_fill(pw_csv_texts *texts, pw_csv_cells cells,
                            const pw_csv_rules *rules, pw_csv_untied *untied,
                            pw_csv_ref *refs, int32_t *known, pw_error *err);

/* Copies the texts with ids `from` to `to - 1` to `out`; their bytes are the
 * column's until it is closed. */
void pw_csv_texts_get(pw_csv_texts *texts, int32_t from, int32_t to,
                      pw_text *out);

/* Once every cell is read: whether a quoted empty text is an empty answer (1)
 * or a missing one (0). */
int pw_csv_texts_empty(const pw_csv_texts *texts, const pw_csv_rules *rules);

#endif
