#include "read/sheet_strings.h"

#include <string.h>

#include "base/utf8.h"

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

enum { ESCAPE = 7 }; /* characters of _xHHHH_ */

/* The character that an escape at `at` stands for, -1 where there is none.
 * Halves of a pair of UTF-16 stay as they are written. */
static int32_t escaped_character(const char *at, size_t left) {
  if (left < ESCAPE || at[0] != '_' || at[1] != 'x' || at[ESCAPE - 1] != '_') {
    return -1;
  }
  int32_t point = 0;
  for (int i = 2; i < ESCAPE - 1; i++) {
    int digit = hex_digit(at[i]);
    if (digit < 0) return -1;
    point = point * 16 + digit;
  }
  return point >= 0xd800 && point <= 0xdfff ? -1 : point;
}

/* Takes escapes out of `n` bytes in place: none is shorter than its character.
 * A carriage return before a line feed is no character of its own. */
static size_t unescape(char *text, size_t n) {
  size_t to = 0, from = 0;
  while (from < n) {
    int32_t point = text[from] == '_' ? escaped_character(text + from, n - from)
                                      : -1;
    if (point < 0) {
      text[to++] = text[from++];
      continue;
    }
    from += ESCAPE;
    if (point == '\r' && from < n && text[from] == '\n') continue;
    to += pw_utf8_encode((uint32_t)point, text + to);
  }
  return to;
}

static int has(pw_span text, char c) {
  return text.length > 0 && memchr(text.bytes, c, text.length) != NULL;
}

pw_status pw_sheet_take_text(pw_sheet *sheet, pw_span from, pw_error *err) {
  if (from.length == 0) return PW_OK;
  pw_status status = pw_sheet_text_room(sheet, from.length, err);
  if (status != PW_OK) return status;
  char *to = sheet->texts + sheet->texts_used;
  size_t n = from.length;
  if (has(from, '&') || has(from, '<') || has(from, '\r')) {
    n = pw_markup_text(from, PW_WHITE_LINES, to);
  } else {
    memcpy(to, from.bytes, n);
  }
  if (has(from, '_')) n = unescape(to, n);
  sheet->texts_used += n;
  return PW_OK;
}

pw_status pw_sheet_content(pw_span xml, const pw_tag *opens, pw_span *content,
                           size_t *end, pw_error *err) {
  pw_tag tag = {PW_TAG_OTHER, 0, opens->end, {NULL, 0}};
  content->bytes = xml.bytes + opens->end;
  content->length = 0;
  *end = opens->end;
  if (opens->kind == PW_TAG_EMPTY) return PW_OK;
  for (;;) {
    pw_status status = pw_markup_next(xml, tag.end, &tag, err);
    if (status != PW_OK) return status;
    if (tag.from == xml.length) break;
    if (tag.kind != PW_TAG_CLOSES || tag.name.length != opens->name.length ||
        memcmp(tag.name.bytes, opens->name.bytes, tag.name.length) != 0) {
      continue;
    }
    content->length = tag.from - opens->end;
    *end = tag.end;
    return PW_OK;
  }
  return pw_fail_at(err, PW_TRUNCATED, "the XML ends too early",
                    (int64_t)opens->from);
}

pw_status pw_sheet_take_runs(pw_sheet *sheet, pw_span content, pw_error *err) {
  pw_tag tag = {PW_TAG_OTHER, 0, 0, {NULL, 0}};
  for (;;) {
    pw_span inner;
    size_t end;
    pw_status status = pw_markup_next(content, tag.end, &tag, err);
    if (status != PW_OK || tag.from == content.length) return status;
    int is_text = pw_markup_is(tag.name, "t");
    if (tag.kind != PW_TAG_OPENS || !(is_text || pw_markup_is(tag.name, "rPh")))
      continue;
    status = pw_sheet_content(content, &tag, &inner, &end, err);
    if (status == PW_OK && is_text) {
      status = pw_sheet_take_text(sheet, inner, err);
    }
    if (status != PW_OK) return status;
    tag.end = end;
  }
}

static pw_status add_shared(pw_sheet *sheet, pw_error *err) {
  void *shared = sheet->shared;
  pw_status status = pw_sheet_room(sheet, &shared, sheet->n_shared + 1,
                                   sizeof *sheet->shared, &sheet->shared_room,
                                   err);
  sheet->shared = shared;
  if (status != PW_OK) return status;
  if (sheet->n_shared == 0) sheet->shared[0] = 0;
  sheet->shared[++sheet->n_shared] = sheet->texts_used;
  return PW_OK;
}

pw_status pw_sheet_read_strings(pw_sheet *sheet, pw_span xml, pw_error *err) {
  pw_tag tag = {PW_TAG_OTHER, 0, 0, {NULL, 0}};
  int closed = 0;
  for (;;) {
    pw_span content;
    size_t end;
    pw_status status = pw_markup_next(xml, tag.end, &tag, err);
    if (status != PW_OK) return status;
    if (tag.from == xml.length) break;
    if (pw_markup_is(tag.name, "sst")) closed = tag.kind != PW_TAG_OPENS;
    if (tag.kind == PW_TAG_CLOSES || tag.kind == PW_TAG_OTHER ||
        !pw_markup_is(tag.name, "si")) {
      continue;
    }
    status = pw_sheet_content(xml, &tag, &content, &end, err);
    if (status == PW_OK) status = pw_sheet_take_runs(sheet, content, err);
    if (status == PW_OK) status = add_shared(sheet, err);
    if (status != PW_OK) return status;
    tag.end = end;
  }
  return closed ? PW_OK
                : pw_fail_at(err, PW_TRUNCATED, "the XML ends too early",
                             (int64_t)xml.length);
}
