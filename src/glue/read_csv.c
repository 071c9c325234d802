/* CSV: opens a file, says what it holds, and closes it. */
#include "read_csv.h"

#include <limits.h>
#include <string.h>

void pw_csv_end_reading(csv_handle *file) {
  pw_csv_job_free(file->job);
  pw_free(&file->alloc, file->cells);
  pw_free(&file->alloc, file->runs);
  pw_strings_free(&file->batch);
  file->job = NULL;
  file->cells = NULL;
  file->runs = NULL;
  file->n_cells = file->n_runs = 0;
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

static void free_file(SEXP handle) {
  csv_handle *file = R_ExternalPtrAddr(handle);
  if (file == NULL) return;
  pw_csv_end_columns(file);
  pw_csv_close(&file->csv, &file->alloc);
  pw_file_close(&file->source, &file->alloc);
  R_Free(file);
  R_ClearExternalPtr(handle);
}

static SEXP header_names(const csv_handle *file) {
  const pw_csv_table *table = &file->csv.header;
  R_xlen_t n = table->n_rows == 0 ? 0 : (R_xlen_t)table->n_columns;
  SEXP names = PROTECT(Rf_allocVector(STRSXP, n));
  SEXP room = PROTECT(Rf_allocVector(RAWSXP, (R_xlen_t)table->longest_knot));
  for (R_xlen_t j = 0; j < n; j++) {
    pw_csv_cell cell = pw_csv_cell_at(table, 0, j);
    const char *bytes = cell.at;
    size_t length = cell.length;
    if (cell.flags & PW_CSV_KNOTTED) {
      bytes = (const char *)RAW(room);
      length = pw_csv_untie(cell, file->csv.marks.quote, (char *)RAW(room));
    }
    SET_STRING_ELT(names, j, pw_string(bytes, length));
  }
  UNPROTECT(2);
  return names;
}

static SEXP damage_found(const csv_handle *file) {
  const pw_csv_damage *damage = &file->csv.damage;
  const char *names[] = {"count", "lines", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  SET_VECTOR_ELT(out, 0, Rf_ScalarReal((double)damage->count));
  int64_t shown = sizeof damage->first / sizeof *damage->first;
  if (damage->count < shown) shown = damage->count;
  SEXP lines = Rf_allocVector(REALSXP, (R_xlen_t)shown);
  SET_VECTOR_ELT(out, 1, lines);
  for (int64_t i = 0; i < shown; i++) {
    REAL(lines)[i] =
      (double)pw_csv_lines(file->csv.text, damage->first[i]) + 1;
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

/* R's error for a header cell that no R string can hold. */
static pw_status check_header(const csv_handle *file, pw_error *err) {
  const pw_csv_table *table = &file->csv.header;
  for (int64_t j = 0; table->n_rows > 0 && j < table->n_columns; j++) {
    pw_csv_cell cell = pw_csv_cell_at(table, 0, j);
    if (cell.length > INT_MAX) {
      pw_fail_at(err, PW_RANGE, "a text is longer than R can hold (2^31 - 1 bytes)",
                 cell.at - file->csv.text);
      pw_csv_locate(&file->csv, err);
      return PW_RANGE;
    }
  }
  return PW_OK;
}

/* (source: a path or raw bytes, encoding, delim, decimal_mark, threads) ->
 * list. Encoding, delim and decimal_mark may be NULL. */
SEXP pw_call_csv_open(SEXP source, SEXP encoding, SEXP delim, SEXP decimal,
                      SEXP threads) {
  SEXP handle = PROTECT(R_MakeExternalPtr(NULL, R_NilValue, source));
  R_RegisterCFinalizerEx(handle, free_file, FALSE);
  csv_handle *file = R_Calloc(1, csv_handle);
  R_SetExternalPtrAddr(handle, file);
  file->alloc = pw_alloc_unlimited();
  file->batch.alloc = &file->alloc;
  file->threads = Rf_asInteger(threads);

  pw_error err;
  pw_error_clear(&err);
  pw_stop stop = pw_stop_from_r();
  pw_csv_options options = {encoding_of(encoding), mark_of(delim),
                            mark_of(decimal), file->threads, PW_CSV_CHUNK_BYTES};
  pw_status status = PW_OK;
  const char *bytes;
  size_t length;
  if (TYPEOF(source) == RAWSXP) {
    bytes = (const char *)RAW(source);
    length = (size_t)XLENGTH(source);
  } else {
    const char *path = R_ExpandFileName(Rf_translateChar(STRING_ELT(source, 0)));
    status = pw_file_open(&file->source, path, &file->alloc, &err);
    bytes = file->source.bytes;
    length = file->source.length;
  }
  if (status == PW_OK) {
    status = pw_csv_open(&file->csv, bytes, length, &options, &file->alloc,
                         &stop, &err);
  }
  if (status == PW_OK) status = check_header(file, &err);
  if (status != PW_OK) {
    free_file(handle);
    UNPROTECT(1);
    return pw_kernel_error(&err);
  }

  const char *names[] = {"handle", "names", "n_rows", "encoding", "damage",
                         "delim", "decimal_mark", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  SET_VECTOR_ELT(out, 0, handle);
  SET_VECTOR_ELT(out, 1, header_names(file));
  SET_VECTOR_ELT(out, 2, Rf_ScalarReal((double)file->csv.chunks.records));
  SET_VECTOR_ELT(out, 3, Rf_mkString(pw_csv_encoding_name(file->csv.encoding)));
  SET_VECTOR_ELT(out, 4, damage_found(file));
  SET_VECTOR_ELT(out, 5, one_char(file->csv.marks.delim));
  SET_VECTOR_ELT(out, 6, one_char(file->csv.decimal));
  UNPROTECT(2);
  return out;
}

SEXP pw_call_csv_close(SEXP handle) {
  free_file(handle);
  return R_NilValue;
}
