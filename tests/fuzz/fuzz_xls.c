/* Hostile old workbooks: what a stream of one is lies within the file's length,
 * and what its records say within the bounds of a sheet. */
#include <stdlib.h>

#include "read/ole_stream.h"
#include "read/xls_records.h"

#define CEILING ((size_t)16 << 20)

static void check(int holds) {
  if (!holds) abort();
}

static void take_records(pw_bytes stream, pw_alloc *alloc) {
  static pw_xls_book book;
  pw_error err;
  if (pw_xls_look(stream, &book, &err) != PW_OK) return;
  for (size_t i = 0; i < book.n && i < 4; i++) {
    pw_sheet sheet = pw_sheet_empty(alloc);
    pw_status status = pw_xls_marks(stream, book.sheets[i].at, &sheet, &err);
    check(status == PW_OK || status == PW_MEMORY);
    for (size_t k = 0; k < sheet.n_marks; k++)
      check(sheet.marks[k].at + sheet.marks[k].length <= sheet.texts_used);
    pw_sheet_free(&sheet);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const names[] = {"Workbook", "Book"};
  pw_bytes file = {data, size};
  pw_alloc alloc = pw_alloc_unlimited();
  alloc.ceiling = CEILING;
  pw_error err;
  unsigned char *bytes;
  size_t n;
  int which;
  take_records(file, &alloc);
  if (pw_ole_read(file, names, 2, &which, &bytes, &n, &alloc, &err) == PW_OK) {
    check((which < 0) == (bytes == NULL));
    check(n <= size);
    pw_bytes stream = {bytes, n};
    if (which >= 0) take_records(stream, &alloc);
  }
  pw_free(&alloc, bytes);
  check(alloc.in_use == 0);
  return 0;
}
