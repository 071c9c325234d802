#include "read/readstat.h"

#include <string.h>

#include "read/without_readstat.h"

int pw_has_readstat(void) { return 1; }

static int open_memory(const char *path, void *context) {
  (void)path;
  ((pw_readstat_memory *)context)->at = 0;
  return 0;
}

static int close_memory(void *context) {
  (void)context;
  return 0;
}

static readstat_off_t seek_memory(readstat_off_t offset,
                                  readstat_io_flags_t whence, void *context) {
  pw_readstat_memory *memory = context;
  int64_t base = whence == READSTAT_SEEK_SET ? 0
    : whence == READSTAT_SEEK_CUR            ? (int64_t)memory->at
                                             : (int64_t)memory->file.length;
  int64_t to = base + (int64_t)offset;
  if (to < 0 || (uint64_t)to > memory->file.length) return -1;
  memory->at = (uint64_t)to;
  return (readstat_off_t)to;
}

static ssize_t read_memory(void *buffer, size_t n, void *context) {
  pw_readstat_memory *memory = context;
  uint64_t left = memory->file.length - memory->at;
  if (n > left) {
    memory->is_short |= left > 0;
    memory->is_over = 1;
    n = (size_t)left;
  }
  if (n > 0) memcpy(buffer, memory->file.at + memory->at, n);
  memory->at += n;
  return (ssize_t)n;
}

static readstat_error_t update_memory(long size,
                                      readstat_progress_handler handler,
                                      void *user, void *context) {
  (void)size, (void)handler, (void)user, (void)context;
  return READSTAT_OK;
}

static int32_t intern(pw_dictionary *d, const char *text) {
  return text == NULL ? PW_NO_TEXT : pw_dictionary_text(d, text, strlen(text));
}

static int verdict(const pw_dictionary *d) {
  return d->status == PW_OK ? READSTAT_HANDLER_OK : READSTAT_HANDLER_ABORT;
}

static int on_metadata(readstat_metadata_t *metadata, void *context) {
  pw_dictionary *d = context;
  d->file_label = intern(d, readstat_get_file_label(metadata));
  d->encoding = intern(d, readstat_get_file_encoding(metadata));
  return verdict(d);
}

static int on_note(int index, const char *note, void *context) {
  pw_dictionary *d = context;
  (void)index;
  pw_dictionary_add_note(d, intern(d, note));
  return verdict(d);
}

static void add_ranges(pw_dictionary *d, pw_dictionary_variable *v,
                       const readstat_variable_t *variable) {
  int count = readstat_variable_get_missing_ranges_count(variable);
  v->ranges = count > 3 ? 3 : count;
  for (int i = 0; i < v->ranges; i++) {
    readstat_value_t low = readstat_variable_get_missing_range_lo(variable, i);
    readstat_value_t high = readstat_variable_get_missing_range_hi(variable, i);
    if (v->is_text) {
      v->low_text[i] = intern(d, readstat_string_value(low));
      v->high_text[i] = intern(d, readstat_string_value(high));
    } else {
      v->low[i] = readstat_double_value(low);
      v->high[i] = readstat_double_value(high);
    }
  }
}

static int alignment(readstat_alignment_t from) {
  switch (from) {
  case READSTAT_ALIGNMENT_LEFT: return 1;
  case READSTAT_ALIGNMENT_RIGHT: return 2;
  case READSTAT_ALIGNMENT_CENTER: return 3;
  default: return 0;
  }
}

static size_t bounded(const char *text, size_t most) {
  const char *end = memchr(text, '\0', most);
  return end == NULL ? most : (size_t)(end - text);
}

static int on_variable(int index, readstat_variable_t *variable,
                       const char *label_set, void *context) {
  pw_dictionary *d = context;
  (void)index;
  pw_dictionary_variable *v = pw_dictionary_add_variable(d);
  if (v == NULL) return READSTAT_HANDLER_ABORT;
  v->is_text = readstat_variable_get_type_class(variable) ==
    READSTAT_TYPE_CLASS_STRING;
  v->name = intern(d, readstat_variable_get_name(variable));
  v->label = intern(d, readstat_variable_get_label(variable));
  v->format = intern(d, readstat_variable_get_format(variable));
  v->label_set = label_set == NULL || d->set_bytes == 0
    ? intern(d, label_set)
    : pw_dictionary_text(d, label_set, bounded(label_set, d->set_bytes));
  v->measure = (int)readstat_variable_get_measure(variable);
  v->display_width = readstat_variable_get_display_width(variable);
  v->alignment = alignment(readstat_variable_get_alignment(variable));
  if (v->is_text)
    v->width = (int32_t)readstat_variable_get_storage_width(variable);
  add_ranges(d, v, variable);
  return verdict(d);
}

static int on_weight(readstat_variable_t *variable, void *context) {
  pw_dictionary *d = context;
  d->weight = readstat_variable_get_index(variable);
  return verdict(d);
}

static int on_label(const char *set, readstat_value_t value, const char *label,
                    void *context) {
  pw_dictionary *d = context;
  pw_dictionary_label *l = pw_dictionary_add_label(d);
  if (l == NULL) return READSTAT_HANDLER_ABORT;
  l->is_text = readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING;
  l->set = intern(d, set);
  l->label = intern(d, label);
  l->text = l->is_text ? intern(d, readstat_string_value(value)) : PW_NO_TEXT;
  l->number = l->is_text ? 0 : readstat_double_value(value);
  return verdict(d);
}

readstat_parser_t *pw_readstat_parser(pw_readstat_memory *memory,
                                      const char *encoding) {
  readstat_parser_t *parser = readstat_parser_init();
  if (parser == NULL) return NULL;
  readstat_set_open_handler(parser, open_memory);
  readstat_set_close_handler(parser, close_memory);
  readstat_set_seek_handler(parser, seek_memory);
  readstat_set_read_handler(parser, read_memory);
  readstat_set_update_handler(parser, update_memory);
  readstat_set_io_ctx(parser, memory);
  readstat_set_metadata_handler(parser, on_metadata);
  readstat_set_note_handler(parser, on_note);
  readstat_set_variable_handler(parser, on_variable);
  readstat_set_fweight_handler(parser, on_weight);
  readstat_set_value_label_handler(parser, on_label);
  if (encoding != NULL) readstat_set_file_character_encoding(parser, encoding);
  return parser;
}

pw_status pw_readstat_verdict(pw_dictionary *d, readstat_error_t code,
                              uint64_t at, pw_error *err) {
  d->err = NULL;
  if (d->status != PW_OK) return d->status;
  switch (code) {
  case READSTAT_OK: return PW_OK;
  case READSTAT_ERROR_MALLOC:
    return pw_fail(err, PW_MEMORY, "no memory for the dictionary");
  case READSTAT_ERROR_READ:
    return pw_fail_at(err, PW_TRUNCATED, "the file ends too early",
                      (int64_t)at);
  case READSTAT_ERROR_CONVERT_BAD_STRING:
    return pw_fail_at(err, PW_FORMAT,
                      "a name or label is not in the file's encoding",
                      (int64_t)at);
  default:
    return pw_fail_at(err, PW_FORMAT, readstat_error_message(code),
                      (int64_t)at);
  }
}
