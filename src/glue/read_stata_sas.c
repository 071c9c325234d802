/* .dta, .sas7bdat and .xpt between R and the kernel. */
#include <string.h>

#include "calls.h"
#include "dictionary.h"
#include "glue.h"
#include "handle.h"
#include "named.h"
#include "read/stata_sas.h"
#include "read/stata_sas_time.h"
#include "read/without_readstat.h"

/* All kernel memory of one open file; lives on an external pointer. */
typedef struct {
  pw_alloc alloc;
  pw_stata_sas table;
  pw_strpool *pool;
  int32_t *ids; /* scratch of the columns being read */
  pw_stata_sas_column *columns;
} table_file;

static void release(table_file *file) {
  pw_free(&file->alloc, file->ids);
  pw_free(&file->alloc, file->columns);
  pw_strpool_free(file->pool);
  file->ids = NULL;
  file->columns = NULL;
  file->pool = NULL;
}

static void close_file(SEXP pointer) {
  table_file *file = R_ExternalPtrAddr(pointer);
  if (file == NULL) return;
  release(file);
  pw_stata_sas_free(&file->table);
  R_ClearExternalPtr(pointer);
  R_Free(file);
}

static pw_time_kind time_of(const pw_stata_sas *table, int32_t variable) {
  const pw_dictionary *d = &table->dictionary;
  const pw_dictionary_variable *v = &d->variables[variable];
  char format[64];
  if (v->is_text || v->format < 0) return PW_TIME_NONE;
  pw_text text = pw_strpool_text(d->pool, v->format);
  size_t n = text.length < sizeof format - 1 ? text.length : sizeof format - 1;
  memcpy(format, text.bytes, n);
  format[n] = '\0';
  return table->format == PW_STATA ? pw_stata_time_kind(format)
                                   : pw_sas_time_kind(format);
}

static void convert_times(const pw_stata_sas *table, int32_t variable,
                          double *values, int64_t n) {
  pw_time_kind kind = time_of(table, variable);
  if (table->format == PW_STATA) pw_stata_time_convert(values, n, kind);
  else pw_sas_time_convert(values, n, kind);
}

