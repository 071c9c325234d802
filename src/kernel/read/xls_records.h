/* What the records of an old workbook (.xls) say that readxl does not: which
 * sheets are hidden, whether there is a password, which cells have errors, and
 * which are merged ([MS-XLS] 2.4). */
#ifndef PW_READ_XLS_RECORDS_H
#define PW_READ_XLS_RECORDS_H

#include "base/bytes.h"
#include "read/sheet_cells.h"

enum { PW_XLS_SHEETS = 4096 }; /* more are passed over */

typedef struct {
  uint32_t at;                 /* byte of its first record */
  unsigned char hidden, cells; /* whether it is a sheet of cells */
} pw_xls_sheet;

typedef struct {
  int locked; /* what is behind the password can't be read */
  size_t n;
  pw_xls_sheet sheets[PW_XLS_SHEETS];
} pw_xls_book;

/* Reads the records of the workbook as a whole. Fails with PW_FORMAT where the
 * bytes are not such records. */
pw_status pw_xls_look(pw_bytes stream, pw_xls_book *book, pw_error *err);

/* Adds the errors and the merged cells of the sheet at byte `at` to a sheet.
 * What ends too early is read as far as it goes: readxl has its say about that.
 * Fails with PW_MEMORY. */
pw_status pw_xls_marks(pw_bytes stream, uint32_t at, pw_sheet *sheet,
                       pw_error *err);

#endif
