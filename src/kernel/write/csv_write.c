#include "write/csv_write.h"

#include <math.h>
#include <string.h>

#include "write/byte_buffer.h"
#include "write/part_file.h"

#define PIECE ((size_t)1 << 20) /* bytes put into the file at once */
#define STEP 2048               /* rows between two polls */

static int needs_quotes(pw_text text) {
  if (text.length == 0) return 0;
  if (text.bytes[0] == ' ' || text.bytes[0] == '\t' ||
      text.bytes[text.length - 1] == ' ' || text.bytes[text.length - 1] == '\t')
    return 1;
  for (size_t i = 0; i < text.length; i++) {
    char c = text.bytes[i];
    if (c == '"' || c == ',' || c == '\n' || c == '\r') return 1;
  }
  return 0;
}

static void put_text(pw_byte_buffer *b, pw_text text) {
  if (!needs_quotes(text)) {
    pw_put_bytes(b, text.bytes, text.length);
    return;
  }
  pw_put_fill(b, '"', 1);
  while (text.length > 0) {
    const char *quote = memchr(text.bytes, '"', text.length);
    size_t n = quote == NULL ? text.length : (size_t)(quote - text.bytes) + 1;
    pw_put_bytes(b, text.bytes, n);
    if (quote != NULL) pw_put_fill(b, '"', 1);
    text.bytes += n;
    text.length -= n;
  }
  pw_put_fill(b, '"', 1);
}

static void put_integer(pw_byte_buffer *b, pw_csv_out_kind kind, int32_t x) {
  char cell[PW_CSV_OUT_ROOM];
  if (x == PW_CSV_NO_INTEGER) return;
  if (kind == PW_CSV_OUT_LOGICAL)
    pw_put_bytes(b, x ? "true" : "false", x ? 4 : 5);
  else pw_put_bytes(b, cell, pw_csv_put_cell(cell, kind, x));
}

/* What the rows are written from. */
typedef struct {
  const pw_csv_out *columns;
  int32_t count;
  pw_csv_text_of text_of;
  void *data;
} table;

static void put_row(pw_byte_buffer *b, const table *t, int64_t row) {
  size_t begin = b->used;
  for (int32_t i = 0; i < t->count; i++) {
    const pw_csv_out *column = &t->columns[i];
    char cell[PW_CSV_OUT_ROOM];
    if (i > 0) pw_put_fill(b, ',', 1);
    if (row < 0 || column->kind == PW_CSV_OUT_TEXT)
      put_text(b, t->text_of(t->data, i, row));
    else if (column->integers != NULL)
      put_integer(b, column->kind, column->integers[row]);
    else
      pw_put_bytes(b, cell,
                   pw_csv_put_cell(cell, column->kind, column->numbers[row]));
  }
  if (t->count == 1 && b->used == begin) pw_put_fill(b, '"', 2);
  pw_put_fill(b, '\n', 1);
}

static pw_status drain(pw_byte_buffer *b, pw_part_file *file, pw_error *err) {
  if (b->status != PW_OK) return pw_fail(err, PW_MEMORY, "no memory for rows");
  pw_status status = pw_part_append(file, b->bytes, b->used, err);
  b->used = 0;
  return status;
}

static pw_status put_rows(pw_byte_buffer *b, const table *t, int64_t rows,
                          pw_part_file *file, const pw_stop *stop,
                          pw_error *err) {
  put_row(b, t, -1);
  for (int64_t row = 0; row < rows; row++) {
    if (row % STEP == 0 && pw_stop_asked(stop, (double)row / (double)rows))
      return pw_fail(err, PW_STOPPED, "the writing was stopped");
    put_row(b, t, row);
    if (b->used < PIECE) continue;
    pw_status status = drain(b, file, err);
    if (status != PW_OK) return status;
  }
  return drain(b, file, err);
}

pw_status pw_csv_write(const char *path, unsigned mode,
                       const pw_csv_out *columns, int32_t count, int64_t rows,
                       pw_csv_text_of text_of, void *data, pw_alloc *alloc,
                       const pw_stop *stop, pw_error *err) {
  pw_part_file *file = NULL;
  pw_byte_buffer b = pw_byte_buffer_new(alloc);
  table t = {columns, count, text_of, data};
  pw_status status = pw_part_open(&file, path, mode, alloc, err);
  if (status == PW_OK) status = put_rows(&b, &t, rows, file, stop, err);
  if (status == PW_OK) status = pw_part_commit(file, err);
  pw_part_free(file);
  pw_byte_buffer_free(&b);
  return status;
}
