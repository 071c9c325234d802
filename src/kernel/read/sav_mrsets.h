/* Multiple-response sets (records 7/7 and 7/19): which variables together
 * hold the answers to one question. */
#ifndef PW_READ_SAV_MRSETS_H
#define PW_READ_SAV_MRSETS_H

#include "read/sav_names.h"

/* Adds the sets of types C, D and E to the dictionary; of two sets with one
 * name the first. What can't be read is left out and reported. Failure is in
 * the dictionary's status. */
void pw_sav_mrsets_read(pw_sav_context *context, const pw_sav_names *by_short,
                        const pw_sav_names *by_long);

#endif
