#include "read/stata_sas.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "read/readstat.h"
#include "read/sas_formats.h"
#include "read/spss_text.h"
#include "read/stata_mend.h"

#define ROWS_BETWEEN_POLLS 1024
#define STATA_IN_UTF8 118 /* the first version whose texts are UTF-8 */

double pw_tagged_missing(double missing, char letter) {
  uint64_t bits;
  memcpy(&bits, &missing, sizeof bits);
  bits &= ~(UINT64_C(0xff) << 32);
  bits |= (uint64_t)(unsigned char)letter << 32;
  memcpy(&missing, &bits, sizeof bits);
  return missing;
}

/* SAS writes its letters as capitals. */
static double number_of(readstat_value_t value, double missing) {
  char tag = readstat_value_tag(value);
  if (tag >= 'A' && tag <= 'Z') tag = (char)(tag - 'A' + 'a');
  if (tag != '\0') return pw_tagged_missing(missing, tag);
  double number = readstat_double_value(value);
  return readstat_value_is_system_missing(value) || number != number ? missing
                                                                     : number;
}

static int on_metadata(readstat_metadata_t *metadata, void *context) {
  pw_stata_sas *table = context;
  pw_dictionary *d = &table->dictionary;
  const char *label = readstat_get_file_label(metadata);
  const char *named = readstat_get_file_encoding(metadata);
  if (label != NULL)
    d->file_label = pw_dictionary_text(d, label, strlen(label));
  if (table->format != PW_SAS_XPORT) table->rows = metadata->row_count;
  /* Stata pads these names with NULs, and a damaged file need not. */
  int version = (int)metadata->file_format_version;
  if (table->format == PW_STATA)
    d->set_bytes = version < 110 ? 9 : version < STATA_IN_UTF8 ? 33 : 129;
  if (table->charset[0] != '\0') {
    /* chosen by the caller */
  } else if (table->format == PW_SAS && named != NULL) {
    snprintf(table->charset, sizeof table->charset, "%s", named);
  } else {
    int is_utf8 = table->format == PW_SAS_XPORT ||
      (table->format == PW_STATA && version >= STATA_IN_UTF8);
    strcpy(table->charset, is_utf8 ? "UTF-8" : "WINDOWS-1252");
  }
  return d->status == PW_OK ? READSTAT_HANDLER_OK : READSTAT_HANDLER_ABORT;
}

static int on_label(const char *set, readstat_value_t value, const char *label,
                    void *context) {
  pw_stata_sas *table = context;
  pw_dictionary *d = &table->dictionary;
  pw_dictionary_label *l = pw_dictionary_add_label(d);
  if (l == NULL) return READSTAT_HANDLER_ABORT;
  l->set = pw_dictionary_text(d, set, strlen(set));
  l->label = pw_dictionary_text(d, label, strlen(label));
  l->number = number_of(value, table->missing);
  return d->status == PW_OK ? READSTAT_HANDLER_OK : READSTAT_HANDLER_ABORT;
}

/* .xpt does not say how many rows it has. */
static int count_row(int row, readstat_variable_t *variable,
                     readstat_value_t value, void *context) {
  pw_stata_sas *table = context;
  (void)value;
  if (readstat_variable_get_index(variable) != 0) return READSTAT_HANDLER_OK;
  table->rows = (int64_t)row + 1;
  if (row % ROWS_BETWEEN_POLLS == 0 && pw_stop_asked(table->stop, 0)) {
    table->dictionary.status =
      pw_fail(table->dictionary.err, PW_STOPPED, "stopped");
    return READSTAT_HANDLER_ABORT;
  }
  return READSTAT_HANDLER_OK;
}

