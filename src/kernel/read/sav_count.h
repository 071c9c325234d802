/* How many cases a .sav or .zsav has. */
#ifndef PW_READ_SAV_COUNT_H
#define PW_READ_SAV_COUNT_H

#include "base/alloc.h"
#include "base/source.h"
#include "base/status.h"
#include "base/stop.h"
#include "read/sav_elements.h"
#include "read/sav_records.h"

typedef struct {
  int64_t rows;   /* complete cases */
  int64_t beyond; /* elements after the last one, the last perhaps in part */
  int counted;    /* in the data; else `rows` is what the file states */
} pw_sav_count;

/* How many complete cases there are to read. Those of an uncompressed file
 * follow from its size. Compressed ones are as many as the file states, where
 * it states one number that its bytes could hold, until pw_sav_cases_rest has
 * seen the end; else they are counted. Fails as pw_sav_cases_next does; on
 * PW_FORMAT `*count` has the cases before the damage. */
pw_status pw_sav_cases_count(const pw_sav_records *records, pw_source *source,
                             pw_sav_count *count, pw_alloc *alloc,
                             const pw_stop *stop, pw_error *err);

/* The cases of an uncompressed file, which has elements, by its length. */
pw_sav_count pw_sav_count_plain(const pw_sav_records *records, uint64_t length);

/* What is left of the data, in cases of `size` elements. Fails as
 * pw_sav_cases_next does. */
pw_status pw_sav_count_on(pw_sav_elements *elements, int64_t size,
                          pw_sav_count *count);

#endif
