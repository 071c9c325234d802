/* The elements of well-formed XML in UTF-8, without DOCTYPE (well_formed.h).
 * It is scanned in place, since a node for each element costs an analyst
 * minutes where a project has a million codings. What is not of that kind is
 * refused or misunderstood, never read past.
 *
 * Names are compared without prefix: programs declare several namespaces for
 * one format. */
#ifndef PW_TEXT_MARKUP_H
#define PW_TEXT_MARKUP_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "base/stop.h"

typedef struct {
  const char *bytes;
  size_t length;
} pw_span;

/* A column for each fact about the `n` elements, in the order in which they
 * open; the columns are the caller's. */
typedef struct {
  int32_t n;       /* how many pw_well_formed() counted */
  int32_t *name;   /* which of the known names, from 0, or -1 */
  int32_t *parent; /* which element is around it, from 0, or -1 */
  double *tag;     /* byte of its "<" */
  double *inner;   /* byte behind its start tag */
  double *close;   /* byte where its content ends */
} pw_elements;

typedef enum {
  PW_TAG_OPENS,
  PW_TAG_CLOSES,
  PW_TAG_EMPTY,
  PW_TAG_OTHER /* a comment, an instruction or CDATA */
} pw_tag_kind;

typedef struct {
  pw_tag_kind kind;
  size_t from; /* byte of the "<" */
  size_t end;  /* byte behind the ">" */
  pw_span name;
} pw_tag;

/* Finds the tag at or behind the byte `from`; `out->from` is the end of the
 * text where there is none. Fails with PW_FORMAT where a tag is never closed,
 * or where there is a declaration, such as a DOCTYPE. */
pw_status pw_markup_next(pw_span text, size_t from, pw_tag *out, pw_error *err);

/* Fills the columns. `names` are the `n_names` names that the caller knows.
 * Fails with PW_FORMAT at a byte that no well-formed XML has there, PW_ARGUMENT
 * where there are not `n` elements, or PW_STOPPED. */
pw_status pw_markup_elements(pw_span text, const pw_span *names,
                             int32_t n_names, const pw_elements *out,
                             const pw_stop *stop, pw_error *err);

/* Finds the attribute at or behind the byte `*at` of a tag, which begins
 * behind the tag's name, and moves `*at` behind it. 1 where there is one, else
 * 0. */
int pw_markup_next_attribute(pw_span text, size_t *at, pw_span *name,
                             pw_span *value);

/* Whether a name is `word`. */
int pw_markup_is(pw_span name, const char *word);

/* Finds the value of an attribute of the element whose "<" is at `tag`, as it
 * is written. 1 where it has one, else 0. */
int pw_markup_attribute(pw_span text, size_t tag, pw_span name, pw_span *value);

/* What becomes of white space that is no reference. */
typedef enum {
  PW_WHITE_KEPT,  /* it stays as it is */
  PW_WHITE_LINES, /* each line end is a line feed (XML 1.0, 2.11): content */
  PW_WHITE_BLANKS /* and each of it is a blank (3.3.3): attributes */
} pw_markup_white;

/* Writes a value or the content of an element as text: references as the
 * characters that they stand for, and no tags. Gives how many bytes that took,
 * never more than `from` has. */
size_t pw_markup_text(pw_span from, pw_markup_white white, char *to);

#endif
