/* Where each variable of a .sav to be written lies: its elements within a case,
 * the segments of a very long string, and short names that no two have. */
#ifndef PW_WRITE_SAV_LAYOUT_H
#define PW_WRITE_SAV_LAYOUT_H

#include "read/dictionary.h"

#define PW_SAV_WIDEST 32767 /* bytes of a text */
#define PW_SAV_SEGMENT 255  /* bytes of a segment of a very long string */
#define PW_SAV_SHORT_NAME 8 /* bytes */

typedef struct {
  int32_t first;    /* first 8-byte element within a case */
  int32_t elements; /* over all segments */
  int32_t width;    /* 0 for a number, else bytes of text */
  int32_t segment;  /* its first place among the segments of all variables */
  int32_t segments; /* 1 but for very long strings */
} pw_sav_place;

typedef struct {
  pw_alloc *alloc;
  int32_t count;
  int32_t elements;                           /* 8-byte elements in a case */
  int32_t segments;                           /* of all variables */
  pw_sav_place *places;                       /* owned, `count` */
  char (*short_names)[PW_SAV_SHORT_NAME + 1]; /* owned, one a segment */
} pw_sav_layout;

/* Lays out the variables of `dictionary` (of which name, is_text and width
 * count). Fails with PW_RANGE where a text is wider than SPSS has them or a
 * case has too many elements, with the variable as column; PW_ARGUMENT where
 * two names are one to SPSS; PW_MEMORY. Free with pw_sav_layout_free either
 * way. */
pw_status pw_sav_layout_new(pw_sav_layout *layout,
                            const pw_dictionary *dictionary, pw_alloc *alloc,
                            pw_error *err);
void pw_sav_layout_free(pw_sav_layout *layout);

/* The declared bytes of segment `segment` (from 0) of a variable. */
int32_t pw_sav_segment_width(const pw_sav_place *place, int32_t segment);

/* How many 8-byte elements so many bytes take: 1 for a number, of width 0. */
int32_t pw_sav_elements_of(int32_t width);

#endif
