#include "late_strings.h"

#include <string.h>

#include <R_ext/Altrep.h>

#include "late_texts.h"
#include "strings.h"

/* What a box holds: the vector of strings; where a word for each row is, which
 * keeps the store that it lies in, or NULL once the strings are made; the
 * pooled texts, one after another. */
enum { COLUMN, CELLS, POOL, PARTS };

/* A text as it is kept: its length, then its bytes. */
typedef uint32_t text_length;

/* ---- while the column is read ------------------------------------------- */

SEXP pw_late_begin(pw_late *late, SEXP store, SEXP column, pw_error *err) {
  size_t size = (size_t)XLENGTH(column) * sizeof(uint64_t);
  char *cells = pw_late_texts_room(store, size, sizeof(uint64_t), err);
  if (cells == NULL) return NULL;
  memset(cells, 0, size);
  SEXP box = PROTECT(Rf_allocVector(VECSXP, PARTS));
  SET_VECTOR_ELT(box, COLUMN, column);
  SET_VECTOR_ELT(box, CELLS, R_MakeExternalPtr(cells, R_NilValue, store));
  late->box = box;
  late->store = store;
  late->cells = (uint64_t *)(void *)cells;
  UNPROTECT(1);
  return box;
}

/* The words of a box whose strings are not made; else NULL. */
static const uint64_t *cells_of(SEXP box) {
  SEXP cells = VECTOR_ELT(box, CELLS);
  return cells == R_NilValue ? NULL : R_ExternalPtrAddr(cells);
}

static char *keep(char *to, const char *bytes, size_t length) {
  text_length stated = (text_length)length;
  memcpy(to, &stated, sizeof stated);
  if (length > 0) memcpy(to + sizeof stated, bytes, length);
  return to + sizeof stated + length;
}

static pw_text kept_at(const char *at) {
  text_length length;
  memcpy(&length, at, sizeof length);
  pw_text text = {at + sizeof length, length};
  return text;
}

pw_status pw_late_text(pw_late *late, R_xlen_t row, const char *bytes,
                       size_t length, pw_error *err) {
  char *room =
    pw_late_texts_room(late->store, sizeof(text_length) + length, 1, err);
  if (room == NULL) return PW_MEMORY;
  keep(room, bytes, length);
  late->cells[row] = (uint64_t)(uintptr_t)room;
  return PW_OK;
}

static SEXP kept_pool(const pw_text *texts, int32_t count) {
  size_t size = 0;
  for (int32_t id = 0; id < count; id++)
    size += sizeof(text_length) + texts[id].length;
  SEXP pool = Rf_allocVector(RAWSXP, (R_xlen_t)size);
  char *to = (char *)RAW(pool);
  for (int32_t id = 0; id < count; id++)
    to = keep(to, texts[id].bytes, texts[id].length);
  return pool;
}

/* ---- when it is looked at ----------------------------------------------- */

static void must(pw_status status, const pw_error *err) {
  if (status != PW_OK) Rf_error("%s", err->message);
}

/* Strings on their way into a vector. */
typedef struct {
  string_batch *batch;
  SEXP to;
  uint32_t into;
  uint32_t last; /* the place in R's table of the string before */
  int near;      /* how many lately were next to the one before, at most MOST */
} maker;

#define NEAR 64
#define MOST 32

static maker make_into(string_batch *batch, SEXP vector) {
  maker m = {batch, vector, 0, 0, 0};
  pw_error err;
  must(pw_strings_into(batch, vector, &m.into, &err), &err);
  return m;
}

/* Ids that ascend come in the order of R's table as they stand. */
static void make_text(maker *m, pw_text text, R_xlen_t at) {
  uint32_t key = pw_strings_key(text.bytes, text.length);
  if (key - m->last + NEAR < 2 * NEAR) {
    m->near += m->near < MOST;
  } else {
    m->near /= 2;
  }
  m->last = key;
  if (m->near > MOST / 4) {
    SET_STRING_ELT(m->to, at, pw_string(text.bytes, text.length));
    return;
  }
  pw_error err;
  must(
    pw_strings_soon(m->batch, text.bytes, text.length, key, m->into, at, &err),
    &err);
}

