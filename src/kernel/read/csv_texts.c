#include "read/csv_texts.h"

#include <string.h>

/* A column is searched for so many cells before it is judged: it comes apart
 * when fewer than one in so many of them repeat another. Of 4,096 draws from
 * 100,000 texts, 84 do; of as many ids, none. */
#define TRIAL 4096
#define REPEATS 256

/* Texts are looked up so many at a time. */
#define TOGETHER 64

/* With more texts than these, a column's are often not among the recent ones.
 */
#define FEW_TEXTS 24

#define FIRST_ROOM 1024

pw_status pw_csv_texts_open(pw_csv_texts *texts, const pw_alloc *limits,
                            pw_error *err) {
  memset(texts, 0, sizeof *texts);
  atomic_init(&texts->apart, 0);
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

void pw_csv_loose_free(pw_csv_loose *loose) {
  pw_free(loose->alloc, loose->untied);
  pw_free(loose->alloc, loose->apart);
  loose->untied = NULL;
  loose->apart = NULL;
  loose->n_apart = loose->apart_room = 0;
}

typedef struct {
  pw_csv_texts *texts;
  pw_csv_part *part;
  const pw_csv_rules *rules;
  pw_csv_loose *loose;
  const char *base;    /* of the stretch */
  size_t longest_lost; /* the longest missing text */
  int apart;
  int64_t seen;   /* texts looked for since the column was asked */
  size_t waiting; /* texts to ask it for, and where their ids go */
  pw_text wanted[TOGETHER];
  int32_t *ids[TOGETHER];
  pw_csv_recent sketches[TOGETHER]; /* to remember; `answer` is 0 for not */
} filler;

/* Whether pw_csv_sketch may look at a cell: at the 8 bytes before its end, and
 * not at quotes within it. */
static int can_sketch(const filler *f, const pw_csv_cell *cell) {
  return (cell->flags & (PW_CSV_KNOTTED | PW_CSV_ABSENT)) == 0 &&
    cell->at + cell->length >= f->base + 8;
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
  if (texts->seen >= TRIAL && (texts->seen - count) * REPEATS < texts->seen) {
    atomic_store(&texts->apart, 1);
  }
  pthread_mutex_unlock(&texts->mutex);
  for (size_t i = 0; i < f->waiting && count <= FEW_TEXTS && status == PW_OK;
       i++) {
    if (f->sketches[i].answer != 0) {
      pw_csv_remember(f->part->recents, f->sketches[i], f->wanted[i].bytes,
                      ids[i] + 2);
    }
  }
  f->part->known = count;
  f->waiting = 0;
  f->seen = 0;
  return status;
}

/* A knotted cell's text, in memory that stays as long as the stretch. */
static pw_status untie(pw_text *text, const pw_csv_cell *cell,
                       pw_csv_loose *loose, char quote, pw_error *err) {
  if (loose->untied == NULL) {
    loose->untied = pw_alloc_resize(loose->alloc, NULL, loose->untied_room, 1);
    if (loose->untied == NULL)
      return pw_fail(err, PW_MEMORY, "no memory for a text");
  }
  char *out = loose->untied + loose->untied_used;
  text->bytes = out;
  text->length = pw_csv_untie(*cell, quote, out);
  loose->untied_used += text->length;
  return PW_OK;
}

static pw_status set_apart(filler *f, pw_text text, pw_error *err) {
  pw_csv_loose *loose = f->loose;
  if (loose->n_apart == loose->apart_room) {
    size_t room = loose->apart_room == 0 ? FIRST_ROOM : loose->apart_room * 2;
    pw_csv_apart *more =
      pw_alloc_resize(loose->alloc, loose->apart, room, sizeof *more);
    if (more == NULL) return pw_fail(err, PW_MEMORY, "no memory for texts");
    loose->apart = more;
    loose->apart_room = room;
  }
  pw_csv_apart apart = {text.bytes, (uint32_t)text.length, 0};
  if (f->rules->text_key != NULL)
    apart.key = f->rules->text_key(text.bytes, text.length);
  loose->apart[loose->n_apart++] = apart;
  return PW_OK;
}

/* A cell that is not missing. `seen`, unless its answer is 0, is to be
 * remembered with what the column says. */
static pw_status fill_id(filler *f, const pw_csv_cell *cell,
                         const pw_csv_recent *seen, int32_t *id,
                         pw_error *err) {
  pw_text text = {cell->at, cell->length};
  if (cell->flags & PW_CSV_KNOTTED) {
    pw_status status = untie(&text, cell, f->loose, f->rules->quote, err);
    if (status != PW_OK) return status;
  }
  if (text.length > f->rules->longest_text) {
    return pw_fail_at(err, PW_RANGE, "a text is longer than can be held",
                      cell->at - f->base);
  }
  if (f->apart) {
    *id = PW_CSV_APART;
    return set_apart(f, text, err);
  }
  f->seen++;
  f->wanted[f->waiting] = text;
  f->sketches[f->waiting] = *seen;
  f->ids[f->waiting++] = id;
  return f->waiting == TOGETHER ? ask(f, err) : PW_OK;
}

static int has_blank_end(const pw_csv_cell *cell) {
  char first = cell->at[0], last = cell->at[cell->length - 1];
  return first == ' ' || first == '\t' || last == ' ' || last == '\t';
}

/* Missing, a quoted empty, or neither (0). */
static int32_t kind_of(const filler *f, const pw_csv_cell *cell) {
  if (cell->length > f->longest_lost && !has_blank_end(cell)) return 0;
  if (!pw_csv_is_missing(cell, f->rules)) return 0;
  return cell->flags == PW_CSV_QUOTED && cell->length == 0 ? PW_CSV_QUOTED_EMPTY
                                                           : PW_CSV_MISSING;
}

/* Looks at a cell closely. */
static pw_status fill_cell(filler *f, const pw_csv_cell *cell,
                           pw_csv_recent *seen, int32_t *id, pw_error *err) {
  *id = kind_of(f, cell);
  if (*id == 0) return fill_id(f, cell, seen, id, err);
  if (*id == PW_CSV_MISSING && seen->answer != 0 &&
      seen->length <= PW_CSV_SKETCHED && !(cell->flags & PW_CSV_QUOTED)) {
    pw_csv_remember(f->part->recents, *seen, NULL, PW_CSV_MISSING + 2);
  }
  return PW_OK;
}

/* One cell; `few`: whether the column has few texts. A missing cell that is
 * quoted may differ from one that is not. With blanks at its ends it need not
 * be missing when the other is, nor the other when it is: it is not looked for.
 */
static pw_status fill_one(filler *f, const pw_csv_cell *cell, int few,
                          int32_t *id, pw_error *err) {
  pw_csv_recent seen;
  seen.answer = 0;
  int quoted = (cell->flags & PW_CSV_QUOTED) != 0;
  if (few && can_sketch(f, cell) &&
      !(quoted && cell->length > 0 && has_blank_end(cell))) {
    seen = pw_csv_sketch(cell->at, cell->length);
    int32_t answer = pw_csv_recall(f->part->recents, &seen);
    *id = answer - 2;
    if (answer > 1 || (answer == 1 && !quoted)) return PW_OK;
    seen.answer = answer == 0;
  }
  return fill_cell(f, cell, &seen, id, err);
}

/* The flag is shared by the threads: it is written only when that says more. */
static void note(atomic_int *flag, int found) {
  if (found && !atomic_load_explicit(flag, memory_order_relaxed)) {
    atomic_store(flag, 1);
  }
}

pw_status pw_csv_texts_fill(pw_csv_texts *texts, pw_csv_part *part,
                            pw_csv_cells cells, const pw_csv_rules *rules,
                            pw_csv_loose *loose, int32_t *ids, pw_error *err) {
  filler f;
  f.texts = texts;
  f.part = part;
  f.rules = rules;
  f.loose = loose;
  f.base = cells.index->text;
  f.apart = atomic_load_explicit(&texts->apart, memory_order_relaxed);
  f.seen = 0;
  f.longest_lost = f.waiting = 0;
  for (size_t i = 0; i < rules->n_missing; i++) {
    size_t length = rules->missing[i].length;
    if (length > f.longest_lost) f.longest_lost = length;
  }
  part->apart = loose->n_apart;
  pw_status status = PW_OK;
  int unquoted = 0, empty = 0;
  int few = part->recents != NULL && !f.apart && part->known <= FEW_TEXTS;
  for (int64_t row = cells.from; row < cells.to && status == PW_OK;
       row++, ids++) {
    pw_csv_cell cell =
      pw_csv_field(cells.index, row, cells.column, rules->quote);
    unquoted |= cell.flags == 0;
    if (pw_csv_may_squeeze(&cell)) pw_csv_squeeze(&cell);
    status = fill_one(&f, &cell, few, ids, err);
    empty |= *ids == PW_CSV_QUOTED_EMPTY;
  }
  if (f.waiting > 0 && status == PW_OK) status = ask(&f, err);
  note(&texts->has_unquoted, unquoted);
  note(&texts->has_quoted_empty, empty);
  return status;
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
