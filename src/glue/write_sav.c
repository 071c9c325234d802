/* .sav and .zsav out of R: the inverse of dictionary.c, and the cells. */
#include <string.h>

#include "calls.h"
#include "column_cells.h"
#include "glue.h"
#include "named.h"
#include "path.h"
#include "write/sav_write.h"

/* The element of a list by its name, which must be there: the lists are ours.
 */
static SEXP get(SEXP list, const char *name) {
  SEXP names = Rf_getAttrib(list, R_NamesSymbol);
  for (R_xlen_t i = 0; i < Rf_xlength(list); i++) {
    if (strcmp(CHAR(STRING_ELT(names, i)), name) == 0)
      return VECTOR_ELT(list, i);
  }
  return R_NilValue;
}

static int32_t text_id(pw_dictionary *d, SEXP text) {
  return text == NA_STRING
    ? PW_NO_TEXT
    : pw_dictionary_text(d, CHAR(text), (size_t)LENGTH(text));
}

static int32_t text_at(pw_dictionary *d, SEXP texts, R_xlen_t i) {
  return text_id(d, STRING_ELT(texts, i));
}

/* The value in the unit of the file. */
static double stored(double x, int time) {
  return pw_spss_time_stored(x, (pw_time_kind)time);
}

static void add_labels(pw_dictionary *d, pw_dictionary_variable *v, SEXP labels,
                       int time) {
  SEXP names = Rf_getAttrib(labels, R_NamesSymbol);
  for (R_xlen_t i = 0; i < Rf_xlength(labels); i++) {
    int32_t text = v->is_text ? text_at(d, labels, i) : PW_NO_TEXT;
    int32_t label = text_at(d, names, i);
    pw_dictionary_label *l = pw_dictionary_add_label(d);
    if (l == NULL) return;
    l->set = v->label_set;
    l->label = label;
    l->is_text = v->is_text;
    l->text = text;
    l->number = v->is_text ? 0 : stored(REAL(labels)[i], time);
  }
}

/* Lowest and highest of each range of missing values, one after another. */
static void set_missing(pw_dictionary *d, pw_dictionary_variable *v,
                        SEXP missing, int time) {
  v->ranges = (int)(Rf_xlength(missing) / 2);
  for (int i = 0; i < v->ranges; i++) {
    if (v->is_text) {
      v->low_text[i] = v->high_text[i] = text_at(d, missing, 2 * i);
    } else {
      v->low[i] = stored(REAL(missing)[2 * i], time);
      v->high[i] = stored(REAL(missing)[2 * i + 1], time);
    }
  }
}

static void add_attributes(pw_dictionary *d, int32_t variable,
                           SEXP attributes) {
  SEXP names = Rf_getAttrib(attributes, R_NamesSymbol);
  for (R_xlen_t i = 0; i < Rf_xlength(attributes); i++) {
    int32_t name = text_at(d, names, i), value = text_at(d, attributes, i);
    pw_dictionary_attribute *a = pw_dictionary_add_attribute(d);
    if (a == NULL) return;
    a->variable = variable;
    a->name = name;
    a->value = value;
  }
}

static void add_variable(pw_dictionary *d, SEXP variables, R_xlen_t i) {
  int time = INTEGER(get(variables, "time"))[i];
  int32_t name = text_at(d, get(variables, "name"), i);
  int32_t label = text_at(d, get(variables, "label"), i);
  int32_t format = text_at(d, get(variables, "format"), i);
  int32_t write_format = text_at(d, get(variables, "write_format"), i);
  SEXP labels = VECTOR_ELT(get(variables, "labels"), i);
  pw_dictionary_variable *v = pw_dictionary_add_variable(d);
  if (v == NULL) return;
  v->name = name;
  v->label = label;
  v->format = format;
  v->write_format = write_format;
  v->is_text = LOGICAL(get(variables, "is_text"))[i];
  v->width = INTEGER(get(variables, "width"))[i];
  v->measure = INTEGER(get(variables, "measure"))[i];
  v->display_width = INTEGER(get(variables, "display_width"))[i];
  v->alignment = INTEGER(get(variables, "alignment"))[i];
  v->role = INTEGER(get(variables, "role"))[i];
  set_missing(d, v, VECTOR_ELT(get(variables, "missing"), i), time);
  /* A set's name is only ever compared: the variable's serves. */
  if (Rf_xlength(labels) > 0) v->label_set = name;
  add_labels(d, v, labels, time);
  add_attributes(d, (int32_t)i, VECTOR_ELT(get(variables, "attributes"), i));
}

