/* Builds small .sav files in memory, little-endian, for the tests. */
#include <string.h>

#include "base/bytes.h"

typedef struct {
  unsigned char at[16384];
  size_t n;
} sav_file;

static inline void add_bytes(sav_file *f, const void *bytes, size_t n) {
  memcpy(f->at + f->n, bytes, n);
  f->n += n;
}
static inline void add_i32(sav_file *f, int32_t x) { add_bytes(f, &x, 4); }
static inline void add_f64(sav_file *f, double x) { add_bytes(f, &x, 8); }

static inline void add_header(sav_file *f, int compression, int32_t cases) {
  memset(f, 0, sizeof *f);
  memset(f->at, ' ', 176);
  memcpy(f->at, "$FL2@(#) SPSS DATA FILE", 23);
  f->n = 64;
  add_i32(f, 2), add_i32(f, 2), add_i32(f, compression), add_i32(f, 0);
  add_i32(f, cases), add_f64(f, 100);
  memcpy(f->at + 92, "01 Jan 2000:00:00", 17);
  memset(f->at + 173, 0, 3);
  f->n = 176;
}
static inline void add_variable_record(sav_file *f, int32_t type,
                                       const char *name) {
  int32_t format = type == 0 ? 0x050800
                             : 0x010000 | (type > 0 ? type << 8 : 0x100);
  add_i32(f, 2), add_i32(f, type), add_i32(f, 0), add_i32(f, 0);
  add_i32(f, format), add_i32(f, format), add_bytes(f, name, 8);
}
/* As above with a label, and its missing values raw, 8 bytes each. */
static inline void add_labelled_variable(sav_file *f, int32_t type,
                                         const char *name, const char *label,
                                         int32_t missing, const void *values) {
  int32_t length = (int32_t)strlen(label), n = missing < 0 ? -missing : missing;
  size_t at = f->n;
  add_variable_record(f, type, name);
  memcpy(f->at + at + 8, (int32_t[]){1, missing}, 8);
  add_i32(f, length);
  add_bytes(f, label, (size_t)length),
    add_bytes(f, "   ", (size_t)((4 - length % 4) % 4));
  add_bytes(f, values, 8 * (size_t)n);
}
static inline void add_extension(sav_file *f, int32_t subtype, int32_t size,
                                 const void *data, size_t bytes) {
  add_i32(f, 7), add_i32(f, subtype), add_i32(f, size),
    add_i32(f, (int32_t)bytes / size);
  add_bytes(f, data, bytes);
}
static inline void add_text_extension(sav_file *f, int32_t subtype,
                                      const char *text) {
  add_extension(f, subtype, 1, text, strlen(text));
}
static inline void add_counted_text(sav_file *f, const char *text) {
  add_i32(f, (int32_t)strlen(text)), add_bytes(f, text, strlen(text));
}
static inline void add_end(sav_file *f) { add_i32(f, 999), add_i32(f, 0); }

/* A number X, a text T of 12 bytes; two cases: 5, "blue sky"; missing, "". */
static inline void build_sav(sav_file *f, int compression, int32_t cases) {
  add_header(f, compression, cases);
  add_variable_record(f, 0, "X       ");
  add_variable_record(f, 12, "T       ");
  add_variable_record(f, -1, "        ");
  add_end(f);
  if (compression == 1) {
    add_bytes(f, "\x69\xfd\xfe\xff\xfe\xfe\x00\x00", 8);
    add_bytes(f, "blue sky", 8);
  } else {
    add_f64(f, 5), add_bytes(f, "blue sky        ", 16);
    add_f64(f, -1.7976931348623157e308), add_bytes(f, "                ", 16);
  }
}
static inline pw_bytes bytes_of(const sav_file *f) {
  pw_bytes bytes = {f->at, f->n};
  return bytes;
}
