#include "read/sheet_scan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "read/sheet_strings.h"

enum { POLL_EVERY = 1 << 16 };

#define DAY_MS 86400000.0

typedef struct {
  pw_sheet *sheet;
  pw_span xml;
  pw_calendar calendar;
  pw_tag tag;          /* the last one that was read */
  int32_t row, column; /* of the last cell, -1 before the first */
  pw_error *err;
} scan;

/* What a cell's tag says: `t`, the kind of its value, and `s`, its style. */
typedef struct {
  pw_span type;
  int32_t style;
} cell_tag;

static pw_status fail(scan *at, pw_status code, const char *message) {
  int32_t row = at->row < 0 ? 0 : at->row;
  int32_t column = at->column < 0 ? 0 : at->column;
  return pw_fail_cell(at->err, code, message, row, column);
}

static pw_status next_tag(scan *at) {
  pw_status status = pw_markup_next(at->xml, at->tag.end, &at->tag, at->err);
  if (status != PW_OK) return fail(at, status, at->err->message);
  if (at->tag.from < at->xml.length) return PW_OK;
  return fail(at, PW_TRUNCATED, "the XML ends too early");
}

/* ---- numbers and places -------------------------------------------------- */

int pw_sheet_time(double days, pw_calendar calendar, int64_t *time) {
  const double from_1900 = 25569, from_1904 = 24107, year_10000 = 2958466;
  double before = calendar == PW_FROM_1904 ? from_1904 : from_1900;
  double most = year_10000 - (from_1900 - before);
  if (!(days >= 0 && days < most)) return 0;
  if (calendar == PW_FROM_1900) {
    if (days >= 60 && days < 61) return 0;
    if (days < 60) days++;
  }
  *time = (int64_t)llround((days - before) * DAY_MS);
  return 1;
}

int pw_sheet_place(pw_span name, int32_t *row, int32_t *column) {
  int32_t letters = 0, digits = 0;
  size_t i = 0;
  for (; i < name.length; i++) {
    char c = name.bytes[i];
    int32_t letter = c >= 'A' && c <= 'Z' ? c - 'A' + 1
      : c >= 'a' && c <= 'z'              ? c - 'a' + 1
                                          : 0;
    if (letter == 0) break;
    letters = letters * 26 + letter;
    if (letters > PW_SHEET_COLUMNS) return 0;
  }
  if (letters == 0 || i == name.length) return 0;
  for (; i < name.length; i++) {
    if (name.bytes[i] < '0' || name.bytes[i] > '9') return 0;
    digits = digits * 10 + (name.bytes[i] - '0');
    if (digits > PW_SHEET_ROWS) return 0;
  }
  if (digits == 0) return 0;
  *row = digits - 1;
  *column = letters - 1;
  return 1;
}

/* A whole number from 0 to `most`, -1 where there is none. */
static int32_t whole_number(pw_span digits, int32_t most) {
  int64_t n = 0;
  if (digits.length == 0) return -1;
  for (size_t i = 0; i < digits.length; i++) {
    if (digits.bytes[i] < '0' || digits.bytes[i] > '9') return -1;
    n = n * 10 + (digits.bytes[i] - '0');
    if (n > most) return -1;
  }
  return (int32_t)n;
}

static pw_span trimmed(pw_span text) {
  while (text.length > 0 && (unsigned char)text.bytes[0] <= ' ') {
    text.bytes++;
    text.length--;
  }
  while (text.length > 0 && (unsigned char)text.bytes[text.length - 1] <= ' ') {
    text.length--;
  }
  return text;
}

/* 1 where a text is a number as XML has it: no blank, no hexadecimal. */
static int decimal_number(pw_span text, double *number) {
  enum { MOST_WHOLE = 999999999, LONGEST = 63 };
  char copy[LONGEST + 1];
  int32_t whole = whole_number(text, MOST_WHOLE);
  if (whole >= 0) {
    *number = whole;
    return 1;
  }
  if (text.length == 0 || text.length > LONGEST) return 0;
  for (size_t i = 0; i < text.length; i++) {
    if (memchr("0123456789+-.eE", text.bytes[i], 15) == NULL) return 0;
  }
  memcpy(copy, text.bytes, text.length);
  copy[text.length] = 0;
  char *end;
  *number = strtod(copy, &end);
  return end == copy + text.length && isfinite(*number);
}

/* How many significant digits a number has that is written as a text file would
 * have it: no exponent, no zero in front or behind that says nothing. 0 where
 * it is written otherwise. */
