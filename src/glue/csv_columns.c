/* CSV: makes the columns that are wanted.
 *
 * While columns are made, other threads write into R's vectors: should R jump,
 * they are ended before the vectors can be lost. */
#include "calls.h"
#include "handle.h"
#include "late_texts.h"
#include "named.h"
#include "pages.h"
#include "read_csv.h"

#include <limits.h>
#include <string.h>

#include "read/csv_guess.h"

static pw_status deliver(column_call *call) {
  csv_handle *file = call->file;
  pw_stop stop = pw_stop_from_r();
  pw_csv_piece piece;
  for (;;) {
    pw_status status = pw_csv_job_next(file->job, &piece, &stop, &call->err);
    if (status != PW_OK || piece.slot < 0) return status;
    for (R_xlen_t t = 0; t < call->request.n_targets && status == PW_OK; t++) {
      if (call->request.targets[t].type == PW_CSV_TEXT && piece.count > 0) {
        status = pw_csv_deliver_texts(call, &piece, t);
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

static SEXPTYPE vector_type(const pw_csv_target *target) {
  return target->type == PW_CSV_TEXT ? STRSXP
    : target->type == PW_CSV_INTEGER ? INTSXP
                                     : REALSXP;
}

static int is_only_counted(const column_call *call,
                           const pw_csv_target *target) {
  return target->type != PW_CSV_TEXT &&
    pw_csv_is_counted(call, (R_xlen_t)target->tag);
}

static R_xlen_t rows_of_vector(const column_call *call,
                               const pw_csv_target *target) {
  return is_only_counted(call, target) ? 0 : (R_xlen_t)call->request.count;
}

/* R's vector for a target, and the place for its strings. */
static void allocate(column_call *call, pw_csv_target *target,
                     pw_pages *pages) {
  R_xlen_t k = (R_xlen_t)target->tag;
  SEXPTYPE type = vector_type(target);
  int counted = is_only_counted(call, target);
  SEXP column = pw_pages_vector(pages, type, rows_of_vector(call, target));
  SET_VECTOR_ELT(call->out, k, column);
  target->values = type == STRSXP ? NULL
    : counted                     ? pw_csv_counted_rows(call, k)
    : type == INTSXP              ? (void *)INTEGER(column)
                                  : (void *)REAL(column);
  if (type == STRSXP)
    SET_VECTOR_ELT(call->strings, k, Rf_allocVector(STRSXP, 0));
}

/* Reads `n` targets as the types that they have now. */
static pw_status read_once(column_call *call, pw_csv_target *targets,
                           int64_t n) {
  csv_handle *file = call->file;
  call->request.targets = targets;
  call->request.n_targets = n;
  pw_csv_ragged_free(&file->ragged, &file->alloc);
  pw_status status =
    pw_csv_job_start(&file->job, &call->request, &file->alloc, &call->err);
  for (int64_t t = 0; t < n && status == PW_OK; t++) {
    if (targets[t].type == PW_CSV_TEXT) pw_csv_expect_texts(call, (R_xlen_t)t);
  }
  if (status == PW_OK) status = deliver(call);
  for (int64_t t = 0; t < n && status == PW_OK; t++) {
    if (targets[t].type == PW_CSV_TEXT)
      status = pw_csv_finish_texts(call, (R_xlen_t)t);
  }
  pw_csv_end_reading(file);
  return status;
}

/* Puts the targets that must be read again first; returns how many. */
static int64_t lost_first(pw_csv_target *targets, int64_t n) {
  int64_t lost = 0;
  for (int64_t t = 0; t < n; t++) {
    if (targets[t].lost) targets[lost++] = targets[t];
  }
  return lost;
}

/* All are allocated before any is filled: that has R look for garbage, which
 * takes the longer the more strings there are. */
static pw_status read_all(column_call *call, pw_csv_type *types) {
  pw_csv_target *targets = call->file->targets;
  int64_t n = call->request.n_targets;
  do {
    pw_pages pages = {0, 0, 0};
    for (int64_t t = 0; t < n; t++) {
      pw_pages_expect(&pages, vector_type(&targets[t]),
                      rows_of_vector(call, &targets[t]));
    }
    pw_pages_announce(&pages);
    for (int64_t t = 0; t < n; t++) allocate(call, &targets[t], &pages);
    pw_status status = read_once(call, targets, n);
    if (status != PW_OK) return status;
    for (int64_t t = 0; t < n; t++) {
      types[targets[t].tag] = targets[t].type;
      if (call->least != NULL) {
        call->zones[targets[t].tag] |= (int)targets[t].zones;
      }
    }
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
  double *line = REAL(pw_put_new(out, "line", REALSXP, n));
  double *fields = REAL(pw_put_new(out, "fields", REALSXP, n));
  SEXP beyond = pw_put_new(out, "beyond", STRSXP, n);
  for (R_xlen_t i = 0; i < n; i++) {
    const pw_csv_ragged *at = &list->at[i];
    line[i] = (double)at->offset + 1;
    fields[i] = (double)at->fields;
    SET_STRING_ELT(
      beyond, i,
      at->rest == NULL ? NA_STRING : pw_string(at->rest, at->rest_length));
  }
  UNPROTECT(1);
  return out;
}

/* The type that a column is first read as. */
static pw_csv_type first_type(const column_call *call, R_xlen_t k) {
  if (call->least != NULL) return (pw_csv_type)INTEGER(call->least)[k];
  return LOGICAL(call->as_text)[k] ? PW_CSV_TEXT : PW_CSV_INTEGER;
}

/* How much of the text lies before the end of the rows that are read. */
static double share_done(const column_call *call) {
  const pw_csv_file *csv = &call->file->csv;
  int64_t end = call->request.first + call->request.count;
  if (end >= csv->chunks.records) return 1;
  int64_t chunk = pw_csv_chunk_of(&csv->chunks, end);
  return (double)csv->chunks.chunks[chunk].from / (double)csv->length;
}

/* What a block says of its columns: the types that they were read as in the
 * end, and what only all blocks together decide. */
static void give_facts(const column_call *call, const pw_csv_type *types) {
  int *as =
    INTEGER(pw_put_new(call->facts, "types", INTSXP, XLENGTH(call->which)));
  for (R_xlen_t k = 0; k < XLENGTH(call->which); k++) as[k] = (int)types[k];
  pw_put_double(call->facts, "share", share_done(call));
  Rf_setAttrib(call->out, Rf_install("facts"), call->facts);
}

static SEXP read_columns(void *data) {
  column_call *call = data;
  csv_handle *file = call->file;
  R_xlen_t n = XLENGTH(call->which);
  call->out = PROTECT(Rf_allocVector(VECSXP, n));
  call->strings = PROTECT(Rf_allocVector(VECSXP, n));
  call->store = PROTECT(pw_late_texts_new());
  call->texts = (column_strings *)R_alloc((size_t)n + 1, sizeof *call->texts);
  memset(call->texts, 0, ((size_t)n + 1) * sizeof *call->texts);
  pw_csv_type *types = (pw_csv_type *)R_alloc((size_t)n + 1, sizeof *types);
  pw_status status = PW_OK;
  file->targets =
    pw_alloc_zeroed(&file->alloc, (size_t)n, sizeof *file->targets);
  if (file->targets == NULL) {
    status = pw_fail(&call->err, PW_MEMORY, "no memory for the columns");
  } else if (call->request.count > INT_MAX) {
    status = pw_fail(&call->err, PW_RANGE,
                     "there are more rows than a data frame holds (2^31 - 1)");
  }
  for (R_xlen_t k = 0; k < n && status == PW_OK; k++) {
    file->targets[k].column = INTEGER(call->which)[k];
    file->targets[k].tag = k;
    file->targets[k].type = first_type(call, k);
  }
  call->request.targets = file->targets;
  call->request.n_targets = n;
  if (status == PW_OK && call->least == NULL) {
    status = pw_csv_guess_types(&call->request, &file->alloc, &call->err);
  }
  if (status == PW_OK) status = pw_csv_room_for_counts(call);
  if (status == PW_OK) status = read_all(call, types);
  if (status == PW_OK && call->counts != NULL)
    status = pw_csv_count_rows(call, types);
  if (status == PW_OK && call->least == NULL && file->ragged.count > 0) {
    status = pw_csv_recall_all(file, &call->err);
  }
  if (status == PW_OK) {
    for (R_xlen_t k = 0; k < n; k++)
      set_class(VECTOR_ELT(call->out, k), types[k]);
    if (call->least != NULL) {
      give_facts(call, types);
      UNPROTECT(3);
      return call->out;
    }
    pw_csv_ragged_order(&file->ragged, file->csv.text);
    Rf_setAttrib(call->out, Rf_install("ragged"),
                 PROTECT(ragged_lines(&file->ragged)));
    UNPROTECT(1);
  }
  UNPROTECT(3);
  return call->out;
}

static void after_columns(void *data, Rboolean jump) {
  column_call *call = data;
  (void)jump;
  pw_csv_end_columns(call->file);
}

static int *new_fact(SEXP facts, const char *name, R_xlen_t n) {
  int *values = INTEGER(pw_put_new(facts, name, INTSXP, n));
  memset(values, 0, (size_t)n * sizeof *values);
  return values;
}

static SEXP columns_of(SEXP handle, SEXP which, SEXP as_text, SEXP least,
                       SEXP counts, SEXP facts, SEXP na, SEXP skip, SEXP n) {
  pw_error err;
  csv_handle *file = pw_csv_held(handle, PW_CSV_LAID, &err);
  if (file == NULL) return pw_kernel_error(&err);
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
  call.least = least;
  call.facts = facts;
  if (least != NULL) {
    R_xlen_t columns = XLENGTH(which);
    call.counts = counts == R_NilValue ? NULL : counts;
    call.many = new_fact(facts, "many", columns);
    call.zones = new_fact(facts, "zones", columns);
    call.unquoted = new_fact(facts, "unquoted", columns);
    call.quoted_empty = new_fact(facts, "quoted_empty", columns);
  }
  pw_csv_rules rules = {missing, (size_t)n_missing, file->csv.marks.quote,
                        file->csv.decimal, INT_MAX};
  call.rules = rules;
  pw_csv_request request = {
    .text = file->csv.text,
    .length = file->csv.length,
    .file = file->source.memory == NULL ? NULL : &file->source,
    .chunks = &file->csv.chunks,
    .marks = file->csv.marks,
    .n_columns = file->csv.n_columns,
    .rules = &call.rules,
    .none = {NA_INTEGER, NA_REAL},
    .first = (int64_t)Rf_asReal(skip),
    .count = (int64_t)Rf_asReal(n),
    .threads = file->threads};
  call.request = request;
  pw_error_clear(&call.err);
  SEXP out =
    PROTECT(R_UnwindProtect(read_columns, &call, after_columns, &call, NULL));
  if (least != NULL && call.request.count > 0) {
    /* What lies before the next block is not looked at again. */
    int64_t last = call.request.first + call.request.count - 1;
    const pw_csv_chunk *chunk =
      &file->csv.chunks.chunks[pw_csv_chunk_of(&file->csv.chunks, last)];
    pw_file_pass(file->csv.source, file->csv.text + chunk->from);
  }
  if (call.err.code != PW_OK) {
    /* Without the text, the error has no line. */
    if (pw_csv_recall_all(file, NULL) == PW_OK)
      pw_csv_locate(&file->csv, &call.err);
    UNPROTECT(1);
    return pw_kernel_error(&call.err);
  }
  UNPROTECT(1);
  return out;
}

/* (handle, which: 0-based columns, as_text: logical for each, na, skip, n)
 * -> list of columns, with the attribute `ragged`; `skip` counts data rows. */
SEXP pw_call_csv_columns(SEXP handle, SEXP which, SEXP as_text, SEXP na,
                         SEXP skip, SEXP n) {
  return columns_of(handle, which, as_text, NULL, R_NilValue, R_NilValue, na,
                    skip, n);
}

/* The same of a block of rows, of which each column is read as the least type
 * from `least` on that fits it, and a quoted empty text is an empty answer:
 * with the attribute `facts`, list(types, zones, unquoted, quoted_empty), by
 * which the columns of all blocks together become those of the whole, and
 * `share`, how much of the file lies before the end of the block.
 *
 * `counts`: NULL, or a list that has NULL for a column that R is to have. The
 * rows of others that are no texts are added to the counts that it holds for
 * them, where all columns are of their least types, and the fact `many` says
 * which have too many answers for that; FALSE: they are left. Of those R has a
 * column without rows. */
SEXP pw_call_csv_block(SEXP handle, SEXP which, SEXP least, SEXP counts,
                       SEXP na, SEXP skip, SEXP n) {
  const char *names[] = {"types", "zones", "unquoted", "quoted_empty",
                         "many",  "share", ""};
  SEXP facts = PROTECT(Rf_mkNamed(VECSXP, names));
  SEXP out =
    columns_of(handle, which, R_NilValue, least, counts, facts, na, skip, n);
  UNPROTECT(1);
  return out;
}

/* (handle, from, n: data rows) -> how many to read at once from `from` on, so
 * that no part of the file is read twice for the sake of a few rows. */
SEXP pw_call_csv_block_rows(SEXP handle, SEXP from, SEXP n) {
  pw_error err;
  csv_handle *file = pw_csv_held(handle, PW_CSV_LAID, &err);
  if (file == NULL) return pw_kernel_error(&err);
  return Rf_ScalarReal((double)pw_csv_whole_stretches(
    &file->csv.chunks, (int64_t)Rf_asReal(from), (int64_t)Rf_asReal(n)));
}
