/* A dictionary as R values: what R/read-spss.R attaches to the columns. */
#include <string.h>

#include "dictionary.h"
#include "named.h"
#include "read/spss_time.h"

SEXP pw_text_to_r(const pw_strpool *pool, int32_t id) {
  if (id < 0) return NA_STRING;
  pw_text text = pw_strpool_text(pool, id);
  const char *nul = text.length ? memchr(text.bytes, 0, text.length) : NULL;
  size_t length = nul ? (size_t)(nul - text.bytes) : text.length;
  return Rf_mkCharLenCE(text.bytes, (int)length, CE_UTF8);
}

SEXP pw_texts_to_r(const pw_strpool *pool) {
  SEXP out = PROTECT(Rf_allocVector(STRSXP, pw_strpool_count(pool)));
  for (int32_t id = 0; id < pw_strpool_count(pool); id++) {
    SET_STRING_ELT(out, id, pw_text_to_r(pool, id));
  }
  UNPROTECT(1);
  return out;
}

static const char *zero_terminated(const pw_strpool *pool, int32_t id,
                                   char out[32]) {
  out[0] = '\0';
  if (id < 0) return out;
  pw_text text = pw_strpool_text(pool, id);
  size_t n = text.length < 31 ? text.length : 31;
  memcpy(out, text.bytes, n);
  out[n] = '\0';
  return out;
}

int pw_time_of(const pw_dictionary *d, int32_t variable) {
  char format[32];
  const pw_dictionary_variable *v = &d->variables[variable];
  return v->is_text
    ? PW_TIME_NONE
    : (int)pw_spss_time_kind(zero_terminated(d->pool, v->format, format));
}

static SEXP ranges_of(const pw_dictionary *d, const pw_dictionary_variable *v) {
  SEXP out;
  if (v->is_text) {
    out = PROTECT(Rf_allocVector(STRSXP, 2 * v->ranges));
    for (int i = 0; i < v->ranges; i++) {
      SET_STRING_ELT(out, 2 * i, pw_text_to_r(d->pool, v->low_text[i]));
      SET_STRING_ELT(out, 2 * i + 1, pw_text_to_r(d->pool, v->high_text[i]));
    }
  } else {
    out = PROTECT(Rf_allocVector(REALSXP, 2 * v->ranges));
    for (int i = 0; i < v->ranges; i++) {
      REAL(out)[2 * i] = v->low[i];
      REAL(out)[2 * i + 1] = v->high[i];
    }
  }
  UNPROTECT(1);
  return out;
}

/* The attributes of one variable (or the file), as a named character vector. */
static SEXP attributes_of(const pw_dictionary *d, int32_t variable,
                          int32_t from, int32_t to) {
  R_xlen_t n = 0;
  for (int32_t i = from; i < to; i++)
    n += d->attributes[i].variable == variable;
  SEXP out = PROTECT(Rf_allocVector(STRSXP, n));
  SEXP names = Rf_allocVector(STRSXP, n);
  Rf_namesgets(out, PROTECT(names));
  names = Rf_getAttrib(out, R_NamesSymbol);
  R_xlen_t at = 0;
  for (int32_t i = from; i < to; i++) {
    if (d->attributes[i].variable != variable) continue;
    SET_STRING_ELT(names, at, pw_text_to_r(d->pool, d->attributes[i].name));
    SET_STRING_ELT(out, at++, pw_text_to_r(d->pool, d->attributes[i].value));
  }
  UNPROTECT(2);
  return out;
}

/* A list over the variables. Attributes of one variable follow one another,
 * so a variable without any costs nothing. */
static SEXP all_attributes(const pw_dictionary *d) {
  SEXP out = PROTECT(Rf_allocVector(VECSXP, d->count));
  for (int32_t i = 0; i < d->attribute_count;) {
    int32_t variable = d->attributes[i].variable, to = i;
    while (to < d->attribute_count && d->attributes[to].variable == variable)
      to++;
    if (variable >= 0)
      SET_VECTOR_ELT(out, variable, attributes_of(d, variable, i, to));
    i = to;
  }
  UNPROTECT(1);
  return out;
}

static SEXP word(const char *const *words, int i) {
  return words[i] == NULL ? NA_STRING : Rf_mkChar(words[i]);
}

