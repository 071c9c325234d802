#include "link/code_table.h"

#include <string.h>

#include "link/normalise.h"

#define TOGETHER 1024u

struct pw_code_table {
  pw_alloc *alloc;
  pw_strpool *pool; /* the first of its texts is no code */
  int as_written;
  char *forms; /* the normal forms of the codes that are looked up together */
  size_t room;
};

pw_status pw_code_table_new(pw_code_table **out, int as_written,
                            pw_alloc *alloc, pw_error *err) {
  *out = NULL;
  pw_code_table *table = pw_alloc_zeroed(alloc, 1, sizeof *table);
  if (table == NULL) return pw_fail(err, PW_MEMORY, "no memory for codes");
  table->alloc = alloc;
  table->as_written = as_written;
  int32_t none;
  pw_status status = pw_strpool_new(&table->pool, alloc, err);
  if (status == PW_OK) {
    status = pw_strpool_intern(table->pool, "", 0, &none, err);
  }
  if (status == PW_OK) *out = table;
  else pw_code_table_free(table);
  return status;
}

/* Writes the normal forms of some codes, which are never longer than those. */
static pw_status normalise(pw_code_table *table, const pw_text *codes, size_t n,
                           pw_text *texts, size_t *bad, pw_error *err) {
  size_t bytes = 0;
  for (size_t i = 0; i < n; i++) bytes += codes[i].length;
  if (bytes > table->room || table->forms == NULL) {
    char *forms = pw_alloc_resize(table->alloc, table->forms, bytes, 1);
    if (forms == NULL) return pw_fail(err, PW_MEMORY, "no memory for codes");
    table->forms = forms;
    table->room = bytes;
  }
  char *out = table->forms;
  for (size_t i = 0; i < n; i++) {
    size_t written = 0;
    pw_status status = pw_normalise_code(codes[i].bytes, codes[i].length, out,
                                         codes[i].length, &written, err);
    *bad = i;
    if (status != PW_OK) return status;
    texts[i] = (pw_text){out, written};
    out += written;
  }
  return PW_OK;
}

pw_status pw_code_table_add(pw_code_table *table, const pw_text *codes,
                            size_t n, int32_t *numbers, const pw_stop *stop,
                            pw_error *err) {
  pw_text texts[TOGETHER];
  for (size_t from = 0; from < n; from += TOGETHER) {
    size_t some = n - from < TOGETHER ? n - from : TOGETHER, bad = 0;
    if (from > 0 && pw_stop_asked(stop, (double)from / (double)n)) {
      return pw_fail(err, PW_STOPPED, "stopped");
    }
    pw_status status =
      pw_strpool_reserve(table->pool, (int32_t)some, stop, err);
    if (status != PW_OK) return status;
    if (table->as_written) memcpy(texts, codes + from, some * sizeof *texts);
    else status = normalise(table, codes + from, some, texts, &bad, err);
    if (status != PW_OK && status != PW_MEMORY && err != NULL) {
      err->row = (int64_t)(from + bad);
    }
    if (status == PW_OK) {
      status =
        pw_strpool_intern_all(table->pool, texts, some, numbers + from, err);
    }
    if (status != PW_OK) return status;
  }
  return PW_OK;
}

int32_t pw_code_table_count(const pw_code_table *table) {
  return pw_strpool_count(table->pool) - 1;
}

pw_text pw_code_table_code(const pw_code_table *table, int32_t number) {
  return pw_strpool_text(table->pool, number);
}

void pw_code_table_free(pw_code_table *table) {
  if (table == NULL) return;
  pw_free(table->alloc, table->forms);
  pw_strpool_free(table->pool);
  pw_free(table->alloc, table);
}
