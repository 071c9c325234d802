#include "read/dictionary.h"

#include <string.h>

pw_status pw_dictionary_new(pw_dictionary *d, pw_alloc *alloc, pw_error *err) {
  memset(d, 0, sizeof *d);
  d->alloc = alloc;
  d->err = err;
  d->weight = PW_NO_VARIABLE;
  d->file_label = d->encoding = PW_NO_TEXT;
  return d->status = pw_strpool_new(&d->pool, alloc, err);
}

void pw_dictionary_free(pw_dictionary *d) {
  if (d->alloc == NULL) return;
  pw_strpool_free(d->pool);
  pw_free(d->alloc, d->variables);
  pw_free(d->alloc, d->labels);
  pw_free(d->alloc, d->attributes);
  pw_free(d->alloc, d->mr_sets);
  pw_free(d->alloc, d->members);
  pw_free(d->alloc, d->repairs);
  pw_free(d->alloc, d->notes);
  memset(d, 0, sizeof *d);
}

int32_t pw_dictionary_text(pw_dictionary *d, const char *bytes, size_t length) {
  int32_t id = PW_NO_TEXT;
  if (d->status == PW_OK) {
    d->status = pw_strpool_intern(d->pool, bytes, length, &id, d->err);
  }
  return id;
}

/* Gives the array `*block` of `*count` room for one more, zeroed, and counts
 * it; NULL after a failure. */
static void *one_more(pw_dictionary *d, void **block, int32_t *count,
                      int32_t *room, size_t size) {
  if (d->status != PW_OK) return NULL;
  if (*count == *room) {
    int32_t more = *room == 0 ? 32
      : *room > INT32_MAX / 2 ? INT32_MAX
                              : *room * 2;
    void *bigger = *count == INT32_MAX
      ? NULL
      : pw_alloc_resize(d->alloc, *block, (size_t)more, size);
    if (bigger == NULL) {
      d->status = pw_fail(d->err, PW_MEMORY, "no memory for the dictionary");
      return NULL;
    }
    *block = bigger;
    *room = more;
  }
  char *added = (char *)*block + (size_t)*count * size;
  ++*count;
  return memset(added, 0, size);
}

/* The array is kept as its own type, so it goes by way of a void *. */
#define ONE_MORE(d, array, count, room, added)                                \
  do {                                                                        \
    void *block = (d)->array;                                                 \
    added = one_more(d, &block, &(d)->count, &(d)->room, sizeof *(d)->array); \
    (d)->array = block;                                                       \
  } while (0)

pw_dictionary_variable *pw_dictionary_add_variable(pw_dictionary *d) {
  pw_dictionary_variable *v;
  ONE_MORE(d, variables, count, room, v);
  if (v == NULL) return NULL;
  v->name = v->label = v->format = v->write_format = v->label_set = PW_NO_TEXT;
  for (int i = 0; i < 3; i++) v->low_text[i] = v->high_text[i] = PW_NO_TEXT;
  return v;
}

pw_dictionary_label *pw_dictionary_add_label(pw_dictionary *d) {
  pw_dictionary_label *l;
  ONE_MORE(d, labels, label_count, label_room, l);
  if (l != NULL) l->set = l->label = l->text = PW_NO_TEXT;
  return l;
}

pw_dictionary_attribute *pw_dictionary_add_attribute(pw_dictionary *d) {
  pw_dictionary_attribute *a;
  ONE_MORE(d, attributes, attribute_count, attribute_room, a);
  if (a != NULL) {
    a->variable = PW_NO_VARIABLE;
    a->name = a->value = PW_NO_TEXT;
  }
  return a;
}

pw_mr_set *pw_dictionary_add_mr_set(pw_dictionary *d) {
  pw_mr_set *s;
  ONE_MORE(d, mr_sets, mr_count, mr_room, s);
  if (s != NULL) {
    s->name = s->label = s->counted = PW_NO_TEXT;
    s->first = d->member_count;
  }
  return s;
}

void pw_dictionary_add_member(pw_dictionary *d, int32_t variable) {
  int32_t *member;
  ONE_MORE(d, members, member_count, member_room, member);
  if (member == NULL) return;
  *member = variable;
  d->mr_sets[d->mr_count - 1].count++;
}

void pw_dictionary_add_note(pw_dictionary *d, int32_t text) {
  int32_t *note;
  ONE_MORE(d, notes, note_count, note_room, note);
  if (note != NULL) *note = text;
}

void pw_dictionary_repair(pw_dictionary *d, const char *what, int32_t variable,
                          int64_t offset) {
  pw_repair *repair;
  ONE_MORE(d, repairs, repair_count, repair_room, repair);
  if (repair == NULL) return;
  repair->what = what;
  repair->variable = variable;
  repair->offset = offset;
}
