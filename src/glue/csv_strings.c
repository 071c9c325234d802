/* The texts of a CSV file's columns as R strings: one for each distinct text
 * where there are few, else made when they are looked at. */
#include "read_csv.h"

/* Rows that are filled at a time: memory is asked for what all of them will
 * touch. */
#define TOGETHER 64

/* The strings of no more texts than these are at hand. */
#define FEW 64

static R_xlen_t column_of(const column_call *call, R_xlen_t target) {
  return (R_xlen_t)call->request.targets[target].tag;
}

void pw_csv_expect_texts(column_call *call, R_xlen_t target) {
  column_strings none = {0, {NULL, NULL, NULL}};
  call->texts[column_of(call, target)] = none;
}

/* The texts of a target from `from` on, up to `known`, in file->fresh. */
static pw_status get_fresh(column_call *call, R_xlen_t t, R_xlen_t from,
                           int32_t known) {
  csv_handle *file = call->file;
  size_t more = (size_t)(known - from);
  if (more > file->fresh_room) {
    pw_text *fresh =
      pw_alloc_resize(&file->alloc, file->fresh, more, sizeof *fresh);
    if (fresh == NULL)
      return pw_fail(&call->err, PW_MEMORY, "no memory for texts");
    file->fresh = fresh;
    file->fresh_room = more;
  }
  pw_csv_texts_get(pw_csv_job_texts(file->job, t), (int32_t)from, known,
                   file->fresh);
  return PW_OK;
}

/* Room for `known` strings. */
static void grow_strings(column_call *call, R_xlen_t k, int32_t known) {
  SEXP strings = VECTOR_ELT(call->strings, k);
  if (XLENGTH(strings) >= known) return;
  SET_VECTOR_ELT(call->strings, k,
                 Rf_xlengthgets(strings, 4 * (R_xlen_t)known));
}

/* R strings for a target's texts up to `known`. */
static pw_status make_strings(column_call *call, R_xlen_t t, int32_t known) {
  R_xlen_t k = column_of(call, t);
  column_strings *texts = &call->texts[k];
  if (known <= texts->made) return PW_OK;
  pw_status status = get_fresh(call, t, texts->made, known);
  if (status != PW_OK) return status;
  grow_strings(call, k, known);
  SEXP strings = VECTOR_ELT(call->strings, k);
  const pw_text *text = call->file->fresh;
  for (; texts->made < known; texts->made++, text++) {
    SET_STRING_ELT(strings, texts->made,
                   pw_string(text->bytes, (size_t)text->length));
  }
  return PW_OK;
}

/* Fills rows that are missing or of texts that are made. Which of few comes
 * next can't be foreseen: the choice is no branch. */
static void fill_plain(SEXP column, R_xlen_t row, const SEXP *strings,
                       const int32_t *ids, int64_t n) {
  const SEXP missing = NA_STRING;
  for (int64_t i = 0; i < n; i++) {
    const SEXP *string = ids[i] >= 0 ? &strings[ids[i]] : &missing;
    SET_STRING_ELT(column, row + (R_xlen_t)i, *string);
  }
}

/* Fills rows up to the first that comes unpooled; returns how far it came. */
static int64_t fill_any(SEXP column, R_xlen_t row, const SEXP *strings,
                        const int32_t *ids, int64_t n) {
  for (int64_t i = 0; i < n; i++) {
    if (ids[i] == PW_CSV_UNPOOLED) return i;
    /* R made the vector of quoted empty ones. */
    if (ids[i] != PW_CSV_QUOTED_EMPTY)
      fill_plain(column, row + (R_xlen_t)i, strings, ids + i, 1);
  }
  return n;
}

/* The rows of a piece up to the first whose text comes unpooled; returns how
 * far it came. */
static int64_t fill_made(column_call *call, const pw_csv_piece *piece,
                         const pw_csv_piece_texts *read, R_xlen_t k) {
  SEXP column = VECTOR_ELT(call->out, k);
  const SEXP *strings = STRING_PTR_RO(VECTOR_ELT(call->strings, k));
  R_xlen_t row = (R_xlen_t)piece->row;
  if (!read->plain)
    return fill_any(column, row, strings, read->ids, piece->count);
  for (int64_t from = 0; from < piece->count; from += TOGETHER) {
    const int32_t *ids = read->ids + from;
    int64_t n = piece->count - from < TOGETHER ? piece->count - from : TOGETHER;
    for (int64_t i = 0; read->known > FEW && i < n; i++) {
      if (ids[i] >= 0) __builtin_prefetch(strings[ids[i]]);
    }
    fill_plain(column, row + (R_xlen_t)from, strings, ids, n);
  }
  return piece->count;
}

