#include "read/csv_dialect.h"

#include <string.h>

#include "read/csv_masks.h"
#include "read/csv_scan.h"

/* A first line "sep=X", as Excel reads it. Returns the offset behind it. */
static size_t named_delim(const char *text, size_t length, char *delim) {
  if (length < 6 || memcmp(text, "sep=", 4) != 0) return 0;
  size_t end = text[5] == '\n' ? 6
               : text[5] == '\r' ? (length > 6 && text[6] == '\n' ? 7 : 6) : 0;
  if (end > 0) *delim = text[4];
  return end;
}

pw_status pw_csv_guess_delim(const char *text, size_t length, char *delim,
                             size_t *from, pw_alloc *alloc, pw_error *err) {
  static const char candidates[] = {',', ';', '\t', '|'};
  *delim = ',';
  *from = named_delim(text, length, delim);
  if (*from > 0) return PW_OK;
  double best = 0;
  pw_error own;
  for (size_t i = 0; i < sizeof candidates; i++) {
    pw_csv_table table;
    pw_status status = pw_csv_scan(&table, text, length, 0, candidates[i], '"',
                                   100, alloc, &own);
    if (status == PW_MEMORY) return pw_fail(err, status, own.message);
    if (status != PW_OK) continue;
    double agree = table.n_rows == 0 ? 0
      : 1 - (double)table.n_ragged / (double)table.n_rows;
    /* Agreement first; the number of columns decides between equals. */
    double score = table.n_columns < 2 ? 0
      : agree + 1e-6 * (double)table.n_columns;
    if (score > best) {
      best = score;
      *delim = candidates[i];
    }
    pw_csv_table_free(&table, alloc);
  }
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
static int count_marks(const char *at, const char *to, int *commas, int *points) {
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

char pw_csv_guess_decimal(const char *text, size_t length, char delim) {
  if (delim == ',') return '.';
  marks m = {text, text + length, delim, 0, 0};
  char room[PW_CSV_BLOCK];
  for (size_t at = 0; at < length && !m.others; at += PW_CSV_BLOCK) {
    uint64_t used;
    const char *block = pw_csv_load(text + at, m.end, room, &used);
    uint64_t found = pw_csv_equal(block, ',') | pw_csv_equal(block, '.');
    for (found &= used; found != 0; found &= found - 1) {
      look_at(&m, text + at + pw_csv_lowest(found));
    }
  }
  return m.commas && !m.others ? ',' : '.';
}
