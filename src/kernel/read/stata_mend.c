#include "read/stata_mend.h"

#include <string.h>

#define PARTS 14 /* entries of the map */
enum { TYPES = 2, DATA = 9, STRLS, VALUE_LABELS, LAST_TAG, END_OF_FILE };

static const char start[] = "<stata_dta><header><release>";
static const char types[] = "<variable_types>";
static const char tail[] =
  "</data><strls></strls><value_labels></value_labels></stata_dta>";
#define LENGTH(text) (sizeof(text) - 1)

/* What the header says, and where. */
typedef struct {
  int swap;
  uint64_t rows_at, rows_width, map_at, variables;
  uint64_t rows, map[PARTS];
} stata_layout;

static int is_big_endian(void) {
  const uint16_t one = 1;
  unsigned char first;
  memcpy(&first, &one, 1);
  return first == 0;
}

static int has(pw_bytes file, uint64_t at, const char *text, size_t n) {
  return at <= file.length && n <= file.length - at &&
    memcmp(file.at + at, text, n) == 0;
}

static uint64_t get(pw_bytes file, uint64_t at, uint64_t width, int swap) {
  const unsigned char *bytes = file.at + at;
  if (width == 8) return pw_read_u64(bytes, swap);
  if (width == 2) {
    int big = is_big_endian() != swap; /* of the file */
    return big ? (uint64_t)bytes[0] << 8 | bytes[1]
               : (uint64_t)bytes[1] << 8 | bytes[0];
  }
  return (uint32_t)pw_read_i32(file.at + at, swap);
}

static void put(unsigned char *at, uint64_t value, uint64_t width, int swap) {
  unsigned char bytes[8];
  int big = is_big_endian() != swap; /* of the file */
  for (uint64_t i = 0; i < width; i++) {
    uint64_t place = big ? width - 1 - i : i;
    bytes[place] = (unsigned char)(value >> (8 * i));
  }
  memcpy(at, bytes, width);
}

static int find_layout(pw_bytes file, stata_layout *layout) {
  if (!has(file, 0, start, LENGTH(start)) || file.length < 128) return 0;
  const unsigned char *release = file.at + LENGTH(start);
  int version = (release[0] - '0') * 100 + (release[1] - '0') * 10 +
    release[2] - '0';
  uint64_t at = LENGTH(start) + 3 + LENGTH("</release><byteorder>");
  int big = has(file, at, "MSF", 3);
  if (version < 117 || version > 119 || (!big && !has(file, at, "LSF", 3)))
    return 0;
  layout->swap = big != is_big_endian();
  layout->rows_width = version == 117 ? 4 : 8;
  uint64_t variables_at = at + 3 + LENGTH("</byteorder><K>");
  layout->variables =
    get(file, variables_at, version == 119 ? 4 : 2, layout->swap);
  layout->rows_at = variables_at + (version == 119 ? 4 : 2) + LENGTH("</K><N>");
  if (!has(file, layout->rows_at - 3, "<N>", 3)) return 0;
  layout->rows = get(file, layout->rows_at, layout->rows_width, layout->swap);
  /* A label of up to 320 bytes and a time stand before the map. */
  for (at = layout->rows_at; !has(file, at, "<map>", 5); at++) {
    if (at >= file.length || at - layout->rows_at > 512) return 0;
  }
  layout->map_at = at + 5;
  if (layout->map_at > file.length || file.length - layout->map_at < 8 * PARTS)
    return 0;
  for (int k = 0; k < PARTS; k++) {
    layout->map[k] =
      get(file, layout->map_at + 8 * (uint64_t)k, 8, layout->swap);
  }
  return 1;
}

/* The bytes of a row by the types of its variables, 0 where they can't be
 * found. */
