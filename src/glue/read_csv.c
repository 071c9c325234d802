/* CSV: opens a file, says what it holds, and closes it. */
#include "calls.h"
#include "handle.h"
#include "named.h"
#include "path.h"
#include "read_csv.h"

#include <limits.h>
#include <string.h>

void pw_csv_end_reading(csv_handle *file) {
  pw_csv_job_free(file->job);
  file->job = NULL;
}

void pw_csv_end_columns(csv_handle *file) {
  pw_csv_end_reading(file);
  pw_free(&file->alloc, file->targets);
  pw_free(&file->alloc, file->fresh);
  pw_csv_ragged_free(&file->ragged, &file->alloc);
  file->targets = NULL;
  file->fresh = NULL;
  file->fresh_room = 0;
}

pw_status pw_csv_recall_all(csv_handle *file, pw_error *err) {
  return pw_file_recall(&file->source, 0, file->source.length, err);
}

static void free_file(SEXP handle) {
  csv_handle *file = R_ExternalPtrAddr(handle);
  if (file == NULL) return;
  pw_csv_end_columns(file);
  pw_free(&file->alloc, file->counted);
  pw_csv_close(&file->csv, &file->alloc);
  pw_file_close(&file->source, &file->alloc);
  R_Free(file);
  R_ClearExternalPtr(handle);
}

csv_handle *pw_csv_held(SEXP handle, pw_csv_stage stage, pw_error *err) {
  csv_handle *file = pw_handle_held(handle, "the file is closed", err);
  if (file == NULL || (file->csv.n_columns > 0) == (stage == PW_CSV_LAID)) {
    return file;
  }
  pw_fail_detail(err, PW_ARGUMENT, PW_DETAIL_NOT_OPEN,
                 stage == PW_CSV_LAID
                   ? "the columns of the file are not laid out yet"
                   : "the columns of the file are laid out already",
                 PW_NOWHERE);
  return NULL;
}

