#include "read/csv_texts.h"

#include <math.h>
#include <string.h>

/* A column is searched for as many cells before it is judged as have so many
 * repeats where the search is just worth it, and for so many at least and at
 * most. */
#define REPEATS 5
#define LEAST_TRIAL 256
#define MOST_TRIAL 4096

/* Texts are looked up so many at a time. */
#define TOGETHER 64

/* With more texts than these, a column's are often not among the recent ones.
 */
#define FEW_TEXTS 24

#define FIRST_ROOM 1024

/* How many cells a column of `rows` is searched for before it is judged. */
static int64_t trial_of(int64_t rows) {
  double trial = sqrt(4.0 * REPEATS * (double)rows);
  return trial < LEAST_TRIAL ? LEAST_TRIAL
    : trial > MOST_TRIAL     ? MOST_TRIAL
                             : (int64_t)trial;
}

pw_status pw_csv_texts_open(pw_csv_texts *texts, int64_t rows,
                            const pw_alloc *limits, pw_error *err) {
  memset(texts, 0, sizeof *texts);
  texts->rows = rows;
  texts->trial = trial_of(rows);
  atomic_init(&texts->unpooled, 0);
  atomic_init(&texts->has_unquoted, 0);
  atomic_init(&texts->has_quoted_empty, 0);
  texts->alloc = pw_alloc_branch(limits);
  pthread_mutex_init(&texts->mutex, NULL);
  return pw_strpool_new(&texts->pool, &texts->alloc, err);
}

void pw_csv_texts_close(pw_csv_texts *texts, pw_alloc *alloc) {
  pw_strpool_free(texts->pool);
  texts->pool = NULL;
  pthread_mutex_destroy(&texts->mutex);
  pw_alloc_join(alloc, &texts->alloc);
}

void pw_csv_overflow_free(pw_csv_overflow *overflow) {
  pw_free(overflow->alloc, overflow->unescaped);
  pw_free(overflow->alloc, overflow->unpooled);
  overflow->unescaped = NULL;
  overflow->unpooled = NULL;
  overflow->n_unpooled = overflow->unpooled_room = 0;
}

/* A text that is not among the recent ones. */
typedef struct {
  pw_csv_sketch sketch;
  int keep; /* whether it is to be remembered */
} unseen;

typedef struct {
  pw_csv_texts *texts;
  pw_csv_part *part;
  const pw_csv_rules *rules;
  pw_csv_overflow *overflow;
  const char *base;    /* of the stretch */
  size_t longest_lost; /* the longest missing text */
  int unpooled;
  int64_t seen;   /* texts looked for since the column was asked */
  size_t waiting; /* texts to ask it for, and where their ids go */
  pw_text wanted[TOGETHER];
  int32_t *ids[TOGETHER];
  unseen sketches[TOGETHER]; /* to remember, or not */
} filler;

/* Judges whether the texts of a column will seldom repeat. Of draws from D
 * texts seen^2 / 2D of the first cells repeat another, if that is few of them,
 * and a cell of the whole column does at a rate of about rows / 2D: below a
 * quarter the search costs more than it saves. */
static int repeats_seldom(const pw_csv_texts *texts, int32_t count) {
  double seen = (double)texts->seen;
  return texts->seen >= texts->trial &&
    4 * (seen - count) * (double)texts->rows < seen * seen;
}

/* Asks the column for the texts that wait. */
static pw_status ask(filler *f, pw_error *err) {
  int32_t ids[TOGETHER];
  pw_csv_texts *texts = f->texts;
  pthread_mutex_lock(&texts->mutex);
  pw_status status =
    pw_strpool_intern_all(texts->pool, f->wanted, f->waiting, ids, err);
  int32_t count = pw_strpool_count(texts->pool);
  for (size_t i = 0; i < f->waiting && status == PW_OK; i++) {
    *f->ids[i] = ids[i];
    f->wanted[i] = pw_strpool_text(texts->pool, ids[i]);
  }
  texts->seen += f->seen;
  if (repeats_seldom(texts, count)) atomic_store(&texts->unpooled, 1);
  pthread_mutex_unlock(&texts->mutex);
  for (size_t i = 0; i < f->waiting && count <= FEW_TEXTS && status == PW_OK;
       i++) {
    if (f->sketches[i].keep) {
      pw_csv_remember(f->part->recents, f->sketches[i].sketch,
                      f->wanted[i].bytes, f->wanted[i].length, ids[i] + 2);
    }
  }
  f->part->known = count;
  f->waiting = 0;
  f->seen = 0;
  return status;
}

