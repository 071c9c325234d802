#include "write/sav_layout.h"

#include <string.h>

#include "read/sav_names.h"

/* What each segment of a very long string but the last adds to its width. */
#define SEGMENT_STEP 252

int32_t pw_sav_elements_of(int32_t width) {
  return width == 0 ? 1 : (width + 7) / 8;
}

int32_t pw_sav_segment_width(const pw_sav_place *place, int32_t segment) {
  if (place->segments == 1) return place->width;
  return segment + 1 < place->segments
    ? PW_SAV_SEGMENT
    : place->width - SEGMENT_STEP * (place->segments - 1);
}

static pw_status fail_column(pw_error *err, pw_status code, const char *message,
                             int32_t column) {
  pw_fail(err, code, message);
  if (err != NULL) err->column = column;
  return code;
}

static pw_status place_variables(pw_sav_layout *layout, const pw_dictionary *d,
                                 pw_error *err) {
  int64_t elements = 0, segments = 0;
  for (int32_t i = 0; i < d->count; i++) {
    pw_sav_place *place = &layout->places[i];
    int32_t width = d->variables[i].is_text ? d->variables[i].width : 0;
    if (d->variables[i].is_text && (width < 1 || width > PW_SAV_WIDEST)) {
      return fail_column(err, PW_RANGE, "a text is wider than SPSS has them",
                         i);
    }
    place->width = width;
    place->segment = (int32_t)segments;
    place->segments =
      width > PW_SAV_SEGMENT ? (width + SEGMENT_STEP - 1) / SEGMENT_STEP : 1;
    place->first = (int32_t)elements;
    place->elements = 0;
    for (int32_t s = 0; s < place->segments; s++)
      place->elements += pw_sav_elements_of(pw_sav_segment_width(place, s));
    elements += place->elements;
    segments += place->segments;
    if (elements > INT32_MAX / 16)
      return fail_column(err, PW_RANGE, "a case has too many elements", i);
  }
  layout->elements = (int32_t)elements;
  layout->segments = (int32_t)segments;
  return PW_OK;
}

/* Whether a name will do as a short one: at most 8 letters, digits, underscores
 * and dots of ASCII, of which the first is a letter. SPSS has the marks @, #
 * and $ too, but ReadStat's later versions refuse a whole file for one in a
 * member of a multiple-response set. */
static int is_short(pw_text name) {
  if (name.length < 1 || name.length > PW_SAV_SHORT_NAME) return 0;
  for (size_t i = 0; i < name.length; i++) {
    char c = name.bytes[i];
    int letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    int mark = (c >= '0' && c <= '9') || c == '_' || c == '.';
    if (!letter && (i == 0 || !mark)) return 0;
  }
  return 1;
}

static void copy_upper(char *out, pw_text name) {
  for (size_t i = 0; i < name.length; i++) {
    char c = name.bytes[i];
    out[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
  }
}

/* V and seven digits. */
static void number_name(char *name, int32_t number) {
  name[0] = 'V';
  for (int i = PW_SAV_SHORT_NAME - 1; i > 0; i--, number /= 10)
    name[i] = (char)('0' + number % 10);
}

/* Short names are the variables' own where they can be; the rest, and segments
 * after a first, get V0000001 and on. */
static pw_status name_segments(pw_sav_layout *layout, const pw_dictionary *d,
                               pw_sav_names *known, pw_error *err) {
  for (int32_t i = 0; i < d->count; i++) {
    pw_text name = pw_strpool_text(d->pool, d->variables[i].name);
    int put = pw_sav_names_put(known, name, i, err);
    if (put < 0) return PW_MEMORY;
    if (put == 0)
      return fail_column(err, PW_ARGUMENT,
                         "two variables have names that are one to SPSS", i);
    if (is_short(name))
      copy_upper(layout->short_names[layout->places[i].segment], name);
  }
  int32_t number = 0;
  for (int32_t s = 0; s < layout->segments; s++) {
    char *name = layout->short_names[s];
    int put = name[0] != '\0';
    while (put == 0) {
      number_name(name, ++number);
      put = pw_sav_names_put(known, (pw_text){name, PW_SAV_SHORT_NAME},
                             PW_NO_VARIABLE, err);
    }
    if (put < 0) return PW_MEMORY;
  }
  return PW_OK;
}

pw_status pw_sav_layout_new(pw_sav_layout *layout, const pw_dictionary *d,
                            pw_alloc *alloc, pw_error *err) {
  memset(layout, 0, sizeof *layout);
  layout->alloc = alloc;
  layout->count = d->count;
  layout->places =
    pw_alloc_zeroed(alloc, (size_t)d->count, sizeof *layout->places);
  if (layout->places == NULL)
    return pw_fail(err, PW_MEMORY, "no memory for the variables");
  pw_status status = place_variables(layout, d, err);
  if (status != PW_OK) return status;
  layout->short_names = pw_alloc_zeroed(alloc, (size_t)layout->segments,
                                        sizeof *layout->short_names);
  if (layout->short_names == NULL)
    return pw_fail(err, PW_MEMORY, "no memory for names");
  pw_sav_names known;
  status =
    pw_sav_names_new(&known, layout->segments + layout->count, alloc, err);
  if (status == PW_OK) status = name_segments(layout, d, &known, err);
  pw_sav_names_free(&known);
  return status;
}

void pw_sav_layout_free(pw_sav_layout *layout) {
  if (layout->alloc == NULL) return;
  pw_free(layout->alloc, layout->places);
  pw_free(layout->alloc, layout->short_names);
  memset(layout, 0, sizeof *layout);
}
