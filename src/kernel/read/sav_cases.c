#include "read/sav_cases.h"

#include <string.h>

#include "base/thread_ahead.h"
#include "read/sav_elements.h"

#define BAND_CELLS 3072   /* numbers in a band: 24 KB */
#define BLOCK_CELLS 32768 /* numbers in a block without texts: 256 KB */
#define BLOCK_ROWS 1024
#define BLOCK_TEXTS 65536 /* texts in a block */
#define BLOCK_BYTES ((size_t)1 << 20)
typedef enum { NUMBERS, TEXT, PASS } step_kind;

/* What to do with the next elements of a case. */
typedef struct {
  step_kind kind;
  int32_t elements;
  int32_t variable; /* of a text */
} step;

typedef struct {
  double *to;
  pw_time_kind time;
} target;

typedef struct {
  size_t at, length;
} cell;

/* Some rows: their texts or, where no text is wanted, their numbers. The user
 * has its hands full with texts, and without any it can write the columns
 * itself while the thread decodes what comes next. */
typedef struct {
  pw_sav_texts texts;
  cell *cells;     /* text by text, block_rows of each */
  double *numbers; /* row by row */
  int64_t rows;
} block;

struct pw_sav_cases {
  const pw_sav_records *records;
  pw_alloc *alloc;
  pw_alloc own; /* account of all that follows, for the thread */
  pw_sav_elements elements;
  pw_sav_sieve sieve; /* what is read of each case, where it `sieves` */
  int sieves;
  int64_t case_elements; /* that come of each case */
  int64_t come;          /* cases that came, or were passed over */
  uint64_t length;       /* of the file */
  step *steps;
  int32_t step_count;
  target *targets; /* one for each number of a case */
  int32_t numbers;
  double *band; /* row by row; not used without texts */
  int64_t band_rows;
  block blocks[2];
  int32_t texts;
  int64_t block_rows;
  int64_t row, left; /* rows in the columns so far, and still to decode */
  int threaded;
  pw_ahead *ahead;
  pw_stop ended; /* asks whether the thread's work is still wanted */
  int slot;      /* block in use */
};

static int64_t between(int64_t low, int64_t x, int64_t high) {
  return x < low ? low : x > high ? high : x;
}

static void add_step(pw_sav_cases *c, step_kind kind, int32_t elements,
                     int32_t variable) {
  step *last = c->step_count > 0 ? &c->steps[c->step_count - 1] : NULL;
  if (last != NULL && last->kind == kind && kind != TEXT) {
    last->elements += elements;
    return;
  }
  step added = {kind, elements, variable};
  c->steps[c->step_count++] = added;
}

static pw_status plan(pw_sav_cases *c, const pw_sav_column *columns,
                      pw_error *err) {
  size_t n = (size_t)c->records->count;
  c->steps = pw_alloc_zeroed(&c->own, n, sizeof *c->steps);
  c->targets = pw_alloc_zeroed(&c->own, n, sizeof *c->targets);
  if (c->steps == NULL || c->targets == NULL)
    return pw_fail(err, PW_MEMORY, "no memory for the rows");
  for (int32_t i = 0; i < c->records->count; i++) {
    const pw_sav_variable *v = &c->records->variables[i];
    if (columns[i].numbers != NULL) {
      target to = {columns[i].numbers, columns[i].time};
      c->targets[c->numbers++] = to;
      add_step(c, NUMBERS, 1, i);
    } else {
      add_step(c, columns[i].text ? TEXT : PASS, v->elements, i);
      c->texts += columns[i].text != 0;
    }
  }
  const int64_t cells = c->texts > 0 ? BAND_CELLS : BLOCK_CELLS;
  c->band_rows = c->numbers == 0 ? BLOCK_ROWS
    : c->numbers > BLOCK_CELLS
    ? 1
    : between(8, cells / c->numbers, c->texts > 0 ? 256 : BLOCK_ROWS);
  c->block_rows = c->texts == 0
    ? c->band_rows
    : between(1, BLOCK_TEXTS / c->texts, BLOCK_ROWS);
  const size_t numbers = (size_t)c->band_rows * (size_t)c->numbers;
  c->band =
    pw_alloc_zeroed(&c->own, c->texts > 0 ? numbers : 0, sizeof *c->band);
  int made = c->band != NULL;
  for (int i = 0; i < 2; i++) {
    block *b = &c->blocks[i];
    b->cells = pw_alloc_zeroed(
      &c->own, (size_t)c->block_rows * (size_t)c->texts, sizeof *b->cells);
    b->numbers =
      pw_alloc_zeroed(&c->own, c->texts > 0 ? 0 : numbers, sizeof *b->numbers);
    made = made && b->cells != NULL && b->numbers != NULL;
  }
  return made ? PW_OK : pw_fail(err, PW_MEMORY, "no memory for the rows");
}

/* Finds what of each case need not be read, and takes the steps that pass over
 * it away. */
