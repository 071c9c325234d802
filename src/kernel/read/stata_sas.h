/* Stata (.dta) and SAS (.sas7bdat, .xpt) files, read by ReadStat from memory
 * in two passes: what the file says about its variables, then its rows, into
 * the caller's columns. Texts are converted here: one byte that does not
 * belong to the encoding would cost ReadStat the file. */
#ifndef PW_READ_STATA_SAS_H
#define PW_READ_STATA_SAS_H

#include "base/bytes.h"
#include "base/stop.h"
#include "read/dictionary.h"
#include "read/stata_mend.h"

typedef enum {
  PW_STATA = 0, /* .dta */
  PW_SAS,       /* .sas7bdat */
  PW_SAS_XPORT  /* .xpt */
} pw_stata_sas_format;

typedef struct {
  pw_dictionary dictionary; /* UTF-8 */
  pw_stata_sas_format format;
  int64_t rows;   /* declared; in .xpt, which declares none, counted */
  int64_t stated; /* rows by its header where its data have others, else -1 */
  int is_cut;     /* the file ends before its end */
  int64_t bad_texts; /* names and labels in which bytes were replaced */
  char charset[64];  /* of the text cells */
  double missing;
  pw_stata_mended mended; /* owned: what is read instead of the file */
  const pw_stop *stop;    /* while reading */
} pw_stata_sas;

/* Where a variable's values go; both NULL to pass it over. Owned by the
 * caller, with room for the rows asked for. */
typedef struct {
  double *numbers;
  int32_t *texts; /* ids in the pool, UTF-8 */
  int64_t bad;    /* set: rows in which bytes were replaced */
} pw_stata_sas_column;

/* A missing value with a reason: the bit pattern `missing` with the letter
 * ('a' to 'z', '_') in bits 32 to 39, where haven keeps it. */
double pw_tagged_missing(double missing, char letter);

/* Reads what the file says about its variables. `encoding` overrides the
 * file's own (NULL: as the file says); `missing` is the bit pattern for
 * missing values, also those that have labels. A file that ends after its
 * variables is read as far as it goes (`is_cut`). Fails with PW_FORMAT,
 * PW_TRUNCATED, PW_UNSUPPORTED, PW_MEMORY or PW_STOPPED. Free with
 * pw_stata_sas_free either way. */
pw_status pw_stata_sas_open(pw_stata_sas *table, pw_bytes file,
                            pw_stata_sas_format format, const char *encoding,
                            double missing, pw_alloc *alloc,
                            const pw_stop *stop, pw_error *err);

/* Skips `skip` rows, then reads `most` (at most the file's `rows` less
 * `skip`) into `columns`, one for each variable. A file that ends within its
 * rows gives the complete ones: `*n_read` says how many. Fails as opening. */
pw_status pw_stata_sas_read(const pw_stata_sas *table, pw_bytes file,
                            pw_stata_sas_column *columns, int64_t skip,
                            int64_t most, pw_strpool *pool, int64_t *n_read,
                            pw_alloc *alloc, const pw_stop *stop,
                            pw_error *err);

/* Twice is fine. */
void pw_stata_sas_free(pw_stata_sas *table);

#endif
