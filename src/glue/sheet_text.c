/* Workbooks: the cells of a sheet as delimited text, which the CSV reader takes
 * from there. */
#include "calls.h"
#include "glue.h"
#include "handle.h"
#include "named.h"
#include "strings.h"

#include <math.h>
#include <string.h>

#include "read/sheet_scan.h"
#include "read/sheet_strings.h"
#include "read/sheet_styles.h"
#include "read/sheet_text.h"
#include "read/xls_records.h"

typedef struct {
  pw_alloc alloc;
  pw_sheet sheet;
  pw_sheet_text text;
} held_sheet;

static void free_sheet(SEXP handle) {
  held_sheet *held = R_ExternalPtrAddr(handle);
  if (held == NULL) return;
  pw_sheet_free(&held->sheet);
  pw_free(&held->alloc, held->text.bytes);
  R_ClearExternalPtr(handle);
}

static SEXP hold_sheet(held_sheet **held) {
  SEXP handle = pw_handle_of_zeros(free_sheet, sizeof **held);
  *held = R_ExternalPtrAddr(handle);
  (*held)->alloc = pw_alloc_unlimited();
  (*held)->sheet = pw_sheet_empty(&(*held)->alloc);
  return handle;
}

static double *put_doubles(SEXP out, const char *name, size_t n) {
  return REAL(pw_put_new(out, name, REALSXP, (R_xlen_t)n));
}

