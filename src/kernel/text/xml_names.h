/* Which characters XML allows, and which make a name (XML 1.0, 5th edition,
 * rules 2, 4 and 4a). */
#ifndef PW_TEXT_XML_NAMES_H
#define PW_TEXT_XML_NAMES_H

#include <stddef.h>
#include <stdint.h>

/* Whether a document may have the code point. */
int pw_xml_character(uint32_t point);

/* Bytes of the name at `at`, of which `left` are there; 0 where none begins.
 * `*colons` says how many of its characters are colons. */
size_t pw_xml_name(const char *at, size_t left, size_t *colons);

#endif
