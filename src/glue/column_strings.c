#include "column_strings.h"

#include <string.h>

#include "late_texts.h"

#define FIRST_SIZE 512u
#define LAST_SIZE (1u << 13)
#define AT_ONCE                                                \
  64 /* texts whose memory is asked for before it is looked at \
      */

#if defined(__GNUC__) || defined(__clang__)
#define WILL_READ(at) __builtin_prefetch(at)
#else
#define WILL_READ(at) ((void)(at))
#endif

pw_status pw_column_strings_open(pw_column_strings *s, const char *charset,
                                 size_t columns, pw_alloc *alloc,
                                 pw_error *err) {
  memset(s, 0, sizeof *s);
  s->alloc = alloc;
  s->text.alloc = alloc;
  s->columns = pw_alloc_zeroed(alloc, columns, sizeof *s->columns);
  if (s->columns == NULL) return pw_fail(err, PW_MEMORY, "no memory for texts");
  s->count = columns;
  for (size_t i = 0; i < columns; i++) {
    pw_string_memory *m = &s->columns[i];
    m->made = pw_alloc_zeroed(alloc, FIRST_SIZE, sizeof *m->made);
    if (m->made == NULL) return pw_fail(err, PW_MEMORY, "no memory for texts");
    m->size = FIRST_SIZE;
  }
  pw_status status = pw_spss_text_open(&s->text, charset, alloc, err);
  if (status == PW_OK) status = pw_strpool_new(&s->converted, alloc, err);
  return status;
}

void pw_column_strings_free(pw_column_strings *s) {
  if (s->alloc == NULL) return;
  for (size_t i = 0; i < s->count; i++) pw_free(s->alloc, s->columns[i].made);
  pw_free(s->alloc, s->columns);
  pw_spss_text_close(&s->text);
  pw_strpool_free(s->converted);
  pw_free(s->alloc, s->bad);
  memset(s, 0, sizeof *s);
}

/* A text can be at two places, next to one another. */
static pw_remembered *places(pw_remembered *made, uint32_t size,
                             uint64_t hash) {
  return &made[(hash & (size / 2 - 1)) * 2];
}

static void remember(pw_remembered *at, SEXP string, uint64_t hash) {
  at[1] = at[0];
  at[0].string = string;
  at[0].hash = hash;
}

/* After as many texts as it has places, a memory that often had to make a
 * string is doubled. One that is as large as it may be is given up then. */
static void adapt(pw_column_strings *s, pw_string_memory *m) {
  if (m->size == 0 || m->asked < m->size) return;
  uint32_t missed = m->asked - m->found, size = m->size;
  if (size == LAST_SIZE && missed > size / 8) {
    pw_free(s->alloc, m->made);
    m->made = NULL;
    m->size = 0;
  } else if (missed > size / 8) {
    pw_remembered *made =
      pw_alloc_zeroed(s->alloc, (size_t)size * 2, sizeof *made);
    if (made != NULL) {
      for (uint32_t i = 0; i < size; i++) {
        if (m->made[i].string == NULL) continue;
        remember(places(made, size * 2, m->made[i].hash), m->made[i].string,
                 m->made[i].hash);
      }
      pw_free(s->alloc, m->made);
      m->made = made;
      m->size = size * 2;
    }
  }
  m->asked = m->found = 0;
}

/* Room for string `id` in the keeper and in `bad`. */
static int make_room(pw_column_strings *s, SEXP keeper, int32_t id) {
  if (id < s->room) return 1;
  int32_t room = s->room == 0 ? 64
    : s->room > INT32_MAX / 2 ? INT32_MAX
                              : s->room * 2;
  SEXP more = PROTECT(Rf_allocVector(STRSXP, room)),
       old = VECTOR_ELT(keeper, 0);
  for (int32_t i = 0; i < s->room; i++)
    SET_STRING_ELT(more, i, STRING_ELT(old, i));
  SET_VECTOR_ELT(keeper, 0, more);
  UNPROTECT(1);
  unsigned char *bad = pw_alloc_resize(s->alloc, s->bad, (size_t)room, 1);
  if (bad == NULL) return 0;
  s->bad = bad;
  s->room = room;
  return 1;
}

static SEXP converted(pw_column_strings *s, SEXP keeper, pw_text text, int *bad,
                      pw_error *err) {
  int32_t id, known = pw_strpool_count(s->converted);
  if (pw_strpool_intern(s->converted, text.bytes, text.length, &id, err) !=
      PW_OK)
    return NULL;
  if (id == known) {
    const char *bytes;
    size_t length;
    int64_t replaced = 0;
    if (!make_room(s, keeper, id)) {
      pw_fail(err, PW_MEMORY, "no memory for texts");
      return NULL;
    }
    if (pw_spss_text_utf8(&s->text, text.bytes, text.length, &bytes, &length,
                          &replaced, err) != PW_OK) {
      return NULL;
    }
    s->bad[id] = replaced > 0;
    SET_STRING_ELT(VECTOR_ELT(keeper, 0), id, pw_string(bytes, length));
  }
  *bad += s->bad[id];
  return STRING_ELT(VECTOR_ELT(keeper, 0), id);
}

