#include "read/csv_dialect.h"

#include <string.h>

#include "read/csv_masks.h"
#include "read/csv_scan.h"

#define DELIM_RECORDS 100
#define PADDED_RECORDS 1000

size_t pw_csv_named_delim(const char *text, size_t length, char *delim) {
  size_t quoted = length > 0 && text[0] == '"';
  size_t at = quoted + 4;
  if (length < at + 2 + quoted || memcmp(text + quoted, "sep=", 4) != 0)
    return 0;
  char named = text[at++];
  if (quoted && text[at++] != '"') return 0;
  if (text[at] != '\n' && text[at] != '\r') return 0;
  *delim = named;
  at++;
  return at + (text[at - 1] == '\r' && at < length && text[at] == '\n');
}

/* How many fields each record has, one record after another. */
typedef struct {
  int64_t fields[PADDED_RECORDS];
  int64_t count;
  int64_t padded;    /* fields in quotes behind blanks */
  int64_t malformed; /* those of them that do not close at their end */
} shape;

/* Whether a field's first quote has its partner at the very end. */
static int closes_at_end(const char *at, size_t length, char quote) {
  while (length > 0 && (at[length - 1] == ' ' || at[length - 1] == '\t'))
    length--;
  for (size_t i = 1; i < length; i++) {
    if (at[i] != quote) continue;
    if (i + 1 == length) return 1;
    if (at[++i] != quote) return 0;
  }
  return 0;
}

static void note_padded(shape *s, const pw_csv_table *table) {
  const char *at = table->text + table->starts[0];
  for (int64_t j = 0; j < table->n_columns; j++) {
    pw_csv_cell cell = pw_csv_cell_at(table, 0, j);
    const char *end = pw_csv_field_end(table, 0, j);
    size_t length = (size_t)(end - at);
    if ((cell.flags & PW_CSV_QUOTED) && length > 0 &&
        *at != table->marks.quote) {
      s->padded++;
      pw_csv_unpad(&at, &length, table->marks.quote);
      s->malformed += !closes_at_end(at, length, table->marks.quote);
    }
    at = end + 1;
  }
}

/* Asks before it looks: every shape is one more going over the front. */
static pw_status find_shape(shape *s, const pw_csv_front *front,
                            const pw_csv_marks *marks, int64_t most,
                            pw_alloc *alloc, const pw_stop *stop,
                            pw_error *err) {
  s->count = s->padded = s->malformed = 0;
  if (pw_stop_asked(stop, 1)) return pw_fail(err, PW_STOPPED, "stopped");
  for (size_t from = front->from; s->count < most;) {
    pw_csv_table table;
    pw_status status = pw_csv_scan(&table, front->text, front->length, from,
                                   marks, 1, alloc, err);
    if (status == PW_FORMAT && !front->whole) return PW_OK;
    if (status != PW_OK) return status;
    int over = table.n_rows == 0 ||
      (table.end == front->length && !front->whole);
    if (!over) {
      s->fields[s->count++] = table.n_columns;
      if (marks->padded) note_padded(s, &table);
    }
    from = table.end;
    pw_csv_table_free(&table, alloc);
    if (over) break;
  }
  return PW_OK;
}

/* How many records have the number of fields that most of them have, of those
 * above 1; of several, the largest counts. */
static int64_t agreeing(const shape *s, int64_t *fields) {
  int64_t best = 0;
  *fields = 0;
  for (int64_t i = 0; i < s->count; i++) {
    int64_t same = 0;
    if (s->fields[i] < 2) continue;
    for (int64_t k = 0; k < s->count; k++) same += s->fields[k] == s->fields[i];
    if (same > best || (same == best && s->fields[i] > *fields)) {
      best = same;
      *fields = s->fields[i];
    }
  }
  return best;
}

/* What a guess fails with, too: any other failure is a finding. */
static int ends_guess(pw_status status) {
  return status == PW_MEMORY || status == PW_STOPPED;
}

pw_status pw_csv_guess_delim(const pw_csv_front *front, char *delim,
                             pw_alloc *alloc, const pw_stop *stop,
                             pw_error *err) {
  static const char candidates[] = {',', ';', '\t', '|'};
  *delim = ',';
  double best = 0;
  pw_error own;
  for (size_t i = 0; i < sizeof candidates; i++) {
    shape s;
    int64_t fields;
    pw_csv_marks marks = {candidates[i], '"', 1, 1, 0};
    pw_status status =
      find_shape(&s, front, &marks, DELIM_RECORDS, alloc, stop, &own);
    if (ends_guess(status)) return pw_fail(err, status, own.message);
    if (status != PW_OK) continue;
    int64_t agree = agreeing(&s, &fields);
    /* Agreement first; the number of columns decides between equals. */
    double score =
      agree == 0 ? 0 : (double)agree / (double)s.count + 1e-6 * (double)fields;
    if (score > best) {
      best = score;
      *delim = candidates[i];
    }
  }
  return PW_OK;
}

