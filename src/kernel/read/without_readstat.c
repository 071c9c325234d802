#include "read/without_readstat.h"

#include <string.h>

#include "read/por.h"
#include "read/stata_sas.h"

int pw_has_readstat(void) { return 0; }

static pw_status absent(pw_error *err) {
  return pw_fail(err, PW_UNSUPPORTED, "this build has no ReadStat to read it");
}

pw_status pw_por_read(pw_por *por, pw_bytes file, const char *encoding,
                      double missing, pw_alloc *alloc, const pw_stop *stop,
                      pw_error *err) {
  (void)file, (void)encoding, (void)missing, (void)alloc, (void)stop;
  memset(por, 0, sizeof *por);
  return absent(err);
}

void pw_por_free(pw_por *por) { memset(por, 0, sizeof *por); }

pw_status pw_stata_sas_open(pw_stata_sas *table, pw_bytes file,
                            pw_stata_sas_format format, const char *encoding,
                            double missing, pw_alloc *alloc,
                            const pw_stop *stop, pw_error *err) {
  (void)file, (void)format, (void)encoding, (void)missing, (void)alloc,
    (void)stop;
  memset(table, 0, sizeof *table);
  return absent(err);
}

pw_status pw_stata_sas_read(const pw_stata_sas *table, pw_bytes file,
                            pw_stata_sas_column *columns, int64_t skip,
                            int64_t most, pw_strpool *pool, int64_t *n_read,
                            pw_alloc *alloc, const pw_stop *stop,
                            pw_error *err) {
  (void)table, (void)file, (void)columns, (void)skip, (void)most, (void)pool,
    (void)alloc, (void)stop;
  *n_read = 0;
  return absent(err);
}

void pw_stata_sas_free(pw_stata_sas *table) { memset(table, 0, sizeof *table); }