static pw_status sieve_cases(pw_sav_cases *c, int64_t skip, pw_error *err) {
  pw_sav_sieve *s = &c->sieve;
  size_t parts = (size_t)c->step_count;
  s->spans = pw_alloc_zeroed(&c->own, parts, sizeof *s->spans);
  step *kept = pw_alloc_zeroed(&c->own, parts, sizeof *kept);
  int32_t n = 0;
  for (size_t i = 0; s->spans != NULL && kept != NULL && i < parts; i++) {
    const step *part = &c->steps[i];
    if (pw_sav_sieve_part(s, 8 * (uint64_t)part->elements, part->kind != PASS))
      kept[n++] = *part;
  }
  int made = s->spans != NULL && kept != NULL;
  c->sieves = made && pw_sav_sieve_helps(s, PW_SAV_PIECE);
  if (c->sieves) {
    memcpy(c->steps, kept, (size_t)n * sizeof *kept);
    c->step_count = n;
    c->case_elements = (int64_t)(s->kept / 8);
    s->row = skip;
    s->rows = pw_sav_count_plain(c->records, c->length).rows;
  }
  pw_free(&c->own, kept);
  return made ? PW_OK : pw_fail(err, PW_MEMORY, "no memory for the rows");
}

void pw_sav_cases_free(pw_sav_cases *c) {
  if (c == NULL) return;
  pw_ahead_free(c->ahead);
  pw_sav_elements_close(&c->elements);
  pw_free(&c->own, c->sieve.spans);
  pw_free(&c->own, c->steps);
  pw_free(&c->own, c->targets);
  pw_free(&c->own, c->band);
  for (int i = 0; i < 2; i++) {
    pw_free(&c->own, c->blocks[i].cells);
    pw_free(&c->own, c->blocks[i].numbers);
    pw_free(&c->own, c->blocks[i].texts.bytes);
  }
  pw_alloc_join(c->alloc, &c->own);
  pw_free(c->alloc, c);
}

/* Decodes one case: its numbers to `numbers`, its texts to row `row`. */
static int read_case(pw_sav_cases *c, block *b, double *numbers, int64_t row) {
  pw_sav_elements *e = &c->elements;
  cell *to = b->cells + row;
  for (int32_t i = 0; i < c->step_count; i++) {
    const step *s = &c->steps[i];
    switch (s->kind) {
    case NUMBERS:
      if (pw_sav_numbers(e, numbers, s->elements) < s->elements) return 0;
      numbers += s->elements;
      break;
    case TEXT:
      to->at = b->texts.used;
      if (!pw_sav_text_cell(e, &c->records->variables[s->variable],
                            &to->length))
        return 0;
      to += c->block_rows;
      break;
    case PASS:
      if (pw_sav_pass(e, s->elements) < s->elements) return 0;
      break;
    }
  }
  return 1;
}

/* Rows `row` and on of the block, their numbers to `band`; returns how many of
 * `most`. */
static int64_t read_band(pw_sav_cases *c, block *b, double *band, int64_t row,
                         int64_t most) {
  if (c->step_count == 1 && c->steps[0].kind == NUMBERS) {
    return pw_sav_numbers(&c->elements, band, most * c->numbers) / c->numbers;
  }
  for (int64_t r = 0; r < most; r++) {
    if (!read_case(c, b, band + r * c->numbers, row + r)) return r;
    if (b->texts.used > BLOCK_BYTES) return r + 1;
  }
  return most;
}

/* Out of the band into the columns, after the rows that are there. */
static void spread(pw_sav_cases *c, const double *band, int64_t rows) {
  const pw_sav_elements *e = &c->elements;
  for (int32_t k = 0; k < c->numbers; k++) {
    const double *from = band + k;
    double *to = c->targets[k].to + c->row;
    const int64_t stride = c->numbers;
    if (e->packed) {
      for (int64_t r = 0; r < rows; r++) to[r] = from[r * stride];
    } else if (e->swap) {
      for (int64_t r = 0; r < rows; r++)
        to[r] = pw_sav_number(e, from[r * stride]);
    } else {
      const double sysmis = e->sysmis, missing = e->missing;
      for (int64_t r = 0; r < rows; r++) {
        double x = from[r * stride];
        to[r] = x == sysmis || x != x ? missing : x;
      }
    }
    pw_spss_time_convert(to, rows, c->targets[k].time);
  }
  c->row += rows;
}

/* Decodes one block: a pw_ahead_task. */
static pw_status read_block(void *data, int slot, int *more, pw_error *err) {
  pw_sav_cases *c = data;
  pw_sav_elements *e = &c->elements;
  block *b = &c->blocks[slot];
  b->rows = 0;
  b->texts.used = 0;
  e->texts = &b->texts;
  e->err = err;
  *more = 0;
  if (e->status != PW_OK) return e->status;
  int64_t most = between(0, c->left, c->block_rows);
  while (b->rows < most) {
    int64_t wanted = between(0, most - b->rows, c->band_rows);
    int64_t got =
      read_band(c, b, c->texts > 0 ? c->band : b->numbers, b->rows, wanted);
    if (c->texts > 0) spread(c, c->band, got);
    c->left -= got;
    b->rows += got;
    if (got < wanted) break;
  }
  *more = b->rows > 0;
  return *more && e->status == PW_FORMAT ? PW_OK : e->status;
}

