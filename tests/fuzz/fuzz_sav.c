/* Hostile .sav and .zsav files, read end to end as the glue reads them:
 * records, dictionary, count, cases, texts. The file says which it is. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "read/sav_cases.h"
#include "read/sav_dictionary.h"
#include "read/sav_records.h"
#include "read/spss_text.h"

#define CEILING ((size_t)256 << 20)
#define MOST_ROWS 512 /* a result is the caller's memory, not the reader's */

static pw_sav_column *columns_for(const pw_sav_records *records, int64_t rows,
                                  pw_alloc *alloc) {
  pw_sav_column *columns =
    pw_alloc_zeroed(alloc, (size_t)records->count, sizeof *columns);
  for (int32_t i = 0; columns != NULL && i < records->count; i++) {
    if (i % 8 == 7) continue; /* passed over */
    if (records->variables[i].width == 0) {
      columns[i].numbers = pw_alloc_zeroed(alloc, (size_t)rows, sizeof(double));
      columns[i].time = (pw_time_kind)(i % 4);
    } else {
      columns[i].text = 1;
    }
  }
  return columns;
}

static void free_columns(pw_sav_column *columns, int32_t count,
                         pw_alloc *alloc) {
  for (int32_t i = 0; columns != NULL && i < count; i++)
    pw_free(alloc, columns[i].numbers);
  pw_free(alloc, columns);
}

/* Looks at every byte of every text of a block, before and after conversion. */
static void use_texts(const pw_sav_cases *cases, int32_t texts, int64_t rows,
                      pw_spss_text *text, pw_error *err) {
  for (int32_t t = 0; t < texts; t++) {
    for (int64_t row = 0; row < rows; row++) {
      pw_text raw = pw_sav_cases_text(cases, t, row);
      const char *out;
      size_t length;
      int64_t wrong = 0;
      (void)pw_text_hash(raw.bytes, raw.length);
      if (raw.length > 0 && raw.bytes[raw.length - 1] == ' ') abort();
      if (pw_spss_text_is_utf8(text, raw.bytes, raw.length)) continue;
      if (pw_spss_text_utf8(text, raw.bytes, raw.length, &out, &length, &wrong,
                            err))
        return;
      (void)pw_text_hash(out, length);
    }
  }
}

static void read_cases(const pw_sav_records *records, pw_source *source,
                       int64_t rows, const char *charset, pw_alloc *alloc,
                       pw_error *err) {
  pw_sav_column *columns = columns_for(records, rows, alloc);
  pw_sav_cases *cases = NULL;
  pw_spss_text text = {NULL, 0, alloc, NULL, 0};
  int64_t n_read = 0, got = 0;
  int32_t texts = 0;
  for (int32_t i = 0; columns != NULL && i < records->count; i++)
    texts += columns[i].text;
  if (columns != NULL &&
      pw_spss_text_open(&text, charset, alloc, err) == PW_OK &&
      pw_sav_cases_open(&cases, records, source, columns, rows > 2 ? 1 : 0,
                        rows, NAN, rows % 16 == 15, alloc, NULL,
                        err) == PW_OK) {
    while (pw_sav_cases_next(cases, NULL, &got, err) == PW_OK && got > 0) {
      n_read += got;
      if (n_read > rows) abort();
      use_texts(cases, texts, got, &text, err);
    }
  }
  pw_sav_cases_free(cases);
  pw_spss_text_close(&text);
  free_columns(columns, records->count, alloc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  pw_alloc alloc = pw_alloc_unlimited();
  alloc.ceiling = CEILING;
  pw_error err;
  pw_error_clear(&err);
  pw_bytes file = {data, size};
  pw_source source = pw_source_memory(file);
  pw_sav_records records;
  pw_dictionary dictionary;
  memset(&dictionary, 0, sizeof dictionary);
  char charset[64];
  pw_sav_count count;
  if (pw_sav_records_read(&records, file, &alloc, &err) == PW_OK) {
    pw_spss_charset(NULL, records.charset, records.charset_code, charset);
    if (pw_sav_dictionary_read(&dictionary, &records, file, charset, &alloc,
                               &err) == PW_OK &&
        pw_sav_cases_count(&records, &source, &count, &alloc, NULL, &err) ==
          PW_OK) {
      int64_t rows = count.rows;
      if (rows < 0 || dictionary.count != records.count) abort();
      if (rows > MOST_ROWS) rows = MOST_ROWS;
      read_cases(&records, &source, rows, charset, &alloc, &err);
    }
  }
  pw_dictionary_free(&dictionary);
  pw_sav_records_free(&records);
  if (alloc.in_use != 0) abort();
  return 0;
}
