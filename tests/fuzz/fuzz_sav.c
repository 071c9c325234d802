/* Hostile .sav and .zsav files, read end to end as the glue reads them:
 * records, dictionary, count, cases, texts. The file says which it is. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "read/sav_cases.h"
#include "read/sav_dictionary.h"
#include "read/sav_records.h"
#include "read/spss_text.h"
#include "read/spss_time.h"

#define CEILING ((size_t)256 << 20)
#define MOST_ROWS 512 /* a result is the caller's memory, not the reader's */

static pw_sav_column *columns_for(const pw_sav_records *records, int64_t rows,
                                  pw_alloc *alloc) {
  pw_sav_column *columns = pw_alloc_zeroed(alloc, (size_t)records->count, sizeof *columns);
  for (int32_t i = 0; columns != NULL && i < records->count; i++) {
    if (i % 8 == 7) continue; /* passed over */
    if (records->variables[i].width == 0) {
      columns[i].numbers = pw_alloc_zeroed(alloc, (size_t)rows, sizeof(double));
    } else {
      columns[i].texts = pw_alloc_zeroed(alloc, (size_t)rows, sizeof(int32_t));
    }
  }
  return columns;
}

static void free_columns(pw_sav_column *columns, int32_t count, pw_alloc *alloc) {
  for (int32_t i = 0; columns != NULL && i < count; i++) {
    pw_free(alloc, columns[i].numbers);
    pw_free(alloc, columns[i].texts);
  }
  pw_free(alloc, columns);
}

static void convert_texts(const pw_strpool *pool, const char *charset,
                          pw_alloc *alloc, pw_error *err) {
  pw_spss_text text = {NULL, alloc, NULL, 0};
  if (pw_spss_text_open(&text, charset, alloc, err) == PW_OK) {
    for (int32_t id = 0; id < pw_strpool_count(pool); id++) {
      pw_text from = pw_strpool_text(pool, id);
      const char *out;
      size_t length;
      int64_t wrong = 0;
      if (pw_spss_text_utf8(&text, from.bytes, from.length, &out, &length, &wrong, err)) break;
    }
  }
  pw_spss_text_close(&text);
}

static void read_cases(const pw_sav_records *records, pw_bytes file,
                       const pw_dictionary *d, int64_t rows, const char *charset,
                       pw_alloc *alloc, pw_error *err) {
  pw_sav_column *columns = columns_for(records, rows, alloc);
  pw_strpool *pool = NULL;
  int64_t n_read = 0;
  if (columns != NULL && pw_strpool_new(&pool, alloc, err) == PW_OK &&
      pw_sav_cases_read(records, file, columns, rows > 2 ? 1 : 0, rows, NAN, pool,
                        &n_read, alloc, NULL, err) == PW_OK) {
    if (n_read < 0 || n_read > rows) abort();
    for (int32_t i = 0; i < records->count; i++) {
      for (int64_t r = 0; columns[i].texts != NULL && r < n_read; r++) {
        int32_t id = columns[i].texts[r];
        if (id < 0 || id >= pw_strpool_count(pool)) abort();
      }
      if (columns[i].numbers == NULL || d->variables[i].format < 0) continue;
      char format[32];
      pw_text text = pw_strpool_text(d->pool, d->variables[i].format);
      size_t n = text.length < 31 ? text.length : 31;
      memcpy(format, text.bytes, n);
      format[n] = '\0';
      pw_spss_time_convert(columns[i].numbers, n_read, pw_spss_time_kind(format));
    }
    convert_texts(pool, charset, alloc, err);
  }
  pw_strpool_free(pool);
  free_columns(columns, records->count, alloc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  pw_alloc alloc = pw_alloc_unlimited();
  alloc.ceiling = CEILING;
  pw_error err;
  pw_error_clear(&err);
  pw_bytes file = {data, size};
  pw_sav_records records;
  pw_dictionary dictionary;
  memset(&dictionary, 0, sizeof dictionary);
  char charset[64];
  int64_t rows = 0;
  if (pw_sav_records_read(&records, file, &alloc, &err) == PW_OK) {
    pw_spss_charset(NULL, records.charset, records.charset_code, charset);
    if (pw_sav_dictionary_read(&dictionary, &records, file, charset, &alloc, &err) == PW_OK &&
        pw_sav_cases_count(&records, file, &rows, &alloc, NULL, &err) == PW_OK) {
      if (rows < 0) abort();
      if (rows > MOST_ROWS) rows = MOST_ROWS;
      read_cases(&records, file, &dictionary, rows, charset, &alloc, &err);
    }
  }
  pw_dictionary_free(&dictionary);
  pw_sav_records_free(&records);
  if (alloc.in_use != 0) abort();
  return 0;
}