static SEXP description(SEXP pointer, const table_file *file) {
  const pw_stata_sas *table = &file->table;
  const pw_dictionary *d = &table->dictionary;
  const char *names[] = {"handle",    "variables", "labels", "file",
                         "time",      "encoding",  "rows",   "is_cut",
                         "bad_texts", "stated",    ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  pw_put(out, "handle", pointer);
  pw_put(out, "variables", pw_variables_to_r(d));
  pw_put(out, "labels", pw_labels_to_r(d));
  pw_put(out, "file", pw_file_to_r(d));
  int *time = INTEGER(pw_put_new(out, "time", INTSXP, d->count));
  for (int32_t i = 0; i < d->count; i++) time[i] = (int)time_of(table, i);
  pw_put(out, "encoding", Rf_mkString(table->charset));
  pw_put_double(out, "rows", (double)table->rows);
  pw_put(out, "is_cut", Rf_ScalarLogical(table->is_cut));
  pw_put_double(out, "bad_texts", (double)table->bad_texts);
  pw_put_double(out, "stated",
                table->stated < 0 ? NA_REAL : (double)table->stated);
  UNPROTECT(1);
  return out;
}

/* Tells whether this build can read .por, .dta, .sas7bdat and .xpt itself. */
SEXP pw_call_has_readstat(void) { return Rf_ScalarLogical(pw_has_readstat()); }

/* Opens the file in `bytes`; `format` is 0 for .dta, 1 for .sas7bdat, 2 for
 * .xpt: what it says about its variables, its row count and a handle. */
SEXP pw_call_stata_sas_open(SEXP bytes, SEXP format, SEXP encoding) {
  SEXP pointer = PROTECT(pw_handle_new(close_file));
  table_file *file = R_Calloc(1, table_file);
  file->alloc = pw_alloc_unlimited();
  R_SetExternalPtrAddr(pointer, file);
  pw_bytes input = {RAW(bytes), (uint64_t)XLENGTH(bytes)};
  pw_stop stop = pw_stop_from_r();
  pw_error err;
  pw_status status = pw_stata_sas_open(
    &file->table, input, (pw_stata_sas_format)Rf_asInteger(format),
    Rf_isNull(encoding) ? NULL : CHAR(STRING_ELT(encoding, 0)), NA_REAL,
    &file->alloc, &stop, &err);
  SEXP out = PROTECT(status == PW_OK ? description(pointer, file)
                                     : pw_kernel_error(&err));
  UNPROTECT(2);
  return out;
}

/* Allocates the R columns and points the kernel's at them; text columns are
 * read as ids in scratch. */
static pw_status prepare(table_file *file, SEXP wanted, SEXP columns,
                         R_xlen_t rows, pw_error *err) {
  const pw_dictionary *d = &file->table.dictionary;
  size_t texts = 0, next = 0;
  for (R_xlen_t k = 0; k < XLENGTH(wanted); k++) {
    int is_text = d->variables[INTEGER(wanted)[k] - 1].is_text;
    SET_VECTOR_ELT(columns, k,
                   Rf_allocVector(is_text ? STRSXP : REALSXP, rows));
    texts += (size_t)is_text;
  }
  file->columns =
    pw_alloc_zeroed(&file->alloc, (size_t)d->count, sizeof *file->columns);
  if (rows == 0 || texts <= SIZE_MAX / (size_t)rows) {
    file->ids =
      pw_alloc_zeroed(&file->alloc, texts * (size_t)rows, sizeof *file->ids);
  }
  if (file->columns == NULL || file->ids == NULL) {
    return pw_fail(err, PW_MEMORY, "no memory for the rows");
  }
  for (R_xlen_t k = 0; k < XLENGTH(wanted); k++) {
    pw_stata_sas_column *to = &file->columns[INTEGER(wanted)[k] - 1];
    if (d->variables[INTEGER(wanted)[k] - 1].is_text) {
      to->texts = file->ids + (size_t)rows * next++;
    } else {
      to->numbers = REAL(VECTOR_ELT(columns, k));
    }
  }
  return pw_strpool_new(&file->pool, &file->alloc, err);
}

/* Rows `skip` + 1 and on, `rows` of them, of the `wanted` variables (from 1):
 * list(columns, n_read, bad), where `bad` counts rows with replaced bytes. */
SEXP pw_call_stata_sas_rows(SEXP pointer, SEXP bytes, SEXP wanted, SEXP skip,
                            SEXP rows) {
  pw_error err;
  table_file *file = pw_handle_held(pointer, "the file is closed", &err);
  if (file == NULL) return pw_kernel_error(&err);
  R_xlen_t n = (R_xlen_t)Rf_asReal(rows), k_end = XLENGTH(wanted);
  const char *names[] = {"columns", "n_read", "bad", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  SEXP columns = pw_put_new(out, "columns", VECSXP, k_end);
  double *bad = REAL(pw_put_new(out, "bad", REALSXP, k_end));
  pw_bytes input = {RAW(bytes), (uint64_t)XLENGTH(bytes)};
  pw_stop stop = pw_stop_from_r();
  int64_t n_read = 0;
  release(file);
  pw_status status = prepare(file, wanted, columns, n, &err);
  if (status == PW_OK) {
    status = pw_stata_sas_read(&file->table, input, file->columns,
                               (int64_t)Rf_asReal(skip), n, file->pool, &n_read,
                               &file->alloc, &stop, &err);
  }
  if (status != PW_OK) {
    release(file);
    UNPROTECT(1);
    return pw_kernel_error(&err);
  }
  SEXP texts = PROTECT(pw_texts_to_r(file->pool));
  for (R_xlen_t k = 0; k < k_end; k++) {
    int32_t at = INTEGER(wanted)[k] - 1;
    const pw_stata_sas_column *from = &file->columns[at];
    bad[k] = (double)from->bad;
    if (from->numbers != NULL)
      convert_times(&file->table, at, from->numbers, n_read);
    for (int64_t i = 0; from->texts != NULL && i < n_read; i++) {
      SET_STRING_ELT(VECTOR_ELT(columns, k), i,
                     STRING_ELT(texts, from->texts[i]));
    }
  }
  release(file);
  pw_put_double(out, "n_read", (double)n_read);
  UNPROTECT(2);
  return out;
}