static void put_marks(SEXP list, const pw_sheet *sheet) {
  const char *names[] = {"kind", "row", "column", "text", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  double *kind = put_doubles(out, "kind", sheet->n_marks);
  double *row = put_doubles(out, "row", sheet->n_marks);
  double *column = put_doubles(out, "column", sheet->n_marks);
  SEXP text = pw_put_new(out, "text", STRSXP, (R_xlen_t)sheet->n_marks);
  for (size_t i = 0; i < sheet->n_marks; i++) {
    const pw_mark *mark = sheet->marks + i;
    kind[i] = mark->kind + 1;
    row[i] = mark->row + 1;
    column[i] = mark->column + 1;
    const char *bytes = mark->length > 0 ? sheet->texts + mark->at : "";
    SET_STRING_ELT(text, (R_xlen_t)i, pw_string(bytes, mark->length));
  }
  pw_put(list, "marks", out);
  UNPROTECT(1);
}

/* Merged ranges whose first cell has a value. */
static void put_merges(SEXP list, const pw_sheet *sheet) {
  const char *names[] = {"row", "column", "last_row", "last_column", ""};
  size_t n = 0;
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  double *row = put_doubles(out, "row", sheet->n_merges);
  double *column = put_doubles(out, "column", sheet->n_merges);
  double *last_row = put_doubles(out, "last_row", sheet->n_merges);
  double *last_column = put_doubles(out, "last_column", sheet->n_merges);
  for (size_t i = 0; i < sheet->n_merges; i++) {
    const pw_merge *merge = sheet->merges + i;
    if (pw_sheet_find(sheet, merge->row, merge->column) == NULL) continue;
    row[n] = merge->row + 1;
    column[n] = merge->column + 1;
    last_row[n] = merge->last_row + 1;
    last_column[n++] = merge->last_column + 1;
  }
  for (int i = 0; names[i][0] != 0; i++) pw_shorten(out, names[i], (R_xlen_t)n);
  pw_put(list, "merged", out);
  UNPROTECT(1);
}

/* The sheet as text, from row `first` on: `bytes`, commas between cells; `at`,
 * where each row begins; `rows`, how many the sheet has in all; `odd`, how many
 * control characters were left out, and the row and column of the first; and
 * what is to be said about cells: `marks` and `merged`. */
static SEXP write_sheet(held_sheet *held, int32_t first) {
  const char *names[] = {"bytes", "at", "rows", "odd", "marks", "merged", ""};
  const pw_sheet *sheet = &held->sheet;
  pw_sheet_text *text = &held->text;
  pw_stop stop = pw_stop_from_r();
  pw_error err;
  int32_t rows = pw_sheet_rows(sheet);
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  double *at =
    put_doubles(out, "at", rows > first ? (size_t)(rows - first) : 0);
  if (pw_sheet_write(sheet, first, at, text, &stop, &err) != PW_OK) {
    UNPROTECT(1);
    return pw_kernel_error(&err);
  }
  pw_put_double(out, "rows", rows);
  SEXP bytes = pw_put_new(out, "bytes", RAWSXP, (R_xlen_t)text->used);
  if (text->used > 0) memcpy(RAW(bytes), text->bytes, text->used);
  double *odd = put_doubles(out, "odd", 3);
  odd[0] = (double)text->odd;
  odd[1] = text->odd_row + 1;
  odd[2] = text->odd_column + 1;
  put_marks(out, sheet);
  put_merges(out, sheet);
  UNPROTECT(1);
  return out;
}

static SEXP write_and_free(SEXP handle, held_sheet *held, double first) {
  SEXP out = PROTECT(write_sheet(
    held, first < PW_SHEET_ROWS ? (int32_t)first : (int32_t)PW_SHEET_ROWS));
  free_sheet(handle);
  UNPROTECT(1);
  return out;
}

static pw_span span_of(SEXP bytes) {
  pw_span out = {"", 0};
  if (Rf_isNull(bytes)) return out;
  out.bytes = (const char *)RAW(bytes);
  out.length = (size_t)XLENGTH(bytes);
  return out;
}

static pw_status read_parts(pw_sheet *sheet, pw_span xml, pw_span strings,
                            pw_span styles, pw_calendar calendar,
                            pw_error *err) {
  pw_stop stop = pw_stop_from_r();
  pw_status status = PW_OK;
  if (strings.length > 0) status = pw_sheet_read_strings(sheet, strings, err);
  if (status == PW_OK && styles.length > 0)
    status = pw_sheet_read_styles(sheet, styles, err);
  if (status == PW_OK) status = pw_sheet_scan(sheet, xml, calendar, &stop, err);
  return status;
}

/* (xml: the bytes of a sheet's part; strings, styles: those of the parts of the
 * workbook, or NULL; from_1904: its calendar; first: how many rows to pass
 * over) -> as write_sheet(), or an error with the place of the cell. */
SEXP pw_call_sheet_xml(SEXP xml, SEXP strings, SEXP styles, SEXP from_1904,
                       SEXP first) {
  held_sheet *held;
  pw_error err;
  SEXP handle = PROTECT(hold_sheet(&held));
  pw_calendar calendar = Rf_asLogical(from_1904) == TRUE ? PW_FROM_1904
                                                         : PW_FROM_1900;
  SEXP out;
  if (read_parts(&held->sheet, span_of(xml), span_of(strings), span_of(styles),
                 calendar, &err) == PW_OK) {
    out = write_and_free(handle, held, Rf_asReal(first));
  } else {
    out = pw_kernel_error(&err);
  }
  UNPROTECT(1);
  return out;
}

/* Adds a cell of readxl: a logical, a number, a POSIXct, or a text of UTF-8. */
static pw_status add_cell(pw_sheet *sheet, SEXP from, int32_t row,
                          int32_t column, pw_error *err) {
  pw_cell cell = {row, column, PW_CELL_NUMBER, 0, {0}};
  if (TYPEOF(from) == STRSXP && STRING_ELT(from, 0) != NA_STRING) {
    SEXP string = STRING_ELT(from, 0);
    size_t n = (size_t)LENGTH(string);
    pw_status status = pw_sheet_text_room(sheet, n, err);
    if (status != PW_OK || n == 0) return status;
    memcpy(sheet->texts + sheet->texts_used, CHAR(string), n);
    cell.kind = PW_CELL_TEXT;
    cell.length = (uint32_t)n;
    cell.is.at = sheet->texts_used;
    sheet->texts_used += n;
  } else if (TYPEOF(from) == LGLSXP && LOGICAL(from)[0] != NA_LOGICAL) {
    cell.kind = PW_CELL_TRUTH;
    cell.is.truth = LOGICAL(from)[0];
  } else if (TYPEOF(from) == REALSXP && R_FINITE(REAL(from)[0])) {
    cell.is.number = REAL(from)[0];
    if (Rf_inherits(from, "POSIXct")) {
      cell.kind = PW_CELL_TIME;
      cell.is.time = (int64_t)llround(cell.is.number * 1000);
    }
  } else {
    return PW_OK;
  }
  return pw_sheet_add_cell(sheet, &cell, err);
}

/* (columns: lists of equal length, of readxl's cells; first: how many rows to
 * pass over; records, at: those of an old workbook, and where the sheet's
 * begin, or NULL) -> as write_sheet(). */
SEXP pw_call_sheet_text(SEXP columns, SEXP first, SEXP records, SEXP at) {
  held_sheet *held;
  pw_error err;
  SEXP handle = PROTECT(hold_sheet(&held));
  int32_t width = (int32_t)XLENGTH(columns);
  int32_t n = width > 0 ? (int32_t)XLENGTH(VECTOR_ELT(columns, 0)) : 0;
  pw_status status = PW_OK;
  if (!Rf_isNull(records)) {
    pw_bytes stream = {RAW(records), (uint64_t)XLENGTH(records)};
    status = pw_xls_marks(stream, (uint32_t)Rf_asReal(at), &held->sheet, &err);
  }
  for (int32_t i = 0; status == PW_OK && i < n; i++) {
    for (int32_t j = 0; status == PW_OK && j < width; j++) {
      SEXP cell = VECTOR_ELT(VECTOR_ELT(columns, j), i);
      status = add_cell(&held->sheet, cell, i, j, &err);
    }
  }
  SEXP out = status == PW_OK ? write_and_free(handle, held, Rf_asReal(first))
                             : pw_kernel_error(&err);
  UNPROTECT(1);
  return out;
}
