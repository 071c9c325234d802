/* R strings out of the texts of a file, each distinct one made once.
 *
 * Most texts are UTF-8 as they stand. R finds out by itself whether it has a
 * string already, but slowly, so each column remembers the strings that it
 * made. A column of ids or free texts has too many: its strings are made when
 * they are looked at. A text that is not UTF-8 as it stands is converted once
 * and kept by its bytes. */
#ifndef PW_GLUE_COLUMN_STRINGS_H
#define PW_GLUE_COLUMN_STRINGS_H

#include "base/strpool.h"
#include "glue.h"
#include "late_strings.h"
#include "read/spss_text.h"
#include "strings.h"

typedef struct {
  uint64_t hash;
  SEXP string;
} pw_remembered;

/* What one column made, at the place that the hash says; the column holds the
 * strings, and so protects them. */
typedef struct {
  pw_remembered *made;
  uint32_t size;         /* a power of two, or 0: not worth it */
  uint32_t asked, found; /* since `size` was set */
  pw_late late;          /* of a column that has too many */
} pw_string_memory;

typedef struct {
  pw_alloc *alloc;
  pw_spss_text text;
  pw_strpool *converted; /* by their bytes in the file */
  unsigned char *bad;    /* whether bytes were replaced, by id */
  int32_t room;
  pw_string_memory *columns;
  size_t count;
} pw_column_strings;

/* For `columns` columns of texts in `charset`. Fails with PW_UNSUPPORTED or
 * PW_MEMORY. Free with pw_column_strings_free either way. */
pw_status pw_column_strings_open(pw_column_strings *strings,
                                 const char *charset, size_t columns,
                                 pw_alloc *alloc, pw_error *err);

/* Twice is fine, and so is a zeroed one. */
void pw_column_strings_free(pw_column_strings *strings);

/* Writes the strings of `n` texts to rows `from` and on of the R column `to`,
 * which is the `column`-th, or keeps the texts for later, and adds to `*bad`
 * how many of them had bytes replaced. `keeper` is a protected list of two
 * elements more than there are columns. Fails with PW_MEMORY; may raise an R
 * error, which loses nothing. */
pw_status pw_column_strings_put(pw_column_strings *strings, size_t column,
                                const pw_text *texts, int64_t n, SEXP to,
                                int64_t from, SEXP keeper, int *bad,
                                pw_error *err);

/* The column of its first `n` rows, to be put in the place of `to`; may raise
 * an R error, as above. */
SEXP pw_column_strings_end(pw_column_strings *strings, size_t column, SEXP to,
                           int64_t n);

#endif
