/* XML: the attributes of the tags of a name. */
#include "calls.h"
#include "glue.h"
#include "strings.h"

#include <string.h>

#include "text/markup.h"

static pw_span span_of_string(SEXP string) {
  pw_span out = {CHAR(string), (size_t)LENGTH(string)};
  return out;
}

static int opens(const pw_tag *tag, pw_span name) {
  return (tag->kind == PW_TAG_OPENS || tag->kind == PW_TAG_EMPTY) &&
    tag->name.length == name.length &&
    memcmp(tag->name.bytes, name.bytes, name.length) == 0;
}

static pw_status count_tags(pw_span text, pw_span name, R_xlen_t *n,
                            pw_error *err) {
  pw_tag tag = {PW_TAG_OTHER, 0, 0, {NULL, 0}};
  for (*n = 0;;) {
    pw_status status = pw_markup_next(text, tag.end, &tag, err);
    if (status != PW_OK || tag.from == text.length) return status;
    *n += opens(&tag, name);
  }
}

static SEXP attribute_of(pw_span text, size_t tag, pw_span name, char *room) {
  pw_span value;
  if (!pw_markup_attribute(text, tag, name, &value)) return NA_STRING;
  size_t n = pw_markup_text(value, PW_WHITE_BLANKS, room);
  return memchr(room, 0, n) != NULL ? NA_STRING : pw_string(room, n);
}

/* (xml: raw bytes; name: of the tags, without prefix; attributes: their names)
 * -> a list with a character vector for each attribute: its value in each tag,
 * NA where it has none. An error where the bytes are no XML. */
SEXP pw_call_xml_tags(SEXP xml, SEXP name, SEXP attributes) {
  pw_span text = {(const char *)RAW(xml), (size_t)XLENGTH(xml)};
  pw_span wanted = span_of_string(STRING_ELT(name, 0));
  pw_error err, ignored;
  R_xlen_t n, width = XLENGTH(attributes);
  if (count_tags(text, wanted, &n, &err) != PW_OK) return pw_kernel_error(&err);
  char *room = R_alloc(text.length + 1, 1);
  SEXP out = PROTECT(Rf_allocVector(VECSXP, width));
  for (R_xlen_t j = 0; j < width; j++)
    SET_VECTOR_ELT(out, j, Rf_allocVector(STRSXP, n));
  pw_tag tag = {PW_TAG_OTHER, 0, 0, {NULL, 0}};
  for (R_xlen_t i = 0; i < n;) {
    pw_markup_next(text, tag.end, &tag, &ignored);
    if (!opens(&tag, wanted)) continue;
    for (R_xlen_t j = 0; j < width; j++) {
      SET_STRING_ELT(
        VECTOR_ELT(out, j), i,
        attribute_of(text, tag.from, span_of_string(STRING_ELT(attributes, j)),
                     room));
    }
    i++;
  }
  UNPROTECT(1);
  return out;
}
