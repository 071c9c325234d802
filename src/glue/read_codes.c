#include <string.h>

#include "calls.h"
#include "glue.h"
#include "named.h"
#include "text/markup.h"
#include "text/offsets.h"
#include "text/quotes.h"

static pw_span span_of(SEXP text) {
  pw_span out = {CHAR(text), (size_t)LENGTH(text)};
  return out;
}

/* The elements of XML, one string: list(name, parent, tag, inner, close), the
 * first two counted from 1, 0 for none, the others bytes counted from 0. */
SEXP pw_call_markup_elements(SEXP text, SEXP names) {
  pw_span xml = span_of(STRING_ELT(text, 0));
  int32_t n_names = (int32_t)XLENGTH(names), n;
  pw_span *known =
    (pw_span *)(void *)R_alloc((size_t)n_names + 1, sizeof *known);
  for (int32_t i = 0; i < n_names; i++)
    known[i] = span_of(STRING_ELT(names, i));
  pw_error err;
  if (pw_markup_count(xml, &n, &err) != PW_OK) return pw_kernel_error(&err);
  const char *parts[] = {"name", "parent", "tag", "inner", "close", ""};
  SEXP result = PROTECT(Rf_mkNamed(VECSXP, parts));
  pw_elements out = {INTEGER(pw_put_new(result, "name", INTSXP, n)),
                     INTEGER(pw_put_new(result, "parent", INTSXP, n)),
                     REAL(pw_put_new(result, "tag", REALSXP, n)),
                     REAL(pw_put_new(result, "inner", REALSXP, n)),
                     REAL(pw_put_new(result, "close", REALSXP, n))};
  pw_stop stop = pw_stop_from_r();
  if (pw_markup_elements(xml, known, n_names, &out, &stop, &err) != PW_OK) {
    UNPROTECT(1);
    return pw_kernel_error(&err);
  }
  for (int32_t i = 0; i < n; i++) {
    out.name[i]++;
    out.parent[i]++;
  }
  UNPROTECT(1);
  return result;
}

/* A value as a string of R; `buffer` has room for `most` bytes. */
static SEXP as_string(pw_span value, char **buffer, size_t *most) {
  if (value.length == 0 ||
      (memchr(value.bytes, '&', value.length) == NULL &&
       memchr(value.bytes, '<', value.length) == NULL)) {
    return Rf_mkCharLenCE(value.bytes, (int)value.length, CE_UTF8);
  }
  if (value.length > *most) {
    *most = 2 * value.length;
    *buffer = R_alloc(*most, 1);
  }
  size_t length = pw_markup_text(value, *buffer);
  return Rf_mkCharLenCE(*buffer, (int)length, CE_UTF8);
}

/* The attribute `name` of the elements whose tags are at these bytes; NA where
 * an element has none. */
