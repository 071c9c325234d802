/* CSV: one call opens a file and says what it holds, a second one makes the
 * columns that are wanted, a third one frees.
 *
 * While columns are made, other threads write into R's vectors: should R jump,
 * they are ended before the vectors can be lost. */
#include "glue.h"

#include <limits.h>
#include <string.h>

#include "base/file.h"
#include "read/csv_file.h"
#include "read/csv_job.h"
#include "read/csv_ragged.h"
#include "strings.h"

/* A cell whose string waits to be made. */
typedef struct {
  R_xlen_t row;
  int32_t target;
  int32_t id;
} waiting_cell;

#define MOST_CELLS ((size_t)1 << 18)

typedef struct {
  pw_alloc alloc;
  pw_file source; /* all zero where the bytes are an R vector */
  pw_csv_file csv;
  int threads;
  /* While columns are made: */
  pw_csv_job *job;
  pw_csv_target *targets;
  pw_csv_ragged_list ragged;
  pw_text *fresh; /* texts that have no R string yet */
  size_t fresh_room;
  string_batch batch;
  waiting_cell *cells;
  size_t n_cells;
} csv_handle;

static void end_columns(csv_handle *file) {
  pw_csv_job_free(file->job);
  pw_free(&file->alloc, file->targets);
  pw_free(&file->alloc, file->fresh);
  pw_free(&file->alloc, file->cells);
  pw_strings_free(&file->batch);
  pw_csv_ragged_free(&file->ragged, &file->alloc);
  file->job = NULL;
  file->targets = NULL;
  file->fresh = NULL;
  file->fresh_room = 0;
  file->cells = NULL;
  file->n_cells = 0;
}

static void free_file(SEXP handle) {
  csv_handle *file = R_ExternalPtrAddr(handle);
  if (file == NULL) return;
  end_columns(file);
  pw_csv_close(&file->csv, &file->alloc);
  pw_file_close(&file->source, &file->alloc);
  R_Free(file);
  R_ClearExternalPtr(handle);
}