SEXP pw_variables_to_r(const pw_dictionary *d) {
  static const char *const alignments[] = {NULL, "left", "right", "centre"};
  static const char *const roles[] = {NULL,   "input",     "target", "both",
                                      "none", "partition", "split"};
  const char *names[] = {
    "name",          "label", "format",  "label_set",  "write_format",
    "alignment",     "role",  "is_text", "time",       "measure",
    "display_width", "width", "missing", "attributes", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  R_xlen_t n = d->count;
  SEXP name = pw_put_new(out, "name", STRSXP, n);
  SEXP label = pw_put_new(out, "label", STRSXP, n);
  SEXP format = pw_put_new(out, "format", STRSXP, n);
  SEXP label_set = pw_put_new(out, "label_set", STRSXP, n);
  SEXP write_format = pw_put_new(out, "write_format", STRSXP, n);
  SEXP alignment = pw_put_new(out, "alignment", STRSXP, n);
  SEXP role = pw_put_new(out, "role", STRSXP, n);
  int *is_text = LOGICAL(pw_put_new(out, "is_text", LGLSXP, n));
  int *time = INTEGER(pw_put_new(out, "time", INTSXP, n));
  int *measure = INTEGER(pw_put_new(out, "measure", INTSXP, n));
  int *display_width = INTEGER(pw_put_new(out, "display_width", INTSXP, n));
  int *width = INTEGER(pw_put_new(out, "width", INTSXP, n));
  SEXP missing = pw_put_new(out, "missing", VECSXP, n);
  pw_put(out, "attributes", all_attributes(d));
  for (R_xlen_t i = 0; i < n; i++) {
    const pw_dictionary_variable *v = &d->variables[i];
    SET_STRING_ELT(name, i, pw_text_to_r(d->pool, v->name));
    SET_STRING_ELT(label, i, pw_text_to_r(d->pool, v->label));
    SET_STRING_ELT(format, i, pw_text_to_r(d->pool, v->format));
    SET_STRING_ELT(label_set, i, pw_text_to_r(d->pool, v->label_set));
    SET_STRING_ELT(write_format, i, pw_text_to_r(d->pool, v->write_format));
    SET_STRING_ELT(alignment, i, word(alignments, v->alignment));
    SET_STRING_ELT(role, i, word(roles, v->role));
    is_text[i] = v->is_text;
    time[i] = pw_time_of(d, (int32_t)i);
    measure[i] = v->measure;
    display_width[i] = v->display_width;
    width[i] = v->width;
    SET_VECTOR_ELT(missing, i, ranges_of(d, v));
  }
  UNPROTECT(1);
  return out;
}

SEXP pw_labels_to_r(const pw_dictionary *d) {
  const char *names[] = {"set", "label", "text", "number", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  R_xlen_t n = d->label_count;
  SEXP set = pw_put_new(out, "set", STRSXP, n);
  SEXP label = pw_put_new(out, "label", STRSXP, n);
  SEXP text = pw_put_new(out, "text", STRSXP, n);
  double *number = REAL(pw_put_new(out, "number", REALSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    SET_STRING_ELT(set, i, pw_text_to_r(d->pool, d->labels[i].set));
    SET_STRING_ELT(label, i, pw_text_to_r(d->pool, d->labels[i].label));
    SET_STRING_ELT(text, i, pw_text_to_r(d->pool, d->labels[i].text));
    number[i] = d->labels[i].number;
  }
  UNPROTECT(1);
  return out;
}

static SEXP mr_set(const pw_dictionary *d, const pw_mr_set *set) {
  static const char *const kinds[] = {"categories", "dichotomies",
                                      "counted labels"};
  const char *names[] = {"name", "label", "kind", "counted", "variables", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  pw_put(out, "name", Rf_ScalarString(pw_text_to_r(d->pool, set->name)));
  pw_put(out, "label", Rf_ScalarString(pw_text_to_r(d->pool, set->label)));
  pw_put(out, "kind", Rf_mkString(kinds[set->kind]));
  pw_put(out, "counted", Rf_ScalarString(pw_text_to_r(d->pool, set->counted)));
  SEXP variables = pw_put_new(out, "variables", STRSXP, set->count);
  for (int32_t i = 0; i < set->count; i++) {
    int32_t at = d->members[set->first + i];
    SET_STRING_ELT(variables, i, pw_text_to_r(d->pool, d->variables[at].name));
  }
  UNPROTECT(1);
  return out;
}

static SEXP repairs_of(const pw_dictionary *d) {
  const char *names[] = {"what", "variable", "offset", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  R_xlen_t n = d->repair_count;
  SEXP what = pw_put_new(out, "what", STRSXP, n);
  SEXP variable = pw_put_new(out, "variable", STRSXP, n);
  double *offset = REAL(pw_put_new(out, "offset", REALSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    const pw_repair *repair = &d->repairs[i];
    SET_STRING_ELT(what, i, Rf_mkChar(repair->what));
    SET_STRING_ELT(
      variable, i,
      repair->variable < 0
        ? NA_STRING
        : pw_text_to_r(d->pool, d->variables[repair->variable].name));
    offset[i] = (double)repair->offset;
  }
  UNPROTECT(1);
  return out;
}

SEXP pw_file_to_r(const pw_dictionary *d) {
  const char *names[] = {"label",   "notes",   "weight", "attributes",
                         "mr_sets", "repairs", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  pw_put(out, "label", Rf_ScalarString(pw_text_to_r(d->pool, d->file_label)));
  SEXP notes = pw_put_new(out, "notes", STRSXP, d->note_count);
  for (int32_t i = 0; i < d->note_count; i++) {
    SET_STRING_ELT(notes, i, pw_text_to_r(d->pool, d->notes[i]));
  }
  pw_put(out, "weight",
         Rf_ScalarInteger(d->weight < 0 ? NA_INTEGER : d->weight + 1));
  pw_put(out, "attributes",
         attributes_of(d, PW_NO_VARIABLE, 0, d->attribute_count));
  SEXP sets = pw_put_new(out, "mr_sets", VECSXP, d->mr_count);
  for (int32_t i = 0; i < d->mr_count; i++)
    SET_VECTOR_ELT(sets, i, mr_set(d, &d->mr_sets[i]));
  pw_put(out, "repairs", repairs_of(d));
  UNPROTECT(1);
  return out;
}