static uint64_t row_bytes(pw_bytes file, const stata_layout *layout) {
  enum {
    TEXT = 2045,
    LONG_TEXT = 32768,
    DOUBLE = 65526,
    FLOAT,
    LONG,
    INT,
    BYTE
  };
  uint64_t at = layout->map[TYPES], row = 0;
  if (!has(file, at, types, LENGTH(types))) return 0;
  at += LENGTH(types);
  if (layout->variables > (file.length - at) / 2) return 0;
  for (uint64_t i = 0; i < layout->variables; i++, at += 2) {
    uint64_t type = get(file, at, 2, layout->swap);
    switch (type) {
    case LONG_TEXT:
    case DOUBLE: row += 8; break;
    case FLOAT:
    case LONG: row += 4; break;
    case INT: row += 2; break;
    case BYTE: row += 1; break;
    default:
      if (type > TEXT) return 0;
      row += type;
    }
  }
  return row;
}

/* A whole file that says another number of rows than its data hold, as one that
 * says theirs. */
static pw_status state_rows(pw_bytes file, const stata_layout *layout,
                            pw_stata_mended *mended, pw_alloc *alloc,
                            pw_error *err) {
  uint64_t data = layout->map[DATA], strls = layout->map[STRLS],
           row = row_bytes(file, layout);
  const uint64_t tag = LENGTH("</data>");
  if (row == 0 || !has(file, data, "<data>", 6) || strls < data + 6 + tag ||
      !has(file, strls - tag, "</data>", tag))
    return PW_OK;
  uint64_t bytes = strls - tag - data - 6, rows = bytes / row;
  if (bytes % row != 0 || rows == layout->rows || rows > INT32_MAX)
    return PW_OK;
  mended->bytes = pw_alloc_zeroed(alloc, (size_t)file.length, 1);
  if (mended->bytes == NULL)
    return pw_fail(err, PW_MEMORY, "no memory for the file");
  memcpy(mended->bytes, file.at, (size_t)file.length);
  put(mended->bytes + layout->rows_at, rows, layout->rows_width, layout->swap);
  mended->length = file.length;
  mended->stated = layout->rows > INT64_MAX ? INT64_MAX : (int64_t)layout->rows;
  mended->rows = (int64_t)rows;
  return PW_OK;
}

pw_status pw_stata_mend(pw_bytes file, pw_stata_mended *mended, pw_alloc *alloc,
                        pw_error *err) {
  stata_layout layout;
  memset(mended, 0, sizeof *mended);
  if (!find_layout(file, &layout)) return PW_OK;
  if (layout.map[STRLS] < file.length)
    return state_rows(file, &layout, mended, alloc, err);
  uint64_t data = layout.map[DATA], strls = layout.map[STRLS];
  uint64_t tags = LENGTH("<data>") + LENGTH("</data>");
  if (!has(file, data, "<data>", 6) || layout.rows == 0 || strls > INT64_MAX ||
      strls - data <= tags)
    return PW_OK;
  uint64_t first = data + LENGTH("<data>"), bytes = strls - data - tags;
  uint64_t row = bytes / layout.rows;
  if (row == 0 || bytes % layout.rows != 0) return PW_OK;
  uint64_t whole = (file.length - first) / row;
  if (whole > layout.rows) whole = layout.rows;
  uint64_t kept = first + whole * row;
  unsigned char *out = pw_alloc_zeroed(alloc, (size_t)(kept + LENGTH(tail)), 1);
  if (out == NULL) return pw_fail(err, PW_MEMORY, "no memory for the file");
  memcpy(out, file.at, (size_t)kept);
  memcpy(out + kept, tail, LENGTH(tail));
  uint64_t places[] = {
    [STRLS] = kept + LENGTH("</data>"),
    [VALUE_LABELS] = kept + LENGTH("</data><strls></strls>"),
    [LAST_TAG] = kept + LENGTH(tail) - LENGTH("</stata_dta>"),
    [END_OF_FILE] = kept + LENGTH(tail),
  };
  for (int k = STRLS; k < PARTS; k++) {
    put(out + layout.map_at + 8 * (uint64_t)k, places[k], 8, layout.swap);
  }
  put(out + layout.rows_at, whole, layout.rows_width, layout.swap);
  mended->bytes = out;
  mended->length = kept + LENGTH(tail);
  mended->stated = (int64_t)layout.rows;
  mended->rows = (int64_t)whole;
  mended->is_cut = 1;
  return PW_OK;
}
