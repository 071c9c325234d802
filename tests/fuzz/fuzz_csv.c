/* Hostile delimited texts, read to their end as the glue reads them: encoding,
 * dialect, header, stretches, types, texts. The quick reading must find the
 * records that the plain scanner finds, and two threads what one finds. The
 * first byte chooses options. Texts are cut into stretches of 64 bytes. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "read/csv_file.h"
#include "read/csv_guess.h"
#include "read/csv_job.h"
#include "read/csv_ragged.h"

#define CEILING ((size_t)256 << 20)
#define MOST_COLUMNS 64 /* read; every column is indexed */

static void check(int holds) {
  if (!holds) abort();
}

/* A running digest of what was read: order-free, as pieces come in any. */
typedef struct {
  uint64_t cells;
  int64_t rows, ragged;
} seen;

static uint64_t stir(uint64_t x, uint64_t y) {
  x = (x ^ y) * UINT64_C(0x9E3779B97F4A7C15);
  return x ^ x >> 29;
}

static uint64_t digest(const char *bytes, size_t length, uint64_t seed) {
  for (size_t i = 0; i < length; i++)
    seed = stir(seed, (unsigned char)bytes[i]);
  return stir(seed, length);
}

static void take_texts(pw_csv_job *job, const pw_csv_piece *piece, int64_t t,
                       seen *out) {
  pw_csv_piece_texts texts = pw_csv_texts_of(job, piece->slot, t);
  for (int64_t i = 0; i < piece->count; i++) {
    pw_text text = {"", 0};
    int32_t id = texts.ids[i];
    uint64_t place = stir((uint64_t)t, (uint64_t)(piece->row + i));
    check(id >= PW_CSV_UNPOOLED && id < texts.known);
    if (id >= 0) {
      pw_csv_texts_get(pw_csv_job_texts(job, t), id, id + 1, &text);
    } else if (id == PW_CSV_UNPOOLED) {
      text.bytes = texts.unpooled->bytes;
      text.length = texts.unpooled->length;
      texts.unpooled++;
    } else {
      place = stir(place, (uint64_t)-id);
    }
    out->cells += digest(text.bytes, text.length, place);
  }
}

static pw_status read_once(const pw_csv_request *request, pw_alloc *alloc,
                           seen *out, pw_error *err) {
  pw_csv_job *job;
  pw_csv_piece piece;
  pw_csv_ragged_list ragged;
  memset(&ragged, 0, sizeof ragged);
  pw_status status = pw_csv_job_start(&job, request, alloc, err);
  while (status == PW_OK) {
    status = pw_csv_job_next(job, &piece, NULL, err);
    if (status != PW_OK || piece.slot < 0) break;
    check(piece.row >= 0 && piece.row + piece.count <= request->count);
    out->rows += piece.count;
    for (int64_t t = 0; t < request->n_targets; t++) {
      if (request->targets[t].type == PW_CSV_TEXT && piece.count > 0) {
        take_texts(job, &piece, t, out);
      }
    }
    status = pw_csv_ragged_add(&ragged, piece.ragged, piece.n_ragged, SIZE_MAX,
                               alloc, err);
    pw_csv_job_release(job, piece.slot);
  }
  pw_csv_job_free(job);
  out->ragged += (int64_t)ragged.count;
  pw_csv_ragged_order(&ragged, request->text);
  for (size_t i = 0; i < ragged.count; i++) {
    check(ragged.at[i].fields != request->n_columns);
    out->cells +=
      digest(ragged.at[i].rest, ragged.at[i].rest_length, ragged.at[i].offset);
  }
  pw_csv_ragged_free(&ragged, alloc);
  return status;
}

