#include "text/markup.h"

#include <string.h>

#include "base/utf8.h"

enum { POLL_EVERY = 1 << 16 };

static int is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t find(pw_span text, size_t from, const char *what) {
  size_t n = strlen(what);
  while (from + n <= text.length) {
    const char *at = memchr(text.bytes + from, what[0], text.length - from);
    if (at == NULL) break;
    from = (size_t)(at - text.bytes);
    if (from + n <= text.length && memcmp(at, what, n) == 0) return from;
    from++;
  }
  return text.length;
}

static pw_status never_closed(size_t from, pw_error *err) {
  return pw_fail_at(err, PW_FORMAT, "a tag is never closed", (int64_t)from);
}

/* What stands between a "<" and a ">" without being a tag. */
typedef struct {
  const char *begins, *ends;
} bracket;

static const bracket COMMENT = {"<!--", "-->"}, CDATA = {"<![CDATA[", "]]>"},
                     INSTRUCTION = {"<?", "?>"};

static int begins_with(pw_span text, size_t at, const char *what) {
  size_t n = strlen(what);
  return text.length - at >= n && memcmp(text.bytes + at, what, n) == 0;
}

static const bracket *bracket_at(pw_span text, size_t at) {
  if (begins_with(text, at, COMMENT.begins)) return &COMMENT;
  if (begins_with(text, at, CDATA.begins)) return &CDATA;
  return begins_with(text, at, INSTRUCTION.begins) ? &INSTRUCTION : NULL;
}

/* Skips what is no element: a comment, an instruction, or text in CDATA. */
static pw_status skip_other(pw_span text, pw_tag *out, pw_error *err) {
  const bracket *found = bracket_at(text, out->from);
  if (found == NULL) {
    return pw_fail_at(err, PW_FORMAT, "there is a declaration within the XML",
                      (int64_t)out->from);
  }
  size_t end = find(text, out->from + strlen(found->begins), found->ends);
  if (end == text.length) return never_closed(out->from, err);
  out->kind = PW_TAG_OTHER;
  out->end = end + strlen(found->ends);
  return PW_OK;
}

/* Where the quotation that begins at `at` ends, at its second mark. */
static size_t quotation_end(pw_span text, size_t at) {
  const char *from = text.bytes + at;
  const char *end = memchr(from + 1, from[0], text.length - at - 1);
  return end == NULL ? text.length : (size_t)(end - text.bytes);
}

static int is_quote(char c) { return c == '"' || c == '\''; }

/* Where the tag ends: a ">" outside quotes. */
static size_t tag_end(pw_span text, size_t from) {
  for (size_t at = from; at < text.length; at++) {
    char c = text.bytes[at];
    if (c == '>') return at;
    if (is_quote(c)) at = quotation_end(text, at);
  }
  return text.length;
}

static pw_span local_name(pw_span text, size_t from) {
  size_t end = from;
  while (end < text.length && !is_blank(text.bytes[end]) &&
         text.bytes[end] != '>' && text.bytes[end] != '/' &&
         text.bytes[end] != '=') {
    if (text.bytes[end] == ':') from = end + 1;
    end++;
  }
  pw_span name = {text.bytes + from, end - from};
  return name;
}

pw_status pw_markup_next(pw_span text, size_t from, pw_tag *out,
                         pw_error *err) {
  out->from = find(text, from, "<");
  if (out->from == text.length) return PW_OK;
  if (out->from + 1 == text.length) return never_closed(out->from, err);
  char next = text.bytes[out->from + 1];
  if (next == '!' || next == '?') return skip_other(text, out, err);
  int closes = next == '/';
  size_t end = tag_end(text, out->from);
  if (end == text.length) return never_closed(out->from, err);
  out->end = end + 1;
  out->name = local_name(text, out->from + 1 + (size_t)closes);
  out->kind = closes             ? PW_TAG_CLOSES
    : text.bytes[end - 1] == '/' ? PW_TAG_EMPTY
                                 : PW_TAG_OPENS;
  return PW_OK;
}

static int same(pw_span one, pw_span other) {
  return one.length == other.length &&
    (one.length == 0 || memcmp(one.bytes, other.bytes, one.length) == 0);
}

static int32_t which_name(pw_span name, const pw_span *names, int32_t n) {
  for (int32_t i = 0; i < n; i++) {
    if (same(name, names[i])) return i;
  }
  return -1;
}

static pw_status not_counted(pw_error *err) {
  return pw_fail(err, PW_ARGUMENT, "the elements were not counted");
}

pw_status pw_markup_elements(pw_span text, const pw_span *names,
                             int32_t n_names, const pw_elements *out,
                             const pw_stop *stop, pw_error *err) {
  pw_tag found = {PW_TAG_OTHER, 0, 0, {NULL, 0}};
  int32_t n = 0, open = -1;
  for (size_t at = 0; at < text.length; at = found.end) {
    pw_status status = pw_markup_next(text, at, &found, err);
    if (status != PW_OK) return status;
    if (found.from == text.length) break;
    if (found.kind == PW_TAG_OTHER) continue;
    if (found.kind == PW_TAG_CLOSES) {
      if (open < 0) {
        return pw_fail_at(err, PW_FORMAT, "a tag closes what is not open",
                          (int64_t)found.from);
      }
      out->close[open] = (double)found.from;
      open = out->parent[open];
      continue;
    }
    if (n % POLL_EVERY == 0 &&
        pw_stop_asked(stop, (double)at / (double)text.length)) {
      return pw_fail(err, PW_STOPPED, "stopped");
    }
    if (n == out->n) return not_counted(err);
    out->name[n] = which_name(found.name, names, n_names);
    out->parent[n] = open;
    out->tag[n] = (double)found.from;
    out->inner[n] = out->close[n] = (double)found.end;
    if (found.kind == PW_TAG_OPENS) open = n;
    n++;
  }
  return open < 0 && n == out->n ? PW_OK : not_counted(err);
}

