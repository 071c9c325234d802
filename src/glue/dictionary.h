/* A dictionary as R values. The dictionary must stay alive meanwhile; an R
 * error leaves it whole. */
#ifndef PW_GLUE_DICTIONARY_H
#define PW_GLUE_DICTIONARY_H

#include "glue.h"
#include "read/dictionary.h"

/* A text of a pool, up to a NUL, or NA where `id` is PW_NO_TEXT. */
SEXP pw_text_to_r(const pw_strpool *pool, int32_t id);

/* All texts of the pool as a character vector, by id. May jump. */
SEXP pw_texts_to_r(const pw_strpool *pool);

/* The pw_time_kind of a variable. */
int pw_time_of(const pw_dictionary *dictionary, int32_t variable);

/* list(name, label, format, label_set, write_format, alignment, role,
 * is_text, time, measure, display_width, width, missing, attributes), each as
 * long as there are variables; `missing` and `attributes` are lists. */
SEXP pw_variables_to_r(const pw_dictionary *dictionary);

/* list(set, label, text, number), one element for each value label. */
SEXP pw_labels_to_r(const pw_dictionary *dictionary);

/* list(label, notes, weight, attributes, mr_sets, repairs). */
SEXP pw_file_to_r(const pw_dictionary *dictionary);

#endif