/* A escaped cell's text, in memory that stays as long as the stretch. */
static pw_status unescape(pw_text *text, const pw_csv_cell *cell,
                          pw_csv_overflow *overflow, char quote,
                          pw_error *err) {
  if (overflow->unescaped == NULL) {
    overflow->unescaped =
      pw_alloc_resize(overflow->alloc, NULL, overflow->unescaped_room, 1);
    if (overflow->unescaped == NULL)
      return pw_fail(err, PW_MEMORY, "no memory for a text");
  }
  char *out = overflow->unescaped + overflow->unescaped_used;
  text->bytes = out;
  text->length = pw_csv_unescape(*cell, quote, out);
  overflow->unescaped_used += text->length;
  return PW_OK;
}

static pw_status set_apart(filler *f, pw_text text, pw_error *err) {
  pw_csv_overflow *overflow = f->overflow;
  if (overflow->n_unpooled == overflow->unpooled_room) {
    size_t room = overflow->unpooled_room == 0 ? FIRST_ROOM
                                               : overflow->unpooled_room * 2;
    pw_csv_unpooled *more =
      pw_alloc_resize(overflow->alloc, overflow->unpooled, room, sizeof *more);
    if (more == NULL) return pw_fail(err, PW_MEMORY, "no memory for texts");
    overflow->unpooled = more;
    overflow->unpooled_room = room;
  }
  pw_csv_unpooled unpooled = {text.bytes, (uint32_t)text.length};
  overflow->unpooled[overflow->n_unpooled++] = unpooled;
  return PW_OK;
}

/* A cell that is not missing. */
static pw_status fill_id(filler *f, const pw_csv_cell *cell, const unseen *seen,
                         int32_t *id, pw_error *err) {
  pw_text text = {cell->at, cell->length};
  if (cell->flags & PW_CSV_ESCAPED) {
    pw_status status = unescape(&text, cell, f->overflow, f->rules->quote, err);
    if (status != PW_OK) return status;
  }
  if (text.length > f->rules->longest_text) {
    return pw_fail_at(err, PW_RANGE, "a text is longer than can be held",
                      cell->at - f->base);
  }
  if (f->unpooled) {
    *id = PW_CSV_UNPOOLED;
    return set_apart(f, text, err);
  }
  f->seen++;
  f->wanted[f->waiting] = text;
  f->sketches[f->waiting] = *seen;
  f->ids[f->waiting++] = id;
  return f->waiting == TOGETHER ? ask(f, err) : PW_OK;
}

static inline int has_blank_end(const char *at, size_t length) {
  char first = at[0], last = at[length - 1];
  return first == ' ' || first == '\t' || last == ' ' || last == '\t';
}

/* Missing, a quoted empty, or neither (0). */
static int32_t kind_of(const filler *f, const pw_csv_cell *cell) {
  if (cell->length > f->longest_lost && !has_blank_end(cell->at, cell->length))
    return 0;
  if (!pw_csv_is_missing(cell, f->rules)) return 0;
  return cell->flags == PW_CSV_QUOTED && cell->length == 0 ? PW_CSV_QUOTED_EMPTY
                                                           : PW_CSV_MISSING;
}

/* Looks at a cell closely. */
static pw_status fill_cell(filler *f, const pw_csv_cell *cell,
                           const unseen *seen, int32_t *id, pw_error *err) {
  *id = kind_of(f, cell);
  if (*id == 0) return fill_id(f, cell, seen, id, err);
  if (*id == PW_CSV_MISSING && seen->keep && cell->length <= PW_CSV_SKETCHED &&
      !(cell->flags & PW_CSV_QUOTED)) {
    pw_csv_remember(f->part->recents, seen->sketch, cell->at, cell->length,
                    PW_CSV_MISSING + 2);
  }
  return PW_OK;
}

/* One cell; `few`: whether the column has few texts. A missing cell that is
 * quoted may differ from one that is not. With blanks at its ends it need not
 * be missing when the other is, nor the other when it is: it is not looked for.
 * Nor is a text with quotes in it, so that quick_answer need not look for them.
 */
static pw_status fill_one(filler *f, const pw_csv_cell *cell, int few,
                          int32_t *id, pw_error *err) {
  unseen seen;
  seen.keep = 0;
  int quoted = (cell->flags & PW_CSV_QUOTED) != 0;
  if (few && (cell->flags & (PW_CSV_ESCAPED | PW_CSV_ABSENT)) == 0 &&
      !(quoted && cell->length > 0 && has_blank_end(cell->at, cell->length))) {
    seen.sketch = pw_csv_sketch_of(cell->at, cell->length);
    int32_t answer =
      pw_csv_recall(f->part->recents, seen.sketch, cell->at, cell->length);
    *id = answer - 2;
    if (answer > 1 || (answer == 1 && !quoted)) return PW_OK;
    seen.keep = answer == 0 &&
      memchr(cell->at, f->rules->quote, cell->length) == NULL;
  }
  return fill_cell(f, cell, &seen, id, err);
}

