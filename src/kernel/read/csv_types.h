/* What the cells of a column are: integers, numbers, days, times or texts.
 *
 * A type is that of the whole column. Each is tried on every cell, in the
 * order of pw_csv_type, and the first that all cells fit is the column's; so a
 * cell that does not fit rules out a type for good, whatever other cells are.
 *
 * A cell is missing when it is absent, or when its text equals one of the
 * missing texts. An empty text is missing when unquoted; quoted, it is
 * missing unless the column also has unquoted cells: only then does the file
 * tell an empty answer from none. Blanks around a cell count only in text;
 * those that nobody sees or can type (no-break, zero-width) count nowhere. */
#ifndef PW_READ_CSV_TYPES_H
#define PW_READ_CSV_TYPES_H

#include <stddef.h>
#include <stdint.h>

#include "base/strpool.h"
#include "read/csv_index.h"

typedef enum {
  PW_CSV_INTEGER,
  PW_CSV_NUMBER,
  PW_CSV_DATE,
  PW_CSV_TIME,
  PW_CSV_TEXT
} pw_csv_type;

typedef struct {
  const pw_text *missing; /* the missing texts */
  size_t n_missing;
  char quote;
  char decimal;
  size_t longest_text; /* bytes that the caller can hold as one text */
} pw_csv_rules;

/* Rows `from` to `to - 1` of an index, in one column. */
typedef struct {
  const pw_csv_index *index;
  int64_t column;
  int64_t from;
  int64_t to;
} pw_csv_cells;

/* What a missing cell is in a column of integers, and in one of the rest. */
typedef struct {
  int32_t integer;
  double number;
} pw_csv_none;

#define PW_CSV_NOTHING 256

/* The numbers that one character stands for, and behind them what an empty
 * cell does; and what the rules say of longer cells. */
typedef struct {
  int32_t integer[PW_CSV_NOTHING + 1];
  double number[PW_CSV_NOTHING + 1];
  unsigned char known[PW_CSV_NOTHING + 1]; /* 0: look at the cell closely */
  unsigned char numbers_count; /* no missing text longer than one has a digit */
  const pw_csv_rules *rules;
  pw_csv_none none;
} pw_csv_quick;

/* The table for some rules, which must last as long as it. */
void pw_csv_quick_for(pw_csv_quick *quick, const pw_csv_rules *rules,
                      pw_csv_none none);

/* Whether a cell is missing; a quoted empty one is, here. */
int pw_csv_is_missing(const pw_csv_cell *cell, const pw_csv_rules *rules);

/* Whether a text is one of the missing ones as it stands. */
int pw_csv_is_missing_text(const char *text, size_t length,
                           const pw_csv_rules *rules);

/* Takes no-break and zero-width blanks, and ordinary ones beside them, from the
 * ends of a cell that is not escaped. */
void pw_csv_squeeze(pw_csv_cell *cell);

/* Whether pw_csv_squeeze may find any. */
static inline int pw_csv_may_squeeze(const pw_csv_cell *cell) {
  if (cell->length == 0 || (cell->flags & PW_CSV_ESCAPED)) return 0;
  unsigned char first = (unsigned char)cell->at[0];
  unsigned char last = (unsigned char)cell->at[cell->length - 1];
  return ((first | last) & 0x80) != 0 || first <= ' ' || last <= ' ';
}

/* Whether times had a zone: a column of times has it everywhere or nowhere. */
#define PW_CSV_ZONED 1u
#define PW_CSV_UNZONED 2u

/* Fills `out` (for each row an int32_t where `type` is PW_CSV_INTEGER, else a
 * double) with the cells as `type`, which is not PW_CSV_TEXT. Returns `type`
 * when every cell fits; else the least type above it that the first
 * misfitting cell does fit. `*zones` gains the zones seen, and may be NULL for
 * other types than times. */
pw_csv_type pw_csv_fill(pw_csv_cells cells, pw_csv_type type,
                        const pw_csv_rules *rules, const pw_csv_quick *quick,
                        void *out, unsigned *zones);

#endif
