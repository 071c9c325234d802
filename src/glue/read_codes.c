#include <limits.h>
#include <string.h>

#include "calls.h"
#include "glue.h"
#include "named.h"
#include "stretches.h"
#include "strings.h"
#include "text/markup.h"
#include "text/offsets.h"
#include "text/quotes.h"
#include "text/well_formed.h"

static pw_span span_of(SEXP text) {
  pw_span out = {CHAR(text), (size_t)LENGTH(text)};
  return out;
}

static pw_span bytes_of(SEXP raw) {
  pw_span out = {(const char *)RAW(raw), (size_t)XLENGTH(raw)};
  return out;
}

/* A place for text that is longer than what is written, kept until the call
 * ends. */
typedef struct {
  char *bytes;
  size_t most;
} room;

/* The elements of XML, raw bytes, which are refused where they are no
 * well-formed XML: list(name, parent, tag, inner, close), the
 * first two counted from 1, 0 for none, the others bytes counted from 0. */
SEXP pw_call_markup_elements(SEXP bytes, SEXP names) {
  pw_span xml = bytes_of(bytes);
  int32_t n_names = (int32_t)XLENGTH(names), n;
  pw_span *known =
    (pw_span *)(void *)R_alloc((size_t)n_names + 1, sizeof *known);
  for (int32_t i = 0; i < n_names; i++)
    known[i] = span_of(STRING_ELT(names, i));
  pw_error err;
  pw_stop stop = pw_stop_from_r();
  if (pw_well_formed(xml, &n, &stop, &err) != PW_OK)
    return pw_kernel_error(&err);
  const char *parts[] = {"name", "parent", "tag", "inner", "close", ""};
  SEXP result = PROTECT(Rf_mkNamed(VECSXP, parts));
  pw_elements out = {n,
                     INTEGER(pw_put_new(result, "name", INTSXP, n)),
                     INTEGER(pw_put_new(result, "parent", INTSXP, n)),
                     REAL(pw_put_new(result, "tag", REALSXP, n)),
                     REAL(pw_put_new(result, "inner", REALSXP, n)),
                     REAL(pw_put_new(result, "close", REALSXP, n))};
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

static int has_any(pw_span value, const char *characters) {
  for (const char *c = characters; *c; c++) {
    if (memchr(value.bytes, *c, value.length) != NULL) return 1;
  }
  return 0;
}

/* A value as text: itself, where nothing in it stands for something else. */
static pw_span as_text(pw_span value, pw_markup_white white, room *place) {
  static const char *const other[] = {"&<", "&<\r", "&<\r\n\t"};
  if (value.length == 0 || !has_any(value, other[white])) return value;
  if (value.length > place->most) {
    place->most = 2 * value.length;
    place->bytes = R_alloc(place->most, 1);
  }
  pw_span out = {place->bytes, pw_markup_text(value, white, place->bytes)};
  return out;
}

static SEXP as_string(pw_span value, pw_markup_white white, room *place) {
  pw_span text = as_text(value, white, place);
  return pw_string(text.bytes, text.length);
}

/* Finds an attribute of the element whose tag is at the byte `tag`. */
static int has_attribute(pw_span xml, double tag, pw_span name,
                         pw_span *value) {
  return tag >= 0 && tag < (double)xml.length &&
    pw_markup_attribute(xml, (size_t)tag, name, value);
}

/* The attribute `name` of the elements whose tags are at these bytes; NA where
 * an element has none. */
SEXP pw_call_markup_attribute(SEXP bytes, SEXP tags, SEXP name) {
  pw_span xml = bytes_of(bytes);
  pw_span wanted = span_of(STRING_ELT(name, 0)), value;
  R_xlen_t n = XLENGTH(tags);
  room place = {NULL, 0};
  SEXP result = PROTECT(Rf_allocVector(STRSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    int found = has_attribute(xml, REAL(tags)[i], wanted, &value);
    SET_STRING_ELT(
      result, i, found ? as_string(value, PW_WHITE_BLANKS, &place) : NA_STRING);
  }
  UNPROTECT(1);
  return result;
}

/* A whole number of digits alone that R can hold, else NA. */
static int whole_number(pw_span digits) {
  int64_t value = 0;
  if (digits.length == 0 || digits.length > 10) return NA_INTEGER;
  for (size_t i = 0; i < digits.length; i++) {
    char c = digits.bytes[i];
    if (c < '0' || c > '9') return NA_INTEGER;
    value = 10 * value + (c - '0');
  }
  return value > INT_MAX ? NA_INTEGER : (int)value;
}

/* The same where the attribute is a whole number; NA where it is something
 * else, too. */
SEXP pw_call_markup_numbers(SEXP bytes, SEXP tags, SEXP name) {
  pw_span xml = bytes_of(bytes);
  pw_span wanted = span_of(STRING_ELT(name, 0)), value;
  R_xlen_t n = XLENGTH(tags);
  SEXP result = PROTECT(Rf_allocVector(INTSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    int found = has_attribute(xml, REAL(tags)[i], wanted, &value);
    INTEGER(result)[i] = found ? whole_number(value) : NA_INTEGER;
  }
  UNPROTECT(1);
  return result;
}

/* What stands between the bytes `inner` and `close`, as text. */
SEXP pw_call_markup_text(SEXP bytes, SEXP inner, SEXP close) {
  pw_span xml = bytes_of(bytes);
  R_xlen_t n = XLENGTH(inner);
  room place = {NULL, 0};
  SEXP result = PROTECT(Rf_allocVector(STRSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    double from = REAL(inner)[i], to = REAL(close)[i];
    pw_span part = {xml.bytes, 0};
    if (from >= 0 && to >= from && to <= (double)xml.length) {
      part.bytes = xml.bytes + (size_t)from;
      part.length = (size_t)(to - from);
    }
    SET_STRING_ELT(result, i, as_string(part, PW_WHITE_LINES, &place));
  }
  UNPROTECT(1);
  return result;
}

/* Each of some strings with markup in it, as text; NA stays NA. */
SEXP pw_call_markup_plain(SEXP texts) {
  R_xlen_t n = XLENGTH(texts);
  room place = {NULL, 0};
  SEXP result = PROTECT(Rf_allocVector(STRSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    SEXP text = STRING_ELT(texts, i);
    SET_STRING_ELT(result, i,
                   text == NA_STRING
                     ? NA_STRING
                     : as_string(span_of(text), PW_WHITE_KEPT, &place));
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

static SEXP new_unknown(R_xlen_t n) {
  SEXP result = Rf_allocVector(LGLSXP, n);
  for (R_xlen_t i = 0; i < n; i++) LOGICAL(result)[i] = NA_LOGICAL;
  return result;
}

static int is_quoted(pw_span stretch, pw_span quote) {
  size_t whole = pw_quote_whole(quote.bytes, quote.length);
  return stretch.bytes != NULL &&
    pw_text_quotes(stretch.bytes, stretch.length, quote.bytes, whole,
                   whole < quote.length);
}

/* Whether each stretch is what its quotation says; NA where there is no
 * quotation or no text. */
SEXP pw_call_text_quotes(SEXP texts, SEXP of, SEXP start, SEXP end,
                         SEXP quotes) {
  SEXP result = PROTECT(new_unknown(XLENGTH(of)));
  stretches all = pw_stretches(texts, of, start, end);
  size_t row;
  pw_span stretch;
  while (pw_next_stretch(&all, &row, &stretch)) {
    SEXP quote = STRING_ELT(quotes, (R_xlen_t)row);
    if (quote == NA_STRING) continue;
    LOGICAL(result)[row] = is_quoted(stretch, span_of(quote));
  }
  UNPROTECT(1);
  return result;
}

/* The same where the quotations are an attribute of the elements at `tags`. */
SEXP pw_call_markup_quotes(SEXP bytes, SEXP tags, SEXP name, SEXP texts,
                           SEXP of, SEXP start, SEXP end) {
  pw_span xml = bytes_of(bytes);
  pw_span wanted = span_of(STRING_ELT(name, 0)), value;
  SEXP result = PROTECT(new_unknown(XLENGTH(of)));
  stretches all = pw_stretches(texts, of, start, end);
  room place = {NULL, 0};
  size_t row;
  pw_span stretch;
  while (pw_next_stretch(&all, &row, &stretch)) {
    if (!has_attribute(xml, REAL(tags)[row], wanted, &value)) continue;
    /* Blanks of every kind count as one. */
    pw_span quote = as_text(value, PW_WHITE_KEPT, &place);
    LOGICAL(result)[row] = is_quoted(stretch, quote);
  }
  UNPROTECT(1);
  return result;
}
