/* What a statistical file says about its variables, whoever read it.
 *
 * A reader (sav_dictionary, readstat) adds variables, labels, notes and
 * attributes in file order. Texts are ids in the dictionary's pool (UTF-8),
 * or PW_NO_TEXT. The first failure stays in `status`; adding more is harmless
 * after it. */
#ifndef PW_READ_DICTIONARY_H
#define PW_READ_DICTIONARY_H

#include "base/alloc.h"
#include "base/status.h"
#include "base/strpool.h"

#define PW_NO_TEXT INT32_C(-1)
#define PW_NO_VARIABLE INT32_C(-1)

typedef struct {
  int32_t name, label, format, write_format, label_set;
  int is_text;
  int32_t width;     /* declared bytes of a text, 0 for a number */
  int measure;       /* 0 unknown, 1 nominal, 2 ordinal, 3 scale */
  int display_width; /* 0 where the file does not say */
  int alignment;     /* 0 unknown, 1 left, 2 right, 3 centre */
  int role;          /* 0 unknown, 1 input, 2 target, 3 both, 4 none,
                      * 5 partition, 6 split */
  int ranges;        /* 0 to 3 user-missing values or ranges */
  double low[3], high[3];
  int32_t low_text[3], high_text[3];
} pw_dictionary_variable;

typedef struct {
  int32_t set, label, text;
  int is_text;
  double number;
} pw_dictionary_label;

/* A custom attribute of a variable, or of the file (PW_NO_VARIABLE). */
typedef struct {
  int32_t variable, name, value;
} pw_dictionary_attribute;

typedef enum {
  PW_MR_CATEGORIES = 0, /* type C */
  PW_MR_DICHOTOMIES,    /* type D */
  PW_MR_COUNTED_LABELS  /* type E: dichotomies labelled by the counted value */
} pw_mr_kind;

/* A multiple-response set; its variables are `members[first]` and on. */
typedef struct {
  int32_t name, label, counted;
  pw_mr_kind kind;
  int32_t first, count;
} pw_mr_set;

/* What was wrong with the file and what was done about it. */
typedef struct {
  const char *what; /* constant */
  int32_t variable; /* or PW_NO_VARIABLE */
  int64_t offset;   /* of the record, in bytes from the start of the file */
} pw_repair;

typedef struct {
  pw_alloc *alloc;
  pw_strpool *pool;
  pw_dictionary_variable *variables;
  int32_t count, room;
  pw_dictionary_label *labels;
  int32_t label_count, label_room;
  pw_dictionary_attribute *attributes;
  int32_t attribute_count, attribute_room;
  pw_mr_set *mr_sets;
  int32_t mr_count, mr_room;
  int32_t *members;
  int32_t member_count, member_room;
  pw_repair *repairs;
  int32_t repair_count, repair_room;
  int32_t *notes;
  int32_t note_count, note_room;
  int32_t file_label, encoding;
  int32_t weight;   /* variable, or PW_NO_VARIABLE */
  size_t set_bytes; /* where ReadStat names a label set without a NUL at the
                     * end: at most so many bytes */
  pw_status status;
  pw_error *err;
} pw_dictionary;

/* An empty dictionary; failures go to `err` while it is being filled. Free
 * with pw_dictionary_free, also when this fails (PW_MEMORY). */
pw_status pw_dictionary_new(pw_dictionary *dictionary, pw_alloc *alloc,
                            pw_error *err);

/* Twice is fine. */
void pw_dictionary_free(pw_dictionary *dictionary);

/* The id of `length` bytes of UTF-8, or PW_NO_TEXT after a failure. */
int32_t pw_dictionary_text(pw_dictionary *dictionary, const char *bytes,
                           size_t length);

/* Room for one more of each kind, zeroed but for its texts, which are
 * PW_NO_TEXT; NULL after a failure. Valid until the next is added. */
pw_dictionary_variable *pw_dictionary_add_variable(pw_dictionary *dictionary);
pw_dictionary_label *pw_dictionary_add_label(pw_dictionary *dictionary);
pw_dictionary_attribute *pw_dictionary_add_attribute(pw_dictionary *dictionary);
pw_mr_set *pw_dictionary_add_mr_set(pw_dictionary *dictionary);

/* Adds `variable` to the multiple-response set added last. */
void pw_dictionary_add_member(pw_dictionary *dictionary, int32_t variable);
void pw_dictionary_add_note(pw_dictionary *dictionary, int32_t text);
void pw_dictionary_repair(pw_dictionary *dictionary, const char *what,
                          int32_t variable, int64_t offset);

#endif
