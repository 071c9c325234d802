/* .sav, .zsav and .por between R and the kernel. */
#include <string.h>

#include "dictionary.h"
#include "glue.h"
#include "read/por.h"
#include "read/sav_cases.h"
#include "read/sav_dictionary.h"
#include "read/sav_records.h"
#include "read/spss_text.h"
#include "read/spss_time.h"

/* All kernel memory of one open file; lives on an external pointer. */
typedef struct {
  pw_alloc alloc;
  pw_sav_records records;
  pw_por por; /* its dictionary serves .sav too */
  int is_por;
  pw_strpool *pool;
  pw_spss_text text;
  int32_t *ids; /* scratch of the column set being read */
  pw_sav_column *columns;
} spss_file;

static void release(spss_file *file) {
  pw_free(&file->alloc, file->ids);
  pw_free(&file->alloc, file->columns);
  file->ids = NULL;
  file->columns = NULL;
  pw_strpool_free(file->pool);
  file->pool = NULL;
  pw_spss_text_close(&file->text);
  file->text.alloc = &file->alloc;
}

static void close_file(SEXP pointer) {
  spss_file *file = R_ExternalPtrAddr(pointer);
  if (file == NULL) return;
  release(file);
  pw_sav_records_free(&file->records);
  pw_por_free(&file->por);
  R_ClearExternalPtr(pointer);
  R_Free(file);
}

static SEXP new_file(void) {
  SEXP pointer = PROTECT(R_MakeExternalPtr(NULL, R_NilValue, R_NilValue));
  R_RegisterCFinalizerEx(pointer, close_file, TRUE);
  spss_file *file = R_Calloc(1, spss_file);
  file->alloc = pw_alloc_unlimited();
  file->text.alloc = &file->alloc;
  R_SetExternalPtrAddr(pointer, file);
  UNPROTECT(1);
  return pointer;
}

static const char *option(SEXP text) {
  return Rf_isNull(text) ? NULL : CHAR(STRING_ELT(text, 0));
}

