#include "text/well_formed.h"

#include <string.h>

#include "base/utf8.h"
#include "text/xml_names.h"

enum { POLL_EVERY = 1 << 16 };

typedef struct {
  pw_span text;
  size_t at;
  int32_t elements;
  int depth;
  pw_span open[PW_XML_DEPTH]; /* names of the elements that are open */
  pw_span given[PW_XML_ATTRIBUTES];
  pw_error *err;
} reader;

static pw_status wrong(const reader *r, const char *message) {
  return pw_fail_at(r->err, PW_FORMAT, message, (int64_t)r->at);
}

static int has_more(const reader *r) { return r->at < r->text.length; }

/* The byte at the place, or 0 at the end: a zero is no character of XML. */
static char here(const reader *r) {
  return has_more(r) ? r->text.bytes[r->at] : 0;
}

static int is_next(const reader *r, const char *what) {
  size_t n = strlen(what);
  return r->text.length - r->at >= n &&
    memcmp(r->text.bytes + r->at, what, n) == 0;
}

static int skip(reader *r, const char *what) {
  int found = is_next(r, what);
  if (found) r->at += strlen(what);
  return found;
}

static int is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static int skip_blanks(reader *r) {
  size_t from = r->at;
  while (is_blank(here(r))) r->at++;
  return r->at > from;
}

static int same(pw_span one, pw_span other) {
  return one.length == other.length &&
    memcmp(one.bytes, other.bytes, one.length) == 0;
}

/* Passes a character that is not of the plain ones of ASCII. */
static pw_status skip_character(reader *r) {
  uint32_t point;
  size_t n =
    pw_utf8_decode(r->text.bytes + r->at, r->text.length - r->at, &point);
  if (n == 0) return wrong(r, "there are bytes that are no text");
  if (!pw_xml_character(point)) {
    return wrong(r, "there is a character that XML does not allow");
  }
  r->at += n;
  return PW_OK;
}

/* Passes text up to one of two characters, or to an ampersand. */
static pw_status skip_text(reader *r, char stop, char other) {
  pw_status status = PW_OK;
  const char *bytes = r->text.bytes;
  size_t end = r->text.length;
  while (status == PW_OK) {
    size_t at = r->at;
    while (at < end) {
      unsigned char c = (unsigned char)bytes[at];
      if (c < 0x20 || c >= 0x80 || c == '&' || bytes[at] == stop ||
          bytes[at] == other) {
        break;
      }
      at++;
    }
    r->at = at;
    if (at == end || bytes[at] == '&' || bytes[at] == stop ||
        bytes[at] == other) {
      break;
    }
    status = skip_character(r);
  }
  return status;
}

/* Passes everything up to `ends`, and that. */
static pw_status skip_to(reader *r, const char *ends) {
  pw_status status = PW_OK;
  size_t from = r->at;
  while (status == PW_OK && has_more(r)) {
    status = skip_text(r, ends[0], ends[0]);
    if (status != PW_OK || skip(r, ends)) return status;
    if (has_more(r)) r->at++;
  }
  if (status == PW_OK) {
    r->at = from;
    status = wrong(r, "what begins here never ends");
  }
  return status;
}

static pw_status read_name(reader *r, pw_span *name) {
  size_t colons;
  name->bytes = r->text.bytes + r->at;
  name->length = pw_xml_name(name->bytes, r->text.length - r->at, &colons);
  if (name->length == 0) return wrong(r, "there is no name where one must be");
  if (name->length > PW_XML_NAME) return wrong(r, "a name is too long");
  if (colons > 1 || name->bytes[0] == ':' ||
      name->bytes[name->length - 1] == ':') {
    return wrong(r, "a name has colons where none may be");
  }
  r->at += name->length;
  return PW_OK;
}

static int digit_of(char c, int base) {
  int digit = c >= '0' && c <= '9' ? c - '0'
    : c >= 'a' && c <= 'f'         ? c - 'a' + 10
    : c >= 'A' && c <= 'F'         ? c - 'A' + 10
                                   : base;
  return digit < base ? digit : -1;
}

/* The digits of "&#10;" or "&#x1F600;", behind "&#". */
static int skip_number(reader *r) {
  int base = skip(r, "x") ? 16 : 10, digits = 0, digit;
  uint32_t value = 0;
  for (; (digit = digit_of(here(r), base)) >= 0; r->at++, digits++) {
    if (value <= 0x10ffff) value = value * (uint32_t)base + (uint32_t)digit;
  }
  return digits > 0 && pw_xml_character(value) && skip(r, ";");
}

