/* Extension records (type 7) of a .sav, and the texts that are in them. */
#ifndef PW_WRITE_SAV_EXTENSION_H
#define PW_WRITE_SAV_EXTENSION_H

#include "read/dictionary.h"
#include "write/byte_buffer.h"

/* Begins a record 7 whose data are items of `size` bytes; gives the place that
 * pw_sav_end_extension must have. */
size_t pw_sav_begin_extension(pw_byte_buffer *buffer, int32_t subtype,
                              int32_t size);

/* Says how many items were put since; without any the record is taken back. */
void pw_sav_end_extension(pw_byte_buffer *buffer, size_t begun, int32_t size);

/* The text of an id, empty for PW_NO_TEXT. */
pw_text pw_sav_text_of(const pw_dictionary *dictionary, int32_t id);

/* Puts a text alone, or with its length before it as a number. */
void pw_sav_put_text(pw_byte_buffer *buffer, pw_text text);
void pw_sav_put_counted(pw_byte_buffer *buffer, pw_text text);

#endif