static int is_it(const pw_remembered *seen, pw_text text, uint64_t hash) {
  return seen->hash == hash && seen->string != NULL &&
    (size_t)LENGTH(seen->string) == text.length &&
    memcmp(CHAR(seen->string), text.bytes, text.length) == 0;
}

static SEXP string_of(pw_column_strings *s, pw_string_memory *m, pw_text text,
                      uint64_t hash, SEXP keeper, int *bad, pw_error *err) {
  if (text.length == 0) return R_BlankString;
  m->asked++;
  pw_remembered *seen = places(m->made, m->size, hash);
  for (int i = 0; i < 2; i++) {
    if (!is_it(&seen[i], text, hash)) continue;
    m->found++;
    return seen[i].string;
  }
  if (!pw_spss_text_is_utf8(&s->text, text.bytes, text.length)) {
    return converted(s, keeper, text, bad, err);
  }
  SEXP string = pw_string(text.bytes, text.length);
  remember(seen, string, hash);
  return string;
}

/* The hashes of the texts, and a hint that what they lead to will be read. */
static void look_up(const pw_string_memory *m, const pw_text *texts, int n,
                    uint64_t *hash) {
  for (int i = 0; i < n; i++) {
    hash[i] = pw_text_hash(texts[i].bytes, texts[i].length);
    WILL_READ(places(m->made, m->size, hash[i]));
  }
  for (int i = 0; i < n; i++) {
    const pw_remembered *seen = places(m->made, m->size, hash[i]);
    for (int k = 0; k < 2; k++) {
      if (seen[k].hash == hash[i] && seen[k].string != NULL)
        WILL_READ((const char *)seen[k].string);
    }
  }
}

/* The store of all columns' late texts, the last element of the keeper. */
static SEXP store_in(const pw_column_strings *s, SEXP keeper) {
  R_xlen_t last = (R_xlen_t)s->count + 1;
  if (VECTOR_ELT(keeper, last) == R_NilValue)
    SET_VECTOR_ELT(keeper, last, pw_late_texts_new());
  return VECTOR_ELT(keeper, last);
}

/* Texts of a column that has many different ones. */
static pw_status keep_for_later(pw_column_strings *s, size_t column,
                                const pw_text *texts, int n, SEXP to,
                                int64_t from, SEXP keeper, int *bad,
                                pw_error *err) {
  pw_late *late = &s->columns[column].late;
  if (late->box == NULL) {
    SEXP box = pw_late_begin(late, store_in(s, keeper), to, err);
    if (box == NULL) return PW_MEMORY;
    SET_VECTOR_ELT(keeper, (R_xlen_t)column + 1, box);
  }
  for (int i = 0; i < n; i++) {
    pw_text text = texts[i];
    R_xlen_t row = (R_xlen_t)(from + i);
    if (text.length == 0) continue; /* R made the vector of those */
    if (pw_spss_text_is_utf8(&s->text, text.bytes, text.length)) {
      if (pw_late_text(late, row, text.bytes, text.length, err) != PW_OK)
        return PW_MEMORY;
    } else {
      SEXP string = converted(s, keeper, text, bad, err);
      if (string == NULL) return err->code;
      SET_STRING_ELT(to, row, string);
    }
  }
  return PW_OK;
}

pw_status pw_column_strings_put(pw_column_strings *s, size_t column,
                                const pw_text *texts, int64_t n, SEXP to,
                                int64_t from, SEXP keeper, int *bad,
                                pw_error *err) {
  pw_string_memory *m = &s->columns[column];
  for (int64_t at = 0; at < n; at += AT_ONCE) {
    uint64_t hash[AT_ONCE] = {0};
    int some = n - at < AT_ONCE ? (int)(n - at) : AT_ONCE;
    adapt(s, m);
    if (m->size == 0) {
      pw_status status = keep_for_later(s, column, texts + at, some, to,
                                        from + at, keeper, bad, err);
      if (status != PW_OK) return status;
      continue;
    }
    look_up(m, texts + at, some, hash);
    for (int i = 0; i < some; i++) {
      SEXP string = string_of(s, m, texts[at + i], hash[i], keeper, bad, err);
      if (string == NULL) return err->code;
      SET_STRING_ELT(to, (R_xlen_t)(from + at + i), string);
    }
  }
  return PW_OK;
}

SEXP pw_column_strings_end(pw_column_strings *s, size_t column, SEXP to,
                           int64_t n) {
  pw_late *late = &s->columns[column].late;
  if (late->box != NULL) return pw_late_end(late, (R_xlen_t)n, NULL, 0, 0);
  return n < XLENGTH(to) ? Rf_xlengthgets(to, (R_xlen_t)n) : to;
}
