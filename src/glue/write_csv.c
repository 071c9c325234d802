/* CSV out of R: the cells, and single values as they are spelt there. */
#include "calls.h"
#include "column_cells.h"
#include "glue.h"
#include "path.h"
#include "write/csv_cell.h"
#include "write/csv_write.h"

/* What the rows are written from; the columns and names are R's. */
typedef struct {
  SEXP columns, names;
} text_source;

static pw_text text_of(void *data, int32_t column, int64_t row) {
  const text_source *source = data;
  return pw_cell_text(
    row < 0 ? STRING_ELT(source->names, column)
            : STRING_ELT(VECTOR_ELT(source->columns, column), (R_xlen_t)row));
}

static pw_csv_out column_of(SEXP values, int kind) {
  pw_csv_out column = {(pw_csv_out_kind)kind, NULL, NULL};
  pw_cells_at(values, &column.numbers, &column.integers);
  return column;
}

/* Writes the columns (doubles, integers, logicals or texts in UTF-8, of one
 * length), each of a kind of pw_csv_out_kind, under `names`. NULL, or the
 * kernel's error. */
SEXP pw_call_csv_write(SEXP path, SEXP columns, SEXP kinds, SEXP names,
                       SEXP rows, SEXP mode) {
  const char *name = pw_path(path);
  R_xlen_t n = Rf_xlength(columns);
  pw_csv_out *cells = (pw_csv_out *)R_alloc((size_t)n + 1, sizeof *cells);
  for (R_xlen_t i = 0; i < n; i++)
    cells[i] = column_of(VECTOR_ELT(columns, i), INTEGER(kinds)[i]);
  text_source source = {columns, names};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stop stop = pw_stop_from_r();
  pw_error err;
  pw_status status = pw_csv_write(name, (unsigned)Rf_asInteger(mode), cells,
                                  (int32_t)n, (int64_t)Rf_asReal(rows), text_of,
                                  &source, &alloc, &stop, &err);
  return status == PW_OK ? R_NilValue : pw_kernel_error(&err);
}

/* Numbers as the texts that stand for them in the file, "" for a missing one.
 */
SEXP pw_call_csv_texts(SEXP numbers, SEXP kind) {
  R_xlen_t n = Rf_xlength(numbers);
  SEXP out = PROTECT(Rf_allocVector(STRSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    char cell[PW_CSV_OUT_ROOM];
    size_t length = pw_csv_put_cell(cell, (pw_csv_out_kind)Rf_asInteger(kind),
                                    REAL(numbers)[i]);
    SET_STRING_ELT(out, i, Rf_mkCharLen(cell, (int)length));
  }
  UNPROTECT(1);
  return out;
}
