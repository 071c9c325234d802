#include "write/whole_file.h"

#include "write/part_file.h"

pw_status pw_write_whole(const char *path, const void *bytes, size_t length,
                         unsigned mode, pw_alloc *alloc, pw_error *err) {
  pw_part_file *part;
  pw_status status = pw_part_open(&part, path, mode, alloc, err);
  if (status != PW_OK) return status;
  status = pw_part_append(part, bytes, length, err);
  if (status == PW_OK) status = pw_part_commit(part, err);
  pw_part_free(part);
  return status;
}
