/* What a delimited text does not say about itself: delimiter and decimal mark.
 * The quote is always the double quote. */
#ifndef PW_READ_CSV_DIALECT_H
#define PW_READ_CSV_DIALECT_H

#include <stddef.h>

#include "base/alloc.h"
#include "base/status.h"

/* The delimiter among comma, semicolon, tab and bar under which the first
 * 100 records agree best on a number of fields above 1; comma when none
 * does. A first line "sep=X" names it, and `*from` is then the offset behind
 * that line (else 0). Fails with PW_MEMORY only. */
pw_status pw_csv_guess_delim(const char *text, size_t length, char *delim,
                             size_t *from, pw_alloc *alloc, pw_error *err);

/* '.' or ','. A comma needs another delimiter, cells like "1,5" anywhere in
 * the text, none like "1.5" and none like "1,2,3" (a list of choices). Every
 * cell is looked at, as far as it decides. */
char pw_csv_guess_decimal(const char *text, size_t length, char delim);

#endif
