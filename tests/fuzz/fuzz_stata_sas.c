/* Hostile .dta, .sas7bdat and .xpt files; the first byte says which. */
#include <math.h>
#include <stdlib.h>

#include "read/stata_sas.h"

#define CEILING ((size_t)64 << 20)
#define MOST_ROWS 256

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 1) return 0;
  pw_alloc alloc = pw_alloc_unlimited();
  alloc.ceiling = CEILING;
  pw_error err;
  pw_stata_sas table;
  pw_bytes file = {data + 1, size - 1};
  pw_strpool *pool = NULL;
  pw_stata_sas_column *columns = NULL;
  if (pw_stata_sas_open(&table, file, (pw_stata_sas_format)(data[0] % 3), NULL,
                        NAN, &alloc, NULL, &err) == PW_OK &&
      pw_strpool_new(&pool, &alloc, &err) == PW_OK) {
    int64_t rows = table.rows < MOST_ROWS ? table.rows : MOST_ROWS, n_read = 0;
    int32_t count = table.dictionary.count;
    if (rows < 0) abort();
    columns = pw_alloc_zeroed(&alloc, (size_t)count, sizeof *columns);
    for (int32_t i = 0; columns != NULL && i < count; i++) {
      if (table.dictionary.variables[i].is_text) {
        columns[i].texts =
          pw_alloc_zeroed(&alloc, (size_t)rows, sizeof *columns[i].texts);
      } else {
        columns[i].numbers =
          pw_alloc_zeroed(&alloc, (size_t)rows, sizeof *columns[i].numbers);
      }
    }
    if (columns != NULL &&
        pw_stata_sas_read(&table, file, columns, 0, rows, pool, &n_read, &alloc,
                          NULL, &err) == PW_OK &&
        n_read > rows)
      abort();
    for (int32_t i = 0; columns != NULL && i < count; i++) {
      pw_free(&alloc, columns[i].texts);
      pw_free(&alloc, columns[i].numbers);
    }
  }
  pw_free(&alloc, columns);
  pw_strpool_free(pool);
  pw_stata_sas_free(&table);
  if (alloc.in_use != 0) abort();
  return 0;
}
