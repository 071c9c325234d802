#include "read/sheet_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How the dates of a column are written. */
typedef enum { DAYS, TIMES, CLOCK } date_form;

/* Days since 1970 by which a workbook counts hours that belong to no date: the
 * day before 1900 or the first of 1904. */
#define CLOCK_1900 (-25568)
#define CLOCK_1904 (-24107)
#define CLOCK_DAYS 32
#define DAY_MS INT64_C(86400000)

#define LONGEST_NUMBER 32
#define MOST_AREA INT64_C(500000000)

enum { POLL_EVERY = 1 << 13 };

typedef struct {
  pw_alloc *alloc;
  pw_sheet_text *to;
} writer;

static int64_t floor_day(int64_t ms) {
  return ms >= 0 ? ms / DAY_MS : -((-ms + DAY_MS - 1) / DAY_MS);
}

static int is_hours(int64_t ms, int64_t from) {
  return ms >= from * DAY_MS && ms < (from + CLOCK_DAYS) * DAY_MS;
}

/* What was found about the dates of a column. */
typedef struct {
  unsigned char times, not_1900, not_1904;
} column_dates;

/* Hours alone are days of January 1900 or 1904, all of them, of which one at
 * least is not a whole day. */
static date_form form_of(const column_dates *found) {
  if (!found->times) return DAYS;
  return found->not_1900 && found->not_1904 ? TIMES : CLOCK;
}

static void look_at_dates(const pw_sheet *sheet, int32_t first,
                          column_dates *found) {
  for (size_t i = 0; i < sheet->n_cells; i++) {
    const pw_cell *cell = sheet->cells + i;
    if (cell->kind != PW_CELL_TIME || cell->row < first) continue;
    column_dates *column = found + cell->column;
    column->times |= cell->is.time % DAY_MS != 0;
    column->not_1900 |= !is_hours(cell->is.time, CLOCK_1900);
    column->not_1904 |= !is_hours(cell->is.time, CLOCK_1904);
  }
}

static pw_status make_room(writer *out, size_t n, pw_error *err) {
  pw_sheet_text *to = out->to;
  if (n <= to->room - to->used) return PW_OK;
  size_t room = to->room + to->room / 2;
  if (room < to->used + n) room = to->used + n;
  char *bytes = pw_alloc_resize(out->alloc, to->bytes, room, 1);
  if (bytes == NULL) return pw_fail(err, PW_MEMORY, "no memory for a sheet");
  to->bytes = bytes;
  to->room = room;
  return PW_OK;
}

static void put(pw_sheet_text *to, const char *bytes, size_t n) {
  memcpy(to->bytes + to->used, bytes, n);
  to->used += n;
}

static void put_whole(pw_sheet_text *to, int32_t x) {
  char digits[LONGEST_NUMBER];
  size_t at = sizeof digits;
  uint32_t left = x < 0 ? 0u - (uint32_t)x : (uint32_t)x;
  do {
    digits[--at] = (char)('0' + left % 10);
    left /= 10;
  } while (left > 0);
  if (x < 0) digits[--at] = '-';
  put(to, digits + at, sizeof digits - at);
}

/* The fewest digits of 15 and 17 that give the number back. */
static void put_number(pw_sheet_text *to, double x) {
  char digits[LONGEST_NUMBER];
  if (fabs(x) < 1e8 && x == trunc(x)) {
    put_whole(to, (int32_t)x);
    return;
  }
  int n = snprintf(digits, sizeof digits, "%.15g", x);
  if (strtod(digits, NULL) != x) {
    n = snprintf(digits, sizeof digits, "%.17g", x);
  }
  put(to, digits, (size_t)n);
}

static void put_padded(pw_sheet_text *to, int value, size_t digits) {
  for (size_t i = digits; i > 0; i--) {
    to->bytes[to->used + i - 1] = (char)('0' + value % 10);
    value /= 10;
  }
  to->used += digits;
}

