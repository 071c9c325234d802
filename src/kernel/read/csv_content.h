/* What the bytes of a text hold, whatever it says: line ends, quotes, UTF-8. */
#ifndef PW_READ_CSV_CONTENT_H
#define PW_READ_CSV_CONTENT_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/status.h"
#include "base/stop.h"

typedef struct {
  int has_quotes;    /* any double quote */
  int has_cr;        /* any carriage return */
  int has_padded;    /* any double quote behind a blank */
  size_t first_nul;  /* offset of the first zero byte, or SIZE_MAX */
  int64_t sequences; /* UTF-8 characters of several bytes */
  int64_t strays;    /* bytes that are not UTF-8 */
  int64_t controls;  /* bytes 0x80 to 0x9f among the strays */
} pw_csv_content;

/* Looks at every byte. Of a file that need not be in memory, `file` (else
 * NULL), a part at a time is. Fails with PW_MEMORY or PW_STOPPED, or as
 * pw_file_recall. */
pw_status pw_csv_inspect(pw_csv_content *content, const char *bytes,
                         size_t length, int threads, pw_file *file,
                         pw_alloc *alloc, const pw_stop *stop, pw_error *err);

#endif
