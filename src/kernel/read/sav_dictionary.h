/* What an SPSS file says about its variables, as ReadStat understands it,
 * served to ReadStat from memory. */
#ifndef PW_READ_SAV_DICTIONARY_H
#define PW_READ_SAV_DICTIONARY_H

#include <readstat.h>

#include "base/alloc.h"
#include "base/bytes.h"
#include "base/status.h"
#include "base/strpool.h"

#define PW_NO_TEXT INT32_C(-1)

/* Texts are ids in the dictionary's pool (UTF-8), or PW_NO_TEXT. */
typedef struct {
  int32_t name, label, format, label_set;
  int is_text;
  int measure; /* 0 unknown, 1 nominal, 2 ordinal, 3 scale */
  int display_width;
  int ranges;  /* 0 to 3 user-missing values or ranges */
  double low[3], high[3];
  int32_t low_text[3], high_text[3];
} pw_dictionary_variable;

typedef struct {
  int32_t set, label, text;
  int is_text;
  double number;
} pw_dictionary_label;

typedef struct {
  pw_alloc *alloc;
  pw_strpool *pool;
  pw_dictionary_variable *variables;
  int32_t count, room;
  pw_dictionary_label *labels;
  int32_t label_count, label_room;
  int32_t *notes;
  int32_t note_count, note_room;
  int32_t file_label, encoding;
  int32_t weight; /* variable, or -1 */
  pw_status status;
  pw_error *err;
} pw_dictionary;

/* Memory for ReadStat to read from. */
typedef struct {
  pw_bytes file;
  uint64_t at;
  int is_sav; /* hide the creation date, which some ReadStats refuse */
} pw_readstat_memory;

/* Fills `*dictionary` from a .sav or .zsav that pw_sav_records_read accepted.
 * `encoding` overrides the file's own (NULL: as the file says). Fails with
 * PW_FORMAT or PW_MEMORY. Free with pw_dictionary_free either way. */
pw_status pw_sav_dictionary_read(pw_dictionary *dictionary, pw_bytes file,
                                 const char *encoding, pw_alloc *alloc,
                                 pw_error *err);

/* An empty dictionary, for por.c. */
pw_status pw_dictionary_new(pw_dictionary *dictionary, pw_alloc *alloc,
                            pw_error *err);
void pw_dictionary_free(pw_dictionary *dictionary);

/* A parser that collects into a dictionary and reads from `memory`, or NULL
 * without memory. The handlers' context must begin with a pw_dictionary. */
readstat_parser_t *pw_dictionary_parser(pw_readstat_memory *memory,
                                        const char *encoding);

/* ReadStat's verdict as ours; the dictionary's own failure comes first. */
pw_status pw_dictionary_verdict(pw_dictionary *dictionary, readstat_error_t code,
                                uint64_t at, pw_error *err);

#endif