static void add_mr_set(pw_dictionary *d, SEXP set) {
  int32_t name = text_at(d, get(set, "name"), 0);
  int32_t label = text_at(d, get(set, "label"), 0);
  int32_t counted = text_at(d, get(set, "counted"), 0);
  SEXP variables = get(set, "variables");
  pw_mr_set *s = pw_dictionary_add_mr_set(d);
  if (s == NULL) return;
  s->name = name;
  s->label = label;
  s->counted = counted;
  s->kind = (pw_mr_kind)Rf_asInteger(get(set, "kind"));
  for (R_xlen_t i = 0; i < Rf_xlength(variables); i++)
    pw_dictionary_add_member(d, INTEGER(variables)[i] - 1);
}

static pw_status fill_dictionary(pw_dictionary *d, SEXP variables, SEXP file) {
  SEXP notes = get(file, "notes"), sets = get(file, "mr_sets");
  for (R_xlen_t i = 0; i < Rf_xlength(get(variables, "name")); i++)
    add_variable(d, variables, i);
  d->file_label = text_at(d, get(file, "label"), 0);
  int weight = Rf_asInteger(get(file, "weight"));
  d->weight = weight == NA_INTEGER ? PW_NO_VARIABLE : weight - 1;
  for (R_xlen_t i = 0; i < Rf_xlength(notes); i++)
    pw_dictionary_add_note(d, text_at(d, notes, i));
  add_attributes(d, PW_NO_VARIABLE, get(file, "attributes"));
  for (R_xlen_t i = 0; i < Rf_xlength(sets); i++)
    add_mr_set(d, VECTOR_ELT(sets, i));
  return d->status;
}

/* What the rows are written from; the columns are R's. */
typedef struct {
  SEXP columns;
} text_source;

static void texts_of(void *data, int32_t variable, int64_t from, int64_t count,
                     pw_text *texts) {
  const text_source *source = data;
  SEXP column = VECTOR_ELT(source->columns, variable);
  for (int64_t i = 0; i < count; i++) {
    R_xlen_t row = (R_xlen_t)(from + i);
    pw_cell_ahead(column, row, (R_xlen_t)(from + count));
    texts[i] = pw_cell_text(STRING_ELT(column, row));
  }
}

static pw_sav_cells cells_of(SEXP column, int time) {
  pw_sav_cells cells = {NULL, NULL, (pw_time_kind)time};
  pw_cells_at(column, &cells.numbers, &cells.integers);
  return cells;
}

/* Writes the columns (doubles, integers, logicals or texts in UTF-8, of one
 * length) as a file; `variables` and `file` have what R/write-sav.R says of
 * them. NULL, or the kernel's error. */
SEXP pw_call_sav_write(SEXP path, SEXP columns, SEXP rows, SEXP variables,
                       SEXP file, SEXP compression, SEXP mode, SEXP threads,
                       SEXP moment) {
  const char *name = pw_path(path);
  R_xlen_t n = Rf_xlength(columns);
  const int *time = INTEGER(get(variables, "time"));
  pw_sav_cells *cells = (pw_sav_cells *)R_alloc((size_t)n + 1, sizeof *cells);
  for (R_xlen_t i = 0; i < n; i++)
    cells[i] = cells_of(VECTOR_ELT(columns, i), time[i]);
  pw_sav_about about = {(pw_sav_compression)Rf_asInteger(compression),
                        (int64_t)Rf_asReal(rows), CHAR(STRING_ELT(moment, 0)),
                        CHAR(STRING_ELT(moment, 1))};
  text_source source = {columns};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stop stop = pw_stop_from_r();
  pw_error err;
  pw_dictionary d;
  pw_status status = pw_dictionary_new(&d, &alloc, &err);
  if (status == PW_OK) status = fill_dictionary(&d, variables, file);
  if (status == PW_OK) {
    status = pw_sav_write(name, (unsigned)Rf_asInteger(mode), &d, cells,
                          texts_of, &source, &about, Rf_asInteger(threads),
                          &alloc, &stop, &err);
  }
  pw_dictionary_free(&d);
  return status == PW_OK ? R_NilValue : pw_kernel_error(&err);
}

/* Which of a time's kinds a format means, 0 for none; as the reader tells. */
SEXP pw_call_spss_time_kind(SEXP format) {
  return Rf_ScalarInteger((int)pw_spss_time_kind(CHAR(STRING_ELT(format, 0))));
}