static size_t plain_digits(pw_span text) {
  size_t i = 0, n = 0, point = text.length;
  if (text.length > 0 && text.bytes[0] == '-') i = 1;
  if (i == text.length || text.bytes[text.length - 1] == '.') return 0;
  if (text.bytes[i] == '0' &&
      (i + 1 == text.length || text.bytes[i + 1] != '.'))
    return i == 0 && text.length == 1;
  for (; i < text.length; i++) {
    char c = text.bytes[i];
    if (c == '.' && point == text.length && i > 0 && text.bytes[i - 1] != '-') {
      point = i;
    } else if (c < '0' || c > '9') {
      return 0;
    } else if (n > 0 || c != '0') {
      n++;
    }
  }
  return point < text.length && text.bytes[text.length - 1] == '0' ? 0 : n;
}

/* Rounds the digits of such a number to 15, in `to`, which has room for as many
 * characters; what is behind the point only. Gives their length, 0 where there
 * is nothing to round, or where what is cut off is more than the difference
 * between two numbers: half of that is at most 9 in the 17th digit. */
static size_t round_digits(pw_span text, char *to) {
  enum { KEPT = 15 };
  const char *point = memchr(text.bytes, '.', text.length);
  size_t n = 0, i = 0;
  if (point == NULL) return 0;
  for (; i < text.length && n < KEPT; i++) {
    to[i] = text.bytes[i];
    n += to[i] >= '0' && to[i] <= '9' && (n > 0 || to[i] != '0');
  }
  if (i >= text.length || text.bytes + i <= point) return 0;
  int cut = 10 * (text.bytes[i] - '0');
  if (i + 1 < text.length) cut += text.bytes[i + 1] - '0';
  if (cut > 12 && cut < 88) return 0;
  size_t length = i;
  for (int up = text.bytes[i] >= '5'; up;) {
    if (i == 0) return 0; /* another digit in front */
    char *c = to + --i;
    if (*c == '-') return 0;
    if (*c == '.') continue;
    up = *c == '9';
    *c = (char)(up ? '0' : *c + 1);
  }
  while (to[length - 1] == '0') length--;
  return to[length - 1] == '.' ? length - 1 : length;
}

/* ---- a cell -------------------------------------------------------------- */

static pw_status mark(scan *at, pw_mark_kind kind, pw_span text) {
  return pw_sheet_add_mark(at->sheet, kind, at->row, at->column, text, at->err);
}

static pw_status add(scan *at, pw_cell *cell) {
  cell->row = at->row;
  cell->column = at->column;
  return pw_sheet_add_cell(at->sheet, cell, at->err);
}

/* A text that was added to the sheet's from `from` on. An empty one is no
 * value. */
static pw_status add_text(scan *at, size_t from) {
  size_t n = at->sheet->texts_used - from;
  pw_cell cell = {0, 0, PW_CELL_TEXT, (uint32_t)n, {0}};
  cell.is.at = from;
  if (n > UINT32_MAX) return fail(at, PW_RANGE, "a text is too long");
  return n == 0 ? PW_OK : add(at, &cell);
}

static pw_status add_shared(scan *at, pw_span value) {
  const pw_sheet *sheet = at->sheet;
  int32_t n = sheet->n_shared > INT32_MAX ? INT32_MAX
                                          : (int32_t)sheet->n_shared;
  int32_t which = whole_number(value, INT32_MAX);
  if (which < 0 || which >= n) {
    return fail(at, PW_FORMAT,
                "the cell's text is not among those of the workbook");
  }
  uint64_t from = sheet->shared[which];
  pw_cell cell = {
    0, 0, PW_CELL_TEXT, (uint32_t)(sheet->shared[which + 1] - from), {0}};
  cell.is.at = from;
  return cell.length == 0 ? PW_OK : add(at, &cell);
}

static int is_date_style(const scan *at, int32_t style) {
  return style >= 0 && (size_t)style < at->sheet->n_styles &&
    at->sheet->is_date[style];
}

static pw_status add_digits(scan *at, pw_span digits) {
  pw_sheet *sheet = at->sheet;
  pw_cell cell = {0, 0, PW_CELL_DIGITS, (uint32_t)digits.length, {0}};
  cell.is.at = sheet->texts_used;
  pw_status status = pw_sheet_text_room(sheet, digits.length, at->err);
  if (status != PW_OK) return status;
  memcpy(sheet->texts + sheet->texts_used, digits.bytes, digits.length);
  sheet->texts_used += digits.length;
  return add(at, &cell);
}

/* A number whose digits are those that a text file would have: not more than
 * 15, or as many more as give it back and fewer don't. Programs write 17, of
 * which most end in what no one has typed: 0.10000000000000001. 0 in *done
 * where it is written in another way. */
static pw_status add_plain(scan *at, pw_span value, int *done) {
  enum { SURE = 15, MOST = 17, ROOM = 32 };
  size_t n = plain_digits(value);
  *done = n > 0 && n <= MOST && value.length < ROOM;
  if (!*done) return PW_OK;
  if (n > SURE) {
    char rounded[ROOM];
    double number = 0, other = 0;
    pw_span fewer = {rounded, round_digits(value, rounded)};
    if (fewer.length > 0 && decimal_number(value, &number) &&
        decimal_number(fewer, &other) && number == other) {
      return add_digits(at, fewer);
    }
  }
  return add_digits(at, value);
}

