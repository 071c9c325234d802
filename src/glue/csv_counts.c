/* CSV: the answers of a block of rows that are counted at once, for which R
 * need not make a vector. */
#include "counts.h"
#include "read_csv.h"

int pw_csv_is_counted(const column_call *call, R_xlen_t k) {
  return call->counts != NULL && VECTOR_ELT(call->counts, k) != R_NilValue;
}

static pw_status make_room(csv_handle *file, size_t wanted, pw_error *err) {
  if (wanted <= file->counted_room) return PW_OK;
  pw_free(&file->alloc, file->counted);
  file->counted_room = 0;
  file->counted =
    pw_alloc_resize(&file->alloc, NULL, wanted, sizeof *file->counted);
  if (file->counted == NULL)
    return pw_fail(err, PW_MEMORY, "no memory for the columns");
  file->counted_room = wanted;
  return PW_OK;
}

pw_status pw_csv_room_for_counts(column_call *call) {
  R_xlen_t n = XLENGTH(call->which);
  size_t rows = (size_t)call->request.count, wanted = 0;
  for (R_xlen_t k = 0; k < n; k++) {
    if (pw_csv_is_counted(call, k)) wanted += rows;
  }
  if (wanted == 0) return PW_OK;
  pw_status status = make_room(call->file, wanted, &call->err);
  if (status != PW_OK) return status;
  double *at = call->file->counted;
  call->counted = (double **)R_alloc((size_t)n, sizeof *call->counted);
  for (R_xlen_t k = 0; k < n; k++) {
    if (!pw_csv_is_counted(call, k)) continue;
    call->counted[k] = at;
    at += rows;
  }
  return PW_OK;
}

void *pw_csv_counted_rows(const column_call *call, R_xlen_t k) {
  /* Of no rows there are none. */
  return call->counted == NULL ? NULL : call->counted[k];
}

pw_status pw_csv_count_rows(column_call *call, const pw_csv_type *types) {
  R_xlen_t n = XLENGTH(call->which);
  for (R_xlen_t k = 0; k < n; k++) {
    if ((int)types[k] != INTEGER(call->least)[k]) return PW_OK;
  }
  for (R_xlen_t k = 0; k < n; k++) {
    if (!pw_csv_is_counted(call, k)) continue;
    SEXP counts = VECTOR_ELT(call->counts, k);
    if (TYPEOF(counts) != EXTPTRSXP) continue;
    pw_status status = pw_counts_held_add(
      counts, types[k] == PW_CSV_INTEGER ? INTSXP : REALSXP,
      pw_csv_counted_rows(call, k), call->request.count, &call->err);
    if (status == PW_RANGE) {
      call->many[k] = 1;
    } else if (status != PW_OK) {
      return status;
    }
  }
  pw_error_clear(&call->err);
  return PW_OK;
}