/* Without a DOCTYPE there are five names to refer to. */
static pw_status skip_reference(reader *r) {
  size_t from = r->at;
  int known = skip(r, "&#") ? skip_number(r)
                            : skip(r, "&amp;") || skip(r, "&lt;") ||
      skip(r, "&gt;") || skip(r, "&quot;") || skip(r, "&apos;");
  if (known) return PW_OK;
  r->at = from;
  return wrong(r, "an ampersand refers to nothing that XML defines");
}

static pw_status skip_value(reader *r) {
  char quote = here(r);
  if (quote != '"' && quote != '\'') {
    return wrong(r, "the value of an attribute must be in quotes");
  }
  size_t from = r->at++;
  pw_status status;
  while ((status = skip_text(r, quote, '<')) == PW_OK && here(r) == '&') {
    status = skip_reference(r);
    if (status != PW_OK) return status;
  }
  if (status != PW_OK) return status;
  if (here(r) == '<') return wrong(r, "there is a < in an attribute");
  if (has_more(r)) {
    r->at++;
    return PW_OK;
  }
  r->at = from;
  return wrong(r, "the value of an attribute never ends");
}

static pw_status skip_attribute(reader *r, size_t n) {
  if (n == PW_XML_ATTRIBUTES) return wrong(r, "a tag has too many attributes");
  pw_span *name = &r->given[n];
  size_t from = r->at;
  pw_status status = read_name(r, name);
  if (status != PW_OK) return status;
  for (size_t i = 0; i < n; i++) {
    if (!same(r->given[i], *name)) continue;
    r->at = from;
    return wrong(r, "a tag has an attribute twice");
  }
  skip_blanks(r);
  if (here(r) != '=') return wrong(r, "an attribute has no value");
  r->at++;
  skip_blanks(r);
  return skip_value(r);
}

/* The tag that opens an element, or is all of it. */
static pw_status skip_start_tag(reader *r) {
  size_t from = r->at++, n = 0;
  pw_span name;
  pw_status status = read_name(r, &name);
  if (status != PW_OK) return status;
  if (r->elements == INT32_MAX) {
    return pw_fail(r->err, PW_RANGE, "the XML has too many elements");
  }
  r->elements++;
  for (;;) {
    int apart = skip_blanks(r);
    char c = here(r);
    if (c == '/' && skip(r, "/>")) return PW_OK;
    if (c == '>') break;
    if (!has_more(r)) {
      r->at = from;
      return wrong(r, "a tag is never closed");
    }
    if (!apart) return wrong(r, "there is no blank before an attribute");
    status = skip_attribute(r, n++);
    if (status != PW_OK) return status;
  }
  if (r->depth == PW_XML_DEPTH) {
    r->at = from;
    return wrong(r, "elements are nested too deep");
  }
  r->at++;
  r->open[r->depth++] = name;
  return PW_OK;
}

static pw_status skip_end_tag(reader *r) {
  size_t from = r->at;
  pw_span name;
  r->at += 2;
  pw_status status = read_name(r, &name);
  if (status != PW_OK) return status;
  skip_blanks(r);
  if (!skip(r, ">")) return wrong(r, "a tag is never closed");
  if (r->depth > 0 && same(r->open[r->depth - 1], name)) {
    r->depth--;
    return PW_OK;
  }
  r->at = from;
  return wrong(r, "a tag closes what is not open");
}

static pw_status skip_comment(reader *r) {
  pw_status status = skip_to(r, "--");
  if (status == PW_OK && !skip(r, ">")) {
    status = wrong(r, "a comment has two hyphens in it");
  }
  return status;
}

static pw_status skip_instruction(reader *r) {
  pw_span name;
  pw_status status = read_name(r, &name);
  if (status != PW_OK) return status;
  if (name.length == 3 && (name.bytes[0] | 0x20) == 'x' &&
      (name.bytes[1] | 0x20) == 'm' && (name.bytes[2] | 0x20) == 'l') {
    return wrong(r, "an XML declaration stands behind the beginning");
  }
  if (!is_blank(here(r)) && !is_next(r, "?>")) {
    return wrong(r, "an instruction has no blank behind its name");
  }
  return skip_to(r, "?>");
}

