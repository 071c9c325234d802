/* Frames of any shape, chosen by hostile bytes, written as .sav and .zsav and
 * read back: what is read is what was written. */
#include "../kernel/sav_frame.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  static const char path[] = "build/fuzz/fuzz_sav_write.sav";
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  sav_frame frame;
  if (size == 0) return 0;
  sav_choices choices = {bytes + 1, size - 1, 1};
  make_frame(&frame, &choices, &alloc);
  if (write_frame(&frame, path, (pw_sav_compression)(bytes[0] % 3), 1, &alloc,
                  &err) != PW_OK ||
      file_differs(&frame, path, &alloc) != NULL)
    abort();
  free_frame(&frame);
  if (alloc.in_use != 0) abort();
  return 0;
}
