/* What a delimited file does not say about itself: encoding, delimiter and
 * decimal mark. The quote is always the double quote. */
#ifndef PW_READ_CSV_DIALECT_H
#define PW_READ_CSV_DIALECT_H

#include <stddef.h>

#include "base/alloc.h"
#include "base/status.h"

typedef enum {
  PW_CSV_UTF8,
  PW_CSV_UTF16LE,
  PW_CSV_UTF16BE,
  PW_CSV_WINDOWS_1252
} pw_csv_encoding;

/* The encoding: by byte order mark, else by zero bytes at every other place
 * (UTF-16), else UTF-8 where the bytes are valid UTF-8, else Windows-1252.
 * `*mark` is the length of the byte order mark, or 0. */
pw_csv_encoding pw_csv_guess_encoding(const unsigned char *bytes,
                                      size_t length, size_t *mark);

const char *pw_csv_encoding_name(pw_csv_encoding encoding);

/* The text as UTF-8 in memory from `alloc`, which the caller frees. Not for
 * PW_CSV_UTF8. An unpaired surrogate becomes U+FFFD. Fails with PW_MEMORY,
 * or PW_TRUNCATED for an odd number of bytes of UTF-16. */
pw_status pw_csv_to_utf8(const unsigned char *bytes, size_t length,
                         pw_csv_encoding encoding, pw_alloc *alloc,
                         char **out, size_t *out_length, pw_error *err);

/* The delimiter among comma, semicolon, tab and bar under which the first
 * 100 records agree best on a number of fields above 1; comma when none
 * does. A first line "sep=X" names it, and `*from` is then the offset behind
 * that line (else 0). Fails with PW_MEMORY only. */
pw_status pw_csv_guess_delim(const char *text, size_t length, char *delim,
                             size_t *from, pw_alloc *alloc, pw_error *err);

/* '.' or ','. A comma needs another delimiter, fields like "1,5" in the first
 * 1,000 records, none like "1.5" and none like "1,2,3" (a list of choices).
 * Fails with PW_MEMORY only. */
pw_status pw_csv_guess_decimal(const char *text, size_t length, size_t from,
                               char delim, char *decimal, pw_alloc *alloc,
                               pw_error *err);

#endif