static SEXP damage_found(const csv_handle *file) {
  const pw_csv_damage *damage = &file->csv.damage;
  const char *names[] = {"count", "lines", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  pw_put_double(out, "count", (double)damage->count);
  int64_t shown = sizeof damage->first / sizeof *damage->first;
  if (damage->count < shown) shown = damage->count;
  double *lines = REAL(pw_put_new(out, "lines", REALSXP, (R_xlen_t)shown));
  for (int64_t i = 0; i < shown; i++) {
    lines[i] = (double)pw_csv_lines(file->csv.text, damage->first[i]) + 1;
  }
  UNPROTECT(1);
  return out;
}

static SEXP one_char(char c) {
  return Rf_ScalarString(Rf_mkCharLenCE(&c, 1, CE_UTF8));
}

/* The first byte of an option, or 0 when it is NULL: to be guessed. */
static char mark_of(SEXP option) {
  return Rf_isNull(option) ? 0 : CHAR(STRING_ELT(option, 0))[0];
}

static int encoding_of(SEXP option) {
  for (int known = 0; !Rf_isNull(option) && known < PW_CSV_ENCODINGS; known++) {
    const char *name = pw_csv_encoding_name((pw_csv_encoding)known);
    if (strcmp(name, CHAR(STRING_ELT(option, 0))) == 0) return known;
  }
  return -1;
}

/* The first records, so many that the caller can tell what is heading and what
 * is data; of a file with many columns ten, with very many two. */
#define HEAD_RECORDS 100
#define HEAD_FIELDS 4000
#define MOST_HEAD_FIELDS 20000

typedef struct {
  csv_handle *file;
  pw_csv_table records[HEAD_RECORDS];
  int count;
  int64_t fields;
  pw_error err;
} head_call;

static pw_status find_head(head_call *call, const pw_stop *stop) {
  csv_handle *file = call->file;
  size_t at = file->csv.from;
  while (call->count < HEAD_RECORDS &&
         (call->count < 10 || call->fields < HEAD_FIELDS) &&
         (call->count < 2 || call->fields < MOST_HEAD_FIELDS)) {
    pw_csv_table *record = &call->records[call->count];
    pw_error err;
    pw_error_clear(&err);
    pw_status status =
      pw_csv_file_record(&file->csv, at, record, &file->alloc, stop, &err);
    /* What is wrong further down is found when all of the data are read. */
    if (status == PW_FORMAT && call->count > 0) break;
    if (status != PW_OK) {
      call->err = err;
      return status;
    }
    if (record->n_rows == 0) break;
    for (int64_t j = 0; j < record->n_columns; j++) {
      if (pw_csv_cell_at(record, 0, j).length > INT_MAX) {
        pw_fail_at(&call->err, PW_RANGE,
                   "a text is longer than R can hold (2^31 - 1 bytes)",
                   (int64_t)record->starts[0]);
        pw_csv_locate(&file->csv, &call->err);
        return PW_RANGE;
      }
    }
    at = record->end;
    call->fields += record->n_columns;
    call->count++;
  }
  return PW_OK;
}

/* The texts of a record, from `*to` on. */
static void put_cells(const pw_csv_table *record, SEXP cells, R_xlen_t *to) {
  SEXP room =
    PROTECT(Rf_allocVector(RAWSXP, (R_xlen_t)record->longest_escaped));
  for (int64_t j = 0; j < record->n_columns; j++) {
    pw_csv_cell cell = pw_csv_cell_at(record, 0, j);
    const char *bytes = cell.at;
    size_t length = cell.length;
    if (cell.flags & PW_CSV_ESCAPED) {
      bytes = (const char *)RAW(room);
      length = pw_csv_unescape(cell, record->marks.quote, (char *)RAW(room));
    }
    SET_STRING_ELT(cells, (*to)++, pw_string(bytes, length));
  }
  UNPROTECT(1);
}

static SEXP make_head(void *data) {
  head_call *call = data;
  const pw_csv_file *csv = &call->file->csv;
  const char *names[] = {"cells", "fields", "line", "from", "to", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  R_xlen_t n = call->count, used = 0;
  SEXP cells = pw_put_new(out, "cells", STRSXP, (R_xlen_t)call->fields);
  int *fields = INTEGER(pw_put_new(out, "fields", INTSXP, n));
  double *lines = REAL(pw_put_new(out, "line", REALSXP, n));
  double *from = REAL(pw_put_new(out, "from", REALSXP, n));
  double *to = REAL(pw_put_new(out, "to", REALSXP, n));
  size_t counted = 0;
  int64_t line = 1;
  for (R_xlen_t i = 0; i < n; i++) {
    const pw_csv_table *record = &call->records[i];
    size_t start = (size_t)record->starts[0];
    line += pw_csv_lines(csv->text + counted, start - counted);
    counted = start;
    put_cells(record, cells, &used);
    fields[i] = (int)record->n_columns;
    lines[i] = (double)line;
    from[i] = (double)start;
    to[i] = (double)record->end;
  }
  UNPROTECT(1);
  return out;
}

static void free_head(void *data, Rboolean jump) {
  head_call *call = data;
  (void)jump;
  for (int i = 0; i < call->count; i++) {
    pw_csv_table_free(&call->records[i], &call->file->alloc);
  }
}

/* (source: a path or raw bytes, encoding, delim, threads, lines: how many to
 * pass over, later: whether the file is to be in memory only as far as it is
 * being looked at, show: see pw_progress) -> list. Encoding and delim may be
 * NULL. `head` has the first records: their texts one after another, how many
 * each has, its line and where its bytes lie. pw_call_csv_lay must follow. */
SEXP pw_call_csv_open(SEXP source, SEXP encoding, SEXP delim, SEXP threads,
                      SEXP lines, SEXP later, SEXP show) {
  SEXP handle = PROTECT(pw_handle_new(free_file));
  R_SetExternalPtrProtected(handle, source);
  csv_handle *file = R_Calloc(1, csv_handle);
  R_SetExternalPtrAddr(handle, file);
  file->alloc = pw_alloc_unlimited();
  file->threads = Rf_asInteger(threads);

  head_call call;
  memset(&call, 0, sizeof call);
  call.file = file;
  pw_error_clear(&call.err);
  pw_progress progress = pw_progress_new(show);
  pw_stop stop = pw_stop_with_progress(&progress);
  pw_csv_options options = {encoding_of(encoding),
                            mark_of(delim),
                            0,
                            file->threads,
                            PW_CSV_CHUNK_BYTES,
                            (int64_t)Rf_asReal(lines),
                            NULL};
  pw_status status = PW_OK;
  const char *bytes;
  size_t length;
  if (TYPEOF(source) == RAWSXP) {
    bytes = (const char *)RAW(source);
    length = (size_t)XLENGTH(source);
  } else {
    const char *path = pw_path(source);
    if (Rf_asLogical(later)) {
      status =
        pw_file_open_later(&file->source, path, &file->alloc, &stop, &call.err);
      options.file = &file->source;
    } else {
      status = pw_file_open(&file->source, path, file->threads, &file->alloc,
                            &stop, &call.err);
    }
    bytes = file->source.bytes;
    length = file->source.length;
  }
  if (status == PW_OK) {
    status = pw_csv_open(&file->csv, bytes, length, &options, &file->alloc,
                         &stop, &call.err);
  }
  /* Bytes in another encoding have been read. */
  if (file->csv.converted != NULL) pw_file_close(&file->source, &file->alloc);
  if (status == PW_OK) status = find_head(&call, &stop);
  if (status != PW_OK) {
    free_head(&call, FALSE);
    free_file(handle);
    UNPROTECT(1);
    return pw_kernel_error(&call.err);
  }

  SEXP head =
    PROTECT(R_UnwindProtect(make_head, &call, free_head, &call, NULL));
  const char *names[] = {"handle", "head",   "encoding", "damage",
                         "delim",  "passed", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  pw_put(out, "handle", handle);
  pw_put(out, "head", head);
  pw_put(out, "encoding",
         Rf_mkString(pw_csv_encoding_name(file->csv.encoding)));
  pw_put(out, "damage", damage_found(file));
  pw_put(out, "delim", one_char(file->csv.marks.delim));
  pw_put_double(out, "passed", (double)file->csv.passed);
  UNPROTECT(3);
  return out;
}

/* (handle, from: offset of the first record of the data, n_columns, decimal: or
 * NULL, show) -> list: how many records there are, how many lines of nothing
 * but delimiters and blanks are left out, and the decimal mark. */
SEXP pw_call_csv_lay(SEXP handle, SEXP from, SEXP n_columns, SEXP decimal,
                     SEXP show) {
  pw_error err;
  csv_handle *file = pw_csv_held(handle, PW_CSV_OPENED, &err);
  if (file == NULL) return pw_kernel_error(&err);
  pw_progress progress = pw_progress_new(show);
  pw_stop stop = pw_stop_with_progress(&progress);
  pw_csv_options options = {
    -1, 0, mark_of(decimal), file->threads, PW_CSV_CHUNK_BYTES, 0, NULL};
  pw_status status = pw_csv_lay(&file->csv, (size_t)Rf_asReal(from),
                                (int64_t)Rf_asReal(n_columns), &options,
                                &file->alloc, &stop, &err);
  if (status != PW_OK) {
    free_file(handle);
    return pw_kernel_error(&err);
  }
  const char *names[] = {"n_rows", "dropped", "decimal_mark", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  pw_put_double(out, "n_rows", (double)file->csv.chunks.records);
  pw_put_double(out, "dropped", (double)file->csv.chunks.blank);
  pw_put(out, "decimal_mark", one_char(file->csv.decimal));
  UNPROTECT(1);
  return out;
}

SEXP pw_call_csv_close(SEXP handle) {
  free_file(handle);
  return R_NilValue;
}
