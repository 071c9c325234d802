/* ReadStat, served from memory and collecting into a dictionary: for the
 * formats that are not read by our own code. */
#ifndef PW_READ_READSTAT_H
#define PW_READ_READSTAT_H

#include <readstat.h>

#include "base/bytes.h"
#include "read/dictionary.h"

/* Memory for ReadStat to read from. */
typedef struct pw_readstat_memory {
  pw_bytes file;
  uint64_t at;
  int is_short; /* set: a read got some of its bytes, but not all */
  int is_over;  /* set: a read got fewer bytes than it asked for, or none */
} pw_readstat_memory;

/* A parser that collects into a dictionary and reads from `memory`, or NULL
 * without memory. `encoding` overrides the file's own (NULL: as the file
 * says). The handlers' context must begin with a pw_dictionary. */
readstat_parser_t *pw_readstat_parser(pw_readstat_memory *memory,
                                      const char *encoding);

/* ReadStat's verdict as ours; the dictionary's own failure comes first. `at`
 * is where ReadStat stood. */
pw_status pw_readstat_verdict(pw_dictionary *dictionary, readstat_error_t code,
                              uint64_t at, pw_error *err);

#endif
