#include "read/csv_scan.h"

#include <string.h>

#include "read/csv_value.h"

#define FLAG_BITS 3
#define FLAGS 7u
#define FIRST_ROOM 32

typedef struct {
  pw_csv_table *table;
  pw_alloc *alloc;
  const char *text;
  size_t length;
  size_t at;
  char delim;
  char quote;
  int padded;
} scanner;

/* Room for one more item; the block and its room are updated. */
static int reserve(pw_alloc *alloc, void **block, size_t *room, size_t used,
                   size_t size) {
  if (used < *room) return 1;
  size_t more = *room == 0 ? FIRST_ROOM : *room * 2;
  if (more < *room) return 0;
  void *grown = pw_alloc_resize(alloc, *block, more, size);
  if (grown == NULL) return 0;
  *block = grown;
  *room = more;
  return 1;
}

static int push_end(scanner *s, size_t used, uint64_t end, unsigned flags) {
  pw_csv_table *table = s->table;
  void *block = table->ends;
  if (!reserve(s->alloc, &block, &table->end_room, used, sizeof *table->ends)) {
    return 0;
  }
  table->ends = block;
  table->ends[used] = end << FLAG_BITS | flags;
  return 1;
}

static int push_start(scanner *s, uint64_t start) {
  pw_csv_table *table = s->table;
  void *block = table->starts;
  if (!reserve(s->alloc, &block, &table->start_room, (size_t)table->n_rows,
               sizeof *table->starts)) {
    return 0;
  }
  table->starts = block;
  table->starts[table->n_rows] = start;
  return 1;
}

static int ends_line(char c) { return c == '\n' || c == '\r'; }

/* Steps over LF, CRLF or CR. */
static void skip_line_end(scanner *s) {
  if (s->text[s->at] == '\r' && s->at + 1 < s->length &&
      s->text[s->at + 1] == '\n') {
    s->at++;
  }
  s->at++;
}

static void skip_plain(scanner *s) {
  const char *at = s->text + s->at, *end = s->text + s->length;
  while (at < end && *at != s->delim && !ends_line(*at)) at++;
  s->at = (size_t)(at - s->text);
}

/* Steps over the quoted field that starts here. 0 when it never closes. */
static int skip_quoted(scanner *s, unsigned *flags) {
  size_t open = s->at;
  *flags = PW_CSV_QUOTED;
  for (s->at++;;) {
    const char *close = memchr(s->text + s->at, s->quote, s->length - s->at);
    if (close == NULL) {
      s->at = open;
      return 0;
    }
    s->at = (size_t)(close - s->text) + 1;
    if (s->at == s->length || s->text[s->at] != s->quote) break;
    *flags |= PW_CSV_ESCAPED;
    s->at++;
  }
  size_t closed = s->at;
  skip_plain(s);
  if (s->at > closed) *flags |= PW_CSV_ESCAPED;
  if (*flags & PW_CSV_ESCAPED && s->at - open > s->table->longest_escaped) {
    s->table->longest_escaped = s->at - open;
  }
  return 1;
}

static pw_status out_of_memory(pw_error *err) {
  return pw_fail(err, PW_MEMORY, "no memory for the fields of the file");
}

/* One field, from its first character to its end. */
static pw_status scan_field(scanner *s, unsigned *flags, pw_error *err) {
  *flags = 0;
  if (s->padded) {
    size_t at = s->at;
    while (at < s->length && pw_csv_is_blank(s->text[at]) &&
           s->text[at] != s->delim)
      at++;
    if (at < s->length && s->text[at] == s->quote) s->at = at;
  }
  if (s->at == s->length || s->text[s->at] != s->quote) {
    skip_plain(s);
    return PW_OK;
  }
  if (skip_quoted(s, flags)) return PW_OK;
  return pw_fail_detail(err, PW_FORMAT, PW_DETAIL_OPEN_QUOTE,
                        "a quote that opens a text is never closed",
                        (int64_t)s->at);
}

/* One record, from its first character to behind its line end. */
static pw_status scan_record(scanner *s, pw_error *err) {
  pw_csv_table *table = s->table;
  int header = table->n_rows == 0;
  int64_t fields = 0;
  size_t base = (size_t)table->n_rows * (size_t)table->n_columns;
  if (!push_start(s, s->at)) return out_of_memory(err);
  for (;;) {
    unsigned flags;
    pw_status status = scan_field(s, &flags, err);
    if (status != PW_OK) return status;
    if (header && fields == PW_CSV_MOST_COLUMNS) {
      return pw_fail_at(err, PW_RANGE,
                        "the header has more than 1,000,000 fields",
                        (int64_t)s->at);
    }
    if ((header || fields < table->n_columns) &&
        !push_end(s, base + (size_t)fields, s->at, flags)) {
      return out_of_memory(err);
    }
    fields++;
    if (s->at == s->length || s->text[s->at] != s->delim) break;
    s->at++;
  }
  if (header) table->n_columns = fields;
  for (int64_t j = fields; j < table->n_columns; j++) {
    if (!push_end(s, base + (size_t)j, s->at, PW_CSV_ABSENT)) {
      return out_of_memory(err);
    }
  }
  table->n_ragged += fields != table->n_columns;
  table->n_rows++;
  if (s->at < s->length) skip_line_end(s);
  table->end = s->at;
  return PW_OK;
}

