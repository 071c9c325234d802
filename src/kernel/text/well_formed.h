/* Whether bytes are well-formed XML without DOCTYPE (XML 1.0, 5th edition), so
 * that whoever scans them afterwards need not doubt them.
 *
 * What a document may have and no program writes is refused too, so that no
 * document costs more than its length: elements nested more than
 * PW_XML_DEPTH deep, more than PW_XML_ATTRIBUTES in one tag, names longer than
 * PW_XML_NAME bytes, and names with more than one colon, or one at an end. */
#ifndef PW_TEXT_WELL_FORMED_H
#define PW_TEXT_WELL_FORMED_H

#include <stdint.h>

#include "base/status.h"
#include "base/stop.h"
#include "text/markup.h"

enum { PW_XML_DEPTH = 256, PW_XML_ATTRIBUTES = 64, PW_XML_NAME = 1000 };

/* Checks UTF-8, and counts its elements. Whatever encoding the declaration
 * names is the caller's business. Fails with PW_FORMAT at the byte that is not
 * as it must be, PW_RANGE with more than INT32_MAX elements, or PW_STOPPED. */
pw_status pw_well_formed(pw_span xml, int32_t *elements, const pw_stop *stop,
                         pw_error *err);

#endif
