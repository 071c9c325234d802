/* CSV: one call opens a text and says what it holds, a second one makes the
 * columns that are wanted, a third one frees. */
#include "glue.h"

#include <string.h>

#include "read/csv_dialect.h"
#include "read/csv_scan.h"
#include "read/csv_types.h"

typedef struct {
  pw_alloc alloc;
  char *converted; /* the text as UTF-8, or NULL where the bytes are that */
  pw_csv_table table;
  pw_strpool *pool;
  char decimal;
} csv_file;

static void free_file(SEXP handle) {
  csv_file *file = R_ExternalPtrAddr(handle);
  if (file == NULL) return;
  pw_strpool_free(file->pool);
  pw_csv_table_free(&file->table, &file->alloc);
  pw_free(&file->alloc, file->converted);
  R_Free(file);
  R_ClearExternalPtr(handle);
}

/* The first byte of an option, or 0 when it is NULL: to be guessed. */
static char mark_of(SEXP option) {
  return Rf_isNull(option) ? 0 : CHAR(STRING_ELT(option, 0))[0];
}

static pw_status decode(csv_file *file, SEXP bytes, SEXP encoding,
                        pw_csv_encoding *found, const char **text,
                        size_t *length, pw_error *err) {
  size_t mark;
  const unsigned char *at = RAW(bytes);
  *length = (size_t)XLENGTH(bytes);
  *found = pw_csv_guess_encoding(at, *length, &mark);
  for (int known = PW_CSV_UTF8; !Rf_isNull(encoding) &&
       known <= PW_CSV_WINDOWS_1252; known++) {
    const char *name = pw_csv_encoding_name((pw_csv_encoding)known);
    if (strcmp(name, CHAR(STRING_ELT(encoding, 0))) == 0) {
      if (*found != (pw_csv_encoding)known) mark = 0;
      *found = (pw_csv_encoding)known;
    }
  }
  at += mark;
  *length -= mark;
  *text = (const char *)at;
  if (*found != PW_CSV_UTF8) {
    pw_status status = pw_csv_to_utf8(at, *length, *found, &file->alloc,
                                      &file->converted, length, err);
    if (status != PW_OK) return status;
    *text = file->converted;
  }
  const char *nul = *length == 0 ? NULL : memchr(*text, 0, *length);
  if (nul != NULL) {
    return pw_fail_at(err, PW_FORMAT, "it holds a zero byte, so it is no text",
                      nul - *text);
  }
  return PW_OK;
}

static SEXP text_sexp(pw_text text) {
  return Rf_mkCharLenCE(text.bytes, (int)text.length, CE_UTF8);
}

static SEXP header_names(const csv_file *file) {
  const pw_csv_table *table = &file->table;
  R_xlen_t n = table->n_rows == 0 ? 0 : (R_xlen_t)table->n_columns;
  SEXP names = PROTECT(Rf_allocVector(STRSXP, n));
  SEXP room = PROTECT(Rf_allocVector(RAWSXP, (R_xlen_t)table->longest_knot));
  for (R_xlen_t j = 0; j < n; j++) {
    pw_csv_cell cell = pw_csv_cell_at(table, 0, j);
    pw_text text = {cell.at, cell.length};
    if (cell.flags & PW_CSV_KNOTTED) {
      text.bytes = (const char *)RAW(room);
      text.length = pw_csv_untie(cell, '"', (char *)RAW(room));
    }
    SET_STRING_ELT(names, j, text_sexp(text));
  }
  UNPROTECT(2);
  return names;
}

