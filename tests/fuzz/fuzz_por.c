/* Hostile .por files. ReadStat's own memory is limited by libFuzzer. */
#include <math.h>
#include <stdlib.h>

#include "read/por.h"

#define CEILING ((size_t)64 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  pw_alloc alloc = pw_alloc_unlimited();
  alloc.ceiling = CEILING;
  pw_error err;
  pw_por por;
  pw_bytes file = {data, size};
  if (pw_por_read(&por, file, NULL, NAN, &alloc, NULL, &err) == PW_OK) {
    const pw_dictionary *d = &por.dictionary;
    for (int32_t i = 0; i < d->count && por.rows > 0; i++) {
      for (int64_t r = 0; d->variables[i].is_text && r < por.rows; r++) {
        int32_t id = por.texts[i][r];
        if (id < 0 || id >= pw_strpool_count(d->pool)) abort();
      }
    }
  }
  pw_por_free(&por);
  if (alloc.in_use != 0) abort();
  return 0;
}
