/* Cases of a .sav or .zsav, decoded straight into the caller's columns.
 *
 * Numbers go through a band of a few rows that stays in the processor's
 * nearest cache, and from there column by column. Texts are handed out block
 * by block, as bytes, so that the caller can make its own strings of them.
 * Memory follows what strings hold, not what they declare: runs of blanks are
 * passed over, and a string is as long as its last character. */
#ifndef PW_READ_SAV_CASES_H
#define PW_READ_SAV_CASES_H

#include "base/alloc.h"
#include "base/source.h"
#include "base/status.h"
#include "base/stop.h"
#include "base/strpool.h"
#include "read/sav_count.h"
#include "read/sav_records.h"
#include "read/spss_time.h"

/* What is wanted of a variable; all zero to pass it over. */
typedef struct {
  double *numbers;   /* the caller's column, with room for the rows asked for */
  pw_time_kind time; /* what to convert the numbers to */
  int text;          /* a string is wanted */
} pw_sav_column;

typedef struct pw_sav_cases pw_sav_cases;

/* Begins after `skip` cases, to read up to `rows`. `columns` has one for each
 * variable of `records`; both, and `source`, must outlive the cases. `missing`
 * is the bit pattern for system-missing and NaN. With `threaded`, blocks are
 * decoded ahead in a thread, and bytes inflated in another. `stop` is polled
 * while cases are skipped. Fails as pw_sav_cases_next, leaving `*cases` NULL.
 * Free with pw_sav_cases_free. */
pw_status pw_sav_cases_open(pw_sav_cases **cases, const pw_sav_records *records,
                            pw_source *source, const pw_sav_column *columns,
                            int64_t skip, int64_t rows, double missing,
                            int threaded, pw_alloc *alloc, const pw_stop *stop,
                            pw_error *err);

/* Gives the next block of `*rows` cases: their numbers are after those of the
 * blocks before, and their texts are kept until the next call. `*rows` 0 is
 * the end; a case that the file cuts is not given. Fails with PW_FORMAT
 * (compressed data that is damaged, after the cases before it), PW_MEMORY or
 * PW_STOPPED, and may not be called again then. */
pw_status pw_sav_cases_next(pw_sav_cases *cases, const pw_stop *stop,
                            int64_t *rows, pw_error *err);

/* Goes on after the rows asked for, once all of them were given: passes over
 * `skip` cases and begins to read up to `rows` after those, into `columns`,
 * which want the same of the same variables as before. Nothing that was read
 * is read again. Fails as pw_sav_cases_next; nothing but pw_sav_cases_free may
 * follow then. */
pw_status pw_sav_cases_more(pw_sav_cases *cases, const pw_sav_column *columns,
                            int64_t skip, int64_t rows, const pw_stop *stop,
                            pw_error *err);

/* Counts what follows the rows asked for, once all of them were given: after
 * it nothing but pw_sav_cases_free may be called. Fails as pw_sav_cases_next;
 * on PW_FORMAT `*rest` has the cases before the damage. */
pw_status pw_sav_cases_rest(pw_sav_cases *cases, const pw_stop *stop,
                            pw_sav_count *rest, pw_error *err);

/* The text of row `row` of the block, of the `text`-th variable whose text is
 * wanted: bytes as in the file without trailing blanks, up to a NUL. */
pw_text pw_sav_cases_text(const pw_sav_cases *cases, int32_t text, int64_t row);

/* NULL is fine. */
void pw_sav_cases_free(pw_sav_cases *cases);

#endif