/* What the file is not, or NULL. */
static const char *what_it_is_not(pw_bytes file, pw_stata_sas_format format) {
  static const unsigned char sas_magic[] = {
    0xc2, 0xea, 0x81, 0x60, 0xb3, 0x14, 0x11, 0xcf, 0xbd, 0x92,
    0x08, 0x00, 0x09, 0xc7, 0x31, 0x8c, 0x18, 0x1f, 0x10, 0x11};
  const unsigned char *at = file.at;
  int old_stata, new_stata;
  switch (format) {
  case PW_STATA:
    /* Version, byte order and, from the first on, file type 1. */
    old_stata = file.length > 2 && at[0] >= 104 && at[0] <= 115 &&
      (at[1] == 1 || at[1] == 2) && at[2] == 1;
    new_stata = file.length > 10 && memcmp(at, "<stata_dta>", 11) == 0;
    return old_stata || new_stata ? NULL : "this is not a Stata data set";
  case PW_SAS:
    return file.length > 32 && memcmp(at + 12, sas_magic, sizeof sas_magic) == 0
      ? NULL
      : "this is not a SAS data set";
  case PW_SAS_XPORT: break;
  }
  return file.length > 20 && memcmp(at, "HEADER RECORD*******", 20) == 0
    ? NULL
    : "this is not a SAS transport file";
}

/* ReadStat's words for a file that ends too early. */
static int ends_early(readstat_error_t code) {
  return code == READSTAT_ERROR_READ || code == READSTAT_ERROR_SEEK ||
    code == READSTAT_ERROR_ROW_COUNT_MISMATCH;
}

static readstat_error_t parse(readstat_parser_t *parser,
                              pw_stata_sas_format format, void *context) {
  switch (format) {
  case PW_STATA: return readstat_parse_dta(parser, "", context);
  case PW_SAS: return readstat_parse_sas7bdat(parser, "", context);
  case PW_SAS_XPORT: break;
  }
  return readstat_parse_xport(parser, "", context);
}

/* Every text of the dictionary as UTF-8, in a pool of its own. */
typedef struct {
  pw_spss_text text;
  pw_strpool *pool;
  int64_t bad;
} recoding;

static pw_status recode(recoding *to, const pw_strpool *from, int32_t *id,
                        pw_error *err) {
  const char *bytes;
  size_t length;
  int64_t bad = 0;
  if (*id == PW_NO_TEXT) return PW_OK;
  pw_text text = pw_strpool_text(from, *id);
  pw_status status = pw_spss_text_utf8(&to->text, text.bytes, text.length,
                                       &bytes, &length, &bad, err);
  to->bad += bad > 0;
  return status == PW_OK ? pw_strpool_intern(to->pool, bytes, length, id, err)
                         : status;
}

static pw_status recode_dictionary(recoding *to, pw_dictionary *d,
                                   pw_error *err) {
  pw_status status = recode(to, d->pool, &d->file_label, err);
  for (int32_t i = 0; status == PW_OK && i < d->count; i++) {
    pw_dictionary_variable *v = &d->variables[i];
    int32_t *const texts[] = {&v->name, &v->label, &v->format, &v->label_set};
    for (int k = 0; status == PW_OK && k < 4; k++)
      status = recode(to, d->pool, texts[k], err);
  }
  for (int32_t i = 0; status == PW_OK && i < d->label_count; i++) {
    pw_dictionary_label *l = &d->labels[i];
    status = recode(to, d->pool, &l->set, err);
    if (status == PW_OK) status = recode(to, d->pool, &l->label, err);
  }
  for (int32_t i = 0; status == PW_OK && i < d->note_count; i++) {
    status = recode(to, d->pool, &d->notes[i], err);
  }
  return status;
}

static pw_status make_utf8(pw_stata_sas *table, pw_error *err) {
  pw_dictionary *d = &table->dictionary;
  recoding to;
  memset(&to, 0, sizeof to);
  pw_status status = pw_spss_text_open(&to.text, table->charset, d->alloc, err);
  if (status == PW_OK) status = pw_strpool_new(&to.pool, d->alloc, err);
  if (status == PW_OK) status = recode_dictionary(&to, d, err);
  if (status == PW_OK) {
    pw_strpool *old = d->pool;
    d->pool = to.pool;
    to.pool = old;
    table->bad_texts = to.bad;
  }
  pw_strpool_free(to.pool);
  pw_spss_text_close(&to.text);
  return status;
}

