/* .sav and .zsav between R and the kernel. */
#include <string.h>

#include "calls.h"
#include "column_strings.h"
#include "dictionary.h"
#include "glue.h"
#include "handle.h"
#include "named.h"
#include "pages.h"
#include "path.h"
#include "read/sav_cases.h"
#include "read/sav_dictionary.h"
#include "read/sav_records.h"

#define FIRST_HEAD ((size_t)1 << 18)

/* All kernel memory of one open file; lives on an external pointer. */
typedef struct {
  pw_alloc alloc;
  pw_source source;
  pw_sav_records records;
  pw_dictionary dictionary;
  char charset[64];
  unsigned char
    *head;      /* the file's first bytes, while its dictionary is read */
  int64_t rows; /* in all, as far as the file says */
  pw_sav_cases *cases; /* of the rows that are read, and of those that follow */
  SEXP of;             /* the variables that these give, and */
  int64_t next;        /* the row that they come to next */
  pw_sav_column *columns;
  int32_t *places; /* the R column of each variable that is wanted */
  pw_column_strings strings;
} sav_file;

static void release_cases(sav_file *file) {
  pw_sav_cases_free(file->cases);
  file->cases = NULL;
  if (file->of != NULL) R_ReleaseObject(file->of);
  file->of = NULL;
}

/* What is needed for the columns of one reading only. */
static void release_columns(sav_file *file) {
  pw_column_strings_free(&file->strings);
  pw_free(&file->alloc, file->columns);
  pw_free(&file->alloc, file->places);
  pw_free(&file->alloc, file->head);
  file->columns = NULL;
  file->places = NULL;
  file->head = NULL;
}

static void release(sav_file *file) {
  release_cases(file);
  release_columns(file);
}

static void close_file(SEXP pointer) {
  sav_file *file = R_ExternalPtrAddr(pointer);
  if (file == NULL) return;
  release(file);
  pw_dictionary_free(&file->dictionary);
  pw_sav_records_free(&file->records);
  pw_source_close(&file->source);
  R_ClearExternalPtr(pointer);
  R_Free(file);
}

static SEXP new_file(void) {
  SEXP pointer = PROTECT(pw_handle_new(close_file));
  sav_file *file = R_Calloc(1, sav_file);
  file->alloc = pw_alloc_unlimited();
  R_SetExternalPtrAddr(pointer, file);
  UNPROTECT(1);
  return pointer;
}

static const char *option(SEXP text) {
  return Rf_isNull(text) ? NULL : CHAR(STRING_ELT(text, 0));
}

/* Walks the dictionary over as many of the first bytes as it needs. */
static pw_status read_head(sav_file *file, const char *encoding,
                           pw_error *err) {
  pw_bytes head = {NULL, 0};
  pw_status status = PW_TRUNCATED;
  for (size_t size = FIRST_HEAD; status == PW_TRUNCATED; size *= 4) {
    if (size > file->source.length) size = (size_t)file->source.length;
    unsigned char *more = pw_alloc_resize(&file->alloc, file->head, size, 1);
    if (more == NULL)
      return pw_fail(err, PW_MEMORY, "no memory for the dictionary");
    file->head = more;
    head.at = more;
    head.length = pw_source_read(&file->source, 0, more, size);
    status = pw_sav_records_read(&file->records, head, &file->alloc, err);
    if (head.length == file->source.length || head.length < size) break;
  }
  if (status == PW_OK) {
    pw_spss_charset(encoding, file->records.charset, file->records.charset_code,
                    file->charset);
    status = pw_sav_dictionary_read(&file->dictionary, &file->records, head,
                                    file->charset, &file->alloc, err);
  }
  return status;
}

/* A number of cases that a file states, NA where it states none. */
static double stated(int64_t cases) {
  return cases < 0 ? NA_REAL : (double)cases;
}

/* Opens the file at `path`: what it says about its variables, a handle, its
 * row count, whether that was `counted` in the data and what goes `beyond` its
 * last row, what header and record 7/16 state, and `damage`, NULL or the error
 * that ended the count. */
