/* What the cells of a column are: numbers, days, times or texts.
 *
 * A type is that of the whole column. Each is tried on every cell, in the
 * order of pw_csv_type, and the first that all cells fit is the column's; so a
 * cell that does not fit rules out a type for good, whatever other cells are.
 *
 * A cell is missing when it is absent, or when its text equals one of the
 * missing texts. An empty text is missing when unquoted; quoted, it is
 * missing unless the column also has unquoted cells: only then does the file
 * tell an empty answer from none. Blanks around a cell count only in text. */
#ifndef PW_READ_CSV_TYPES_H
#define PW_READ_CSV_TYPES_H

#include <stddef.h>
#include <stdint.h>

#include "base/strpool.h"
#include "read/csv_index.h"

typedef enum { PW_CSV_NUMBER, PW_CSV_DATE, PW_CSV_TIME, PW_CSV_TEXT } pw_csv_type;

typedef struct {
  const pw_text *missing; /* the missing texts */
  size_t n_missing;
  char quote;
  char decimal;
  size_t longest_text;    /* bytes that the caller can hold as one text */
} pw_csv_rules;

/* Rows `from` to `to - 1` of an index, in one column. */
typedef struct {
  const pw_csv_index *index;
  int64_t column;
  int64_t from;
  int64_t to;
} pw_csv_cells;

/* The numbers that one character stands for, and what a missing one is. */
typedef struct {
  double value[256];
  unsigned char known[256]; /* 0: look at the cell closely */
  double missing;
} pw_csv_quick;

/* One number: sign, digits, decimal mark, exponent. Correctly rounded
 * whatever the locale. 0 (and `*out` untouched) for anything else, for an
 * integer beyond 2^53, a leading zero before another digit, and a value that
 * a double cannot hold: those are text. */
int pw_csv_number(const char *text, size_t length, char decimal, double *out);

/* "2018-10-31" as days since 1970-01-01. */
int pw_csv_date(const char *text, size_t length, double *days);

/* A date, T or a blank, "hh:mm", optional seconds with optional fraction, and
 * optional zone (Z or +hh:mm, reported in `*zoned`) as seconds since 1970. */
int pw_csv_time(const char *text, size_t length, double *seconds, int *zoned);

/* The table for some rules, with the value of a missing cell. */
void pw_csv_quick_for(pw_csv_quick *quick, const pw_csv_rules *rules,
                      double missing);

/* Whether a cell is missing; a quoted empty one is, here. */
int pw_csv_is_missing(pw_csv_cell cell, const pw_csv_rules *rules);

/* Whether times had a zone: a column of times has it everywhere or nowhere. */
#define PW_CSV_ZONED 1u
#define PW_CSV_UNZONED 2u

/* Fills `out` (one value for each row) with the cells as `type`, which is not
 * PW_CSV_TEXT. Returns `type` when every cell fits; else the least type above
 * it that the first misfitting cell does fit. `*zones` gains the zones seen,
 * and may be NULL for other types than times. */
pw_csv_type pw_csv_fill(pw_csv_cells cells, pw_csv_type type,
                        const pw_csv_rules *rules, const pw_csv_quick *quick,
                        double *out, unsigned *zones);

#endif
