/* Old workbooks: their records, and what these say of the workbook. */
#include "calls.h"
#include "glue.h"
#include "handle.h"
#include "named.h"

#include <string.h>

#include "read/ole_stream.h"
#include "read/xls_records.h"

typedef struct {
  pw_alloc alloc;
  unsigned char *bytes;
} held_stream;

static void free_stream(SEXP handle) {
  held_stream *held = R_ExternalPtrAddr(handle);
  if (held == NULL) return;
  pw_free(&held->alloc, held->bytes);
  R_ClearExternalPtr(handle);
}

/* (file: raw bytes of a compound file) -> a list: `kind`, "workbook", "locked"
 * (what is in it has a password) or "other", and `records`, those of a
 * workbook, raw. */
SEXP pw_call_xls_stream(SEXP file) {
  static const char *const streams[] = {"EncryptedPackage", "Workbook", "Book"};
  const char *names[] = {"kind", "records", ""};
  pw_error err;
  int which;
  size_t n;
  SEXP handle = PROTECT(pw_handle_of_zeros(free_stream, sizeof(held_stream)));
  held_stream *held = R_ExternalPtrAddr(handle);
  held->alloc = pw_alloc_unlimited();
  pw_bytes bytes = {RAW(file), (uint64_t)XLENGTH(file)};
  if (pw_ole_read(bytes, streams, 3, &which, &held->bytes, &n, &held->alloc,
                  &err) != PW_OK) {
    UNPROTECT(1);
    return pw_kernel_error(&err);
  }
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  pw_put(out, "kind",
         Rf_mkString(which < 0      ? "other"
                       : which == 0 ? "locked"
                                    : "workbook"));
  if (which > 0) {
    SEXP records = pw_put_new(out, "records", RAWSXP, (R_xlen_t)n);
    if (n > 0) memcpy(RAW(records), held->bytes, n);
  }
  free_stream(handle);
  UNPROTECT(2);
  return out;
}

/* (records: those of an old workbook) -> a list: `locked`; and of each sheet
 * `at`, where its records begin, and whether it is `hidden` and has `cells`. */
SEXP pw_call_xls_sheets(SEXP records) {
  const char *names[] = {"locked", "at", "hidden", "cells", ""};
  pw_bytes stream = {RAW(records), (uint64_t)XLENGTH(records)};
  pw_error err;
  pw_xls_book *book = (pw_xls_book *)(void *)R_alloc(1, sizeof *book);
  if (pw_xls_look(stream, book, &err) != PW_OK) return pw_kernel_error(&err);
  R_xlen_t n = (R_xlen_t)book->n;
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  pw_put(out, "locked", Rf_ScalarLogical(book->locked));
  double *at = REAL(pw_put_new(out, "at", REALSXP, n));
  int *hidden = LOGICAL(pw_put_new(out, "hidden", LGLSXP, n));
  int *cells = LOGICAL(pw_put_new(out, "cells", LGLSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    at[i] = book->sheets[i].at;
    hidden[i] = book->sheets[i].hidden;
    cells[i] = book->sheets[i].cells;
  }
  UNPROTECT(1);
  return out;
}