static int no_longer_wanted(void *data, double done) {
  (void)done;
  return !pw_ahead_wanted(((pw_sav_cases *)data)->ahead);
}

/* Passes over as many elements, if there are. */
static pw_status pass(pw_sav_cases *c, int64_t elements, const pw_stop *stop,
                      pw_error *err) {
  pw_sav_elements *e = &c->elements;
  e->stop = stop;
  e->err = err;
  if (elements > 0) pw_sav_pass(e, elements);
  return e->status;
}

/* How many elements as many cases are. */
static int64_t elements_of(const pw_sav_cases *c, int64_t cases) {
  int64_t size = c->case_elements;
  return size > 0 && cases > INT64_MAX / size ? INT64_MAX : cases * size;
}

/* Begins to decode up to `rows` cases from where the elements are. */
static pw_status begin(pw_sav_cases *c, int64_t rows, pw_error *err) {
  c->left = c->records->elements > 0 ? rows : 0;
  c->row = 0;
  pw_stop ended = {no_longer_wanted, c};
  c->ended = ended;
  c->elements.stop = c->threaded ? &c->ended : NULL;
  return pw_ahead_start(&c->ahead, read_block, c, c->threaded, c->alloc, err);
}

pw_status pw_sav_cases_open(pw_sav_cases **out, const pw_sav_records *records,
                            pw_source *source, const pw_sav_column *columns,
                            int64_t skip, int64_t rows, double missing,
                            int threaded, pw_alloc *alloc, const pw_stop *stop,
                            pw_error *err) {
  *out = NULL;
  pw_sav_cases *c = pw_alloc_zeroed(alloc, 1, sizeof *c);
  if (c == NULL) return pw_fail(err, PW_MEMORY, "no memory for the rows");
  c->records = records;
  c->alloc = alloc;
  c->own = pw_alloc_branch(alloc);
  c->threaded = threaded;
  c->case_elements = records->elements;
  c->come = skip;
  c->length = source->length;
  pw_status status = plan(c, columns, err);
  if (status == PW_OK && records->compression == PW_SAV_PLAIN &&
      records->elements > 0)
    status = sieve_cases(c, skip, err);
  int64_t first = elements_of(c, skip), at = 0;
  if (status == PW_OK) {
    status = pw_sav_elements_open(&c->elements, records, source,
                                  c->sieves ? &c->sieve : NULL, first, &at,
                                  missing, threaded, &c->own, stop, err);
  }
  if (status == PW_OK) status = pass(c, first - at, stop, err);
  if (status == PW_OK) status = begin(c, rows, err);
  if (status == PW_OK) *out = c;
  else pw_sav_cases_free(c);
  return status;
}

pw_status pw_sav_cases_next(pw_sav_cases *c, const pw_stop *stop, int64_t *rows,
                            pw_error *err) {
  *rows = 0;
  pw_status status = pw_ahead_next(c->ahead, stop, &c->slot, err);
  if (status != PW_OK || c->slot < 0) return status;
  *rows = c->blocks[c->slot].rows;
  c->come += *rows;
  if (c->texts == 0) spread(c, c->blocks[c->slot].numbers, *rows);
  return PW_OK;
}

pw_status pw_sav_cases_more(pw_sav_cases *c, const pw_sav_column *columns,
                            int64_t skip, int64_t rows, const pw_stop *stop,
                            pw_error *err) {
  pw_ahead_free(c->ahead); /* so that no thread takes elements any more */
  c->ahead = NULL;
  int32_t k = 0;
  for (int32_t i = 0; i < c->records->count; i++) {
    if (columns[i].numbers != NULL) c->targets[k++].to = columns[i].numbers;
  }
  c->come += skip;
  pw_status status = pass(c, elements_of(c, skip), stop, err);
  return status == PW_OK ? begin(c, rows, err) : status;
}

pw_text pw_sav_cases_text(const pw_sav_cases *c, int32_t text, int64_t row) {
  const block *b = &c->blocks[c->slot];
  const cell *from = &b->cells[text * c->block_rows + row];
  pw_text out = {"", from->length};
  if (from->length > 0) out.bytes = b->texts.bytes + from->at;
  return out;
}

pw_status pw_sav_cases_rest(pw_sav_cases *c, const pw_stop *stop,
                            pw_sav_count *rest, pw_error *err) {
  pw_sav_elements *e = &c->elements;
  memset(rest, 0, sizeof *rest);
  pw_ahead_free(c->ahead); /* so that no thread takes elements any more */
  c->ahead = NULL;
  if (c->records->elements == 0) return PW_OK;
  if (c->sieves) { /* which has not seen the end of the file */
    *rest = pw_sav_count_plain(c->records, c->length);
    rest->rows -= c->come < rest->rows ? c->come : rest->rows;
    return PW_OK;
  }
  e->stop = stop;
  e->err = err;
  return e->status == PW_OK ? pw_sav_count_on(e, c->records->elements, rest)
                            : e->status;
}