static size_t skip_blanks(pw_span text, size_t at) {
  while (at < text.length && is_blank(text.bytes[at])) at++;
  return at;
}

int pw_markup_is(pw_span name, const char *word) {
  size_t n = strlen(word);
  return name.length == n && memcmp(name.bytes, word, n) == 0;
}

int pw_markup_next_attribute(pw_span text, size_t *at, pw_span *name,
                             pw_span *value) {
  size_t from = skip_blanks(text, *at), end = text.length;
  *name = local_name(text, from);
  from = skip_blanks(text, (size_t)(name->bytes - text.bytes) + name->length);
  if (name->length == 0 || from == end || text.bytes[from] != '=') return 0;
  from = skip_blanks(text, from + 1);
  if (from == end || !is_quote(text.bytes[from])) return 0;
  size_t close = quotation_end(text, from);
  if (close == end) return 0;
  value->bytes = text.bytes + from + 1;
  value->length = close - from - 1;
  *at = close + 1;
  return 1;
}

int pw_markup_attribute(pw_span text, size_t tag, pw_span name,
                        pw_span *value) {
  if (tag >= text.length || text.bytes[tag] != '<') return 0;
  size_t at = tag + 1, end = text.length;
  while (at < end && !is_blank(text.bytes[at]) && text.bytes[at] != '>') at++;
  pw_span found, has;
  while (pw_markup_next_attribute(text, &at, &found, &has)) {
    if (!same(found, name)) continue;
    *value = has;
    return 1;
  }
  return 0;
}

/* The character of "#10" or "#x1F600", 0 where it is none. */
static uint32_t numbered_character(pw_span digits) {
  uint32_t base = 10, value = 0;
  size_t at = 1;
  if (digits.length > 1 && digits.bytes[1] == 'x') base = 16, at = 2;
  for (; at < digits.length; at++) {
    char c = digits.bytes[at];
    uint32_t digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0')
      : c >= 'a' && c <= 'f'              ? (uint32_t)(c - 'a') + 10
      : c >= 'A' && c <= 'F'              ? (uint32_t)(c - 'A') + 10
                                          : base;
    if (digit >= base) return 0;
    value = value * base + digit;
    if (value > 0x10ffff) return 0;
  }
  return value >= 0xd800 && value <= 0xdfff ? 0 : value;
}

/* What the name behind an ampersand stands for, 0 where it stands for nothing.
 */
static uint32_t referred_character(pw_span name) {
  static const struct {
    const char *name;
    char character;
  } known[] = {
    {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
  if (name.length > 1 && name.bytes[0] == '#') return numbered_character(name);
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
    pw_span other = {known[i].name, strlen(known[i].name)};
    if (same(name, other)) return (uint32_t)(unsigned char)known[i].character;
  }
  return 0;
}

static int is_of_reference(char c) {
  return c == '#' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
    (c >= 'A' && c <= 'Z');
}

/* Writes the character that the reference at `at` stands for. Gives how many
 * bytes the reference has, 0 where it is none. A reference is longer than the
 * UTF-8 of its character: "&#9;" has four bytes for one, "&#x10000;" nine for
 * four. */
static size_t write_referred(pw_span from, size_t at, char *to,
                             size_t *written) {
  size_t end = at + 1;
  while (end < from.length && is_of_reference(from.bytes[end])) end++;
  if (end == from.length || from.bytes[end] != ';') return 0;
  pw_span name = {from.bytes + at + 1, end - at - 1};
  uint32_t character = referred_character(name);
  if (character == 0) return 0;
  *written += pw_utf8_encode(character, to + *written);
  return name.length + 2;
}

/* Writes one byte of text as a parser hands it on. Gives how many bytes it
 * stands for: the two of a line end are one. */
static size_t write_byte(pw_span from, size_t at, pw_markup_white white,
                         char *to, size_t *written) {
  char c = from.bytes[at];
  size_t read = 1;
  if (white != PW_WHITE_KEPT && c == '\r') {
    if (at + 1 < from.length && from.bytes[at + 1] == '\n') read = 2;
    c = '\n';
  }
  if (white == PW_WHITE_BLANKS && is_blank(c)) c = ' ';
  to[(*written)++] = c;
  return read;
}

/* Where what begins with the "<" at `at` is over. Of CDATA the text is
 * written. */
static size_t pass_markup(pw_span from, size_t at, pw_markup_white white,
                          char *to, size_t *written) {
  const bracket *found = bracket_at(from, at);
  if (found == NULL) {
    size_t end = tag_end(from, at);
    return end == from.length ? end : end + 1;
  }
  size_t inner = at + strlen(found->begins);
  size_t end = find(from, inner, found->ends);
  if (found == &CDATA) {
    pw_span text = {from.bytes, end};
    while (inner < end) inner += write_byte(text, inner, white, to, written);
  }
  return end == from.length ? end : end + strlen(found->ends);
}

size_t pw_markup_text(pw_span from, pw_markup_white white, char *to) {
  size_t written = 0;
  for (size_t at = 0; at < from.length;) {
    char c = from.bytes[at];
    size_t read = 0;
    if (c == '<') {
      at = pass_markup(from, at, white, to, &written);
      continue;
    }
    if (c == '&') read = write_referred(from, at, to, &written);
    at += read > 0 ? read : write_byte(from, at, white, to, &written);
  }
  return written;
}