static SEXP description(SEXP pointer, const spss_file *file, const char *charset,
                        int64_t rows) {
  const pw_dictionary *d = &file->por.dictionary;
  const char *names[] = {"handle", "variables", "labels", "file", "encoding", "rows",
                         "declared", "compression", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  SET_VECTOR_ELT(out, 0, pointer);
  SET_VECTOR_ELT(out, 1, pw_variables_to_r(d));
  SET_VECTOR_ELT(out, 2, pw_labels_to_r(d));
  SET_VECTOR_ELT(out, 3, pw_file_to_r(d));
  SET_VECTOR_ELT(out, 4, Rf_mkString(charset));
  SET_VECTOR_ELT(out, 5, Rf_ScalarReal((double)rows));
  SET_VECTOR_ELT(out, 6, Rf_ScalarReal(file->is_por || file->records.case_count < 0
                                         ? NA_REAL : (double)file->records.case_count));
  SET_VECTOR_ELT(out, 7, Rf_ScalarInteger(file->is_por ? 0 : (int)file->records.compression));
  UNPROTECT(1);
  return out;
}

/* Opens the file in `bytes`: its dictionary, row count and a handle. */
SEXP pw_call_spss_open(SEXP bytes, SEXP is_por, SEXP encoding) {
  SEXP pointer = PROTECT(new_file());
  spss_file *file = R_ExternalPtrAddr(pointer);
  pw_bytes input = {RAW(bytes), (uint64_t)XLENGTH(bytes)};
  pw_stop stop = pw_stop_from_r();
  pw_error err;
  pw_status status;
  int64_t rows = 0;
  char charset[64] = "UTF-8";
  file->is_por = Rf_asLogical(is_por);
  if (file->is_por) {
    status = pw_por_read(&file->por, input, option(encoding), NA_REAL, &file->alloc, &stop, &err);
    rows = file->por.rows;
  } else {
    status = pw_sav_records_read(&file->records, input, &file->alloc, &err);
    if (status == PW_OK) {
      pw_spss_charset(option(encoding), file->records.charset, file->records.charset_code, charset);
      status = pw_sav_dictionary_read(&file->por.dictionary, &file->records, input,
                                      charset, &file->alloc, &err);
    }
    if (status == PW_OK) {
      status = pw_sav_cases_count(&file->records, input, &rows, &file->alloc, &stop, &err);
    }
  }
  SEXP out = PROTECT(status == PW_OK ? description(pointer, file, charset, rows)
                                     : pw_kernel_error(&err));
  UNPROTECT(2);
  return out;
}

/* One CHARSXP for each distinct text, and how many bytes were bad in it. */
static pw_status distinct_texts(spss_file *file, const pw_strpool *pool, int convert,
                                SEXP texts, SEXP bad, pw_error *err) {
  for (int32_t id = 0; id < pw_strpool_count(pool); id++) {
    pw_text text = pw_strpool_text(pool, id);
    const char *bytes = text.bytes;
    size_t length = text.length;
    int64_t wrong = 0;
    if (convert) {
      pw_status status = pw_spss_text_utf8(&file->text, text.bytes, text.length,
                                           &bytes, &length, &wrong, err);
      if (status != PW_OK) return status;
    }
    SET_STRING_ELT(texts, id, Rf_mkCharLenCE(bytes, (int)length, CE_UTF8));
    INTEGER(bad)[id] = wrong > 0;
  }
  return PW_OK;
}

static void fill_texts(SEXP column, SEXP texts, const int32_t *ids, R_xlen_t n) {
  for (R_xlen_t i = 0; i < n; i++) SET_STRING_ELT(column, i, STRING_ELT(texts, ids[i]));
}

static int count_bad(SEXP bad, const int32_t *ids, R_xlen_t n) {
  int count = 0;
  for (R_xlen_t i = 0; i < n; i++) count += INTEGER(bad)[ids[i]];
  return count;
}

/* Allocates the R columns and points the kernel's at them. Text columns are
 * decoded to ids in scratch. */
static pw_status prepare(spss_file *file, SEXP wanted, SEXP columns, R_xlen_t rows,
                         pw_error *err) {
  const pw_dictionary *d = &file->por.dictionary;
  size_t texts = 0;
  for (R_xlen_t k = 0; k < XLENGTH(wanted); k++) {
    int is_text = d->variables[INTEGER(wanted)[k] - 1].is_text;
    SET_VECTOR_ELT(columns, k, Rf_allocVector(is_text ? STRSXP : REALSXP, rows));
    texts += (size_t)is_text;
  }
  file->columns = pw_alloc_zeroed(&file->alloc, (size_t)d->count, sizeof *file->columns);
  if (file->columns == NULL ||
      (texts > 0 && (size_t)rows > SIZE_MAX / texts)) return pw_fail(err, PW_MEMORY, "no memory for the rows");
  file->ids = pw_alloc_zeroed(&file->alloc, texts * (size_t)rows, sizeof *file->ids);
  if (file->ids == NULL) return pw_fail(err, PW_MEMORY, "no memory for the rows");
  size_t next = 0;
  for (R_xlen_t k = 0; k < XLENGTH(wanted); k++) {
    int at = INTEGER(wanted)[k] - 1;
    if (d->variables[at].is_text) file->columns[at].texts = file->ids + (size_t)rows * next++;
    else file->columns[at].numbers = REAL(VECTOR_ELT(columns, k));
  }
  return PW_OK;
}

static pw_status read_rows(spss_file *file, SEXP bytes, R_xlen_t skip, R_xlen_t rows,
                           int64_t *n_read, pw_error *err) {
  const pw_dictionary *d = &file->por.dictionary;
  pw_stop stop = pw_stop_from_r();
  if (!file->is_por) {
    pw_bytes input = {RAW(bytes), (uint64_t)XLENGTH(bytes)};
    pw_status status = pw_strpool_new(&file->pool, &file->alloc, err);
    if (status != PW_OK) return status;
    return pw_sav_cases_read(&file->records, input, file->columns, skip, rows, NA_REAL,
                             file->pool, n_read, &file->alloc, &stop, err);
  }
  for (int32_t i = 0; i < d->count && rows > 0; i++) {
    if (file->columns[i].numbers) {
      memcpy(file->columns[i].numbers, file->por.numbers[i] + skip, (size_t)rows * sizeof(double));
    } else if (file->columns[i].texts) {
      memcpy(file->columns[i].texts, file->por.texts[i] + skip, (size_t)rows * sizeof(int32_t));
    }
  }
  *n_read = rows;
  return PW_OK;
}

/* Rows `skip` + 1 and on, `rows` of them, of the `wanted` variables (from 1):
 * list(columns, n_read, bad), where `bad` counts cells with replaced bytes. */
SEXP pw_call_spss_rows(SEXP pointer, SEXP bytes, SEXP wanted, SEXP skip, SEXP rows,
                       SEXP charset) {
  spss_file *file = R_ExternalPtrAddr(pointer);
  const pw_dictionary *d = &file->por.dictionary;
  R_xlen_t n = (R_xlen_t)Rf_asReal(rows);
  const char *names[] = {"columns", "n_read", "bad", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  SEXP columns = Rf_allocVector(VECSXP, XLENGTH(wanted));
  SET_VECTOR_ELT(out, 0, columns);
  SET_VECTOR_ELT(out, 2, Rf_allocVector(INTSXP, XLENGTH(wanted)));
  pw_error err;
  int64_t n_read = 0;
  release(file);
  pw_status status = prepare(file, wanted, columns, n, &err);
  if (status == PW_OK && !file->is_por) {
    status = pw_spss_text_open(&file->text, option(charset), &file->alloc, &err);
  }
  if (status == PW_OK) status = read_rows(file, bytes, (R_xlen_t)Rf_asReal(skip), n, &n_read, &err);
  int protected = 1;
  if (status == PW_OK) {
    const pw_strpool *pool = file->is_por ? d->pool : file->pool;
    SEXP texts = PROTECT(Rf_allocVector(STRSXP, pw_strpool_count(pool)));
    SEXP bad = PROTECT(Rf_allocVector(INTSXP, pw_strpool_count(pool)));
    protected += 2;
    status = distinct_texts(file, pool, !file->is_por, texts, bad, &err);
    for (R_xlen_t k = 0; status == PW_OK && k < XLENGTH(wanted); k++) {
      int at = INTEGER(wanted)[k] - 1;
      INTEGER(VECTOR_ELT(out, 2))[k] = 0;
      if (d->variables[at].is_text) {
        fill_texts(VECTOR_ELT(columns, k), texts, file->columns[at].texts, (R_xlen_t)n_read);
        INTEGER(VECTOR_ELT(out, 2))[k] = count_bad(bad, file->columns[at].texts, (R_xlen_t)n_read);
      } else {
        pw_spss_time_convert(file->columns[at].numbers, n_read, (pw_time_kind)pw_time_of(d, at));
      }
    }
  }
  release(file);
  SET_VECTOR_ELT(out, 1, Rf_ScalarReal((double)n_read));
  if (status != PW_OK) out = pw_kernel_error(&err);
  UNPROTECT(protected);
  return out;
}