/* Answers the cells of a column of few texts from row `*row` on, up to the
 * first that must be looked at closely; returns whether any was unquoted. What
 * is remembered has no quote in it: a cell that equals it holds none either. */
static int fill_quickly(const pw_csv_recents *recents, pw_csv_cells cells,
                        char quote, int64_t *row, int32_t *ids) {
  const pw_csv_index *index = cells.index;
  size_t step = (size_t)index->n_columns, upto = index->length;
  const char *text = index->text;
  int64_t at = *row;
  int is_first = cells.column == 0, unquoted = 0;
  const uint32_t *end = index->ends + (size_t)at * step + cells.column;
  for (; at < cells.to; at++, end += step) {
    size_t start = is_first ? index->starts[at] : (size_t)end[-1] + 1;
    /* Or it has no field. */
    if ((uint64_t)*end + PW_CSV_SKETCHED > (uint64_t)upto) break;
    const char *bytes = text + start;
    size_t length = *end - start;
    int quoted = *bytes == quote;
    if (quoted) {
      bytes++;
      length -= 2;
      if (length - 1 > upto || bytes[length] != quote ||
          has_blank_end(bytes, length)) {
        break;
      }
    }
    int32_t answer =
      pw_csv_recall(recents, pw_csv_sketch_at(bytes, length), bytes, length);
    if (answer <= quoted) break;
    unquoted |= !quoted;
    *ids++ = answer - 2;
  }
  *row = at;
  return unquoted;
}

/* The flag is shared by the threads: it is written only when that says more. */
static void note(atomic_int *flag, int found) {
  if (found && !atomic_load_explicit(flag, memory_order_relaxed)) {
    atomic_store(flag, 1);
  }
}

pw_status pw_csv_texts_fill(pw_csv_texts *texts, pw_csv_part *part,
                            pw_csv_cells cells, const pw_csv_rules *rules,
                            pw_csv_overflow *overflow, int32_t *ids,
                            pw_error *err) {
  filler f;
  f.texts = texts;
  f.part = part;
  f.rules = rules;
  f.overflow = overflow;
  f.base = cells.index->text;
  f.unpooled = atomic_load_explicit(&texts->unpooled, memory_order_relaxed);
  f.seen = 0;
  f.longest_lost = f.waiting = 0;
  for (size_t i = 0; i < rules->n_missing; i++) {
    size_t length = rules->missing[i].length;
    if (length > f.longest_lost) f.longest_lost = length;
  }
  part->unpooled = overflow->n_unpooled;
  pw_status status = PW_OK;
  int unquoted = 0, empty = 0;
  int few = part->recents != NULL && !f.unpooled && part->known <= FEW_TEXTS;
  for (int64_t row = cells.from; status == PW_OK; row++) {
    if (few) {
      unquoted |= fill_quickly(part->recents, cells, rules->quote, &row,
                               ids + (row - cells.from));
    }
    if (row >= cells.to) break;
    int32_t *id = ids + (row - cells.from);
    pw_csv_cell cell =
      pw_csv_field(cells.index, row, cells.column, rules->quote);
    unquoted |= cell.flags == 0;
    if (pw_csv_may_squeeze(&cell)) pw_csv_squeeze(&cell);
    status = fill_one(&f, &cell, few, id, err);
    empty |= *id == PW_CSV_QUOTED_EMPTY;
  }
  if (f.waiting > 0 && status == PW_OK) status = ask(&f, err);
  part->plain = !empty && !f.unpooled;
  note(&texts->has_unquoted, unquoted);
  note(&texts->has_quoted_empty, empty);
  return status;
}

int32_t pw_csv_texts_count(pw_csv_texts *texts) {
  pthread_mutex_lock(&texts->mutex);
  int32_t count = pw_strpool_count(texts->pool);
  pthread_mutex_unlock(&texts->mutex);
  return count;
}

void pw_csv_texts_get(pw_csv_texts *texts, int32_t from, int32_t to,
                      pw_text *out) {
  pthread_mutex_lock(&texts->mutex);
  for (int32_t id = from; id < to; id++) {
    *out++ = pw_strpool_text(texts->pool, id);
  }
  pthread_mutex_unlock(&texts->mutex);
}

int pw_csv_texts_empty(const pw_csv_texts *texts, const pw_csv_rules *rules) {
  pw_csv_cell empty = {"", 0, PW_CSV_QUOTED};
  return atomic_load(&texts->has_unquoted) || !pw_csv_is_missing(&empty, rules);
}
