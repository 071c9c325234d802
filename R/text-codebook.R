# Reads a codebook: the codes of a framework without any codings.

# A codebook in the exchange format of programs for coded text (.qdc). Programs
# declare several namespaces for it.
read_refi_codebook <- function(path, call) {
  file <- basename(path)
  markup <- read_markup(readBin(path, "raw", file.size(path)), file, refi_names, call)
  if (!length(elements_called(markup, "CodeBook"))) {
    abort_codes_file(file, c(
      x = "It is XML, though no codebook of REFI-QDA ({.file .qdc}).",
      i = "Give the whole project ({.file .qdpx}), or export the codebook."
    ), call)
  }
  refi_codes(markup, file, call)$framework
}
