/* A column of many different texts, whose strings are made when one of them is
 * first looked at.
 *
 * R keeps each string once for the whole session and finds out under a lock of
 * its own making, one after another, whether it has it: half a million ids take
 * longer than all else that a reader does with them, and garbage collections
 * go over every one. Most columns of such texts are only carried along.
 *
 * R calls such a vector ALTREP. It holds the bytes; copies share them, and the
 * strings once they are made. Saved or changed it is an ordinary vector. */
#ifndef PW_GLUE_LATE_STRINGS_H
#define PW_GLUE_LATE_STRINGS_H

#include <R_ext/Rdynload.h>

#include "base/strpool.h"
#include "glue.h"

/* Columns of no more different texts than these are made at once. */
#define PW_LATE_FROM 4096

/* The strings of so many first rows are always made: who looks at a few cells
 * looks at the first. */
#define PW_LATE_FIRST 1024

/* A column while it is read. `box` is what the caller protects; NULL before
 * pw_late_begin. */
typedef struct {
  SEXP box;
  SEXP store;
  uint64_t *cells;
} pw_late;

/* Tells R of the class, once, when the package is loaded. */
void pw_late_strings_class(DllInfo *dll);

/* Begins with a character vector, some of whose elements may be there already:
 * those that are said nothing of. Gives the box, not protected, or NULL where
 * there is no memory for it. `store` is one of late_texts.h. May jump. */
SEXP pw_late_begin(pw_late *late, SEXP store, SEXP column, pw_error *err);

/* Says what a row is: a text of UTF-8 of at most INT_MAX bytes, which is copied
 * or fails with PW_MEMORY; NA; the text `id` of those that pw_late_end will be
 * given; or a text of nothing that may turn out to be NA. */
pw_status pw_late_text(pw_late *late, R_xlen_t row, const char *bytes,
                       size_t length, pw_error *err);

static inline void pw_late_cell(pw_late *late, R_xlen_t row, uint64_t cell) {
  late->cells[row] = cell;
}
#define PW_LATE_NA UINT64_C(1)
#define PW_LATE_EMPTY UINT64_C(2)
#define PW_LATE_POOLED(id) ((uint64_t)1 << 63 | (uint64_t)(id))

/* The column for R, of the first `n` rows, not protected. `texts` are `count`
 * pooled ones, and are copied; `empty_is_na` is what the texts of nothing are.
 * May jump. */
SEXP pw_late_end(pw_late *late, R_xlen_t n, const pw_text *texts, int32_t count,
                 int empty_is_na);

/* The texts of a column whose strings are not made, so that who wants the bytes
 * need not have any made: 0 where they are made or `column` is another vector.
 * NA has no bytes. They are the column's, which must stay as it is. */
int pw_late_texts(SEXP column, pw_text *texts);

#endif
