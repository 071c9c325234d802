#include "text/markup.h"

#include <string.h>

#include "base/utf8.h"

enum { POLL_EVERY = 1 << 16 };

typedef enum { TAG_OPENS, TAG_CLOSES, TAG_EMPTY, TAG_OTHER } tag_kind;

typedef struct {
  tag_kind kind;
  size_t from; /* byte of the "<" */
  size_t end;  /* byte behind the ">" */
  pw_span name;
} tag;

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

/* Skips what is no element: a comment or an instruction. */
static pw_status skip_other(pw_span text, tag *out, pw_error *err) {
  const char *at = text.bytes + out->from;
  size_t left = text.length - out->from;
  int comment = left >= 4 && memcmp(at, "<!--", 4) == 0;
  if (!comment && at[1] != '?') {
    return pw_fail_at(err, PW_FORMAT, "there is a declaration within the XML",
                      (int64_t)out->from);
  }
  const char *mark = comment ? "-->" : "?>";
  size_t end = find(text, out->from + (comment ? 4 : 2), mark);
  if (end == text.length) return never_closed(out->from, err);
  out->kind = TAG_OTHER;
  out->end = end + strlen(mark);
  return PW_OK;
}

/* Where the tag ends: a ">" outside quotes. */
static size_t tag_end(pw_span text, size_t from) {
  int quoted = 0;
  for (size_t at = from; at < text.length; at++) {
    char c = text.bytes[at];
    if (c == '"') quoted = !quoted;
    if (c == '>' && !quoted) return at;
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

/* The tag at or behind `from`; `out->from` is the end of the text where there
 * is none. */
static pw_status next_tag(pw_span text, size_t from, tag *out, pw_error *err) {
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
  out->kind = closes             ? TAG_CLOSES
    : text.bytes[end - 1] == '/' ? TAG_EMPTY
                                 : TAG_OPENS;
  return PW_OK;
}

pw_status pw_markup_count(pw_span text, int32_t *n, pw_error *err) {
  tag found = {TAG_OTHER, 0, 0, {NULL, 0}};
  *n = 0;
  for (size_t at = 0; at < text.length; at = found.end) {
    pw_status status = next_tag(text, at, &found, err);
    if (status != PW_OK) return status;
    if (found.from == text.length) break;
    if (found.kind != TAG_OPENS && found.kind != TAG_EMPTY) continue;
    if (*n == INT32_MAX) {
      return pw_fail(err, PW_RANGE, "the XML has too many elements");
    }
    ++*n;
  }
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

pw_status pw_markup_elements(pw_span text, const pw_span *names,
                             int32_t n_names, const pw_elements *out,
                             const pw_stop *stop, pw_error *err) {
  tag found = {TAG_OTHER, 0, 0, {NULL, 0}};
  int32_t n = 0, open = -1;
  for (size_t at = 0; at < text.length; at = found.end) {
    pw_status status = next_tag(text, at, &found, err);
    if (status != PW_OK) return status;
    if (found.from == text.length) break;
    if (found.kind == TAG_OTHER) continue;
    if (found.kind == TAG_CLOSES) {
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
    out->name[n] = which_name(found.name, names, n_names);
    out->parent[n] = open;
    out->tag[n] = (double)found.from;
    out->inner[n] = out->close[n] = (double)found.end;
    if (found.kind == TAG_OPENS) open = n;
    n++;
  }
  if (open >= 0) {
    return pw_fail_at(err, PW_FORMAT, "an element is never closed",
                      (int64_t)out->tag[open]);
  }
  return PW_OK;
}

int pw_markup_attribute(pw_span text, size_t tag, pw_span name,
                        pw_span *value) {
  if (tag >= text.length || text.bytes[tag] != '<') return 0;
  size_t end = tag_end(text, tag);
  size_t at = tag + 1;
  while (at < end && !is_blank(text.bytes[at])) at++;
  while (at < end) {
    while (at < end && is_blank(text.bytes[at])) at++;
    pw_span found = local_name(text, at);
    size_t equals = (size_t)(found.bytes - text.bytes) + found.length;
    if (equals + 1 >= end || text.bytes[equals] != '=' ||
        text.bytes[equals + 1] != '"') {
      return 0;
    }
    size_t from = equals + 2;
    size_t close = find(text, from, "\"");
    if (close >= end) return 0;
    if (same(found, name)) {
      value->bytes = text.bytes + from;
      value->length = close - from;
      return 1;
    }
    at = close + 1;
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

size_t pw_markup_text(pw_span from, char *to) {
  enum { LONGEST_REFERENCE = 10 };
  size_t written = 0;
  for (size_t at = 0; at < from.length;) {
    char c = from.bytes[at];
    if (c == '<') {
      size_t end = tag_end(from, at);
      at = end == from.length ? end : end + 1;
      continue;
    }
    if (c == '&') {
      size_t most = from.length - at < LONGEST_REFERENCE ? from.length - at
                                                         : LONGEST_REFERENCE;
      const char *end = memchr(from.bytes + at, ';', most);
      pw_span name = {from.bytes + at + 1,
                      end ? (size_t)(end - from.bytes) - at - 1 : 0};
      uint32_t character = end ? referred_character(name) : 0;
      /* A reference is longer than the UTF-8 of its character: "&#9;" has four
       * bytes for one, "&#x10000;" nine for four. */
      if (character) {
        written += pw_utf8_encode(character, to + written);
        at += name.length + 2;
        continue;
      }
    }
    to[written++] = c;
    at++;
  }
  return written;
}
