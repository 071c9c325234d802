/* Which encoding a text has. */
#ifndef PW_READ_CSV_ENCODING_H
#define PW_READ_CSV_ENCODING_H

#include <stddef.h>

#include "read/csv_content.h"

typedef enum {
  PW_CSV_UTF8,
  PW_CSV_UTF16LE,
  PW_CSV_UTF16BE,
  PW_CSV_WINDOWS_1252,
  PW_CSV_LATIN1,
  PW_CSV_MIXED /* UTF-8, and Windows-1252 where a byte is not UTF-8 */
} pw_csv_encoding;

#define PW_CSV_ENCODINGS 6

static inline int pw_csv_is_utf16(pw_csv_encoding encoding) {
  return encoding == PW_CSV_UTF16LE || encoding == PW_CSV_UTF16BE;
}

const char *pw_csv_encoding_name(pw_csv_encoding encoding);

/* UTF-16 by its byte order mark or by zero bytes at every other place of the
 * beginning; else PW_CSV_UTF8, which may turn out to be another encoding of
 * one byte for each character. `*mark` is the length of the mark, or 0. */
pw_csv_encoding pw_csv_guess_width(const char *bytes, size_t length,
                                   size_t *mark);

/* Of a text that is no UTF-16: UTF-8 where all is valid. Else PW_CSV_MIXED
 * where there are valid UTF-8 characters too (at least one for 8 strays);
 * else Windows-1252, or Latin-1 where no byte tells the two apart. */
pw_csv_encoding pw_csv_guess_bytes(const pw_csv_content *content);

/* Whether the beginning has so many control characters that it is no text. */
int pw_csv_is_binary(const char *bytes, size_t length);

#endif
