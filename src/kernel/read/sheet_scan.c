#include "read/sheet_scan.h"

#include <string.h>

#include "read/sheet_numbers.h"
#include "read/sheet_strings.h"

enum { POLL_EVERY = 1 << 16 };

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
  int32_t which = pw_sheet_whole(value, INT32_MAX);
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
  size_t n = pw_plain_digits(value);
  *done = n > 0 && n <= MOST && value.length < ROOM;
  if (!*done) return PW_OK;
  if (n > SURE) {
    char rounded[ROOM];
    double number = 0, other = 0;
    pw_span fewer = {rounded, pw_round_digits(value, rounded)};
    if (fewer.length > 0 && pw_sheet_decimal(value, &number) &&
        pw_sheet_decimal(fewer, &other) && number == other) {
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
  if (!pw_sheet_decimal(value, &number)) {
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
    if (name.bytes[0] == 's') cell->style = pw_sheet_whole(value, INT32_MAX);
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
    row = pw_sheet_whole(value, PW_SHEET_ROWS);
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