/* One of a column's first rows, whose string is made at once. */
static pw_status make_first(column_call *call, R_xlen_t t, R_xlen_t row,
                            int32_t id, const pw_csv_unpooled *text) {
  SEXP column = VECTOR_ELT(call->out, column_of(call, t));
  if (id == PW_CSV_MISSING) SET_STRING_ELT(column, row, NA_STRING);
  if (id == PW_CSV_UNPOOLED)
    SET_STRING_ELT(column, row, pw_string(text->bytes, text->length));
  if (id < 0) return PW_OK;
  pw_status status = get_fresh(call, t, id, id + 1);
  if (status != PW_OK) return status;
  const pw_text *pooled = call->file->fresh;
  SET_STRING_ELT(column, row, pw_string(pooled->bytes, pooled->length));
  return PW_OK;
}

/* The rows of a piece from the one at `i` on, to be made when they are looked
 * at, save the column's first ones. */
static pw_status keep_for_later(column_call *call, const pw_csv_piece *piece,
                                const pw_csv_piece_texts *read, R_xlen_t t,
                                int64_t i) {
  pw_late *late = &call->texts[column_of(call, t)].late;
  const pw_csv_unpooled *text = read->unpooled;
  pw_status status = PW_OK;
  for (; i < piece->count && status == PW_OK; i++) {
    R_xlen_t row = (R_xlen_t)(piece->row + i);
    int32_t id = read->ids[i];
    if (row < PW_LATE_FIRST) {
      status = make_first(call, t, row, id, text);
    } else if (id == PW_CSV_UNPOOLED) {
      status = pw_late_text(late, row, text->bytes, text->length, &call->err);
    } else {
      pw_late_cell(late, row,
                   id >= 0                  ? PW_LATE_POOLED(id)
                     : id == PW_CSV_MISSING ? PW_LATE_NA
                                            : PW_LATE_EMPTY);
    }
    text += id == PW_CSV_UNPOOLED;
  }
  return status;
}

pw_status pw_csv_deliver_texts(column_call *call, const pw_csv_piece *piece,
                               R_xlen_t t) {
  R_xlen_t k = column_of(call, t);
  column_strings *texts = &call->texts[k];
  pw_csv_piece_texts read = pw_csv_texts_of(call->file->job, piece->slot, t);
  int64_t done = 0;
  if (texts->late.box == NULL && read.known <= PW_LATE_FROM) {
    pw_status status = make_strings(call, t, read.known);
    if (status != PW_OK) return status;
    done = fill_made(call, piece, &read, k);
    if (done == piece->count) return PW_OK;
  }
  /* From here on the strings that were made are not needed. */
  if (texts->late.box == NULL) {
    SEXP box = pw_late_begin(&texts->late, call->store,
                             VECTOR_ELT(call->out, k), &call->err);
    if (box == NULL) return PW_MEMORY;
    SET_VECTOR_ELT(call->strings, k, box);
  }
  return keep_for_later(call, piece, &read, t, done);
}

/* Where the file does not tell an empty answer from none. */
static void empty_as_missing(SEXP column) {
  for (R_xlen_t i = 0; i < XLENGTH(column); i++) {
    if (STRING_ELT(column, i) == R_BlankString) {
      SET_STRING_ELT(column, i, NA_STRING);
    }
  }
}

pw_status pw_csv_finish_texts(column_call *call, R_xlen_t t) {
  R_xlen_t k = column_of(call, t);
  pw_late *late = &call->texts[k].late;
  pw_csv_texts *texts = pw_csv_job_texts(call->file->job, t);
  SEXP column = VECTOR_ELT(call->out, k);
  int empty_is_na = texts->has_quoted_empty &&
    !pw_csv_texts_empty(texts, &call->rules);
  if (call->least != NULL) {
    call->unquoted[k] = texts->has_unquoted;
    call->quoted_empty[k] = empty_is_na;
    empty_is_na = 0;
  }
  if (empty_is_na) empty_as_missing(column);
  if (late->box != NULL) {
    int32_t count = pw_csv_texts_count(texts);
    pw_status status = get_fresh(call, t, 0, count);
    if (status != PW_OK) return status;
    SET_VECTOR_ELT(call->out, k,
                   pw_late_end(late, XLENGTH(column), call->file->fresh, count,
                               empty_is_na));
  }
  SET_VECTOR_ELT(call->strings, k, R_NilValue);
  return PW_OK;
}
