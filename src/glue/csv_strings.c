/* The texts of a CSV file's columns as R strings: one for each distinct text,
 * made many at once, and the cells that wait for them. */
#include "read_csv.h"

#define MOST_CELLS ((size_t)300000)
#define MOST_RUNS ((size_t)1 << 14)

/* Fewer new texts than these are made at once. */
#define FEW 256

/* So many cells ahead, memory is asked for what a cell will touch. */
#define AHEAD 16

static R_xlen_t column_of(const column_call *call, R_xlen_t target) {
  return (R_xlen_t)call->request.targets[target].tag;
}

/* The cells of a run, from the one at `at` on, whose strings are made. */
static void fill_run(column_call *call, const waiting_run *run, size_t at) {
  const waiting_cell *cells = call->file->cells;
  R_xlen_t k = column_of(call, run->target);
  SEXP column = VECTOR_ELT(call->out, k);
  const SEXP *strings = STRING_PTR_RO(VECTOR_ELT(call->strings, k));
  for (; at < run->end; at++) {
    if (at + AHEAD < run->end)
      __builtin_prefetch(strings[cells[at + AHEAD].id]);
    SET_STRING_ELT(column, cells[at].row, strings[cells[at].id]);
  }
}

void pw_csv_make_waiting(column_call *call) {
  csv_handle *file = call->file;
  pw_strings_make(&file->batch);
  for (R_xlen_t t = 0; t < call->request.n_targets; t++) {
    column_strings *texts = &call->texts[column_of(call, t)];
    texts->made = texts->queued;
  }
  size_t at = 0;
  for (size_t r = 0; r < file->n_runs; r++) {
    fill_run(call, &file->runs[r], at);
    at = file->runs[r].end;
  }
  file->n_cells = file->n_runs = 0;
}

pw_status pw_csv_expect_texts(column_call *call, R_xlen_t target) {
  string_batch *batch = &call->file->batch;
  R_xlen_t k = column_of(call, target);
  column_strings *texts = &call->texts[k];
  texts->queued = texts->made = 0;
  pw_status status = pw_strings_into(batch, VECTOR_ELT(call->out, k),
                                     &texts->into_column, &call->err);
  if (status != PW_OK) return status;
  return pw_strings_into(batch, VECTOR_ELT(call->strings, k),
                         &texts->into_strings, &call->err);
}

static pw_status queue_string(column_call *call, pw_csv_unpooled text,
                              int lasting, uint32_t into, R_xlen_t at) {
  string_batch *batch = &call->file->batch;
  if (text.length > PW_STRINGS_LONGEST) {
    SET_STRING_ELT(batch->vectors[into], at,
                   pw_string(text.bytes, text.length));
    return PW_OK;
  }
  if (pw_strings_full(batch, text.length)) pw_csv_make_waiting(call);
  waiting_string waiting = {text.key, text.length, text.bytes, into,
                            (uint32_t)at};
  return pw_strings_add(batch, waiting, lasting, &call->err);
}

/* The texts of a target that have no string yet, up to `known`. */
static pw_status get_fresh(column_call *call, R_xlen_t t, int32_t known) {
  csv_handle *file = call->file;
  R_xlen_t queued = call->texts[column_of(call, t)].queued;
  size_t more = (size_t)(known - queued);
  if (more > file->fresh_room) {
    pw_text *fresh =
      pw_alloc_resize(&file->alloc, file->fresh, more, sizeof *fresh);
    if (fresh == NULL)
      return pw_fail(&call->err, PW_MEMORY, "no memory for texts");
    file->fresh = fresh;
    file->fresh_room = more;
  }
  pw_csv_texts_get(pw_csv_job_texts(file->job, t), (int32_t)queued, known,
                   file->fresh);
  return PW_OK;
}

