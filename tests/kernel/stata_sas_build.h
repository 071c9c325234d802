/* Small Stata and SAS files, written into memory by ReadStat's own writer:
 * number, text, moment (Stata: %tc, SAS: DATETIME20) and labelled number, with
 * a missing value of each kind and one with the letter a. */
#ifndef STATA_SAS_BUILD_H
#define STATA_SAS_BUILD_H

#include <stdio.h>
#include <stdlib.h>
#include <readstat.h>
#include <string.h>

#include "read/stata_sas.h"

typedef struct {
  unsigned char *at;
  size_t length, room;
} built_file;

static ssize_t built_write(const void *data, size_t length, void *context) {
  built_file *file = context;
  if (file->length + length > file->room) {
    file->room = 2 * (file->length + length);
    file->at = realloc(file->at, file->room);
    if (file->at == NULL) abort();
  }
  memcpy(file->at + file->length, data, length);
  file->length += length;
  return (ssize_t)length;
}

static readstat_error_t built_begin(readstat_writer_t *writer,
                                    pw_stata_sas_format format,
                                    built_file *file, int rows) {
  if (format == PW_STATA) return readstat_begin_writing_dta(writer, file, rows);
  if (format == PW_SAS)
    return readstat_begin_writing_sas7bdat(writer, file, rows);
  return readstat_begin_writing_xport(writer, file, rows);
}

/* Row i has i + 0.5, "text i" (every third row the same), i minutes after
 * 1960 and the labelled 1; rows 3, 6, ... have missing values, the labelled
 * one with the letter. `version` as ReadStat counts. Aborts on any failure. */
static void build_stata_sas(built_file *file, pw_stata_sas_format format,
                            int version, int rows) {
  memset(file, 0, sizeof *file);
  int has_letters = format != PW_STATA || version >= 113;
  readstat_writer_t *writer = readstat_writer_init();
  readstat_set_data_writer(writer, built_write);
  readstat_writer_set_file_format_version(writer, (uint8_t)version);
  readstat_writer_set_file_timestamp(writer, 0);
  if (format != PW_SAS) readstat_writer_set_file_label(writer, "A file");
  if (format == PW_SAS_XPORT) readstat_writer_set_table_name(writer, "TABLE");
  readstat_variable_t *number =
    readstat_add_variable(writer, "NUMBER", READSTAT_TYPE_DOUBLE, 8);
  readstat_variable_set_label(number, "A number");
  readstat_variable_t *text =
    readstat_add_variable(writer, "TEXT", READSTAT_TYPE_STRING, 12);
  readstat_variable_t *moment =
    readstat_add_variable(writer, "MOMENT", READSTAT_TYPE_DOUBLE, 8);
  readstat_variable_set_format(moment,
                               format == PW_STATA ? "%tc" : "DATETIME20");
  readstat_type_t type = format == PW_STATA ? READSTAT_TYPE_INT32
                                            : READSTAT_TYPE_DOUBLE;
  readstat_variable_t *coded = readstat_add_variable(writer, "CODED", type, 8);
  if (format == PW_STATA) {
    readstat_label_set_t *set =
      readstat_add_label_set(writer, READSTAT_TYPE_INT32, "ANSWERS");
    readstat_label_int32_value(set, 1, "Yes");
    if (has_letters) readstat_label_tagged_value(set, 'a', "Refused");
    readstat_variable_set_label_set(coded, set);
  }
  if (built_begin(writer, format, file, rows) != READSTAT_OK) abort();
  for (int i = 0; i < rows; i++) {
    char word[32];
    int missing = i % 3 == 2;
    snprintf(word, sizeof word, "text %d", missing ? 0 : i);
    if (readstat_begin_row(writer) != READSTAT_OK) abort();
    if (missing) readstat_insert_missing_value(writer, number);
    else readstat_insert_double_value(writer, number, i + 0.5);
    readstat_insert_string_value(writer, text, word);
    readstat_insert_double_value(writer, moment,
                                 i * (format == PW_STATA ? 60000.0 : 60.0));
    char letter = format == PW_STATA ? 'a' : 'A';
    if (missing && has_letters)
      readstat_insert_tagged_missing_value(writer, coded, letter);
    else if (missing) readstat_insert_missing_value(writer, coded);
    else if (format == PW_STATA) readstat_insert_int32_value(writer, coded, 1);
    else readstat_insert_double_value(writer, coded, 1);
    if (readstat_end_row(writer) != READSTAT_OK) abort();
  }
  if (readstat_end_writing(writer) != READSTAT_OK) abort();
  readstat_writer_free(writer);
}

static pw_bytes built_bytes(const built_file *file) {
  pw_bytes bytes = {file->at, file->length};
  return bytes;
}

#endif
