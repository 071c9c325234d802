/* The texts of a CSV file's columns as R strings: one for each distinct text,
 * made many at once, and the cells that wait for them. */
#include "read_csv.h"

#define MOST_CELLS ((size_t)1 << 18)

/* Fewer new texts than these are made at once. */
#define FEW 256

static SEXP text_sexp(const char *bytes, size_t length) {
  return Rf_mkCharLenCE(bytes, (int)length, CE_UTF8);
}

static R_xlen_t column_of(const column_call *call, R_xlen_t target) {
  return (R_xlen_t)call->request.targets[target].tag;
}

void pw_csv_make_waiting(column_call *call) {
  csv_handle *file = call->file;
  pw_strings_make(&file->batch);
  for (R_xlen_t t = 0; t < call->request.n_targets; t++) {
    R_xlen_t k = column_of(call, t);
    call->made[k] = call->queued[k];
  }
  for (size_t i = 0; i < file->n_cells; i++) {
    const waiting_cell *cell = &file->cells[i];
    R_xlen_t k = column_of(call, cell->target);
    SET_STRING_ELT(VECTOR_ELT(call->out, k), cell->row,
                   STRING_ELT(VECTOR_ELT(call->strings, k), cell->id));
  }
  file->n_cells = 0;
}

static pw_status queue_string(column_call *call, const char *bytes,
                              size_t length, int lasting, SEXP into,
                              R_xlen_t at) {
  string_batch *batch = &call->file->batch;
  if (length > PW_STRINGS_LONGEST) {
    SET_STRING_ELT(into, at, text_sexp(bytes, length));
    return PW_OK;
  }
  if (pw_strings_full(batch, length)) pw_csv_make_waiting(call);
  return pw_strings_add(batch, bytes, length, lasting, into, at, &call->err);
}

/* The texts of a target that have no string yet, up to `known`. */
static pw_status get_fresh(column_call *call, R_xlen_t t, int32_t known) {
  csv_handle *file = call->file;
  R_xlen_t queued = call->queued[column_of(call, t)];
  size_t more = (size_t)(known - queued);
  if (more > file->fresh_room) {
    pw_text *fresh = pw_alloc_resize(&file->alloc, file->fresh, more, sizeof *fresh);
    if (fresh == NULL) return pw_fail(&call->err, PW_MEMORY, "no memory for texts");
    file->fresh = fresh;
    file->fresh_room = more;
  }
  pw_csv_texts_get(pw_csv_job_texts(file->job, t), (int32_t)queued, known,
                   file->fresh);
  return PW_OK;
}

/* R strings for a target's texts up to `known`, at once or soon. */
static pw_status queue_strings(column_call *call, R_xlen_t t, int32_t known) {
  R_xlen_t k = column_of(call, t), queued = call->queued[k];
  size_t more = (size_t)(known - queued);
  pw_status status = get_fresh(call, t, known);
  SEXP strings = VECTOR_ELT(call->strings, k);
  if (XLENGTH(strings) < known) {
    pw_csv_make_waiting(call); /* what waits points into the old vector */
    R_xlen_t room = (known < 16384 ? 4 : 2) * (R_xlen_t)known;
    strings = Rf_xlengthgets(strings, room);
    SET_VECTOR_ELT(call->strings, k, strings);
  }
  int at_once = more <= FEW && call->made[k] == queued;
  for (size_t i = 0; i < more && status == PW_OK; i++) {
    pw_text text = call->file->fresh[i];
    if (at_once) {
      SET_STRING_ELT(strings, queued++, text_sexp(text.bytes, text.length));
    } else {
      status = queue_string(call, text.bytes, text.length, 1, strings, queued++);
    }
    call->queued[k] = queued;
  }
  if (at_once) call->made[k] = queued;
  return status;
}

static pw_status queue_cell(column_call *call, R_xlen_t t, R_xlen_t row,
                            int32_t id) {
  csv_handle *file = call->file;
  if (file->cells == NULL) {
    file->cells = pw_alloc_zeroed(&file->alloc, MOST_CELLS, sizeof *file->cells);
    if (file->cells == NULL) return pw_fail(&call->err, PW_MEMORY, "no memory for texts");
  }
  if (file->n_cells == MOST_CELLS) pw_csv_make_waiting(call);
  waiting_cell cell = {row, (int32_t)t, id};
  file->cells[file->n_cells++] = cell;
  return PW_OK;
}

pw_status pw_csv_deliver_texts(column_call *call, const pw_csv_piece *piece,
                               R_xlen_t t) {
  csv_handle *file = call->file;
  R_xlen_t k = column_of(call, t), row = (R_xlen_t)piece->row;
  int32_t known;
  const pw_csv_ref *ref = pw_csv_piece_refs(file->job, piece->slot, t, &known);
  pw_status status = PW_OK;
  if (known > call->queued[k]) status = queue_strings(call, t, known);
  SEXP column = VECTOR_ELT(call->out, k);
  const SEXP *strings = STRING_PTR_RO(VECTOR_ELT(call->strings, k));
  for (int64_t i = 0; i < piece->count && status == PW_OK; i++, ref++, row++) {
    if (ref->id >= call->made[k]) {
      status = queue_cell(call, t, row, ref->id);
    } else if (ref->id >= 0) {
      SET_STRING_ELT(column, row, strings[ref->id]);
    } else if (ref->id == PW_CSV_APART) {
      status = queue_string(call, ref->bytes, ref->length, 0, column, row);
    } else if (ref->id == PW_CSV_MISSING) {
      SET_STRING_ELT(column, row, NA_STRING);
    } /* a quoted empty one: R made the vector of those */
  }
  return status;
}
