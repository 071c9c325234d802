#include <stdint.h>

#include "base/source.h"
#include "base/utf8.h"
#include "calls.h"
#include "glue.h"
#include "named.h"
#include "pages.h"
#include "path.h"
#include "strings.h"
#include "text/zip.h"

static pw_status find_directory(const char *path, pw_zip_place *place,
                                pw_error *err) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_source source;
  pw_status status = pw_source_open(&source, path, err);
  if (status != PW_OK) return status;
  status = pw_zip_find(&source, place, &alloc, err);
  pw_source_close(&source);
  return status;
}

static pw_status read_directory(const char *path, const pw_zip_place *place,
                                unsigned char *to, pw_error *err) {
  pw_source source;
  pw_status status = pw_source_open(&source, path, err);
  if (status != PW_OK) return status;
  size_t n = (size_t)place->length;
  if (pw_source_read(&source, place->at, to, n) < n) {
    status = pw_fail(err, PW_TRUNCATED, "it can't be read to its end");
  }
  pw_source_close(&source);
  return status;
}

/* How many entries a directory has; fails where it is broken. */
static pw_status count_entries(pw_bytes directory, uint64_t before, R_xlen_t *n,
                               pw_error *err) {
  pw_zip_entry entry;
  uint64_t at = 0;
  for (*n = 0;; ++*n) {
    pw_status status = pw_zip_next(directory, before, &at, &entry, err);
    if (status != PW_OK || entry.name == NULL) return status;
  }
}

/* The entries of the archive at `path`, a list of columns: name (its bytes, as
 * if they were UTF-8), size, and where and how it is packed: header, packed,
 * crc, flags, method. */
SEXP pw_call_archive_entries(SEXP path) {
  static const char *const parts[] = {"name", "size",  "header", "packed",
                                      "crc",  "flags", "method", ""};
  enum { COLUMNS = 6 };
  pw_error err;
  pw_zip_place place;
  const char *file = pw_path(path);
  if (find_directory(file, &place, &err) != PW_OK) return pw_kernel_error(&err);
  unsigned char *memory = (unsigned char *)R_alloc(place.length + 1, 1);
  if (read_directory(file, &place, memory, &err) != PW_OK)
    return pw_kernel_error(&err);
  pw_bytes directory = {memory, place.length};
  R_xlen_t n;
  if (count_entries(directory, place.before, &n, &err) != PW_OK)
    return pw_kernel_error(&err);
  SEXP result = PROTECT(Rf_mkNamed(VECSXP, (const char **)(void *)parts));
  SEXP name = pw_put_new(result, "name", STRSXP, n);
  double *column[COLUMNS];
  for (int i = 0; i < COLUMNS; i++)
    column[i] = REAL(pw_put_new(result, parts[i + 1], REALSXP, n));
  uint64_t at = 0;
  for (R_xlen_t i = 0; i < n; i++) {
    pw_zip_entry entry;
    pw_zip_next(directory, place.before, &at, &entry, &err);
    SET_STRING_ELT(name, i, pw_string(entry.name, entry.name_length));
    const double values[COLUMNS] = {(double)entry.size,   (double)entry.header,
                                    (double)entry.packed, (double)entry.crc,
                                    (double)entry.flags,  (double)entry.method};
    for (int k = 0; k < COLUMNS; k++) column[k][i] = values[k];
  }
  UNPROTECT(1);
  return result;
}

static double number_of(SEXP columns, const char *name, R_xlen_t i) {
  return REAL(pw_get(columns, name))[i];
}

static pw_zip_entry entry_of(SEXP columns, R_xlen_t i) {
  pw_zip_entry out = {0};
  out.size = (uint64_t)number_of(columns, "size", i);
  out.header = (uint64_t)number_of(columns, "header", i);
  out.packed = (uint64_t)number_of(columns, "packed", i);
  out.crc = (uint32_t)number_of(columns, "crc", i);
  out.flags = (uint16_t)number_of(columns, "flags", i);
  out.method = (uint16_t)number_of(columns, "method", i);
  return out;
}

/* The bytes of the entries in `columns`, which pw_call_archive_entries() gave:
 * a list of raw vectors. Where one can't be read, the error has its number as
 * the row. */
SEXP pw_call_archive_bytes(SEXP path, SEXP columns) {
  const char *file = pw_path(path);
  R_xlen_t n = XLENGTH(VECTOR_ELT(columns, 0));
  pw_zip_entry *entries =
    (pw_zip_entry *)(void *)R_alloc((size_t)n + 1, sizeof *entries);
  pw_error err;
  for (R_xlen_t i = 0; i < n; i++) {
    entries[i] = entry_of(columns, i);
    if (pw_zip_is_possible(&entries[i])) continue;
    pw_fail(&err, PW_FORMAT, "an entry can't be as large as it says");
    err.row = (int64_t)i;
    return pw_kernel_error(&err);
  }
  SEXP result = PROTECT(Rf_allocVector(VECSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    SET_VECTOR_ELT(result, i,
                   Rf_allocVector(RAWSXP, (R_xlen_t)entries[i].size));
    pw_will_fill(VECTOR_ELT(result, i));
  }
  pw_source source;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_status status = pw_source_open(&source, file, &err);
  for (R_xlen_t i = 0; status == PW_OK && i < n; i++) {
    status = pw_zip_read(&source, &entries[i], RAW(VECTOR_ELT(result, i)),
                         &alloc, &err);
    if (status != PW_OK) err.row = (int64_t)i;
  }
  pw_source_close(&source);
  UNPROTECT(1);
  return status == PW_OK ? result : pw_kernel_error(&err);
}

static int is_text(const char *bytes, size_t n) {
  for (size_t at = 0, size; at < n; at += size) {
    size = bytes[at] == 0 ? 0 : pw_utf8_length(bytes + at, n - at);
    if (size == 0) return 0;
  }
  return 1;
}

/* Raw vectors as strings; NA where one is not UTF-8, or has a zero. */
SEXP pw_call_bytes_as_text(SEXP bytes) {
  R_xlen_t n = XLENGTH(bytes);
  SEXP result = PROTECT(Rf_allocVector(STRSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    SEXP one = VECTOR_ELT(bytes, i);
    const char *from = (const char *)RAW(one);
    size_t length = (size_t)XLENGTH(one);
    SET_STRING_ELT(result, i,
                   length <= INT32_MAX && is_text(from, length)
                     ? pw_string(from, length)
                     : NA_STRING);
  }
  UNPROTECT(1);
  return result;
}