SEXP pw_call_markup_attribute(SEXP text, SEXP tags, SEXP name) {
  pw_span xml = span_of(STRING_ELT(text, 0));
  pw_span wanted = span_of(STRING_ELT(name, 0)), value;
  R_xlen_t n = XLENGTH(tags);
  char *buffer = NULL;
  size_t most = 0;
  SEXP result = PROTECT(Rf_allocVector(STRSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    double tag = REAL(tags)[i];
    int found = tag >= 0 && tag < (double)xml.length &&
      pw_markup_attribute(xml, (size_t)tag, wanted, &value);
    SET_STRING_ELT(result, i,
                   found ? as_string(value, &buffer, &most) : NA_STRING);
  }
  UNPROTECT(1);
  return result;
}

/* What stands between the bytes `inner` and `close`, as text. */
SEXP pw_call_markup_text(SEXP text, SEXP inner, SEXP close) {
  pw_span xml = span_of(STRING_ELT(text, 0));
  R_xlen_t n = XLENGTH(inner);
  char *buffer = NULL;
  size_t most = 0;
  SEXP result = PROTECT(Rf_allocVector(STRSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    double from = REAL(inner)[i], to = REAL(close)[i];
    pw_span part = {xml.bytes, 0};
    if (from >= 0 && to >= from && to <= (double)xml.length) {
      part.bytes = xml.bytes + (size_t)from;
      part.length = (size_t)(to - from);
    }
    SET_STRING_ELT(result, i, as_string(part, &buffer, &most));
  }
  UNPROTECT(1);
  return result;
}

/* Each of some strings with markup in it, as text; NA stays NA. */
SEXP pw_call_markup_plain(SEXP texts) {
  R_xlen_t n = XLENGTH(texts);
  char *buffer = NULL;
  size_t most = 0;
  SEXP result = PROTECT(Rf_allocVector(STRSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    SEXP text = STRING_ELT(texts, i);
    SET_STRING_ELT(
      result, i,
      text == NA_STRING ? NA_STRING : as_string(span_of(text), &buffer, &most));
  }
  UNPROTECT(1);
  return result;
}

/* The stretches [start, end) of one text, in characters; NA where it does not
 * reach so far. */
SEXP pw_call_text_slices(SEXP text, SEXP start, SEXP end) {
  pw_span whole = span_of(STRING_ELT(text, 0));
  R_xlen_t n = XLENGTH(start);
  size_t characters =
    pw_text_length(whole.bytes, whole.length, PW_PLACE_CHARACTER);
  size_t *starts = (size_t *)(void *)R_alloc(characters + 1, sizeof *starts);
  pw_text_starts(whole.bytes, whole.length, starts);
  SEXP result = PROTECT(Rf_allocVector(STRSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    int from = INTEGER(start)[i], to = INTEGER(end)[i];
    int there = from != NA_INTEGER && to != NA_INTEGER && from >= 0 &&
      to >= from && (size_t)to <= characters;
    SET_STRING_ELT(result, i,
                   there
                     ? Rf_mkCharLenCE(whole.bytes + starts[from],
                                      (int)(starts[to] - starts[from]), CE_UTF8)
                     : NA_STRING);
  }
  UNPROTECT(1);
  return result;
}

/* Places in bytes (`unit` 0) or UTF-16 units (1) as places in characters; NA
 * within a character, and behind the text. */
SEXP pw_call_text_characters(SEXP text, SEXP places, SEXP unit) {
  pw_span whole = span_of(STRING_ELT(text, 0));
  pw_place of = (pw_place)Rf_asInteger(unit);
  size_t units = pw_text_length(whole.bytes, whole.length, of);
  int64_t *characters =
    (int64_t *)(void *)R_alloc(units + 1, sizeof *characters);
  pw_text_characters(whole.bytes, whole.length, of, characters);
  R_xlen_t n = XLENGTH(places);
  SEXP result = PROTECT(Rf_allocVector(INTSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    int place = INTEGER(places)[i];
    int64_t at = place != NA_INTEGER && place >= 0 && (size_t)place <= units
      ? characters[place]
      : -1;
    INTEGER(result)[i] = at < 0 ? NA_INTEGER : (int)at;
  }
  UNPROTECT(1);
  return result;
}

/* Whether each text is what its quotation says, whose end is cut off where
 * `cut` is TRUE. FALSE where either is NA. */
SEXP pw_call_text_quotes(SEXP texts, SEXP quotes, SEXP cut) {
  R_xlen_t n = XLENGTH(texts);
  SEXP result = PROTECT(Rf_allocVector(LGLSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    SEXP text = STRING_ELT(texts, i), quote = STRING_ELT(quotes, i);
    LOGICAL(result)
    [i] = text != NA_STRING && quote != NA_STRING &&
      pw_text_quotes(CHAR(text), (size_t)LENGTH(text), CHAR(quote),
                     (size_t)LENGTH(quote), LOGICAL(cut)[i] == 1);
  }
  UNPROTECT(1);
  return result;
}
