#include "glue.h"

int32_t *pw_from_zero(SEXP numbers) {
  size_t n = (size_t)XLENGTH(numbers);
  int32_t *out = (int32_t *)(void *)R_alloc(n + 1, sizeof *out);
  for (size_t i = 0; i < n; i++) out[i] = INTEGER(numbers)[i] - 1;
  return out;
}