/* The strings of the pooled texts, by their ids. */
static SEXP make_pool(string_batch *batch, SEXP pool) {
  const char *from = (const char *)RAW(pool), *end = from + XLENGTH(pool);
  R_xlen_t count = 0;
  for (const char *at = from; at < end; count++) {
    pw_text text = kept_at(at);
    at = text.bytes + text.length;
  }
  SEXP strings = PROTECT(Rf_allocVector(STRSXP, count));
  maker m = make_into(batch, strings);
  R_xlen_t id = 0;
  for (const char *at = from; at < end; id++) {
    pw_text text = kept_at(at);
    make_text(&m, text, id);
    at = text.bytes + text.length;
  }
  pw_strings_make(batch);
  UNPROTECT(1);
  return strings;
}

/* So many cells ahead, memory is asked for what a cell will touch. */
#define AHEAD 16

static void make_cells(string_batch *batch, SEXP box, SEXP pooled) {
  SEXP column = VECTOR_ELT(box, COLUMN);
  const uint64_t *cells = cells_of(box);
  const SEXP *strings = STRING_PTR_RO(pooled);
  maker m = make_into(batch, column);
  R_xlen_t n = XLENGTH(column);
  for (R_xlen_t row = 0; row < n; row++) {
    uint64_t cell = cells[row];
    if (row + AHEAD < n && cells[row + AHEAD] >> 63)
      __builtin_prefetch(strings[(int32_t)cells[row + AHEAD]]);
    if (cell >> 63) {
      SET_STRING_ELT(column, row, strings[(int32_t)cell]);
    } else if (cell == PW_LATE_NA) {
      SET_STRING_ELT(column, row, NA_STRING);
    } else if (cell > PW_LATE_EMPTY) {
      make_text(&m, kept_at((const char *)(uintptr_t)cell), row);
    }
  }
  pw_strings_make(batch);
}

/* The vector of a box, its strings made now where they are not yet. What they
 * were made of is let go. */
static SEXP strings_of(SEXP box) {
  SEXP column = VECTOR_ELT(box, COLUMN);
  if (cells_of(box) == NULL) return column;
  PROTECT(box);
  string_batch *batch;
  SEXP handle = PROTECT(pw_strings_hold(&batch));
  SEXP pooled = PROTECT(make_pool(batch, VECTOR_ELT(box, POOL)));
  make_cells(batch, box, pooled);
  pw_strings_drop(handle);
  for (int part = CELLS; part < PARTS; part++)
    SET_VECTOR_ELT(box, part, R_NilValue);
  UNPROTECT(3);
  return column;
}

/* ---- as R asks for it --------------------------------------------------- */

static R_altrep_class_t late_strings;

/* The first data of a column is its box, the second NULL or, once it was
 * changed, a vector of its own. */
static SEXP new_column(SEXP box) {
  return R_new_altrep(late_strings, box, R_NilValue);
}

SEXP pw_late_end(pw_late *late, R_xlen_t n, const pw_text *texts, int32_t count,
                 int empty_is_na) {
  SEXP column = VECTOR_ELT(late->box, COLUMN);
  SET_VECTOR_ELT(late->box, POOL, kept_pool(texts, count));
  if (n < XLENGTH(column))
    SET_VECTOR_ELT(late->box, COLUMN, column = Rf_xlengthgets(column, n));
  for (R_xlen_t row = 0; row < n && empty_is_na; row++) {
    if (late->cells[row] == PW_LATE_EMPTY) late->cells[row] = PW_LATE_NA;
  }
  SEXP out = new_column(late->box);
  late->box = NULL;
  return out;
}