/* Room for `known` strings; what waits finds the new vector. */
static void grow_strings(column_call *call, R_xlen_t k, int32_t known) {
  SEXP strings = VECTOR_ELT(call->strings, k);
  if (XLENGTH(strings) >= known) return;
  strings = Rf_xlengthgets(strings, (known < 16384 ? 4 : 2) * (R_xlen_t)known);
  SET_VECTOR_ELT(call->strings, k, strings);
  call->file->batch.vectors[call->texts[k].into_strings] = strings;
}

/* R strings for a target's texts up to `known`, at once or soon. */
static pw_status queue_strings(column_call *call, R_xlen_t t, int32_t known) {
  R_xlen_t k = column_of(call, t);
  column_strings *texts = &call->texts[k];
  size_t more = (size_t)(known - texts->queued);
  pw_status status = get_fresh(call, t, known);
  grow_strings(call, k, known);
  int at_once = more <= FEW && texts->made == texts->queued;
  for (size_t i = 0; i < more && status == PW_OK; i++) {
    pw_text text = call->file->fresh[i];
    if (at_once) {
      SET_STRING_ELT(VECTOR_ELT(call->strings, k), texts->queued,
                     pw_string(text.bytes, text.length));
    } else {
      pw_csv_unpooled one = {text.bytes, (uint32_t)text.length,
                             pw_strings_key(text.bytes, text.length)};
      status = queue_string(call, one, 1, texts->into_strings, texts->queued);
    }
    texts->queued++;
  }
  if (at_once) texts->made = texts->queued;
  return status;
}

static pw_status queue_cell(column_call *call, R_xlen_t t, R_xlen_t row,
                            int32_t id) {
  csv_handle *file = call->file;
  if (file->cells == NULL) {
    file->cells =
      pw_alloc_zeroed(&file->alloc, MOST_CELLS, sizeof *file->cells);
    file->runs = pw_alloc_zeroed(&file->alloc, MOST_RUNS, sizeof *file->runs);
    if (file->cells == NULL || file->runs == NULL) {
      return pw_fail(&call->err, PW_MEMORY, "no memory for texts");
    }
  }
  if (file->n_cells == MOST_CELLS || file->n_runs == MOST_RUNS) {
    pw_csv_make_waiting(call);
  }
  if (file->n_runs == 0 || file->runs[file->n_runs - 1].target != t) {
    file->runs[file->n_runs++].target = t;
  }
  waiting_cell cell = {(uint32_t)row, id};
  file->cells[file->n_cells++] = cell;
  file->runs[file->n_runs - 1].end = file->n_cells;
  return PW_OK;
}

pw_status pw_csv_deliver_texts(column_call *call, const pw_csv_piece *piece,
                               R_xlen_t t) {
  csv_handle *file = call->file;
  R_xlen_t k = column_of(call, t), row = (R_xlen_t)piece->row;
  column_strings *texts = &call->texts[k];
  pw_csv_piece_texts read = pw_csv_texts_of(file->job, piece->slot, t);
  pw_status status = PW_OK;
  if (read.known > texts->queued) status = queue_strings(call, t, read.known);
  SEXP column = VECTOR_ELT(call->out, k);
  const SEXP *strings = STRING_PTR_RO(VECTOR_ELT(call->strings, k));
  for (int64_t i = 0; i < piece->count && status == PW_OK; i++, row++) {
    int32_t id = read.ids[i];
    if (i + AHEAD < piece->count && read.ids[i + AHEAD] >= 0) {
      __builtin_prefetch(strings[read.ids[i + AHEAD]]);
    }
    if (id >= texts->made) {
      status = queue_cell(call, t, row, id);
    } else if (id >= 0) {
      SET_STRING_ELT(column, row, strings[id]);
    } else if (id == PW_CSV_UNPOOLED) {
      status = queue_string(call, *read.unpooled++, 0, texts->into_column, row);
    } else if (id == PW_CSV_MISSING) {
      SET_STRING_ELT(column, row, NA_STRING);
    } /* a quoted empty one: R made the vector of those */
  }
  return status;
}
