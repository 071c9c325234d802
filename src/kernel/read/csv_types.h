/* Columns out of a scanned table. A type is that of the whole column: each
 * fill tries one type on every cell and says whether all of them fit. The
 * caller tries number, date, time, and takes text when none fits.
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
#include "read/csv_scan.h"

typedef struct {
  const pw_text *missing; /* the missing texts */
  size_t n_missing;
  char quote;
  char decimal;
} pw_csv_rules;

/* Records `first` to `first + count - 1` of a column (0 is the header). */
typedef struct {
  const pw_csv_table *table;
  int64_t column;
  int64_t first;
  int64_t count;
} pw_csv_column;

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

/* Fill `out` (column.count values, `missing` where missing). 1 when every
 * cell fits. A column without any value fits as numbers. Times fit only when
 * all or none has a zone. */
int pw_csv_fill_number(pw_csv_column column, const pw_csv_rules *rules,
                       double missing, double *out);
int pw_csv_fill_date(pw_csv_column column, const pw_csv_rules *rules,
                     double missing, double *out);
int pw_csv_fill_time(pw_csv_column column, const pw_csv_rules *rules,
                     double missing, double *out);

/* Fills `ids` with each text's id in `pool`, `missing` where missing. Fails
 * with PW_MEMORY or PW_RANGE. */
pw_status pw_csv_fill_text(pw_csv_column column, const pw_csv_rules *rules,
                           int32_t missing, pw_strpool *pool, int32_t *ids,
                           pw_alloc *alloc, pw_error *err);

#endif
