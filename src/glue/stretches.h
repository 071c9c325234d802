/* Goes through stretches of several texts, text by text, so that each text is
 * measured once. */
#ifndef PW_GLUE_STRETCHES_H
#define PW_GLUE_STRETCHES_H

#include <stddef.h>

#include "glue.h"
#include "text/markup.h"

typedef struct {
  SEXP texts;
  const int *of, *start, *end;
  size_t n, done;
  size_t *rows; /* in the order of their texts */
  int text;     /* the one that is measured, from 1; 0 for none */
  pw_span whole;
  size_t characters, *starts, room;
} stretches;

/* The stretches [start, end), in characters, of the texts that are numbered
 * `of` from 1. One of no text is passed over. The arguments stay in use until
 * the call ends. May jump. */
stretches pw_stretches(SEXP texts, SEXP of, SEXP start, SEXP end);

/* Gives the next row and its stretch, whose `bytes` are NULL where the text
 * does not reach so far. 0 when there is none. May jump. */
int pw_next_stretch(stretches *all, size_t *row, pw_span *stretch);

#endif