static pw_bytes whole_file(const pw_stata_sas *table, pw_bytes file) {
  if (table->mended.bytes == NULL) return file;
  pw_bytes mended = {table->mended.bytes, table->mended.length};
  return mended;
}

pw_status pw_stata_sas_open(pw_stata_sas *table, pw_bytes file,
                            pw_stata_sas_format format, const char *encoding,
                            double missing, pw_alloc *alloc,
                            const pw_stop *stop, pw_error *err) {
  memset(table, 0, sizeof *table);
  table->format = format;
  table->missing = missing;
  table->stop = stop;
  const char *wrong = what_it_is_not(file, format);
  if (wrong != NULL) return pw_fail_at(err, PW_FORMAT, wrong, 0);
  if (encoding != NULL)
    snprintf(table->charset, sizeof table->charset, "%s", encoding);
  pw_status status = pw_dictionary_new(&table->dictionary, alloc, err);
  if (status != PW_OK) return status;
  pw_dictionary *d = &table->dictionary;
  table->stated = -1;
  if (format == PW_STATA) {
    status = pw_stata_mend(file, &table->mended, alloc, err);
    if (status != PW_OK) return status;
  }
  pw_readstat_memory memory = {.file = whole_file(table, file)};
  readstat_parser_t *parser = pw_readstat_parser(&memory, NULL);
  if (parser == NULL)
    return pw_fail(err, PW_MEMORY, "no memory for the dictionary");
  readstat_set_handler_character_encoding(parser, NULL);
  readstat_set_metadata_handler(parser, on_metadata);
  readstat_set_value_label_handler(parser, on_label);
  if (format == PW_SAS_XPORT) readstat_set_value_handler(parser, count_row);
  readstat_error_t code = parse(parser, format, table);
  readstat_parser_free(parser);
  table->stop = NULL;
  if (d->status == PW_OK && d->count > 0 && ends_early(code)) {
    table->is_cut = 1;
    code = READSTAT_OK;
  }
  /* Of Stata's value labels ReadStat takes as many as there are. */
  if (format == PW_STATA && memory.is_short) table->is_cut = 1;
  if (table->mended.is_cut) {
    table->is_cut = 1;
    table->rows = table->mended.stated;
  } else if (table->mended.bytes != NULL) {
    table->stated = table->mended.stated;
  }
  if (format == PW_SAS && d->status == PW_OK) pw_sas_formats_read(d, file);
  status = pw_readstat_verdict(d, code, memory.at, err);
  if (status != PW_OK) return status;
  if (table->rows < 0) table->rows = 0;
  /* A row takes at least a byte, and ReadStat counts rows with an int. */
  if ((uint64_t)table->rows > file.length || table->rows > INT_MAX) {
    return pw_fail(err, PW_FORMAT,
                   "the file declares more rows than it can hold");
  }
  return make_utf8(table, err);
}

typedef struct {
  const pw_stata_sas *table;
  pw_stata_sas_column *columns;
  int64_t rows, n_read;
  int32_t last; /* the last variable that is read: its value ends a row */
  pw_strpool *pool;
  pw_spss_text text;
  const pw_stop *stop;
  pw_status status;
  pw_error *err;
} row_reading;

static int is_wanted(const pw_stata_sas_column *column) {
  return column->numbers != NULL || column->texts != NULL;
}

static int choose_variable(int index, readstat_variable_t *variable,
                           const char *set, void *context) {
  const row_reading *reading = context;
  (void)variable, (void)set;
  if (index < 0 || index >= reading->table->dictionary.count)
    return READSTAT_HANDLER_ABORT;
  return is_wanted(&reading->columns[index]) ? READSTAT_HANDLER_OK
                                             : READSTAT_HANDLER_SKIP_VARIABLE;
}

static pw_status keep_text(row_reading *reading, pw_stata_sas_column *to,
                           int row, const char *text) {
  const char *bytes;
  size_t length;
  int64_t bad = 0;
  if (text == NULL) text = "";
  pw_status status = pw_spss_text_utf8(&reading->text, text, strlen(text),
                                       &bytes, &length, &bad, reading->err);
  to->bad += bad > 0;
  if (status != PW_OK) return status;
  return pw_strpool_intern(reading->pool, bytes, length, &to->texts[row],
                           reading->err);
}