/* Year, month and day of the Gregorian calendar, counted in eras of 400 years
 * that begin on 1 March. */
static void put_day(pw_sheet_text *to, int64_t day) {
  int64_t z = day + 719468;
  int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  int64_t of_era = z - era * 146097;
  int64_t year_of_era =
    (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era -
    (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int64_t part = (5 * of_year + 2) / 153;
  int64_t month = part < 10 ? part + 3 : part - 9;
  int64_t year = year_of_era + era * 400 + (month <= 2);
  put_padded(to, (int)(year % 10000), 4);
  put(to, "-", 1);
  put_padded(to, (int)month, 2);
  put(to, "-", 1);
  put_padded(to, (int)(of_year - (153 * part + 2) / 5 + 1), 2);
}

static void put_date(pw_sheet_text *to, int64_t ms, date_form form) {
  int64_t day = floor_day(ms);
  if (form == CLOCK) {
    int64_t from = ms < CLOCK_1904 * DAY_MS ? CLOCK_1900 : CLOCK_1904;
    ms -= from * DAY_MS;
  } else {
    put_day(to, day);
    ms -= day * DAY_MS;
  }
  if (form == DAYS) return;
  if (form == TIMES) put(to, " ", 1);
  int whole = (int)(ms / 1000), part = (int)(ms % 1000);
  put_padded(to, whole / 3600, whole / 3600 > 99 ? 3 : 2);
  put(to, ":", 1);
  put_padded(to, whole / 60 % 60, 2);
  put(to, ":", 1);
  put_padded(to, whole % 60, 2);
  if (part > 0) {
    put(to, ".", 1);
    put_padded(to, part, 3);
  }
}

static int is_odd(unsigned char c) {
  return (c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7f;
}

/* Whether a text is written as it is. */
static int is_plain(const char *bytes, size_t n) {
  if (n > 0 && (unsigned char)bytes[0] == 0xef) return 0;
  for (size_t i = 0; i < n; i++) {
    unsigned char c = (unsigned char)bytes[i];
    if (c < ' ' || c == 0x7f || c == '"' || c == ',') return 0;
  }
  return 1;
}

/* Whether a text has what a delimited text counts by, or begins like the mark
 * of an encoding. */
static int has_marks(const char *bytes, size_t n) {
  if (n > 0 && (unsigned char)bytes[0] == 0xef) return 1;
  for (size_t i = 0; i < n; i++) {
    if (memchr(",\"\n\r", bytes[i], 4) != NULL) return 1;
  }
  return 0;
}

static void put_text(pw_sheet_text *to, const pw_cell *cell,
                     const char *bytes) {
  size_t n = cell->length;
  if (is_plain(bytes, n)) {
    put(to, bytes, n);
    return;
  }
  int quoted = has_marks(bytes, n);
  if (quoted) to->bytes[to->used++] = '"';
  for (size_t i = 0; i < n; i++) {
    if (is_odd((unsigned char)bytes[i])) {
      if (to->odd++ == 0) {
        to->odd_row = cell->row;
        to->odd_column = cell->column;
      }
      continue;
    }
    if (bytes[i] == '"') to->bytes[to->used++] = '"';
    to->bytes[to->used++] = bytes[i];
  }
  if (quoted) to->bytes[to->used++] = '"';
}

static void put_cell(pw_sheet_text *to, const pw_sheet *sheet,
                     const pw_cell *cell, date_form form) {
  switch (cell->kind) {
  case PW_CELL_NUMBER: put_number(to, cell->is.number); break;
  case PW_CELL_DIGITS: put(to, sheet->texts + cell->is.at, cell->length); break;
  case PW_CELL_TIME: put_date(to, cell->is.time, form); break;
  case PW_CELL_TRUTH:
    put(to, cell->is.truth ? "TRUE" : "FALSE", cell->is.truth ? 4 : 5);
    break;
  case PW_CELL_TEXT: put_text(to, cell, sheet->texts + cell->is.at); break;
  }
}

static void put_commas(pw_sheet_text *to, int32_t n) {
  memset(to->bytes + to->used, ',', (size_t)n);
  to->used += (size_t)n;
}

/* The most bytes that a cell takes. */
static size_t most_bytes(const pw_cell *cell) {
  int is_text = cell->kind == PW_CELL_TEXT || cell->kind == PW_CELL_DIGITS;
  return is_text ? 2 * (size_t)cell->length + 2 : 2 * LONGEST_NUMBER;
}

/* Writes the cells of one row, of which `*next` is the first that is left. */
static pw_status write_row(writer *out, const pw_sheet *sheet, int32_t row,
                           int32_t width, const column_dates *dates,
                           size_t *next, pw_error *err) {
  int32_t column = 0;
  pw_status status = make_room(out, (size_t)width + 1, err);
  while (status == PW_OK && *next < sheet->n_cells &&
         sheet->cells[*next].row == row) {
    const pw_cell *cell = sheet->cells + (*next)++;
    status = make_room(out, (size_t)width + 1 + most_bytes(cell), err);
    if (status != PW_OK) break;
    put_commas(out->to, cell->column - column);
    column = cell->column;
    put_cell(out->to, sheet, cell, form_of(dates + column));
  }
  if (status != PW_OK) return status;
  put_commas(out->to, width - 1 - column);
  out->to->bytes[out->to->used++] = '\n';
  return PW_OK;
}

int32_t pw_sheet_rows(const pw_sheet *sheet) {
  return sheet->n_cells > 0 ? sheet->cells[sheet->n_cells - 1].row + 1 : 0;
}

static const pw_cell *widest_cell(const pw_sheet *sheet) {
  const pw_cell *widest = sheet->cells;
  for (size_t i = 1; i < sheet->n_cells; i++) {
    if (sheet->cells[i].column > widest->column) widest = sheet->cells + i;
  }
  return widest;
}

static pw_status write_rows(writer *out, const pw_sheet *sheet, int32_t first,
                            double *at, int32_t width,
                            const column_dates *dates, const pw_stop *stop,
                            pw_error *err) {
  int32_t rows = pw_sheet_rows(sheet);
  size_t next = 0;
  while (next < sheet->n_cells && sheet->cells[next].row < first) next++;
  for (int32_t row = first; row < rows; row++) {
    if (row % POLL_EVERY == POLL_EVERY - 1 &&
        pw_stop_asked(stop, (double)row / (double)rows)) {
      return pw_fail(err, PW_STOPPED, "stopped");
    }
    at[row - first] = (double)out->to->used;
    pw_status status = write_row(out, sheet, row, width, dates, &next, err);
    if (status != PW_OK) return status;
  }
  return PW_OK;
}

pw_status pw_sheet_write(const pw_sheet *sheet, int32_t first, double *at,
                         pw_sheet_text *out, const pw_stop *stop,
                         pw_error *err) {
  memset(out, 0, sizeof *out);
  int32_t rows = pw_sheet_rows(sheet);
  if (rows <= first) return PW_OK;
  const pw_cell *widest = widest_cell(sheet);
  int32_t width = widest->column + 1;
  if ((int64_t)(rows - first) * width > MOST_AREA) {
    return pw_fail_cell(err, PW_RANGE, "the cells stand too far apart",
                        rows - 1, width - 1);
  }
  writer to = {sheet->alloc, out};
  column_dates *dates =
    pw_alloc_zeroed(sheet->alloc, (size_t)width, sizeof *dates);
  if (dates == NULL) return pw_fail(err, PW_MEMORY, "no memory for a sheet");
  look_at_dates(sheet, first, dates);
  pw_status status = write_rows(&to, sheet, first, at, width, dates, stop, err);
  pw_free(sheet->alloc, dates);
  return status;
}
