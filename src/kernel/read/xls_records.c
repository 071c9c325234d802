#include "read/xls_records.h"

#include <string.h>

enum {
  BOF = 0x809,
  END = 0x0a,
  FILEPASS = 0x2f,
  BOUNDSHEET = 0x85,
  BOOLERR = 0x205,
  FORMULA = 0x06,
  FORMULA_3 = 0x206, /* as some programs write it */
  MERGECELLS = 0xe5,
  HEAD = 4 /* bytes of a record's number and length */
};

typedef struct {
  uint32_t number;
  const unsigned char *at; /* its content */
  size_t length;
} record;

static uint32_t get16(const unsigned char *at) {
  return (uint32_t)(at[0] | at[1] << 8);
}
static uint32_t get32(const unsigned char *at) {
  return get16(at) | get16(at + 2) << 16;
}

/* The record at the byte `*at`, which is moved behind it; 0 at the end. */
static int next_record(pw_bytes stream, uint64_t *at, record *out) {
  if (*at > stream.length || stream.length - *at < HEAD) return 0;
  const unsigned char *from = stream.at + *at;
  out->number = get16(from);
  out->length = get16(from + 2);
  if (stream.length - *at - HEAD < out->length) return 0;
  out->at = from + HEAD;
  *at += HEAD + out->length;
  return 1;
}

pw_status pw_xls_look(pw_bytes stream, pw_xls_book *book, pw_error *err) {
  uint64_t at = 0;
  record found;
  memset(book, 0, sizeof *book);
  if (!next_record(stream, &at, &found) || found.number != BOF) {
    return pw_fail(err, PW_FORMAT, "it does not begin as a workbook does");
  }
  while (next_record(stream, &at, &found) && found.number != END) {
    if (found.number == FILEPASS) book->locked = 1;
    if (found.number != BOUNDSHEET || found.length < 6 ||
        book->n == PW_XLS_SHEETS) {
      continue;
    }
    pw_xls_sheet *sheet = book->sheets + book->n++;
    sheet->at = get32(found.at);
    sheet->hidden = (found.at[4] & 3) != 0;
    sheet->cells = found.at[5] == 0;
  }
  return PW_OK;
}

static const char *error_name(unsigned char code) {
  switch (code) {
  case 0x00: return "#NULL!";
  case 0x07: return "#DIV/0!";
  case 0x0f: return "#VALUE!";
  case 0x17: return "#REF!";
  case 0x1d: return "#NAME?";
  case 0x24: return "#NUM!";
  case 0x2a: return "#N/A";
  default: return "#?";
  }
}

/* The code of the error that a record gives a cell, -1 where it gives none. */
static int error_of(const record *found) {
  const unsigned char *at = found->at;
  if (found->number == BOOLERR) {
    return found->length >= 8 && at[7] == 1 ? at[6] : -1;
  }
  if (found->number != FORMULA && found->number != FORMULA_3) return -1;
  int other = found->length >= 14 && at[12] == 0xff && at[13] == 0xff;
  return other && at[6] == 2 ? at[8] : -1;
}

static pw_status add_merges(const record *found, pw_sheet *sheet,
                            pw_error *err) {
  enum { EACH = 8 };
  for (size_t at = 2; at + EACH <= found->length; at += EACH) {
    const unsigned char *from = found->at + at;
    pw_merge merge = {(int32_t)get16(from), (int32_t)get16(from + 4),
                      (int32_t)get16(from + 2), (int32_t)get16(from + 6)};
    pw_status status = pw_sheet_add_merge(sheet, &merge, err);
    if (status != PW_OK) return status;
  }
  return PW_OK;
}

pw_status pw_xls_marks(pw_bytes stream, uint32_t from, pw_sheet *sheet,
                       pw_error *err) {
  uint64_t at = from;
  record found;
  int depth = 0; /* charts within a sheet begin and end as it does */
  pw_status status = PW_OK;
  while (status == PW_OK && next_record(stream, &at, &found)) {
    depth += (found.number == BOF) - (found.number == END);
    if (depth <= 0) break;
    if (depth > 1) continue;
    if (found.number == MERGECELLS) status = add_merges(&found, sheet, err);
    int code = error_of(&found);
    if (status != PW_OK || code < 0) continue;
    pw_span name = {error_name((unsigned char)code), 0};
    name.length = strlen(name.bytes);
    status = pw_sheet_add_mark(sheet, PW_MARK_ERROR, (int32_t)get16(found.at),
                               (int32_t)get16(found.at + 2), name, err);
  }
  return status;
}
