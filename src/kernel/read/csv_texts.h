/* The texts of one column, read by several threads.
 *
 * Each distinct text gets an id, so that the caller makes one string for it.
 * A column whose texts are nearly all different is not worth the search: its
 * further texts come unpooled, each with its bytes. What a cell says is the
 * same either way, and whichever thread comes first.
 *
 * Most columns have a few texts again and again. A thread remembers those it
 * met in a column, and asks the column, which only one thread may do at a
 * time, about the others. */
#ifndef PW_READ_CSV_TEXTS_H
#define PW_READ_CSV_TEXTS_H

#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/strpool.h"
#include "read/csv_recent.h"
#include "read/csv_types.h"

#define PW_CSV_MISSING (-1)
#define PW_CSV_QUOTED_EMPTY (-2) /* "" or missing: see pw_csv_texts_empty */
#define PW_CSV_UNPOOLED (-3)     /* the next of the texts that come unpooled */

typedef struct {
  atomic_int unpooled; /* no longer looked up */
  atomic_int has_unquoted;
  atomic_int has_quoted_empty;
  int64_t rows;  /* of the column, as far as they are read at once */
  int64_t trial; /* cells that are looked up before the column is judged */
  pthread_mutex_t mutex; /* guards what follows */
  pw_alloc alloc;
  pw_strpool *pool;
  int64_t seen; /* cells that were looked up */
} pw_csv_texts;

/* A text that comes unpooled: where its bytes are, in the file or among the
 * unescaped. */
typedef struct {
  const char *bytes;
  uint32_t length;
} pw_csv_unpooled;

/* What the texts of one stretch need besides their ids, column after column.
 * Starts all zero but for `alloc` and `unescaped_room`: as many bytes as the
 * stretch has are enough for the texts whose doubled quotes are removed. */
typedef struct {
  pw_alloc *alloc;
  char *unescaped;
  size_t unescaped_room, unescaped_used;
  pw_csv_unpooled *unpooled;
  size_t n_unpooled, unpooled_room;
} pw_csv_overflow;

/* What a thread keeps of a column from one stretch to the next. Starts all
 * zero, but for `recents` where it shall remember texts. */
typedef struct {
  pw_csv_recents *recents; /* answers: 2 more than the id or PW_CSV_MISSING */
  int32_t known;           /* how many ids those of the last stretch may use */
  int plain;       /* whether each of those is an id or PW_CSV_MISSING */
  size_t unpooled; /* where in pw_csv_overflow its unpooled texts begin */
} pw_csv_part;

/* Starts a column of so many rows, whose account is a branch of `limits`. Fails
 * with PW_MEMORY, and is then all the same to be closed. */
pw_status pw_csv_texts_open(pw_csv_texts *texts, int64_t rows,
                            const pw_alloc *limits, pw_error *err);

/* Frees it, and joins its account to `alloc`. */
void pw_csv_texts_close(pw_csv_texts *texts, pw_alloc *alloc);

/* Fills `ids` (one for each row), and adds to `overflow` the texts that come
 * unpooled. Fails with PW_MEMORY, PW_RANGE for too many texts, or PW_RANGE and
 * an offset within the stretch for one longer than can be held. */
pw_status pw_csv_texts_fill(pw_csv_texts *texts, pw_csv_part *part,
                            pw_csv_cells cells, const pw_csv_rules *rules,
                            pw_csv_overflow *overflow, int32_t *ids,
                            pw_error *err);

void pw_csv_overflow_free(pw_csv_overflow *overflow);

/* How many ids there are. */
int32_t pw_csv_texts_count(pw_csv_texts *texts);

/* Copies the texts with ids `from` to `to - 1` to `out`; their bytes are the
 * column's until it is closed. */
void pw_csv_texts_get(pw_csv_texts *texts, int32_t from, int32_t to,
                      pw_text *out);

/* Once every cell is read: whether a quoted empty text is an empty answer (1)
 * or a missing one (0). */
int pw_csv_texts_empty(const pw_csv_texts *texts, const pw_csv_rules *rules);

#endif
