/* Writes the files that fuzzing begins with: `make_seeds TARGET FOLDER`.
 * .sav and .zsav of many shapes are built here, the other formats by
 * ReadStat's writers. */
#include <readstat.h>

#include "sav_shape.h"
#include "sheet_xml.h"
#include "zip_build.h"

static void save(const char *folder, const char *name, const void *bytes,
                 size_t n) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "wb");
  if (file == NULL || fwrite(bytes, 1, n, file) != n || fclose(file) != 0) {
    perror(path);
    exit(1);
  }
}

/* Small ones: half a kilobyte to ten. */
static void save_shapes(const char *folder) {
  for (int i = 0, saved = 0; saved < 40; i++) {
    sav_shape shape = shape_number(i);
    shape.rows = shape.rows % 8;
    sav_bytes file = build_shape(&shape);
    char name[32];
    snprintf(name, sizeof name, "shape-%03d", i);
    if (file.n < 10000) {
      save(folder, name, file.at, file.n);
      saved++;
    }
    free(file.at);
  }
}

/* The cases alone, after what fuzz_sav_cases wants to know of them. */
static void save_cases(const char *folder) {
  for (int i = 0; i < 40; i++) {
    sav_shape shape = shape_number(i * 6 + 2 * (i % 2));
    sav_bytes cases = {NULL, 0, 0, 0, shape.seed}, file = {NULL, 0, 0, 0, 0};
    unsigned char head[2 + SHAPE_VARIABLES];
    char name[32];
    shape.rows = 5;
    head[0] = (unsigned char)(i % 2), head[1] = (unsigned char)shape.count;
    for (int k = 0; k < shape.count; k++) {
      if (shape.width[k] > 300) shape.width[k] = 300;
      head[2 + k] =
        (unsigned char)(shape.width[k] > 255 ? 255 : shape.width[k]);
    }
    put_bytes(&file, head, 2 + (size_t)shape.count);
    for (int row = 0; row < shape.rows; row++) put_case(&cases, &shape);
    put_bytes(&file, cases.at, cases.n);
    snprintf(name, sizeof name, "cases-%02d", i);
    save(folder, name, file.at, file.n);
    free(cases.at);
    free(file.at);
  }
}

/* Three blocks, behind what fuzz_zsav is told of each: its compressed bytes
 * less one, and how many times 16 bytes it holds. */
static void save_zlib(const char *folder) {
  enum { BLOCK = 63 * 16, FRONT = 12 };
  for (int level = 0; level <= 9; level += 3) {
    unsigned char in[3 * BLOCK], out[6000] = {0};
    char name[32];
    size_t n = FRONT;
    for (size_t i = 0; i < sizeof in; i++)
      in[i] = (unsigned char)(i % 97 * (i / 1000));
    for (size_t i = 0; i < 3; i++) {
      uLongf size = sizeof out - n;
      if (compress2(out + n, &size, in + i * BLOCK, BLOCK, level) != Z_OK)
        exit(1);
      out[3 * i] = (unsigned char)((size - 1) & 255);
      out[3 * i + 1] = (unsigned char)((size - 1) >> 8);
      out[3 * i + 2] = BLOCK / 16;
      n += size;
    }
    snprintf(name, sizeof name, "level-%d", level);
    save(folder, name, out, n);
  }
}

static ssize_t keep(const void *data, size_t n, void *context) {
  put_bytes(context, data, n);
  return (ssize_t)n;
}

/* Three rows of a labelled number and a text. `format` 0 to 3 are .dta,
 * .sas7bdat, .xpt and .por; the first three come with that byte in front. */
static void save_readstat(const char *folder, int format, int version) {
  sav_bytes file = {NULL, 0, 0, 0, 0};
  unsigned char which = (unsigned char)format;
  char name[32];
  readstat_writer_t *writer = readstat_writer_init();
  readstat_set_data_writer(writer, keep);
  readstat_writer_set_file_timestamp(writer, 0);
  if (version > 0)
    readstat_writer_set_file_format_version(writer, (uint8_t)version);
  if (format < 3) put_bytes(&file, &which, 1);
  readstat_label_set_t *labels =
    readstat_add_label_set(writer, READSTAT_TYPE_DOUBLE, "lab");
  readstat_label_double_value(labels, 8, "eight");
  readstat_variable_t *number =
    readstat_add_variable(writer, "NUMBER", READSTAT_TYPE_DOUBLE, 0);
  if (format == 0 || format == 3)
    readstat_variable_set_label_set(number, labels);
  readstat_variable_set_label(number, "A number");
  readstat_variable_t *text =
    readstat_add_variable(writer, "TEXT", READSTAT_TYPE_STRING, 8);
  readstat_error_t code = format == 0
    ? readstat_begin_writing_dta(writer, &file, 3)
    : format == 1 ? readstat_begin_writing_sas7bdat(writer, &file, 3)
    : format == 2 ? readstat_begin_writing_xport(writer, &file, 3)
                  : readstat_begin_writing_por(writer, &file, 3);
  for (int i = 0; code == READSTAT_OK && i < 3; i++) {
    readstat_begin_row(writer);
    if (i == 2) readstat_insert_missing_value(writer, number);
    else readstat_insert_double_value(writer, number, 8 + i / 2.0);
    readstat_insert_string_value(writer, text, i ? "nine" : "");
    code = readstat_end_row(writer);
  }
  if (code == READSTAT_OK) code = readstat_end_writing(writer);
  readstat_writer_free(writer);
  snprintf(name, sizeof name, "readstat-%d-%d", format, version);
  if (code == READSTAT_OK) save(folder, name, file.at, file.n);
  free(file.at);
}

