#include "read/csv_ragged.h"

#include <stdlib.h>
#include <string.h>

#include "read/csv_chunks.h"

pw_status pw_csv_ragged_add(pw_csv_ragged_list *list, const pw_csv_ragged *more,
                            size_t n, size_t longest_text, pw_alloc *alloc,
                            pw_error *err) {
  if (n == 0) return PW_OK;
  for (size_t i = 0; i < n; i++) {
    if (more[i].rest_length > longest_text) {
      return pw_fail_at(
        err, PW_RANGE,
        "the fields beyond the last column are longer than can be held",
        (int64_t)more[i].offset);
    }
  }
  if (list->count + n > list->room) {
    size_t room = list->room * 2 > list->count + n ? list->room * 2
                                                   : list->count + n;
    pw_csv_ragged *grown =
      pw_alloc_resize(alloc, list->at, room, sizeof *grown);
    if (grown == NULL)
      return pw_fail(err, PW_MEMORY, "no memory for the ragged lines");
    list->at = grown;
    list->room = room;
  }
  memcpy(list->at + list->count, more, n * sizeof *more);
  list->count += n;
  return PW_OK;
}

static int by_offset(const void *a, const void *b) {
  size_t x = ((const pw_csv_ragged *)a)->offset;
  size_t y = ((const pw_csv_ragged *)b)->offset;
  return (x > y) - (x < y);
}

void pw_csv_ragged_order(pw_csv_ragged_list *list, const char *text) {
  if (list->count == 0) return;
  qsort(list->at, list->count, sizeof *list->at, by_offset);
  size_t before = 0, line = 0;
  for (size_t i = 0; i < list->count; i++) {
    size_t offset = list->at[i].offset;
    line += (size_t)pw_csv_lines(text + before, offset - before);
    before = offset;
    list->at[i].offset = line;
  }
}

void pw_csv_ragged_free(pw_csv_ragged_list *list, pw_alloc *alloc) {
  pw_free(alloc, list->at);
  memset(list, 0, sizeof *list);
}
