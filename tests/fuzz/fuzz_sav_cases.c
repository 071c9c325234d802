/* Hostile cases of a .sav behind a sound dictionary. The first byte says plain
 * or bytecode and the byte order, the second how many variables, then a byte
 * is the width of each (255: a very long string); the rest are the cases. Each
 * input is read twice, whole and with some variables and rows passed over,
 * and both must agree with the number of cases that was counted. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "read/sav_cases.h"

enum { MOST = 12, MOST_ROWS = 300, LONG = 300, LONG_ELEMENTS = 32 + 6 };

typedef struct {
  double numbers[MOST][MOST_ROWS];
  uint64_t texts[MOST][MOST_ROWS]; /* their hashes */
  int64_t rows;
  int64_t all; /* with what follows them */
} table;

static void read_table(const pw_sav_records *records, pw_bytes file,
                       int64_t skip, int32_t step, table *out,
                       pw_alloc *alloc) {
  pw_source source = pw_source_memory(file);
  pw_sav_column columns[MOST];
  pw_sav_cases *cases = NULL;
  pw_error err;
  int64_t got = 0;
  memset(columns, 0, sizeof columns);
  out->rows = out->all = 0;
  for (int32_t i = 0; i < records->count; i += step) {
    if (records->variables[i].width > 0) columns[i].text = 1;
    else columns[i].numbers = out->numbers[i];
  }
  if (pw_sav_cases_open(&cases, records, &source, columns, skip,
                        MOST_ROWS - skip, -9, 0, alloc, NULL, &err) != PW_OK)
    return;
  while (pw_sav_cases_next(cases, NULL, &got, &err) == PW_OK && got > 0) {
    int32_t text = 0;
    for (int32_t i = 0; i < records->count; i++) {
      for (int64_t r = 0; columns[i].text && r < got; r++) {
        pw_text one = pw_sav_cases_text(cases, text, r);
        if (one.length > (size_t)records->variables[i].width) abort();
        out->texts[i][out->rows + r] = pw_text_hash(one.bytes, one.length);
      }
      text += columns[i].text;
    }
    out->rows += got;
  }
  pw_sav_count rest;
  if (pw_sav_cases_rest(cases, NULL, &rest, &err) != PW_OK) abort();
  out->all = out->rows + rest.rows;
  pw_sav_cases_free(cases);
}

static int same(double x, double y) { return memcmp(&x, &y, sizeof x) == 0; }

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static table whole, some;
  pw_sav_variable variables[MOST];
  pw_sav_records records;
  memset(&records, 0, sizeof records);
  if (size < 2) return 0;
  records.compression = data[0] & 1 ? PW_SAV_BYTECODE : PW_SAV_PLAIN;
  records.swap = data[0] >> 1 & 1;
  records.bias = 100;
  records.sysmis = -1.7976931348623157e308;
  records.header_cases = records.record_cases = -1;
  records.count = data[1] % (MOST + 1);
  records.variables = variables;
  if (size < 2 + (size_t)records.count) return 0;
  for (int32_t i = 0; i < records.count; i++) {
    int32_t width = data[2 + i];
    pw_sav_variable v = {records.elements,
                         width == 0       ? 1
                           : width == 255 ? LONG_ELEMENTS
                                          : (width + 7) / 8,
                         width == 255 ? LONG : width,
                         i,
                         1,
                         0,
                         0,
                         "V"};
    variables[i] = v;
    records.elements += v.elements;
  }
  records.data_offset = 2 + records.count;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_bytes file = {data, size};
  pw_source source = pw_source_memory(file);
  pw_sav_count count;
  if (pw_sav_cases_count(&records, &source, &count, &alloc, NULL, NULL) !=
      PW_OK)
    abort();
  read_table(&records, file, 0, 1, &whole, &alloc);
  if (whole.rows !=
      (records.elements == 0      ? 0
         : count.rows < MOST_ROWS ? count.rows
                                  : MOST_ROWS))
    abort();
  if (whole.all != count.rows) abort();
  int32_t step = 1 + data[0] / 64;
  int64_t skip = whole.rows / 3;
  read_table(&records, file, skip, step, &some, &alloc);
  if (some.rows != whole.rows - skip || some.all != whole.all - skip) abort();
  for (int32_t i = 0; i < records.count; i += step) {
    for (int64_t r = 0; r < some.rows; r++) {
      if (variables[i].width > 0
            ? some.texts[i][r] != whole.texts[i][skip + r]
            : !same(some.numbers[i][r], whole.numbers[i][skip + r]))
        abort();
    }
  }
  if (alloc.in_use != 0) abort();
  return 0;
}