static SEXP ragged_lines(const pw_csv_table *table) {
  const char *names[] = {"line", "fields", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  R_xlen_t n = (R_xlen_t)table->n_ragged;
  SEXP line = Rf_allocVector(REALSXP, n);
  SET_VECTOR_ELT(out, 0, line);
  SEXP fields = Rf_allocVector(REALSXP, n);
  SET_VECTOR_ELT(out, 1, fields);
  for (R_xlen_t i = 0; i < n; i++) {
    REAL(line)[i] = (double)table->ragged[i].line + 1;
    REAL(fields)[i] = (double)table->ragged[i].fields;
  }
  UNPROTECT(1);
  return out;
}

static SEXP one_char(char c) {
  return Rf_ScalarString(Rf_mkCharLenCE(&c, 1, CE_UTF8));
}

/* (bytes, encoding, delim, decimal_mark) -> list. Options may be NULL. */
SEXP pw_call_csv_open(SEXP bytes, SEXP encoding, SEXP delim, SEXP decimal) {
  SEXP handle = PROTECT(R_MakeExternalPtr(NULL, R_NilValue, bytes));
  R_RegisterCFinalizerEx(handle, free_file, FALSE);
  csv_file *file = R_Calloc(1, csv_file);
  R_SetExternalPtrAddr(handle, file);
  file->alloc = pw_alloc_unlimited();

  pw_error err;
  pw_error_clear(&err);
  pw_stop stop = pw_stop_from_r();
  pw_csv_encoding found;
  const char *text;
  size_t length, from = 0;
  char separator = mark_of(delim), mark = mark_of(decimal);
  pw_status status = decode(file, bytes, encoding, &found, &text, &length, &err);
  if (status == PW_OK && separator == 0) {
    status = pw_csv_guess_delim(text, length, &separator, &from, &file->alloc,
                                &err);
  }
  if (status == PW_OK && mark == 0) {
    status = pw_csv_guess_decimal(text, length, from, separator, &mark,
                                  &file->alloc, &err);
  }
  if (status == PW_OK) {
    status = pw_csv_scan(&file->table, text, length, from, separator, '"', -1,
                         &file->alloc, &stop, &err);
  }
  if (status != PW_OK) {
    free_file(handle);
    UNPROTECT(1);
    return pw_kernel_error(&err);
  }
  file->decimal = mark;

  const char *names[] = {"handle", "names", "n_rows", "ragged", "encoding",
                         "delim", "decimal_mark", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  SET_VECTOR_ELT(out, 0, handle);
  SET_VECTOR_ELT(out, 1, header_names(file));
  double rows = (double)file->table.n_rows - 1;
  SET_VECTOR_ELT(out, 2, Rf_ScalarReal(rows < 0 ? 0 : rows));
  SET_VECTOR_ELT(out, 3, ragged_lines(&file->table));
  SET_VECTOR_ELT(out, 4, Rf_mkString(pw_csv_encoding_name(found)));
  SET_VECTOR_ELT(out, 5, one_char(separator));
  SET_VECTOR_ELT(out, 6, one_char(mark));
  UNPROTECT(2);
  return out;
}

/* A column of numbers, days or seconds; R_NilValue when none fits. */
static SEXP measured(pw_csv_column column, const pw_csv_rules *rules) {
  SEXP out = PROTECT(Rf_allocVector(REALSXP, (R_xlen_t)column.count));
  if (pw_csv_fill_number(column, rules, NA_REAL, REAL(out))) {
    UNPROTECT(1);
    return out;
  }
  if (pw_csv_fill_date(column, rules, NA_REAL, REAL(out))) {
    Rf_classgets(out, PROTECT(Rf_mkString("Date")));
    UNPROTECT(2);
    return out;
  }
  if (pw_csv_fill_time(column, rules, NA_REAL, REAL(out))) {
    SEXP class = PROTECT(Rf_allocVector(STRSXP, 2));
    SET_STRING_ELT(class, 0, Rf_mkChar("POSIXct"));
    SET_STRING_ELT(class, 1, Rf_mkChar("POSIXt"));
    Rf_classgets(out, class);
    Rf_setAttrib(out, Rf_install("tzone"), PROTECT(Rf_mkString("UTC")));
    UNPROTECT(3);
    return out;
  }
  UNPROTECT(1);
  return R_NilValue;
}

/* A column of texts, one R string for each distinct text. R_NilValue and
 * `err` on failure. */
static SEXP texts(csv_file *file, pw_csv_column column,
                  const pw_csv_rules *rules, pw_error *err) {
  R_xlen_t n = (R_xlen_t)column.count;
  SEXP ids = PROTECT(Rf_allocVector(INTSXP, n));
  SEXP out = PROTECT(Rf_allocVector(STRSXP, n));
  pw_strpool_free(file->pool);
  pw_status status = pw_strpool_new(&file->pool, &file->alloc, err);
  if (status == PW_OK) {
    status = pw_csv_fill_text(column, rules, -1, file->pool, INTEGER(ids),
                              &file->alloc, err);
  }
  if (status != PW_OK) {
    UNPROTECT(2);
    return R_NilValue;
  }
  int32_t distinct = pw_strpool_count(file->pool);
  SEXP once = PROTECT(Rf_allocVector(STRSXP, distinct));
  for (int32_t id = 0; id < distinct; id++) {
    SET_STRING_ELT(once, id, text_sexp(pw_strpool_text(file->pool, id)));
  }
  for (R_xlen_t i = 0; i < n; i++) {
    int id = INTEGER(ids)[i];
    SET_STRING_ELT(out, i, id < 0 ? NA_STRING : STRING_ELT(once, id));
  }
  UNPROTECT(3);
  return out;
}

/* (handle, which: 0-based columns, as_text: logical for each, na, skip, n)
 * -> list of columns; `skip` counts data rows. */
SEXP pw_call_csv_columns(SEXP handle, SEXP which, SEXP as_text, SEXP na,
                         SEXP skip, SEXP n) {
  csv_file *file = R_ExternalPtrAddr(handle);
  if (file == NULL) Rf_error("the file is closed");
  R_xlen_t n_missing = XLENGTH(na);
  pw_text *missing = (pw_text *)R_alloc((size_t)n_missing + 1, sizeof *missing);
  for (R_xlen_t i = 0; i < n_missing; i++) {
    missing[i].bytes = CHAR(STRING_ELT(na, i));
    missing[i].length = strlen(missing[i].bytes);
  }
  pw_csv_rules rules = {missing, (size_t)n_missing, '"', file->decimal};
  pw_error err;
  pw_error_clear(&err);
  SEXP out = PROTECT(Rf_allocVector(VECSXP, XLENGTH(which)));
  for (R_xlen_t k = 0; k < XLENGTH(which); k++) {
    pw_csv_column column = {&file->table, INTEGER(which)[k],
                            (int64_t)Rf_asReal(skip) + 1,
                            (int64_t)Rf_asReal(n)};
    SEXP values = LOGICAL(as_text)[k] ? R_NilValue : measured(column, &rules);
    if (Rf_isNull(values)) values = texts(file, column, &rules, &err);
    if (err.code != PW_OK) {
      UNPROTECT(1);
      return pw_kernel_error(&err);
    }
    SET_VECTOR_ELT(out, k, values);
    R_CheckUserInterrupt(); /* what the kernel holds hangs on the handle */
  }
  UNPROTECT(1);
  return out;
}

SEXP pw_call_csv_close(SEXP handle) {
  free_file(handle);
  return R_NilValue;
}
