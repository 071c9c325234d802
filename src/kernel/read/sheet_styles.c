#include "read/sheet_styles.h"

#include <string.h>

typedef struct {
  long id;
  int is_date;
} number_format;

static char lower(char c) {
  return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* Hours, minutes or seconds that pass 24 or 60: [h], [mm]. */
static int is_elapsed(const char *from, size_t n) {
  for (size_t i = 0; i < n; i++) {
    char c = lower(from[i]);
    if (c != 'h' && c != 'm' && c != 's') return 0;
  }
  return n > 0;
}

/* Where what begins with a quote, a bracket or a sign for the next character
 * is over; `at` itself where nothing does. */
static size_t pass_literal(pw_span code, size_t at) {
  char c = code.bytes[at];
  if (c == '\\' || c == '_' || c == '*') return at + 1;
  char ends = c == '"' ? '"' : c == '[' ? ']' : 0;
  if (ends == 0) return at;
  const char *end = memchr(code.bytes + at + 1, ends, code.length - at - 1);
  return end == NULL ? code.length : (size_t)(end - code.bytes);
}

int pw_is_date_format(pw_span code) {
  for (size_t at = 0; at < code.length; at++) {
    size_t end = pass_literal(code, at);
    if (code.bytes[at] == '[' && end < code.length &&
        is_elapsed(code.bytes + at + 1, end - at - 1)) {
      return 1;
    }
    if (end == at && memchr("dmyhs", lower(code.bytes[at]), 5) != NULL) {
      return 1;
    }
    at = end;
  }
  return 0;
}

/* Formats that a workbook need not write down: dates and times everywhere, and
 * those of East Asia (18.8.30). */
static int is_built_in_date(long id) {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) ||
    (id >= 45 && id <= 47) || (id >= 50 && id <= 58) || (id >= 71 && id <= 81);
}

/* A whole number that is not negative, -1 where there is none. */
static long whole_number(pw_span digits) {
  enum { MOST = 9 };
  long n = 0;
  if (digits.length == 0 || digits.length > MOST) return -1;
  for (size_t i = 0; i < digits.length; i++) {
    if (digits.bytes[i] < '0' || digits.bytes[i] > '9') return -1;
    n = n * 10 + (digits.bytes[i] - '0');
  }
  return n;
}

static pw_span attribute(pw_span xml, const pw_tag *tag, const char *name) {
  pw_span word = {name, strlen(name)}, value = {"", 0};
  pw_markup_attribute(xml, tag->from, word, &value);
  return value;
}

typedef struct {
  number_format *formats;
  size_t n, room;
} known_formats;

static pw_status add_format(pw_sheet *sheet, known_formats *known, pw_span xml,
                            const pw_tag *tag, pw_error *err) {
  enum { MOST = 5000 }; /* each style looks through them */
  if (known->n == MOST) {
    return pw_fail(err, PW_RANGE, "it has more formats than any workbook");
  }
  void *formats = known->formats;
  pw_status status = pw_sheet_room(sheet, &formats, known->n,
                                   sizeof *known->formats, &known->room, err);
  known->formats = formats;
  if (status != PW_OK) return status;
  pw_span code = attribute(xml, tag, "formatCode");
  size_t used = sheet->texts_used;
  /* Written among the texts for a moment, since quotes are references here. */
  status = pw_sheet_text_room(sheet, code.length + 1, err);
  if (status != PW_OK) return status;
  pw_span plain = {sheet->texts + used, 0};
  if (code.length > 0) {
    plain.length = pw_markup_text(code, PW_WHITE_BLANKS, sheet->texts + used);
  }
  number_format format = {whole_number(attribute(xml, tag, "numFmtId")),
                          plain.length > 0 && pw_is_date_format(plain)};
  known->formats[known->n++] = format;
  return PW_OK;
}

static int is_date_id(const known_formats *known, long id) {
  for (size_t i = 0; i < known->n; i++) {
    if (known->formats[i].id == id) return known->formats[i].is_date;
  }
  return is_built_in_date(id);
}

static pw_status add_style(pw_sheet *sheet, const known_formats *known,
                           pw_span xml, const pw_tag *tag, pw_error *err) {
  void *styles = sheet->is_date;
  pw_status status =
    pw_sheet_room(sheet, &styles, sheet->n_styles, 1, &sheet->styles_room, err);
  sheet->is_date = styles;
  if (status != PW_OK) return status;
  long id = whole_number(attribute(xml, tag, "numFmtId"));
  sheet->is_date[sheet->n_styles++] = (unsigned char)is_date_id(known, id);
  return PW_OK;
}

static pw_status read_styles(pw_sheet *sheet, known_formats *known, pw_span xml,
                             pw_error *err) {
  pw_tag tag = {PW_TAG_OTHER, 0, 0, {NULL, 0}};
  int of_cells = 0;
  for (;;) {
    pw_status status = pw_markup_next(xml, tag.end, &tag, err);
    if (status != PW_OK || tag.from == xml.length) return status;
    if (tag.kind == PW_TAG_OTHER) continue;
    if (pw_markup_is(tag.name, "cellXfs")) of_cells = tag.kind == PW_TAG_OPENS;
    if (tag.kind == PW_TAG_CLOSES) continue;
    if (pw_markup_is(tag.name, "numFmt")) {
      status = add_format(sheet, known, xml, &tag, err);
    } else if (of_cells && pw_markup_is(tag.name, "xf")) {
      status = add_style(sheet, known, xml, &tag, err);
    }
    if (status != PW_OK) return status;
  }
}

pw_status pw_sheet_read_styles(pw_sheet *sheet, pw_span xml, pw_error *err) {
  known_formats known = {NULL, 0, 0};
  pw_status status = read_styles(sheet, &known, xml, err);
  pw_free(sheet->alloc, known.formats);
  return status;
}