static pw_status add_number(scan *at, pw_span value, int32_t style) {
  double number;
  int done = 0;
  if (!is_date_style(at, style)) {
    pw_status status = add_plain(at, value, &done);
    if (status != PW_OK || done) return status;
  }
  if (!decimal_number(value, &number)) {
    return mark(at, PW_MARK_NUMBER, value);
  }
  pw_cell cell = {0, 0, PW_CELL_NUMBER, 0, {0}};
  cell.is.number = number;
  if (is_date_style(at, style)) {
    cell.kind = PW_CELL_TIME;
    if (!pw_sheet_time(number, at->calendar, &cell.is.time)) {
      return mark(at, PW_MARK_DATE, value);
    }
  }
  return add(at, &cell);
}

static pw_status add_truth(scan *at, pw_span value) {
  pw_cell cell = {0, 0, PW_CELL_TRUTH, 0, {0}};
  if (value.length != 1 || (value.bytes[0] != '0' && value.bytes[0] != '1')) {
    return mark(at, PW_MARK_NUMBER, value);
  }
  cell.is.truth = value.bytes[0] == '1';
  return add(at, &cell);
}

static int is_type(const cell_tag *cell, const char *type) {
  return pw_markup_is(cell->type, type);
}

static pw_status add_value(scan *at, const cell_tag *cell, pw_span value) {
  size_t from = at->sheet->texts_used;
  /* Dates of ISO 8601 ("d") are texts that the reader of texts knows. */
  if (is_type(cell, "str") || is_type(cell, "d") ||
      is_type(cell, "inlineStr")) {
    pw_status status = pw_sheet_take_text(at->sheet, value, at->err);
    return status == PW_OK ? add_text(at, from) : status;
  }
  value = trimmed(value);
  if (value.length == 0) return PW_OK;
  if (is_type(cell, "s")) return add_shared(at, value);
  if (is_type(cell, "b")) return add_truth(at, value);
  if (is_type(cell, "e")) return mark(at, PW_MARK_ERROR, value);
  return add_number(at, value, cell->style);
}

static pw_status content(scan *at, pw_span *inner) {
  size_t end;
  pw_tag opens = at->tag;
  pw_status status = pw_sheet_content(at->xml, &opens, inner, &end, at->err);
  if (status != PW_OK) return fail(at, status, at->err->message);
  at->tag.end = end;
  return PW_OK;
}

static pw_status add_inline(scan *at, pw_span inner) {
  size_t from = at->sheet->texts_used;
  pw_status status = pw_sheet_take_runs(at->sheet, inner, at->err);
  return status == PW_OK ? add_text(at, from) : status;
}

/* What is between <c> and </c>. */
static pw_status read_cell(scan *at, const cell_tag *cell) {
  static const pw_span none = {"", 0};
  int formula = 0, has_value = 0;
  for (;;) {
    pw_span inner;
    pw_status status = next_tag(at);
    if (status != PW_OK) return status;
    pw_span name = at->tag.name;
    if (at->tag.kind == PW_TAG_OTHER) continue;
    if (at->tag.kind == PW_TAG_CLOSES) {
      if (pw_markup_is(name, "c")) break;
      if (pw_markup_is(name, "row") || pw_markup_is(name, "sheetData"))
        return fail(at, PW_FORMAT, "the XML of the cell is never closed");
      continue;
    }
    if (pw_markup_is(name, "c") || pw_markup_is(name, "row"))
      return fail(at, PW_FORMAT, "the XML of the cell is never closed");
    int is_value = pw_markup_is(name, "v"),
        is_inline = pw_markup_is(name, "is");
    int is_formula = pw_markup_is(name, "f");
    if (!is_value && !is_inline && !is_formula) continue;
    status = content(at, &inner);
    if (status != PW_OK) return status;
    formula |= is_formula;
    if (is_formula || has_value) continue;
    has_value = is_inline || inner.length > 0;
    status = is_inline ? add_inline(at, inner) : add_value(at, cell, inner);
    if (status != PW_OK) return status;
  }
  /* A formula whose text is empty has a value, which is none here. */
  if (formula && !has_value && !is_type(cell, "str"))
    return mark(at, PW_MARK_FORMULA, none);
  return PW_OK;
}

/* The attributes of <c>, whose place is that behind the last one where it has
 * none. */
