/* The decimals of the formats in a .sas7bdat, which ReadStat leaves out: it
 * gives TIME20 for TIME20.3.
 *
 * Each column has a subheader with the width and the decimals of its format, in
 * the order of the columns, on the pages that hold no rows alone. */
#ifndef PW_READ_SAS_FORMATS_H
#define PW_READ_SAS_FORMATS_H

#include "base/bytes.h"
#include "read/dictionary.h"

/* Gives the format of each variable of `dictionary` its decimals, where the
 * file has them and the format ends with the width that stands beside them.
 * What is not as it must be is passed over. Failure (PW_MEMORY) is in the
 * dictionary's status. */
void pw_sas_formats_read(pw_dictionary *dictionary, pw_bytes file);

#endif
