/* The frames of an SPSS system file (.sav, .zsav).
 *
 * sav_dictionary knows what a variable means; this walker knows where its
 * bytes are. It steps over every dictionary record, checks each length
 * against the size of the file before anything reads what is inside, and
 * finds what the cases need: byte order, compression bias, stated numbers of
 * cases, segment layout. Offsets are bytes from the start of the file. */
#ifndef PW_READ_SAV_RECORDS_H
#define PW_READ_SAV_RECORDS_H

#include "base/alloc.h"
#include "base/bytes.h"
#include "base/status.h"

typedef enum {
  PW_SAV_PLAIN = 0,    /* cases of 8-byte elements */
  PW_SAV_BYTECODE = 1, /* blocks of 8 command bytes */
  PW_SAV_ZLIB = 2      /* bytecode inside zlib blocks (.zsav) */
} pw_sav_compression;

/* A variable with the segments of a very long string joined. */
typedef struct {
  int32_t first;    /* first 8-byte element within a case */
  int32_t elements; /* elements over all segments */
  int32_t width;    /* 0 for a number, else bytes of text */
  int32_t segment;  /* its place among the variable records of the file */
  int32_t segments; /* variable records that it takes, continuations aside */
  int64_t at;       /* its (first) record */
  int repaired;     /* its record lacked continuations */
  char name[9];     /* short name, as in the file */
} pw_sav_variable;

/* A record other than a variable's: types 3, 4, 6 and 7. */
typedef struct {
  int32_t type, subtype; /* subtype 0 but for type 7 */
  int64_t at;            /* the record */
  int64_t data, size;    /* what follows its type and lengths; for type 3 the
                          * number of labels comes first */
} pw_sav_frame;

typedef struct {
  int swap; /* the file's byte order is not this machine's */
  pw_sav_compression compression;
  int64_t header_cases; /* how many cases the header says there are, and */
  int64_t record_cases; /* record 7/16 says: -1 where it does not say */
  double bias;
  double sysmis;
  int32_t elements;           /* 8-byte elements in a case */
  int32_t count;              /* variables, segments joined */
  pw_sav_variable *variables; /* owned */
  int32_t frame_count;
  pw_sav_frame *frames; /* owned, in file order */
  int32_t charset_code; /* record 7/3, or 0 */
  char charset[64];     /* record 7/20, or empty */
  int64_t data_offset;
  pw_alloc *alloc;
} pw_sav_records;

/* Walks the dictionary. Fails with PW_FORMAT (not an SPSS file, or a record
 * that breaks the format), PW_TRUNCATED (ends inside its dictionary),
 * PW_UNSUPPORTED (encrypted) or PW_MEMORY, with the offset of the bad record,
 * and then holds nothing. Free with pw_sav_records_free. */
pw_status pw_sav_records_read(pw_sav_records *records, pw_bytes file,
                              pw_alloc *alloc, pw_error *err);

/* Frees what the walk allocated. Twice is fine. */
void pw_sav_records_free(pw_sav_records *records);

#endif