static pw_status read_cell_tag(scan *at, cell_tag *cell) {
  pw_span name, value;
  size_t from = (size_t)(at->tag.name.bytes - at->xml.bytes) +
    at->tag.name.length;
  int32_t row = at->row, column = at->column + 1;
  cell->type.length = 0;
  cell->type.bytes = "";
  cell->style = -1;
  while (pw_markup_next_attribute(at->xml, &from, &name, &value)) {
    if (name.length != 1) continue;
    if (name.bytes[0] == 't') cell->type = value;
    if (name.bytes[0] == 's') cell->style = whole_number(value, INT32_MAX);
    if (name.bytes[0] == 'r' && !pw_sheet_place(value, &row, &column))
      return fail(at, PW_FORMAT, "the next cell has a place that no sheet has");
  }
  if (row < 0 || column >= PW_SHEET_COLUMNS) {
    return fail(at, PW_FORMAT, "the next cell has a place that no sheet has");
  }
  at->row = row;
  at->column = column;
  return PW_OK;
}

static pw_status begin_row(scan *at) {
  static const pw_span r = {"r", 1};
  pw_span value;
  int32_t row = at->row + 2;
  if (pw_markup_attribute(at->xml, at->tag.from, r, &value)) {
    row = whole_number(value, PW_SHEET_ROWS);
  }
  if (row < 1 || row > PW_SHEET_ROWS) {
    return fail(at, PW_FORMAT, "the next row has a number that no sheet has");
  }
  at->row = row - 1;
  at->column = -1;
  return PW_OK;
}

/* ---- the sheet ----------------------------------------------------------- */

static pw_status read_cells(scan *at, const pw_stop *stop) {
  for (size_t n = 1;; n++) {
    cell_tag cell;
    pw_status status = next_tag(at);
    if (status != PW_OK) return status;
    if (at->tag.kind == PW_TAG_OTHER) continue;
    if (at->tag.kind == PW_TAG_CLOSES) {
      if (pw_markup_is(at->tag.name, "sheetData")) return PW_OK;
      continue;
    }
    if (n % POLL_EVERY == 0 &&
        pw_stop_asked(stop, (double)at->tag.from / (double)at->xml.length)) {
      return pw_fail(at->err, PW_STOPPED, "stopped");
    }
    if (pw_markup_is(at->tag.name, "row")) {
      status = begin_row(at);
    } else if (pw_markup_is(at->tag.name, "c")) {
      int empty = at->tag.kind == PW_TAG_EMPTY;
      status = read_cell_tag(at, &cell);
      if (status == PW_OK && !empty) status = read_cell(at, &cell);
    }
    if (status != PW_OK) return status;
  }
}

/* The range of <mergeCell>, which is passed over where it is none. */
static pw_status read_merge(scan *at) {
  static const pw_span ref = {"ref", 3};
  pw_span value;
  pw_merge merge;
  if (!pw_markup_attribute(at->xml, at->tag.from, ref, &value)) return PW_OK;
  const char *colon = value.length > 0 ? memchr(value.bytes, ':', value.length)
                                       : NULL;
  if (colon == NULL) return PW_OK;
  pw_span first = {value.bytes, (size_t)(colon - value.bytes)};
  pw_span last = {colon + 1, value.length - first.length - 1};
  if (!pw_sheet_place(first, &merge.row, &merge.column) ||
      !pw_sheet_place(last, &merge.last_row, &merge.last_column)) {
    return PW_OK;
  }
  return pw_sheet_add_merge(at->sheet, &merge, at->err);
}

pw_status pw_sheet_scan(pw_sheet *sheet, pw_span xml, pw_calendar calendar,
                        const pw_stop *stop, pw_error *err) {
  scan at = {sheet, xml, calendar, {PW_TAG_OTHER, 0, 0, {NULL, 0}},
             -1,    -1,  err};
  pw_error own;
  int is_sheet = 0;
  if (err == NULL) at.err = &own;
  if (xml.length > 0 && memchr(xml.bytes, 0, xml.length) != NULL) {
    return fail(&at, PW_FORMAT, "the XML has a zero byte, which no text has");
  }
  for (;;) {
    pw_status status = next_tag(&at);
    if (status != PW_OK) return status;
    if (at.tag.kind == PW_TAG_OTHER) continue;
    pw_span name = at.tag.name;
    if (!is_sheet && !pw_markup_is(name, "worksheet"))
      return fail(&at, PW_FORMAT, "the XML is not that of a sheet");
    is_sheet = 1;
    if (pw_markup_is(name, "worksheet")) {
      if (at.tag.kind != PW_TAG_OPENS) break;
    } else if (at.tag.kind == PW_TAG_OPENS && pw_markup_is(name, "sheetData")) {
      status = read_cells(&at, stop);
    } else if (at.tag.kind != PW_TAG_CLOSES &&
               pw_markup_is(name, "mergeCell")) {
      status = read_merge(&at);
    }
    if (status != PW_OK) return status;
  }
  return pw_sheet_sort(sheet, err);
}