SEXP pw_call_sav_open(SEXP path, SEXP encoding) {
  SEXP pointer = PROTECT(new_file());
  sav_file *file = R_ExternalPtrAddr(pointer);
  pw_stop stop = pw_stop_from_r();
  pw_error err;
  pw_sav_count count = {0, 0, 0};
  pw_status status = pw_source_open(&file->source, pw_path(path), &err);
  if (status == PW_OK) status = read_head(file, option(encoding), &err);
  if (status == PW_OK) {
    status = pw_sav_cases_count(&file->records, &file->source, &count,
                                &file->alloc, &stop, &err);
  }
  release(file);
  file->rows = count.rows;
  int damaged = status == PW_FORMAT && count.rows > 0;
  if (status != PW_OK && !damaged) {
    close_file(pointer);
    UNPROTECT(1);
    return pw_kernel_error(&err);
  }
  const char *names[] = {"handle",   "variables",   "labels",  "file",
                         "encoding", "rows",        "counted", "beyond",
                         "stated",   "compression", "damage",  ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  pw_put(out, "handle", pointer);
  pw_put(out, "variables", pw_variables_to_r(&file->dictionary));
  pw_put(out, "labels", pw_labels_to_r(&file->dictionary));
  pw_put(out, "file", pw_file_to_r(&file->dictionary));
  pw_put(out, "encoding", Rf_mkString(file->charset));
  pw_put_double(out, "rows", (double)count.rows);
  pw_put(out, "counted", Rf_ScalarLogical(count.counted));
  pw_put_double(out, "beyond", (double)count.beyond);
  double *says = REAL(pw_put_new(out, "stated", REALSXP, 2));
  says[0] = stated(file->records.header_cases);
  says[1] = stated(file->records.record_cases);
  pw_put(out, "compression", Rf_ScalarInteger((int)file->records.compression));
  if (damaged) pw_put(out, "damage", pw_kernel_error(&err));
  UNPROTECT(2);
  return out;
}

/* A reading of rows, which R may leave by a jump. */
typedef struct {
  sav_file *file;
  SEXP wanted, skip, rows, prototypes, to_end, show;
  pw_error err;
} row_call;

static SEXPTYPE vector_type(const pw_dictionary *d, int at) {
  return d->variables[at].is_text ? STRSXP : REALSXP;
}

/* Allocates the R columns and points the kernel's at them. */
static pw_status prepare(sav_file *file, SEXP wanted, SEXP columns,
                         R_xlen_t rows, pw_error *err) {
  const pw_dictionary *d = &file->dictionary;
  size_t texts = 0;
  file->columns =
    pw_alloc_zeroed(&file->alloc, (size_t)d->count, sizeof *file->columns);
  file->places =
    pw_alloc_zeroed(&file->alloc, (size_t)d->count, sizeof *file->places);
  if (file->columns == NULL || file->places == NULL) {
    return pw_fail(err, PW_MEMORY, "no memory for the rows");
  }
  pw_pages pages = {0, 0, 0};
  for (R_xlen_t k = 0; k < XLENGTH(wanted); k++) {
    pw_pages_expect(&pages, vector_type(d, INTEGER(wanted)[k] - 1), rows);
  }
  pw_pages_announce(&pages);
  for (R_xlen_t k = 0; k < XLENGTH(wanted); k++) {
    int at = INTEGER(wanted)[k] - 1, is_text = d->variables[at].is_text;
    SET_VECTOR_ELT(columns, k,
                   pw_pages_vector(&pages, vector_type(d, at), rows));
    texts += (size_t)is_text;
    file->columns[at].text = is_text;
    file->places[at] = (int32_t)k;
    if (is_text) continue;
    file->columns[at].numbers = REAL(VECTOR_ELT(columns, k));
    file->columns[at].time = (pw_time_kind)pw_time_of(d, at);
  }
  return pw_column_strings_open(&file->strings, file->charset, texts,
                                &file->alloc, err);
}

/* The column of each wanted text, in the order of the file. */
static SEXP text_columns(const sav_file *file) {
  R_xlen_t n = 0, next = 0;
  for (int32_t i = 0; i < file->dictionary.count; i++)
    n += file->columns[i].text;
  SEXP out = Rf_allocVector(INTSXP, n);
  for (int32_t i = 0; i < file->dictionary.count; i++) {
    if (file->columns[i].text) INTEGER(out)[next++] = file->places[i];
  }
  return out;
}

/* The texts of the block that was read last, into their columns. */
static pw_status fill_texts(sav_file *file, SEXP columns, SEXP texts,
                            SEXP keeper, SEXP bad, int64_t from, int64_t rows,
                            pw_error *err) {
  enum { SOME = 256 };
  for (R_xlen_t t = 0; t < XLENGTH(texts); t++) {
    int k = INTEGER(texts)[t];
    for (int64_t row = 0; row < rows; row += SOME) {
      pw_text some[SOME];
      int64_t n = rows - row < SOME ? rows - row : SOME;
      for (int64_t i = 0; i < n; i++) {
        some[i] = pw_sav_cases_text(file->cases, (int32_t)t, row + i);
      }
      pw_status status = pw_column_strings_put(
        &file->strings, (size_t)t, some, n, VECTOR_ELT(columns, k), from + row,
        keeper, &INTEGER(bad)[k], err);
      if (status != PW_OK) return status;
    }
  }
  return PW_OK;
}

/* Reads `rows` rows; `*n_read` are complete. Damaged data ends them. */
static pw_status read_rows(row_call *call, SEXP columns, SEXP texts,
                           SEXP keeper, SEXP bad, int64_t rows,
                           const pw_stop *stop, int64_t *n_read) {
  sav_file *file = call->file;
  pw_progress progress = pw_progress_new(call->show);
  while (*n_read < rows) {
    int64_t got;
    pw_status status = pw_sav_cases_next(file->cases, stop, &got, &call->err);
    if (status != PW_OK) return status;
    if (got == 0) break;
    status =
      fill_texts(file, columns, texts, keeper, bad, *n_read, got, &call->err);
    if (status != PW_OK) return status;
    *n_read += got;
    pw_progress_at(&progress, (double)*n_read / (double)rows);
  }
  return PW_OK;
}

/* The columns of texts, as long as what was read. */
static void end_texts(sav_file *file, SEXP columns, SEXP texts,
                      int64_t n_read) {
  for (R_xlen_t t = 0; t < Rf_xlength(texts); t++) {
    int k = INTEGER(texts)[t];
    SET_VECTOR_ELT(columns, k,
                   pw_column_strings_end(&file->strings, (size_t)t,
                                         VECTOR_ELT(columns, k), n_read));
  }
}

/* What follows the rows that were read: c(complete rows, elements beyond). */
static SEXP rest_to_r(const pw_sav_count *rest) {
  SEXP out = Rf_allocVector(REALSXP, 2);
  REAL(out)[0] = (double)rest->rows;
  REAL(out)[1] = (double)rest->beyond;
  return out;
}

/* Whether the cases that are open come to the row after `skip`, in a file that
 * has to be read up to it. */
static int come_to(const sav_file *file, SEXP wanted, int64_t skip) {
  if (file->cases == NULL || skip < file->next) return 0;
  if (skip > file->next && file->records.compression == PW_SAV_PLAIN) return 0;
  return XLENGTH(wanted) == XLENGTH(file->of) &&
    memcmp(INTEGER(wanted), INTEGER(file->of),
           (size_t)XLENGTH(wanted) * sizeof(int)) == 0;
}

/* Goes on with the cases that are open, or opens others. */
static pw_status begin_rows(row_call *call, int64_t rows, const pw_stop *stop) {
  sav_file *file = call->file;
  int64_t skip = (int64_t)Rf_asReal(call->skip);
  if (come_to(file, call->wanted, skip)) {
    int64_t between = skip - file->next;
    file->next = skip;
    return pw_sav_cases_more(file->cases, file->columns, between, rows, stop,
                             &call->err);
  }
  release_cases(file);
  R_PreserveObject(call->wanted);
  file->of = call->wanted;
  file->next = skip;
  return pw_sav_cases_open(&file->cases, &file->records, &file->source,
                           file->columns, skip, rows, NA_REAL, 1, &file->alloc,
                           stop, &call->err);
}

static SEXP read_call(void *data) {
  row_call *call = data;
  sav_file *file = call->file;
  R_xlen_t n = (R_xlen_t)Rf_asReal(call->rows), count = XLENGTH(call->wanted);
  const char *names[] = {"columns", "n_read", "bad", "damage", "rest", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  SEXP columns = pw_put_new(out, "columns", VECSXP, count);
  SEXP bad = pw_put_new(out, "bad", INTSXP, count);
  memset(INTEGER(bad), 0, (size_t)count * sizeof(int));
  int64_t n_read = 0;
  int to_end = Rf_asLogical(call->to_end);
  pw_sav_count rest = {0, 0, 0};
  pw_stop stop = pw_stop_from_r();
  pw_status status = prepare(file, call->wanted, columns, n, &call->err);
  SEXP texts = PROTECT(status == PW_OK ? text_columns(file) : R_NilValue);
  SEXP keeper = PROTECT(Rf_allocVector(VECSXP, Rf_xlength(texts) + 2));
  if (status == PW_OK && (n > 0 || to_end)) {
    status = begin_rows(call, n, &stop);
    if (status == PW_OK) {
      status = read_rows(call, columns, texts, keeper, bad, n, &stop, &n_read);
    }
    if (status == PW_OK && to_end && n_read == n) {
      status = pw_sav_cases_rest(file->cases, &stop, &rest, &call->err);
    }
  }
  if (status == PW_OK || status == PW_FORMAT)
    end_texts(file, columns, texts, n_read);
  file->next += n_read;
  int go_on = status == PW_OK && !to_end && n_read == n;
  /* Before columns that the thread writes are replaced. */
  if (!go_on || file->next >= file->rows) release_cases(file);
  if (status == PW_FORMAT) {
    pw_put(out, "damage", pw_kernel_error(&call->err));
    pw_error_clear(&call->err);
  }
  if (status == PW_OK || status == PW_FORMAT) {
    for (R_xlen_t k = 0; k < count; k++) {
      if (n_read < XLENGTH(VECTOR_ELT(columns, k)))
        SET_VECTOR_ELT(
          columns, k, Rf_xlengthgets(VECTOR_ELT(columns, k), (R_xlen_t)n_read));
      SHALLOW_DUPLICATE_ATTRIB(VECTOR_ELT(columns, k),
                               VECTOR_ELT(call->prototypes, k));
    }
    pw_put_double(out, "n_read", (double)n_read);
    pw_put(out, "rest", rest_to_r(&rest));
  }
  UNPROTECT(3);
  return out;
}

/* Where R jumps: the threads end before R can free the columns that they
 * write. */
static void after_call(void *data, Rboolean jump) {
  row_call *call = data;
  if (jump) release_cases(call->file);
  release_columns(call->file);
}

/* Rows `skip` + 1 and on, `rows` of them, of the `wanted` variables (from 1,
 * each once), each with the attributes of its element of `prototypes`:
 * list(columns, n_read, bad, damage, rest), where `bad` counts the cells with
 * replaced bytes, `damage` is NULL or the error that ended the rows early, and
 * `rest` says, with `to_end`, what follows the rows. Rows that follow those
 * read last go on where these ended, so that a file is read block by block in
 * the time that reading it whole takes. */
SEXP pw_call_sav_rows(SEXP pointer, SEXP wanted, SEXP skip, SEXP rows,
                      SEXP prototypes, SEXP to_end, SEXP show) {
  pw_error err;
  sav_file *file = pw_handle_held(pointer, "the file is closed", &err);
  if (file == NULL) return pw_kernel_error(&err);
  row_call call = {file, wanted, skip, rows, prototypes, to_end, show, {0}};
  pw_error_clear(&call.err);
  SEXP out =
    PROTECT(R_UnwindProtect(read_call, &call, after_call, &call, NULL));
  if (call.err.code != PW_OK) out = pw_kernel_error(&call.err);
  UNPROTECT(1);
  return out;
}

/* Closes the file now rather than when R collects its handle. */
SEXP pw_call_sav_close(SEXP pointer) {
  close_file(pointer);
  return R_NilValue;
}
