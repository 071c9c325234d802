#include "read/csv_guess.h"

#include <string.h>

#define SAMPLE_ROWS 500

static void rule_out(const pw_csv_request *request, pw_csv_target *target,
                     const pw_csv_index *index, const pw_csv_quick *quick,
                     int64_t from, int64_t to) {
  double values[SAMPLE_ROWS]; /* or integers */
  unsigned zones = 0;
  pw_csv_type next;
  if (to > from + SAMPLE_ROWS) to = from + SAMPLE_ROWS;
  pw_csv_cells cells = {index, target->column, from, to};
  while (target->type != PW_CSV_TEXT &&
         (next = pw_csv_fill(cells, target->type, request->rules, quick, values,
                             &zones)) != target->type) {
    target->type = next;
  }
}

pw_status pw_csv_guess_types(const pw_csv_request *request, pw_alloc *alloc,
                             pw_error *err) {
  if (request->count == 0) return PW_OK;
  int64_t first = pw_csv_chunk_of(request->chunks, request->first);
  int64_t last =
    pw_csv_chunk_of(request->chunks, request->first + request->count - 1);
  pw_csv_quick quick;
  pw_csv_quick_for(&quick, request->rules, request->none);
  pw_csv_index index;
  memset(&index, 0, sizeof index);
  index.alloc = alloc;
  index.n_columns = request->n_columns;
  pw_status status = PW_OK;
  for (int third = 0; third < 3 && status == PW_OK; third++) {
    int64_t at = first + (last - first) * third / 2, from, to;
    if (third > 0 && at == first + (last - first) * (third - 1) / 2) continue;
    status = pw_csv_index_chunk(request, at, &index, err);
    if (status != PW_OK) break;
    pw_csv_rows_asked(request, at, &index, &from, &to);
    for (int64_t t = 0; t < request->n_targets; t++) {
      rule_out(request, &request->targets[t], &index, &quick, from, to);
    }
  }
  pw_csv_index_free(&index);
  return status;
}
