/* A text of any encoding as UTF-8.
 *
 * Several threads convert a piece of it each. How long each becomes is measured
 * first, so that every one is written where it belongs, in memory that is no
 * larger than the text. */
#ifndef PW_READ_CSV_CONVERT_H
#define PW_READ_CSV_CONVERT_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"
#include "read/csv_encoding.h"

/* Characters that could not be read as the encoding says. */
typedef struct {
  int64_t count;
  size_t first[5]; /* offsets of the first ones, in the text as UTF-8 */
} pw_csv_damage;

typedef struct {
  char *bytes; /* of the account that it was asked for with; the caller's */
  size_t length;
  pw_csv_damage damage;
} pw_csv_utf8;

/* Converts a text. From PW_CSV_UTF8, a byte that does not belong becomes
 * U+FFFD, as does an unpaired surrogate of UTF-16; one that Windows-1252 does
 * not define becomes the control character of its number. All are counted as
 * damage; in a mixed text, each byte that is not UTF-8 is. Fails with
 * PW_MEMORY, PW_STOPPED, or PW_TRUNCATED for an odd number of bytes of UTF-16;
 * `out->bytes` is then NULL. */
pw_status pw_csv_to_utf8(pw_csv_utf8 *out, const char *bytes, size_t length,
                         pw_csv_encoding encoding, int threads, pw_alloc *alloc,
                         const pw_stop *stop, pw_error *err);

#endif
