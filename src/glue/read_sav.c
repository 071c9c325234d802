/* .sav and .zsav between R and the kernel. */
#include <string.h>

#include "column_strings.h"
#include "dictionary.h"
#include "glue.h"
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
  unsigned char *head; /* the file's first bytes, while its dictionary is read */
  pw_sav_cases *cases;
  pw_sav_column *columns;
  pw_column_strings strings;
} sav_file;

/* What is needed only while rows are read. */
static void release(sav_file *file) {
  pw_sav_cases_free(file->cases);
  file->cases = NULL;
  pw_column_strings_free(&file->strings);
  pw_free(&file->alloc, file->columns);
  pw_free(&file->alloc, file->head);
  file->columns = NULL;
  file->head = NULL;
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
  SEXP pointer = PROTECT(R_MakeExternalPtr(NULL, R_NilValue, R_NilValue));
  R_RegisterCFinalizerEx(pointer, close_file, TRUE);
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
static pw_status read_head(sav_file *file, const char *encoding, pw_error *err) {
  pw_bytes head = {NULL, 0};
  pw_status status = PW_TRUNCATED;
  for (size_t size = FIRST_HEAD; status == PW_TRUNCATED; size *= 4) {
    if (size > file->source.length) size = (size_t)file->source.length;
    unsigned char *more = pw_alloc_resize(&file->alloc, file->head, size, 1);
    if (more == NULL) return pw_fail(err, PW_MEMORY, "no memory for the dictionary");
    file->head = more;
    head.at = more;
    head.length = pw_source_read(&file->source, 0, more, size);
    status = pw_sav_records_read(&file->records, head, &file->alloc, err);
    if (head.length == file->source.length || head.length < size) break;
  }
  if (status == PW_OK) {
    pw_spss_charset(encoding, file->records.charset, file->records.charset_code, file->charset);
    status = pw_sav_dictionary_read(&file->dictionary, &file->records, head, file->charset,
                                    &file->alloc, err);
  }
  return status;
}

/* Opens the file at `path`: what it says about its variables, its row count,
 * a handle, and `damage`, NULL or the error that ended the count. */
SEXP pw_call_sav_open(SEXP path, SEXP encoding) {
  SEXP pointer = PROTECT(new_file());
  sav_file *file = R_ExternalPtrAddr(pointer);
  pw_stop stop = pw_stop_from_r();
  pw_error err;
  int64_t rows = 0;
  pw_status status = pw_source_open(&file->source, option(path), &err);
  if (status == PW_OK) status = read_head(file, option(encoding), &err);
  if (status == PW_OK) {
    status = pw_sav_cases_count(&file->records, &file->source, &rows, &file->alloc, &stop, &err);
  }
  release(file);
  int damaged = status == PW_FORMAT && rows > 0;
  if (status != PW_OK && !damaged) {
    close_file(pointer);
    UNPROTECT(1);
    return pw_kernel_error(&err);
  }
  const char *names[] = {"handle", "variables", "labels", "file", "encoding", "rows",
                         "declared", "compression", "damage", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  SET_VECTOR_ELT(out, 0, pointer);
  SET_VECTOR_ELT(out, 1, pw_variables_to_r(&file->dictionary));
  SET_VECTOR_ELT(out, 2, pw_labels_to_r(&file->dictionary));
  SET_VECTOR_ELT(out, 3, pw_file_to_r(&file->dictionary));
  SET_VECTOR_ELT(out, 4, Rf_mkString(file->charset));
  SET_VECTOR_ELT(out, 5, Rf_ScalarReal((double)rows));
  SET_VECTOR_ELT(out, 6, Rf_ScalarReal(file->records.case_count < 0
                                         ? NA_REAL : (double)file->records.case_count));
  SET_VECTOR_ELT(out, 7, Rf_ScalarInteger((int)file->records.compression));
  if (damaged) SET_VECTOR_ELT(out, 8, pw_kernel_error(&err));
  UNPROTECT(2);
  return out;
}

/* Allocates the R columns and points the kernel's at them. */
static pw_status prepare(sav_file *file, SEXP wanted, SEXP columns, R_xlen_t rows,
                         pw_error *err) {
  const pw_dictionary *d = &file->dictionary;
  size_t texts = 0;
  file->columns = pw_alloc_zeroed(&file->alloc, (size_t)d->count, sizeof *file->columns);
  if (file->columns == NULL) return pw_fail(err, PW_MEMORY, "no memory for the rows");
  for (R_xlen_t k = 0; k < XLENGTH(wanted); k++) {
    int at = INTEGER(wanted)[k] - 1, is_text = d->variables[at].is_text;
    SET_VECTOR_ELT(columns, k, Rf_allocVector(is_text ? STRSXP : REALSXP, rows));
    texts += (size_t)is_text;
    file->columns[at].text = is_text;
    if (is_text) continue;
    pw_will_fill(VECTOR_ELT(columns, k));
    file->columns[at].numbers = REAL(VECTOR_ELT(columns, k));
    file->columns[at].time = (pw_time_kind)pw_time_of(d, at);
  }
  return pw_column_strings_open(&file->strings, file->charset, texts, &file->alloc, err);
}

/* The column of each wanted text, in the order of the file. */
static SEXP text_columns(const sav_file *file, SEXP wanted) {
  R_xlen_t n = 0;
  for (int32_t i = 0; i < file->dictionary.count; i++) n += file->columns[i].text;
  SEXP out = PROTECT(Rf_allocVector(INTSXP, n));
  R_xlen_t next = 0;
  for (int32_t i = 0; i < file->dictionary.count; i++) {
    if (!file->columns[i].text) continue;
    for (R_xlen_t k = 0; k < XLENGTH(wanted); k++) {
      if (INTEGER(wanted)[k] - 1 == i) INTEGER(out)[next] = (int)k;
    }
    next++;
  }
  UNPROTECT(1);
  return out;
}

/* The texts of the block that was read last, into their columns. */
static pw_status fill_texts(sav_file *file, SEXP columns, SEXP texts, SEXP keeper, SEXP bad,
                            int64_t from, int64_t rows, pw_error *err) {
  enum { SOME = 256 };
  for (R_xlen_t t = 0; t < XLENGTH(texts); t++) {
    int k = INTEGER(texts)[t];
    for (int64_t row = 0; row < rows; row += SOME) {
      pw_text some[SOME];
      int64_t n = rows - row < SOME ? rows - row : SOME;
      for (int64_t i = 0; i < n; i++) {
        some[i] = pw_sav_cases_text(file->cases, (int32_t)t, row + i);
      }
      pw_status status = pw_column_strings_put(&file->strings, (size_t)t, some, n, VECTOR_ELT(columns, k),
                                        from + row, keeper, &INTEGER(bad)[k], err);
      if (status != PW_OK) return status;
    }
  }
  return PW_OK;
}

/* Reads `rows` rows; `*n_read` are complete. Damaged data ends them. */
static pw_status read_rows(sav_file *file, SEXP columns, SEXP texts, SEXP keeper, SEXP bad,
                           int64_t rows, const pw_stop *stop, pw_progress *progress,
                           int64_t *n_read, pw_error *err) {
  while (*n_read < rows) {
    int64_t got;
    pw_status status = pw_sav_cases_next(file->cases, stop, &got, err);
    if (status != PW_OK) return status;
    if (got == 0) break;
    status = fill_texts(file, columns, texts, keeper, bad, *n_read, got, err);
    if (status != PW_OK) return status;
    *n_read += got;
    pw_progress_at(progress, (double)*n_read / (double)rows);
  }
  return PW_OK;
}

/* A variable asked for twice is read once. */
static void copy_repeated(SEXP wanted, SEXP columns) {
  for (R_xlen_t k = 1; k < XLENGTH(wanted); k++) {
    for (R_xlen_t j = 0; j < k; j++) {
      if (INTEGER(wanted)[j] != INTEGER(wanted)[k]) continue;
      SET_VECTOR_ELT(columns, k, Rf_duplicate(VECTOR_ELT(columns, j)));
      break;
    }
  }
}

/* Rows `skip` + 1 and on, `rows` of them, of the `wanted` variables (from 1),
 * each with the attributes of its element of `dresses`: list(columns, n_read,
 * bad, damage), where `bad` counts the cells with replaced bytes and `damage`
 * is NULL or the error that ended the rows early. */
SEXP pw_call_sav_rows(SEXP pointer, SEXP wanted, SEXP skip, SEXP rows, SEXP dresses,
                      SEXP show) {
  sav_file *file = R_ExternalPtrAddr(pointer);
  R_xlen_t n = (R_xlen_t)Rf_asReal(rows);
  const char *names[] = {"columns", "n_read", "bad", "damage", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  SEXP columns = Rf_allocVector(VECSXP, XLENGTH(wanted));
  SET_VECTOR_ELT(out, 0, columns);
  SEXP bad = Rf_allocVector(INTSXP, XLENGTH(wanted));
  SET_VECTOR_ELT(out, 2, bad);
  memset(INTEGER(bad), 0, (size_t)XLENGTH(wanted) * sizeof(int));
  SEXP keeper = PROTECT(Rf_allocVector(VECSXP, 1));
  pw_error err;
  int64_t n_read = 0;
  pw_stop stop = pw_stop_from_r();
  pw_progress progress = pw_progress_new(show);
  release(file);
  pw_status status = prepare(file, wanted, columns, n, &err);
  SEXP texts = PROTECT(status == PW_OK ? text_columns(file, wanted) : R_NilValue);
  if (status == PW_OK && n > 0) {
    status = pw_sav_cases_open(&file->cases, &file->records, &file->source, file->columns,
                               (int64_t)Rf_asReal(skip), n, NA_REAL, 1, &file->alloc, &stop, &err);
    if (status == PW_OK) {
      status = read_rows(file, columns, texts, keeper, bad, n, &stop, &progress, &n_read, &err);
    }
  }
  if (status == PW_OK || status == PW_FORMAT) pw_column_strings_finish(&file->strings);
  release(file);
  if (status == PW_FORMAT) SET_VECTOR_ELT(out, 3, pw_kernel_error(&err));
  if (status != PW_OK && status != PW_FORMAT) {
    UNPROTECT(3);
    return pw_kernel_error(&err);
  }
  copy_repeated(wanted, columns);
  for (R_xlen_t k = 0; k < XLENGTH(wanted); k++) {
    if (n_read < n) SET_VECTOR_ELT(columns, k, Rf_xlengthgets(VECTOR_ELT(columns, k), (R_xlen_t)n_read));
    SHALLOW_DUPLICATE_ATTRIB(VECTOR_ELT(columns, k), VECTOR_ELT(dresses, k));
  }
  SET_VECTOR_ELT(out, 1, Rf_ScalarReal((double)n_read));
  UNPROTECT(3);
  return out;
}

/* Closes the file now rather than when R collects its handle. */
SEXP pw_call_sav_close(SEXP pointer) {
  close_file(pointer);
  return R_NilValue;
}