static int on_value(int row, readstat_variable_t *variable,
                    readstat_value_t value, void *context) {
  row_reading *reading = context;
  int column = readstat_variable_get_index(variable);
  if (row < 0 || row >= reading->rows || column < 0 ||
      column >= reading->table->dictionary.count)
    return READSTAT_HANDLER_ABORT;
  pw_stata_sas_column *to = &reading->columns[column];
  int is_text = readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING;
  if (to->texts != NULL && is_text) {
    reading->status = keep_text(reading, to, row, readstat_string_value(value));
  } else if (to->numbers != NULL && !is_text) {
    to->numbers[row] = number_of(value, reading->table->missing);
  } else if (is_wanted(to)) {
    return READSTAT_HANDLER_ABORT;
  }
  if (column == reading->last) {
    reading->n_read = (int64_t)row + 1;
    if (row % ROWS_BETWEEN_POLLS == 0 &&
        pw_stop_asked(reading->stop, (double)row / (double)reading->rows)) {
      reading->status = pw_fail(reading->err, PW_STOPPED, "stopped");
    }
  }
  return reading->status == PW_OK ? READSTAT_HANDLER_OK
                                  : READSTAT_HANDLER_ABORT;
}

pw_status pw_stata_sas_read(const pw_stata_sas *table, pw_bytes file,
                            pw_stata_sas_column *columns, int64_t skip,
                            int64_t most, pw_strpool *pool, int64_t *n_read,
                            pw_alloc *alloc, const pw_stop *stop,
                            pw_error *err) {
  row_reading reading = {.table = table,
                         .columns = columns,
                         .rows = most,
                         .last = -1,
                         .pool = pool,
                         .stop = stop,
                         .err = err};
  for (int32_t i = 0; i < table->dictionary.count; i++) {
    columns[i].bad = 0;
    if (is_wanted(&columns[i])) reading.last = i;
  }
  *n_read = reading.last < 0 ? most : 0;
  if (most <= 0 || reading.last < 0) return PW_OK;
  pw_status status =
    pw_spss_text_open(&reading.text, table->charset, alloc, err);
  if (status != PW_OK) return status;
  pw_readstat_memory memory = {.file = whole_file(table, file)};
  readstat_parser_t *parser = pw_readstat_parser(&memory, NULL);
  if (parser == NULL) {
    pw_spss_text_close(&reading.text);
    return pw_fail(err, PW_MEMORY, "no memory for the rows");
  }
  readstat_set_handler_character_encoding(parser, NULL);
  readstat_set_metadata_handler(parser, NULL);
  readstat_set_note_handler(parser, NULL);
  readstat_set_fweight_handler(parser, NULL);
  readstat_set_value_label_handler(parser, NULL);
  readstat_set_variable_handler(parser, choose_variable);
  readstat_set_value_handler(parser, on_value);
  readstat_set_row_offset(parser, (long)skip);
  readstat_set_row_limit(parser, (long)most);
  readstat_error_t code = parse(parser, table->format, &reading);
  readstat_parser_free(parser);
  pw_spss_text_close(&reading.text);
  *n_read = reading.n_read;
  if (reading.status != PW_OK) return reading.status;
  if (code == READSTAT_ERROR_MALLOC)
    return pw_fail(err, PW_MEMORY, "no memory for the rows");
  if (code != READSTAT_OK && !ends_early(code)) {
    return pw_fail_at(err, PW_FORMAT, readstat_error_message(code),
                      (int64_t)memory.at);
  }
  return PW_OK;
}

void pw_stata_sas_free(pw_stata_sas *table) {
  if (table->dictionary.alloc != NULL)
    pw_free(table->dictionary.alloc, table->mended.bytes);
  table->mended.bytes = NULL;
  pw_dictionary_free(&table->dictionary);
}