pw_status pw_csv_guess_padded(const pw_csv_front *front,
                              const pw_csv_marks *marks, int *padded,
                              pw_alloc *alloc, const pw_stop *stop,
                              pw_error *err) {
  shape with, without;
  pw_error own;
  int64_t fields;
  pw_csv_marks trial = *marks;
  *padded = 0;
  trial.padded = 1;
  pw_status status =
    find_shape(&with, front, &trial, PADDED_RECORDS, alloc, stop, &own);
  if (ends_guess(status)) return pw_fail(err, status, own.message);
  if (status != PW_OK || with.padded == 0 || with.malformed > 0) return PW_OK;
  trial.padded = 0;
  status =
    find_shape(&without, front, &trial, PADDED_RECORDS, alloc, stop, &own);
  if (ends_guess(status)) return pw_fail(err, status, own.message);
  /* Fewer records, where quotes hold line ends: shares are compared. */
  *padded = status != PW_OK ||
    agreeing(&with, &fields) * without.count >=
      agreeing(&without, &fields) * with.count;
  return PW_OK;
}

typedef struct {
  const char *text, *end;
  char delim;
  int commas; /* cells like 1,5 */
  int others; /* cells like 1.5 or 1,2,3 */
} marks;

static int is_number_byte(char c) {
  return (c >= '0' && c <= '9') || c == ',' || c == '.' || c == '-';
}

static int bounds_cell(const marks *m, char c) {
  return c == m->delim || c == '\n' || c == '\r' || c == '"';
}

/* Whether nothing but blanks lies between these bytes and their cell's ends. */
static int is_cell(const marks *m, const char *from, const char *to) {
  while (from > m->text && from[-1] == ' ') from--;
  while (to < m->end && *to == ' ') to++;
  return (from == m->text || bounds_cell(m, from[-1])) &&
    (to == m->end || bounds_cell(m, *to));
}

/* Whether a cell is digits with marks between them, and how many of which. */
static int count_marks(const char *at, const char *to, int *commas,
                       int *points) {
  *commas = *points = 0;
  at += at < to && *at == '-';
  if (at == to || to[-1] < '0' || to[-1] > '9') return 0;
  for (int digit = 0; at < to; at++) {
    if (*at == '-' || (!digit && (*at == ',' || *at == '.'))) return 0;
    digit = *at != ',' && *at != '.';
    *commas += *at == ',';
    *points += *at == '.';
  }
  return 1;
}

/* Looks at the cell around a mark; where it has several, at the first only. */
static void look_at(marks *m, const char *mark) {
  const char *from = mark, *to = mark + 1;
  int commas, points;
  while (from > m->text && is_number_byte(from[-1])) {
    if (*--from == *mark) return;
  }
  while (to < m->end && is_number_byte(*to)) to++;
  if (from == mark || !is_cell(m, from, to) ||
      !count_marks(from, to, &commas, &points)) {
    return;
  }
  m->commas |= commas == 1 && points == 0;
  m->others |= (commas > 1 && points == 0) || (points == 1 && commas == 0);
}

pw_status pw_csv_guess_decimal(const char *text, size_t length, char delim,
                               pw_file *file, char *decimal,
                               const pw_stop *stop, pw_error *err) {
  *decimal = '.';
  if (delim == ',') return PW_OK;
  marks m = {text, text + length, delim, 0, 0};
  char room[PW_CSV_BLOCK];
  for (size_t at = 0; at < length && !m.others; at += PW_CSV_BLOCK) {
    if (at % PW_CSV_BEYOND == 0 &&
        pw_stop_asked(stop, (double)at / (double)length))
      return pw_fail(err, PW_STOPPED, "stopped");
    if (at % PW_CSV_WINDOW == 0) {
      size_t beyond = PW_CSV_WINDOW + PW_CSV_BEYOND, before = PW_CSV_BEYOND;
      pw_file_pass(file, text + (at < before ? 0 : at - before));
      pw_status status =
        pw_file_see(file, text + at,
                    text + (length - at < beyond ? length : at + beyond), err);
      if (status != PW_OK) return status;
    }
    uint64_t used;
    const char *block = pw_csv_load(text + at, m.end, room, &used);
    uint64_t found = pw_csv_equal(block, ',') | pw_csv_equal(block, '.');
    for (found &= used; found != 0; found &= found - 1) {
      look_at(&m, text + at + pw_csv_lowest(found));
    }
  }
  if (m.commas && !m.others) *decimal = ',';
  return PW_OK;
}