/* Where the pooled texts are, in memory that R takes back by itself. */
static const char **pooled_places(SEXP pool) {
  const char *from = (const char *)RAW(pool), *end = from + XLENGTH(pool);
  size_t count = 0, id = 0;
  for (const char *at = from; at < end; count++) {
    pw_text text = kept_at(at);
    at = text.bytes + text.length;
  }
  const char **places = (const char **)R_alloc(count + 1, sizeof *places);
  for (const char *at = from; at < end; id++) {
    pw_text text = kept_at(at);
    places[id] = at;
    at = text.bytes + text.length;
  }
  return places;
}

int pw_late_texts(SEXP column, pw_text *texts) {
  if (!ALTREP(column) || !R_altrep_inherits(column, late_strings)) return 0;
  SEXP box = R_altrep_data1(column);
  const uint64_t *cells = box == R_NilValue ? NULL : cells_of(box);
  if (cells == NULL) return 0;
  SEXP made = VECTOR_ELT(box, COLUMN);
  const char **pooled = pooled_places(VECTOR_ELT(box, POOL));
  for (R_xlen_t row = 0; row < XLENGTH(made); row++) {
    uint64_t cell = cells[row];
    pw_text none = {NULL, 0};
    texts[row] = none;
    if (cell >> 63) {
      texts[row] = kept_at(pooled[(int32_t)cell]);
    } else if (cell > PW_LATE_EMPTY) {
      texts[row] = kept_at((const char *)(uintptr_t)cell);
    } else if (cell == 0) {
      texts[row] = pw_text_of(STRING_ELT(made, row));
    }
  }
  return 1;
}

static SEXP vector_of(SEXP column) {
  SEXP own = R_altrep_data2(column);
  return own != R_NilValue ? own : strings_of(R_altrep_data1(column));
}

/* A vector that no copy shares. */
static SEXP own_vector(SEXP column) {
  if (R_altrep_data2(column) == R_NilValue) {
    R_set_altrep_data2(column, Rf_shallow_duplicate(vector_of(column)));
    R_set_altrep_data1(column, R_NilValue);
  }
  return R_altrep_data2(column);
}

static R_xlen_t length_of(SEXP column) {
  SEXP own = R_altrep_data2(column);
  return XLENGTH(
    own != R_NilValue ? own : VECTOR_ELT(R_altrep_data1(column), COLUMN));
}

/* One that is made already makes no other. */
static SEXP element_of(SEXP column, R_xlen_t i) {
  SEXP box = R_altrep_data1(column);
  if (box != R_NilValue) {
    const uint64_t *cells = cells_of(box);
    if (cells != NULL && cells[i] == 0)
      return STRING_ELT(VECTOR_ELT(box, COLUMN), i);
  }
  return STRING_ELT(vector_of(column), i);
}

static void set_element(SEXP column, R_xlen_t i, SEXP value) {
  PROTECT(value);
  SET_STRING_ELT(own_vector(column), i, value);
  UNPROTECT(1);
}

static void *pointer_of(SEXP column, Rboolean writeable) {
  SEXP vector = writeable ? own_vector(column) : vector_of(column);
  return (void *)(uintptr_t)STRING_PTR_RO(vector);
}

static const void *pointer_if_made(SEXP column) {
  SEXP box = R_altrep_data1(column);
  if (box != R_NilValue && cells_of(box) != NULL) return NULL;
  return STRING_PTR_RO(vector_of(column));
}

/* NULL lets R copy a vector that was changed. */
static SEXP copy_of(SEXP column, Rboolean deep) {
  (void)deep;
  SEXP box = R_altrep_data1(column);
  return box == R_NilValue ? NULL : new_column(box);
}

void pw_late_strings_class(DllInfo *dll) {
  late_strings = R_make_altstring_class("late_strings", "pairwave", dll);
  R_set_altrep_Length_method(late_strings, length_of);
  R_set_altrep_Duplicate_method(late_strings, copy_of);
  R_set_altvec_Dataptr_method(late_strings, pointer_of);
  R_set_altvec_Dataptr_or_null_method(late_strings, pointer_if_made);
  R_set_altstring_Elt_method(late_strings, element_of);
  R_set_altstring_Set_elt_method(late_strings, set_element);
}