static SEXP text_sexp(const char *bytes, size_t length) {
  return Rf_mkCharLenCE(bytes, (int)length, CE_UTF8);
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
    SET_STRING_ELT(names, j, text_sexp(bytes, length));
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

/* One request for columns, from R's arguments to R's list. */
typedef struct {
  csv_handle *file;
  SEXP which, as_text; /* per column */
  pw_csv_rules rules;
  pw_csv_request request;
  SEXP out;            /* the columns */
  SEXP strings;        /* per column: the R strings of its texts */
  R_xlen_t *queued;    /* per column: how many of them wait or are made */
  R_xlen_t *made;
  pw_error err;
} column_call;

/* Fewer new texts than these are made at once. */
#define FEW 256

static R_xlen_t column_of(const column_call *call, R_xlen_t target) {
  return (R_xlen_t)call->request.targets[target].tag;
}

/* Makes every string that waits, and fills the cells that wait for one. */
static void make_waiting(column_call *call) {
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
  if (pw_strings_full(batch, length)) make_waiting(call);
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
    make_waiting(call); /* what waits points into the old vector */
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
  if (file->n_cells == MOST_CELLS) make_waiting(call);
  waiting_cell cell = {row, (int32_t)t, id};
  file->cells[file->n_cells++] = cell;
  return PW_OK;
}

static pw_status deliver_texts(column_call *call, const pw_csv_piece *piece,
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

static pw_status deliver(column_call *call) {
  csv_handle *file = call->file;
  pw_stop stop = pw_stop_from_r();
  pw_csv_piece piece;
  for (;;) {
    pw_status status = pw_csv_job_next(file->job, &piece, &stop, &call->err);
    if (status == PW_OK && piece.slot < 0) make_waiting(call);
    if (status != PW_OK || piece.slot < 0) return status;
    for (R_xlen_t t = 0; t < call->request.n_targets && status == PW_OK; t++) {
      if (call->request.targets[t].type == PW_CSV_TEXT && piece.count > 0) {
        status = deliver_texts(call, &piece, t);
      }
    }
    if (status == PW_OK) {
      status = pw_csv_ragged_add(&file->ragged, piece.ragged, piece.n_ragged,
                                 call->rules.longest_text, &file->alloc,
                                 &call->err);
    }
    if (status != PW_OK) return status;
    pw_csv_job_release(file->job, piece.slot);
  }
}

/* Where the file does not tell an empty answer from none. */
static void empty_as_missing(SEXP column) {
  for (R_xlen_t i = 0; i < XLENGTH(column); i++) {
    if (STRING_ELT(column, i) == R_BlankString) {
      SET_STRING_ELT(column, i, NA_STRING);
    }
  }
}

/* R's vector for a target, and the place for its strings. */
static void allocate(column_call *call, pw_csv_target *target) {
  R_xlen_t k = (R_xlen_t)target->tag;
  int text = target->type == PW_CSV_TEXT;
  SEXP column = Rf_allocVector(text ? STRSXP : REALSXP,
                               (R_xlen_t)call->request.count);
  SET_VECTOR_ELT(call->out, k, column);
  target->values = text ? NULL : REAL(column);
  if (text) SET_VECTOR_ELT(call->strings, k, Rf_allocVector(STRSXP, 0));
}

/* Reads `n` targets as the types that they have now. */
static pw_status read_once(column_call *call, pw_csv_target *targets, int64_t n) {
  csv_handle *file = call->file;
  call->request.targets = targets;
  call->request.n_targets = n;
  pw_csv_ragged_free(&file->ragged, &file->alloc);
  pw_status status = pw_csv_job_start(&file->job, &call->request, &file->alloc,
                                      &call->err);
  if (status == PW_OK) status = deliver(call);
  for (int64_t t = 0; t < n && status == PW_OK; t++) {
    if (targets[t].type != PW_CSV_TEXT) continue;
    SET_VECTOR_ELT(call->strings, (R_xlen_t)targets[t].tag, R_NilValue);
    const pw_csv_texts *texts = pw_csv_job_texts(file->job, t);
    if (texts->has_quoted_empty && !pw_csv_texts_empty(texts, &call->rules)) {
      empty_as_missing(VECTOR_ELT(call->out, (R_xlen_t)targets[t].tag));
    }
  }
  pw_csv_job_free(file->job);
  file->job = NULL;
  pw_strings_free(&file->batch);
  pw_free(&file->alloc, file->cells);
  file->cells = NULL;
  return status;
}

/* Puts the targets of texts first; returns how many they are. */
static int64_t texts_first(pw_csv_target *targets, int64_t n) {
  int64_t texts = 0;
  for (int64_t t = 0; t < n; t++) {
    if (targets[t].type != PW_CSV_TEXT) continue;
    pw_csv_target text = targets[t];
    targets[t] = targets[texts];
    targets[texts++] = text;
  }
  return texts;
}

/* Puts the targets that must be read again first; returns how many. */
static int64_t lost_first(pw_csv_target *targets, int64_t n) {
  int64_t lost = 0;
  for (int64_t t = 0; t < n; t++) {
    if (targets[t].lost) targets[lost++] = targets[t];
  }
  return lost;
}

/* Texts before the rest: what they take besides R's strings is given back
 * before the larger columns are filled. All are allocated first, as that has
 * R look for garbage, which takes the longer the more strings there are. */
static pw_status read_all(column_call *call, pw_csv_type *types) {
  pw_csv_target *targets = call->file->targets;
  int64_t n = call->request.n_targets;
  pw_status status = PW_OK;
  do {
    int64_t texts = texts_first(targets, n);
    for (int64_t t = 0; t < n; t++) allocate(call, &targets[t]);
    if (texts > 0) status = read_once(call, targets, texts);
    pw_alloc_trim();
    if (status == PW_OK && (n > texts || n == 0)) {
      status = read_once(call, targets + texts, n - texts);
    }
    if (status != PW_OK) return status;
    for (int64_t t = 0; t < n; t++) types[targets[t].tag] = targets[t].type;
    n = lost_first(targets, n);
  } while (n > 0);
  return PW_OK;
}

static void set_class(SEXP column, pw_csv_type type) {
  if (type == PW_CSV_DATE) {
    Rf_classgets(column, PROTECT(Rf_mkString("Date")));
    UNPROTECT(1);
  } else if (type == PW_CSV_TIME) {
    SEXP class = PROTECT(Rf_allocVector(STRSXP, 2));
    SET_STRING_ELT(class, 0, Rf_mkChar("POSIXct"));
    SET_STRING_ELT(class, 1, Rf_mkChar("POSIXt"));
    Rf_classgets(column, class);
    Rf_setAttrib(column, Rf_install("tzone"), PROTECT(Rf_mkString("UTC")));
    UNPROTECT(2);
  }
}

static SEXP ragged_lines(const pw_csv_ragged_list *list) {
  const char *names[] = {"line", "fields", "beyond", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  R_xlen_t n = (R_xlen_t)list->count;
  SEXP line = Rf_allocVector(REALSXP, n);
  SET_VECTOR_ELT(out, 0, line);
  SEXP fields = Rf_allocVector(REALSXP, n);
  SET_VECTOR_ELT(out, 1, fields);
  SEXP beyond = Rf_allocVector(STRSXP, n);
  SET_VECTOR_ELT(out, 2, beyond);
  for (R_xlen_t i = 0; i < n; i++) {
    const pw_csv_ragged *at = &list->at[i];
    REAL(line)[i] = (double)at->offset + 1;
    REAL(fields)[i] = (double)at->fields;
    SET_STRING_ELT(beyond, i, at->rest == NULL ? NA_STRING
                              : text_sexp(at->rest, at->rest_length));
  }
  UNPROTECT(1);
  return out;
}

static SEXP read_columns(void *data) {
  column_call *call = data;
  csv_handle *file = call->file;
  R_xlen_t n = XLENGTH(call->which);
  call->out = PROTECT(Rf_allocVector(VECSXP, n));
  call->strings = PROTECT(Rf_allocVector(VECSXP, n));
  call->queued = (R_xlen_t *)R_alloc((size_t)n + 1, sizeof *call->queued);
  call->made = (R_xlen_t *)R_alloc((size_t)n + 1, sizeof *call->made);
  pw_csv_type *types = (pw_csv_type *)R_alloc((size_t)n + 1, sizeof *types);
  pw_status status = PW_OK;
  file->targets = pw_alloc_zeroed(&file->alloc, (size_t)n, sizeof *file->targets);
  if (file->targets == NULL) {
    status = pw_fail(&call->err, PW_MEMORY, "no memory for the columns");
  }
  for (R_xlen_t k = 0; k < n && status == PW_OK; k++) {
    call->queued[k] = call->made[k] = 0;
    file->targets[k].column = INTEGER(call->which)[k];
    file->targets[k].tag = k;
    file->targets[k].type = LOGICAL(call->as_text)[k] ? PW_CSV_TEXT : PW_CSV_NUMBER;
  }
  call->request.targets = file->targets;
  call->request.n_targets = n;
  if (status == PW_OK) {
    status = pw_csv_guess_types(&call->request, &file->alloc, &call->err);
  }
  if (status == PW_OK) status = read_all(call, types);
  if (status == PW_OK) {
    for (R_xlen_t k = 0; k < n; k++) set_class(VECTOR_ELT(call->out, k), types[k]);
    pw_csv_ragged_order(&file->ragged, file->csv.text);
    Rf_setAttrib(call->out, Rf_install("ragged"),
                 PROTECT(ragged_lines(&file->ragged)));
    UNPROTECT(1);
  }
  UNPROTECT(2);
  return call->out;
}

static void after_columns(void *data, Rboolean jump) {
  column_call *call = data;
  (void)jump;
  end_columns(call->file);
}

/* (handle, which: 0-based columns, as_text: logical for each, na, skip, n)
 * -> list of columns, with the attribute `ragged`; `skip` counts data rows. */
SEXP pw_call_csv_columns(SEXP handle, SEXP which, SEXP as_text, SEXP na,
                         SEXP skip, SEXP n) {
  csv_handle *file = R_ExternalPtrAddr(handle);
  if (file == NULL) Rf_error("the file is closed");
  R_xlen_t n_missing = XLENGTH(na);
  pw_text *missing = (pw_text *)R_alloc((size_t)n_missing + 1, sizeof *missing);
  for (R_xlen_t i = 0; i < n_missing; i++) {
    missing[i].bytes = CHAR(STRING_ELT(na, i));
    missing[i].length = strlen(missing[i].bytes);
  }
  column_call call;
  memset(&call, 0, sizeof call);
  call.file = file;
  call.which = which;
  call.as_text = as_text;
  pw_csv_rules rules = {missing, (size_t)n_missing, file->csv.marks.quote,
                        file->csv.decimal, INT_MAX};
  call.rules = rules;
  pw_csv_request request = {
    .text = file->csv.text, .length = file->csv.length,
    .file = file->csv.converted == NULL && file->source.map != NULL
            ? &file->source : NULL,
    .chunks = &file->csv.chunks, .marks = file->csv.marks,
    .n_columns = file->csv.header.n_columns, .rules = &call.rules,
    .missing = NA_REAL, .first = (int64_t)Rf_asReal(skip),
    .count = (int64_t)Rf_asReal(n), .threads = file->threads};
  call.request = request;
  pw_error_clear(&call.err);
  SEXP out = PROTECT(R_UnwindProtect(read_columns, &call, after_columns, &call, NULL));
  if (call.err.code != PW_OK) {
    pw_csv_locate(&file->csv, &call.err);
    UNPROTECT(1);
    return pw_kernel_error(&call.err);
  }
  UNPROTECT(1);
  return out;
}

SEXP pw_call_csv_close(SEXP handle) {
  free_file(handle);
  return R_NilValue;
}