static pw_status read_columns(const pw_csv_file *file, int threads, int guess,
                              pw_alloc *alloc, seen *out, pw_error *err) {
  static const pw_text missing[] = {{"", 0}, {"NA", 2}};
  pw_csv_rules rules = {missing, 2, file->marks.quote, file->decimal, SIZE_MAX};
  pw_csv_target targets[MOST_COLUMNS];
  int64_t columns = file->n_columns;
  if (columns > MOST_COLUMNS) columns = MOST_COLUMNS;
  pw_csv_request request = {.text = file->text,
                            .length = file->length,
                            .chunks = &file->chunks,
                            .marks = file->marks,
                            .n_columns = file->n_columns,
                            .rules = &rules,
                            .none = {INT32_MIN, NAN},
                            .count = file->chunks.records,
                            .targets = targets,
                            .n_targets = columns,
                            .threads = threads};
  double *values = pw_alloc_zeroed(alloc, (size_t)(columns * request.count + 1),
                                   sizeof *values);
  if (values == NULL) return pw_fail(err, PW_MEMORY, "no memory");
  for (int64_t t = 0; t < columns; t++) {
    pw_csv_target target = {.column = t,
                            .type = PW_CSV_INTEGER,
                            .values = values + t * request.count,
                            .tag = t};
    targets[t] = target;
  }
  pw_status status = PW_OK;
  if (guess) status = pw_csv_guess_types(&request, alloc, err);
  for (int reading = 0; status == PW_OK; reading++) {
    check(reading < 5);
    seen now = {0, 0, 0};
    status = read_once(&request, alloc, &now, err);
    if (status != PW_OK) break;
    check(now.rows == request.count);
    out->rows = now.rows;
    out->ragged = now.ragged;
    int64_t lost = 0;
    for (int64_t t = 0; t < request.n_targets; t++) {
      if (targets[t].lost) {
        targets[lost++] = targets[t];
      } else {
        out->cells += stir((uint64_t)targets[t].type, (uint64_t)targets[t].tag);
        if (targets[t].type != PW_CSV_TEXT) {
          size_t size = targets[t].type == PW_CSV_INTEGER ? sizeof(int32_t)
                                                          : sizeof(double);
          out->cells +=
            digest(targets[t].values, (size_t)request.count * size, 1);
        }
      }
    }
    request.n_targets = lost;
    if (lost == 0) break;
  }
  pw_free(alloc, values);
  return status;
}

static void read_record(const pw_csv_table *table, pw_alloc *alloc) {
  char *room = pw_alloc_zeroed(alloc, table->longest_escaped, 1);
  for (int64_t j = 0; room != NULL && table->n_rows > 0 && j < table->n_columns;
       j++) {
    pw_csv_cell cell = pw_csv_cell_at(table, 0, j);
    if (!(cell.flags & PW_CSV_ESCAPED)) continue;
    check(cell.length <= table->longest_escaped);
    check(pw_csv_unescape(cell, '"', room) <= cell.length);
  }
  pw_free(alloc, room);
}

/* The plain scanner's count of records and of ragged ones. */
static void check_plainly(const pw_csv_file *file, size_t from,
                          const seen *found, pw_alloc *alloc) {
  pw_csv_table plain;
  if (from == SIZE_MAX) return; /* the columns are not those of the heading */
  if (pw_csv_scan(&plain, file->text, file->length, from, &file->marks, -1,
                  alloc, NULL) != PW_OK) {
    return; /* for want of memory */
  }
  check(plain.n_rows - 1 == found->rows);
  check(plain.n_ragged == found->ragged);
  pw_csv_table_free(&plain, alloc);
}

/* Reads what lies behind the heading: with one thread, and what one input in so
 * many has with two, as starting a thread takes longer than all the rest. */
#define TWO_THREADS 64

static void read_data(const pw_csv_file *file, size_t from, int both,
                      pw_alloc *alloc) {
  pw_error err;
  seen one = {0, 0, 0}, two = {0, 0, 0};
  if (read_columns(file, 1, 1, alloc, &one, &err) != PW_OK) return;
  check_plainly(file, from, &one, alloc);
  if (both && read_columns(file, 2, 1, alloc, &two, &err) == PW_OK) {
    check(one.cells == two.cells && one.rows == two.rows &&
          one.ragged == two.ragged);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  uint8_t choice = data[0];
  int both = digest((const char *)data, size, 0) % TWO_THREADS == 0;
  pw_alloc alloc = pw_alloc_unlimited();
  alloc.ceiling = CEILING;
  pw_error err;
  pw_error_clear(&err);
  pw_csv_options options = {
    choice & 1 ? (choice >> 1 & 7) % PW_CSV_ENCODINGS : -1,
    choice & 16 ? ';' : 0,
    choice & 32 ? ',' : 0,
    both ? 2 : 1,
    64,
    choice >> 6 & 1,
    NULL};
  if (options.encoding == PW_CSV_MIXED) options.encoding = -1;
  pw_csv_file file;
  pw_csv_table header;
  pw_status status = pw_csv_open(&file, (const char *)data + 1, size - 1,
                                 &options, &alloc, NULL, &err);
  if (status == PW_OK &&
      pw_csv_file_record(&file, file.from, &header, &alloc, NULL, &err) ==
        PW_OK) {
    read_record(&header, &alloc);
    size_t from = header.n_rows > 0 ? (size_t)header.starts[0] : 0;
    /* As many columns as the heading has; or, as a caller may, one more. */
    int64_t columns = header.n_columns + (choice >> 7);
    size_t end = header.end;
    int plain = header.n_rows > 0;
    pw_csv_table_free(&header, &alloc);
    if (plain &&
        pw_csv_lay(&file, end, columns, &options, &alloc, NULL, &err) ==
          PW_OK) {
      if (choice >> 7) from = SIZE_MAX;
      read_data(&file, from, both, &alloc);
    }
  }
  pw_csv_close(&file, &alloc);
  check(alloc.in_use == 0);
  return 0;
}
