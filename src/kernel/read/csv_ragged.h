/* The ragged records of a file, by line. */
#ifndef PW_READ_CSV_RAGGED_H
#define PW_READ_CSV_RAGGED_H

#include "read/csv_index.h"

typedef struct {
  pw_csv_ragged *at;
  size_t count, room;
} pw_csv_ragged_list;

/* Adds `n` records; the list starts all zero. Fails with PW_MEMORY, or with
 * PW_RANGE and the offset of a record whose further fields have more than
 * `longest_text` bytes. */
pw_status pw_csv_ragged_add(pw_csv_ragged_list *list, const pw_csv_ragged *more,
                            size_t n, size_t longest_text, pw_alloc *alloc,
                            pw_error *err);

/* Puts the records in order and turns each `offset` in `text` into its line,
 * counted from 0. Once only. */
void pw_csv_ragged_order(pw_csv_ragged_list *list, const char *text);

void pw_csv_ragged_free(pw_csv_ragged_list *list, pw_alloc *alloc);

#endif
