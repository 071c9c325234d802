/* What stretches of texts say, as a column of R whose strings are made when one
 * of them is first looked at. A million of them take a second to make and are
 * often never looked at: a cohort drops them.
 *
 * R calls such a vector ALTREP. It holds the texts and the places; saved or
 * changed it is an ordinary one. */
#ifndef PW_GLUE_STRETCH_TEXTS_H
#define PW_GLUE_STRETCH_TEXTS_H

#include <R_ext/Rdynload.h>

/* Tells R of the class, once, when the package is loaded. */
void pw_stretch_texts_class(DllInfo *dll);

#endif