/* Whether nothing but line ends is left. */
static int only_line_ends(const scanner *s) {
  for (size_t at = s->at; at < s->length; at++) {
    if (!ends_line(s->text[at])) return 0;
  }
  return 1;
}

/* Steps over a line that is no record; 0 where a record begins. */
static int skip_blank_line(scanner *s) {
  size_t at = s->at;
  int64_t columns = s->table->n_columns;
  if (columns > 1) {
    while (at < s->length && !ends_line(s->text[at]) &&
           ((unsigned char)s->text[at] <= ' ' || s->text[at] == s->delim)) {
      at++;
    }
  } else if (columns == 1 && !only_line_ends(s)) {
    return 0;
  }
  if (at < s->length && !ends_line(s->text[at])) return 0;
  s->at = at;
  if (at < s->length) skip_line_end(s);
  return 1;
}

static pw_status scan_all(scanner *s, int64_t most_rows, pw_error *err) {
  while (s->at < s->length && s->table->n_rows != most_rows) {
    if (skip_blank_line(s)) continue;
    pw_status status = scan_record(s, err);
    if (status != PW_OK) return status;
  }
  return PW_OK;
}

pw_status pw_csv_scan(pw_csv_table *table, const char *text, size_t length,
                      size_t from, const pw_csv_marks *marks, int64_t most_rows,
                      pw_alloc *alloc, pw_error *err) {
  memset(table, 0, sizeof *table);
  table->text = text;
  table->marks = *marks;
  table->end = from;
  uint64_t bytes = length; /* always fewer where a size has 32 bits */
  if (bytes > UINT64_MAX >> FLAG_BITS) {
    return pw_fail(err, PW_RANGE, "the file is too large");
  }
  scanner s = {table, alloc,        text,         length,
               from,  marks->delim, marks->quote, marks->padded};
  pw_status status = scan_all(&s, most_rows, err);
  if (status != PW_OK) pw_csv_table_free(table, alloc);
  return status;
}

void pw_csv_table_free(pw_csv_table *table, pw_alloc *alloc) {
  pw_free(alloc, table->starts);
  pw_free(alloc, table->ends);
  memset(table, 0, sizeof *table);
}

pw_csv_cell pw_csv_cell_at(const pw_csv_table *table, int64_t row,
                           int64_t column) {
  size_t index = (size_t)row * (size_t)table->n_columns + (size_t)column;
  uint64_t packed = table->ends[index];
  pw_csv_cell cell = {"", 0, (unsigned)packed & FLAGS};
  if (cell.flags & PW_CSV_ABSENT) return cell;
  uint64_t end = packed >> FLAG_BITS;
  uint64_t start = column == 0 ? table->starts[row]
                               : (table->ends[index - 1] >> FLAG_BITS) + 1;
  cell.at = table->text + start;
  cell.length = (size_t)(end - start);
  if (!(cell.flags & PW_CSV_QUOTED)) return cell;
  if (table->marks.padded)
    pw_csv_unpad(&cell.at, &cell.length, table->marks.quote);
  return pw_csv_unquote(cell.at, cell.length, table->marks.quote);
}

const char *pw_csv_field_end(const pw_csv_table *table, int64_t row,
                             int64_t column) {
  size_t index = (size_t)row * (size_t)table->n_columns + (size_t)column;
  return table->text + (table->ends[index] >> FLAG_BITS);
}

void pw_csv_unpad(const char **at, size_t *length, char quote) {
  size_t blanks = 0;
  while (blanks < *length && pw_csv_is_blank((*at)[blanks])) blanks++;
  if (blanks == *length || (*at)[blanks] != quote) return;
  *at += blanks;
  *length -= blanks;
}

pw_csv_cell pw_csv_unquote(const char *at, size_t length, char quote) {
  size_t end = length;
  while (end > 2 && pw_csv_is_blank(at[end - 1])) end--;
  if (end < length && at[end - 1] == quote) length = end;
  pw_csv_cell cell = {at, length, PW_CSV_QUOTED};
  const char *close = length < 2 ? NULL : memchr(at + 1, quote, length - 1);
  if (close != at + length - 1) {
    cell.flags |= PW_CSV_ESCAPED;
    return cell;
  }
  cell.at++;
  cell.length -= 2;
  return cell;
}

size_t pw_csv_unescape(pw_csv_cell cell, char quote, char *out) {
  size_t written = 0, at = 1;
  while (at < cell.length) {
    if (cell.at[at] == quote) {
      if (at + 1 < cell.length && cell.at[at + 1] == quote) {
        at++;
      } else {
        at++;
        break; /* the closing quote: the rest is as it stands */
      }
    }
    out[written++] = cell.at[at++];
  }
  memcpy(out + written, cell.at + at, cell.length - at);
  return written + cell.length - at;
}