/* Of every kind of archive that is read, and one that has nothing. */
static void save_zip(const char *folder) {
  static const zip_part parts[] = {{"project.qde", "<Project/>", 0},
                                   {"sources/a.txt", "hello there", 1},
                                   {"empty", "", 0}};
  const zip_shape shapes[] = {{parts, 3, 0, NULL, NULL},
                              {parts, 3, 1, NULL, NULL},
                              {parts, 2, 0, "before", "a comment"},
                              {parts, 0, 0, NULL, NULL}};
  static zip_bytes built;
  for (int i = 0; i < 4; i++) {
    char name[32];
    zip_build(&shapes[i], &built);
    snprintf(name, sizeof name, "archive-%d", i);
    save(folder, name, built.at, built.n);
  }
}

static void save_markup(const char *folder) {
  static const char *const texts[] = {
    "\xEF\xBB\xBF<?xml version=\"1.0\" encoding='utf-8' standalone=\"yes\"?>\n"
    "<!-- c --><?p q?><x:Project xmlns:x='urn:x' name=\"a &lt; b\"><Code "
    "guid='{1}' a = \"&#x41;&#65;\"/><Coding>t &amp; \xC3\xA9<![CDATA[ <x> ]] "
    "]]></Coding></x:Project>\n",
    "<a b='&quot;&apos;&gt;'><c/>]] ></a ><!-- -->", "<a>&#xD;\r\n</a><?p?>"};
  for (int i = 0; i < 3; i++) {
    char name[32];
    snprintf(name, sizeof name, "markup-%d", i);
    save(folder, name, texts[i], strlen(texts[i]));
  }
}

static void save_sheet(const char *folder) {
  static const char *const sheets[] = {
    SHEET(
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>3"
      "</v></c></row><row><c s=\"1\"><v>45351.5</v></c><c t=\"b\"><v>1</v></c>"
      "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c><f>A1</f></c></row>"),
    "<worksheet><sheetData><row r=\"3\"><c r=\"AB3\" t=\"inlineStr\"><is><r><t>"
    "a,_x000A_</t></r></is></c><c t=\"str\"><v>&quot;</v></c><c s=\"2\"><v>0.25"
    "</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:AB3\"/>"
    "</mergeCells></worksheet>",
    "<worksheet/>"};
  for (int i = 0; i < 3; i++) {
    sav_bytes file = {NULL, 0, 0, 0, 0};
    char name[32];
    put_bytes(&file, i == 1 ? "\1" : "\100", 1);
    put_bytes(&file, sheet_strings, strlen(sheet_strings));
    put_bytes(&file, "\377", 1);
    put_bytes(&file, sheet_styles, strlen(sheet_styles));
    put_bytes(&file, "\377", 1);
    put_bytes(&file, sheets[i], strlen(sheets[i]));
    snprintf(name, sizeof name, "sheet-%d", i);
    save(folder, name, file.at, file.n);
    free(file.at);
  }
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  const char *target = argv[1], *folder = argv[2];
  if (strcmp(target, "fuzz_sav") == 0 ||
      strcmp(target, "fuzz_sav_dictionary") == 0) {
    save_shapes(folder);
  } else if (strcmp(target, "fuzz_sav_cases") == 0) {
    save_cases(folder);
  } else if (strcmp(target, "fuzz_zsav") == 0) {
    save_zlib(folder);
  } else if (strcmp(target, "fuzz_zip") == 0) {
    save_zip(folder);
  } else if (strcmp(target, "fuzz_sheet") == 0) {
    save_sheet(folder);
  } else if (strcmp(target, "fuzz_markup") == 0) {
    save_markup(folder);
  } else if (strcmp(target, "fuzz_por") == 0) {
    save_readstat(folder, 3, 0);
  } else if (strcmp(target, "fuzz_stata_sas") == 0) {
    static const int stata[] = {104, 110, 114, 117, 118, 119};
    for (int i = 0; i < 6; i++) save_readstat(folder, 0, stata[i]);
    save_readstat(folder, 1, 0);
    save_readstat(folder, 2, 5), save_readstat(folder, 2, 8);
  }
  return 0;
}
