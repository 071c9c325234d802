#include "read/csv_request.h"

int64_t pw_csv_chunk_of(const pw_csv_chunks *chunks, int64_t record) {
  int64_t low = 0, high = chunks->count - 1;
  while (low < high) {
    int64_t middle = low + (high - low + 1) / 2;
    if (chunks->chunks[middle].record <= record) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

int64_t pw_csv_whole_stretches(const pw_csv_chunks *chunks, int64_t first,
                               int64_t count) {
  int64_t left = chunks->records - first;
  if (count >= left) return left;
  int64_t at = pw_csv_chunk_of(chunks, first + count);
  int64_t whole = chunks->chunks[at].record - first;
  if (whole > 0) return whole;
  int64_t end = at + 1 < chunks->count ? chunks->chunks[at + 1].record
                                       : chunks->records;
  return end - first <= 2 * count ? end - first : count;
}

pw_status pw_csv_index_chunk(const pw_csv_request *request, int64_t at,
                             pw_csv_index *index, pw_error *err) {
  const pw_csv_chunk *chunk = &request->chunks->chunks[at];
  pw_csv_stretch stretch = {request->text, chunk->from,
                            chunk->to,     request->length,
                            chunk->record, !request->chunks->has_blanks};
  if (request->file != NULL) {
    size_t base = (size_t)(request->text - request->file->bytes);
    pw_status status =
      pw_file_recall(request->file, base + chunk->from, base + chunk->to, err);
    if (status != PW_OK) return status;
  }
  return pw_csv_index_records(index, &stretch, &request->marks, err);
}

void pw_csv_forget(const pw_csv_request *request, size_t from, size_t to) {
  if (request->file == NULL) return;
  size_t base = (size_t)(request->text - request->file->bytes);
  pw_file_forget(request->file, base + from, base + to);
}

static int64_t within(int64_t row, int64_t low, int64_t high) {
  return row < low ? low : row > high ? high : row;
}

void pw_csv_rows_asked(const pw_csv_request *request, int64_t at,
                       const pw_csv_index *index, int64_t *from, int64_t *to) {
  int64_t record = request->chunks->chunks[at].record;
  int64_t last = request->first + request->count;
  *from = within(request->first - record, 0, index->n_records);
  *to = within(last - record, *from, index->n_records);
}