/* What begins with "<". */
static pw_status skip_markup(reader *r) {
  char next = r->at + 1 < r->text.length ? r->text.bytes[r->at + 1] : 0;
  if (next == '/') return skip_end_tag(r);
  if (skip(r, "<!--")) return skip_comment(r);
  if (skip(r, "<?")) return skip_instruction(r);
  if (r->depth > 0 && skip(r, "<![CDATA[")) return skip_to(r, "]]>");
  if (next == '!') return wrong(r, "there is a declaration in the XML");
  if (r->depth == 0 && r->elements > 0) {
    return wrong(r, "there is something behind the end of the XML");
  }
  return skip_start_tag(r);
}

/* Text between tags. */
static pw_status skip_content(reader *r) {
  pw_status status = skip_text(r, '<', ']');
  if (status != PW_OK) return status;
  if (here(r) == '&') return skip_reference(r);
  if (here(r) != ']') return PW_OK;
  if (is_next(r, "]]>")) return wrong(r, "there is a ]]> in the text");
  r->at++;
  return PW_OK;
}

/* Whether the quoted value behind "name =" is one that is allowed. */
static int skip_declared(reader *r, const char *name,
                         int (*allowed)(pw_span value)) {
  if (!skip(r, name)) return 0;
  skip_blanks(r);
  if (!skip(r, "=")) return 0;
  skip_blanks(r);
  char quote = here(r);
  if (quote != '"' && quote != '\'') return 0;
  const char *from = r->text.bytes + r->at + 1;
  const char *end = memchr(from, quote, r->text.length - r->at - 1);
  if (end == NULL) return 0;
  pw_span value = {from, (size_t)(end - from)};
  r->at += value.length + 2;
  return allowed(value);
}

static int is_version(pw_span value) {
  if (value.length < 3 || memcmp(value.bytes, "1.", 2) != 0) return 0;
  for (size_t i = 2; i < value.length; i++) {
    if (digit_of(value.bytes[i], 10) < 0) return 0;
  }
  return 1;
}

static int is_encoding(pw_span value) {
  for (size_t i = 0; i < value.length; i++) {
    char c = value.bytes[i], lower = (char)(c | 0x20);
    int letter = lower >= 'a' && lower <= 'z';
    int later = digit_of(c, 10) >= 0 || c == '-' || c == '_' || c == '.';
    if (!letter && (i == 0 || !later)) return 0;
  }
  return value.length > 0;
}

static int is_yes_or_no(pw_span value) {
  return (value.length == 3 && memcmp(value.bytes, "yes", 3) == 0) ||
    (value.length == 2 && memcmp(value.bytes, "no", 2) == 0);
}

/* Rule 23: version, encoding, standalone. */
static pw_status skip_declaration(reader *r) {
  size_t from = r->at;
  if (!is_next(r, "<?xml") || r->text.length - r->at == 5 ||
      !is_blank(r->text.bytes[r->at + 5])) {
    return PW_OK;
  }
  r->at += 5;
  skip_blanks(r);
  int fine = skip_declared(r, "version", is_version);
  int apart = skip_blanks(r);
  if (fine && apart && is_next(r, "encoding")) {
    fine = skip_declared(r, "encoding", is_encoding);
    apart = skip_blanks(r);
  }
  if (fine && apart && is_next(r, "standalone")) {
    fine = skip_declared(r, "standalone", is_yes_or_no);
    skip_blanks(r);
  }
  if (fine && skip(r, "?>")) return PW_OK;
  r->at = from;
  return wrong(r, "the XML declaration is not as it must be");
}

static pw_status read_document(reader *r, const pw_stop *stop) {
  skip(r, "\xEF\xBB\xBF");
  pw_status status = skip_declaration(r);
  size_t steps = 0;
  while (status == PW_OK && has_more(r)) {
    if (++steps % POLL_EVERY == 0 &&
        pw_stop_asked(stop, (double)r->at / (double)r->text.length)) {
      return pw_fail(r->err, PW_STOPPED, "stopped");
    }
    if (here(r) == '<') status = skip_markup(r);
    else if (r->depth > 0) status = skip_content(r);
    else if (!skip_blanks(r)) {
      status = wrong(r, "there is something outside the first element");
    }
  }
  if (status != PW_OK) return status;
  if (r->elements == 0) return wrong(r, "there is no element");
  return r->depth == 0 ? PW_OK : wrong(r, "an element is never closed");
}

pw_status pw_well_formed(pw_span xml, int32_t *elements, const pw_stop *stop,
                         pw_error *err) {
  reader r;
  memset(&r, 0, sizeof r);
  r.text = xml;
  r.err = err;
  pw_status status = read_document(&r, stop);
  *elements = r.elements;
  return status;
}
