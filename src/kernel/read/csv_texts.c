#include "read/csv_texts.h"

#include <string.h>

/* A column is searched for so many cells before it is judged: it comes apart
 * when fewer than one in so many of them repeat another. Of 4,096 draws from
 * 100,000 texts, 84 do; of as many ids, none. */
#define TRIAL 4096
#define REPEATS 256

pw_status pw_csv_texts_open(pw_csv_texts *texts, const pw_alloc *limits,
                            pw_error *err) {
  memset(texts, 0, sizeof *texts);
  texts->alloc = *limits;
  texts->alloc.in_use = 0;
  pthread_mutex_init(&texts->mutex, NULL);
  return pw_strpool_new(&texts->pool, &texts->alloc, err);
}

size_t pw_csv_texts_close(pw_csv_texts *texts) {
  pw_strpool_free(texts->pool);
  texts->pool = NULL;
  pthread_mutex_destroy(&texts->mutex);
  return texts->alloc.in_use;
}

/* A knotted cell's text, in memory that stays as long as the stretch. */
static pw_status untie(pw_csv_cell *cell, pw_csv_untied *untied, char quote,
                       pw_error *err) {
  if (untied->bytes == NULL) {
    untied->bytes = pw_alloc_resize(untied->alloc, NULL, untied->room, 1);
    if (untied->bytes == NULL) return pw_fail(err, PW_MEMORY, "no memory for a text");
  }
  char *out = untied->bytes + untied->used;
  cell->length = pw_csv_untie(*cell, quote, out);
  cell->at = out;
  untied->used += cell->length;
  return PW_OK;
}

/* Texts are looked up so many at a time. */
#define TOGETHER 64

typedef struct {
  pw_csv_texts *texts;
  const pw_csv_rules *rules;
  pw_csv_untied *untied;
  const char *base;    /* of the stretch */
  size_t longest_lost; /* the longest missing text */
  size_t waiting;      /* texts to look up, and where their ids go */
  pw_text wanted[TOGETHER];
  pw_csv_ref *refs[TOGETHER];
} filler;

static pw_status look_up(filler *f, pw_error *err) {
  int32_t ids[TOGETHER];
  pw_status status = pw_strpool_intern_all(f->texts->pool, f->wanted,
                                           f->waiting, ids, err);
  for (size_t i = 0; i < f->waiting && status == PW_OK; i++) {
    f->refs[i]->id = ids[i];
  }
  f->waiting = 0;
  return status;
}

static pw_status fill_ref(filler *f, pw_csv_cell cell, pw_csv_ref *ref,
                          pw_error *err) {
  const char *raw = cell.at;
  if (cell.flags & PW_CSV_KNOTTED) {
    pw_status status = untie(&cell, f->untied, f->rules->quote, err);
    if (status != PW_OK) return status;
  }
  if (cell.length > f->rules->longest_text) {
    return pw_fail_at(err, PW_RANGE, "a text is longer than can be held",
                      raw - f->base);
  }
  if (f->texts->apart) {
    pw_csv_ref apart = {PW_CSV_APART, (uint32_t)cell.length, cell.at};
    *ref = apart;
    return PW_OK;
  }
  pw_text text = {cell.at, cell.length};
  f->wanted[f->waiting] = text;
  f->refs[f->waiting++] = ref;
  return f->waiting == TOGETHER ? look_up(f, err) : PW_OK;
}

static int has_blank_end(pw_csv_cell cell) {
  char first = cell.at[0], last = cell.at[cell.length - 1];
  return first == ' ' || first == '\t' || last == ' ' || last == '\t';
}

/* Missing, a quoted empty, or neither (0). */
static int32_t kind_of(const filler *f, pw_csv_cell cell) {
  if (cell.length > f->longest_lost && !has_blank_end(cell)) return 0;
  if (!pw_csv_is_missing(cell, f->rules)) return 0;
  return cell.flags == PW_CSV_QUOTED && cell.length == 0 ? PW_CSV_QUOTED_EMPTY
                                                         : PW_CSV_MISSING;
}

static pw_status fill_all(filler *f, pw_csv_cells cells, pw_csv_ref *refs,
                          pw_error *err) {
  pw_status status = PW_OK;
  int unquoted = 0, empty = 0;
  int64_t seen = 0;
  for (int64_t row = cells.from; row < cells.to && status == PW_OK;
       row++, refs++) {
    pw_csv_cell cell = pw_csv_field(cells.index, row, cells.column,
                                    f->rules->quote);
    unquoted |= cell.flags == 0;
    refs->id = kind_of(f, cell);
    empty |= refs->id == PW_CSV_QUOTED_EMPTY;
    if (refs->id != 0) continue;
    status = fill_ref(f, cell, refs, err);
    seen++;
  }
  if (status == PW_OK) status = look_up(f, err);
  f->texts->seen += seen;
  f->texts->has_unquoted |= unquoted;
  f->texts->has_quoted_empty |= empty;
  return status;
}

pw_status pw_csv_texts_fill(pw_csv_texts *texts, pw_csv_cells cells,
                            const pw_csv_rules *rules, pw_csv_untied *untied,
                            pw_csv_ref *refs, int32_t *known, pw_error *err) {
  filler f;
  f.texts = texts;
  f.rules = rules;
  f.untied = untied;
  f.base = cells.index->text;
  f.longest_lost = f.waiting = 0;
  for (size_t i = 0; i < rules->n_missing; i++) {
    size_t length = rules->missing[i].length;
    if (length > f.longest_lost) f.longest_lost = length;
  }
  pthread_mutex_lock(&texts->mutex);
  pw_status status = fill_all(&f, cells, refs, err);
  *known = pw_strpool_count(texts->pool);
  if (texts->seen >= TRIAL &&
      (texts->seen - *known) * REPEATS < texts->seen) {
    texts->apart = 1;
  }
  pthread_mutex_unlock(&texts->mutex);
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
  return texts->has_unquoted || !pw_csv_is_missing(empty, rules);
}
