/* Hostile dictionaries of .sav files: the walk over the records, and what is
 * made of them in several encodings. */
#include <stdlib.h>
#include <string.h>

#include "read/sav_dictionary.h"
#include "read/spss_text.h"

#define CEILING ((size_t)256 << 20)

static void check_text(const pw_dictionary *d, int32_t id) {
  if (id < PW_NO_TEXT || id >= pw_strpool_count(d->pool)) abort();
}

static void check(const pw_dictionary *d) {
  for (int32_t i = 0; i < d->count; i++) {
    const pw_dictionary_variable *v = &d->variables[i];
    if (v->name < 0 || v->ranges < 0 || v->ranges > 3) abort();
    check_text(d, v->name), check_text(d, v->label), check_text(d, v->format);
    check_text(d, v->label_set);
    for (int k = 0; k < v->ranges; k++)
      check_text(d, v->low_text[k]), check_text(d, v->high_text[k]);
  }
  for (int32_t i = 0; i < d->label_count; i++)
    check_text(d, d->labels[i].label);
  for (int32_t i = 0; i < d->attribute_count; i++) {
    if (d->attributes[i].variable < PW_NO_VARIABLE ||
        d->attributes[i].variable >= d->count)
      abort();
  }
  for (int32_t i = 0; i < d->mr_count; i++) {
    const pw_mr_set *set = &d->mr_sets[i];
    for (int32_t k = 0; k < set->count; k++) {
      int32_t member = d->members[set->first + k];
      if (member < 0 || member >= d->count) abort();
    }
  }
  for (int32_t i = 0; i < d->repair_count; i++) {
    if (d->repairs[i].variable < PW_NO_VARIABLE ||
        d->repairs[i].variable >= d->count)
      abort();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const charsets[] = {NULL, "UTF-8", "WINDOWS-1252", "CP932",
                                         "GB18030"};
  pw_alloc alloc = pw_alloc_unlimited();
  alloc.ceiling = CEILING;
  pw_error err;
  pw_bytes file = {data, size};
  pw_sav_records records;
  if (pw_sav_records_read(&records, file, &alloc, &err) == PW_OK) {
    char charset[64];
    pw_dictionary dictionary;
    pw_spss_charset(charsets[size % 5], records.charset, records.charset_code,
                    charset);
    if (pw_sav_dictionary_read(&dictionary, &records, file, charset, &alloc,
                               &err) == PW_OK) {
      if (dictionary.count != records.count) abort();
      check(&dictionary);
    }
    pw_dictionary_free(&dictionary);
  }
  pw_sav_records_free(&records);
  if (alloc.in_use != 0) abort();
  return 0;
}
