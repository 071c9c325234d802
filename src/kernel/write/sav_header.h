/* The first part of a .sav: its header, and the records of its variables. */
#ifndef PW_WRITE_SAV_HEADER_H
#define PW_WRITE_SAV_HEADER_H

#include "read/sav_records.h"
#include "write/byte_buffer.h"
#include "write/sav_layout.h"

#define PW_SAV_BIAS 100

/* What the header says besides the variables. */
typedef struct {
  pw_sav_compression compression;
  int64_t cases;
  const char *date; /* 9 bytes: "31 Jul 19" */
  const char *time; /* 8 bytes: "14:05:59" */
} pw_sav_about;

/* Puts the header of 176 bytes. */
void pw_sav_put_header(pw_byte_buffer *buffer, const pw_dictionary *dictionary,
                       const pw_sav_layout *layout, const pw_sav_about *about);

/* Puts a record 2 for each element of a case. */
void pw_sav_put_variables(pw_byte_buffer *buffer,
                          const pw_dictionary *dictionary,
                          const pw_sav_layout *layout);

/* The word of a variable's print format, or where it has none that SPSS knows,
 * F8.2 of a number and A with its width of a text. */
int32_t pw_sav_format_word(const pw_dictionary *dictionary, int32_t format,
                           int32_t width);

#endif
