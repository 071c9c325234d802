# Opens the archives in which programs for coded text pack a project. Entries are
# read into memory, so no name in an archive becomes a path, and no more bytes than
# a project can have.

# The entries of an archive, a row each: `name` as text, whatever bytes it has, `size`
# in bytes, and where it is packed. `path` is an attribute.
archive_entries <- function(path, call) {
  entries <- .Call(pw_call_archive_entries, path)
  if (inherits(entries, "pairwave_kernel_error")) {
    abort_codes_file(basename(path), c(
      x = "It is no zip archive, or a broken one.", x = "{said}",
      i = "Export or download it again."
    ), call, said = kernel_finding(entries))
  }
  name <- iconv(entries$name, "UTF-8", "UTF-8", sub = "?")
  entries$name <- gsub("\\", "/", name, fixed = TRUE)
  structure(new_frame(entries), path = path)
}

# Most bytes of an archive that are read, all entries together.
most_archive_bytes <- function() getOption("pairwave.codes_bytes", 2e9)

# The bytes of entries, a list; of all together at most `most` may be read.
archive_bytes <- function(entries, which, most, call) {
  path <- attr(entries, "path")
  if (sum(entries$size[which]) > most) {
    abort_codes_file(basename(path), c(
      x = "It would unpack to more than {bytes} MB.",
      i = "If that is right, allow more with {.code options(pairwave.codes_bytes = )}."
    ), call, bytes = format(round(most_archive_bytes() / 1e6, 1), big.mark = ","))
  }
  read <- .Call(pw_call_archive_bytes, path,
                lapply(unclass(entries), `[`, which))
  if (inherits(read, "pairwave_kernel_error")) {
    at <- read$row
    read["row"] <- NA
    abort_codes_file(basename(path), c(
      x = "What is packed in it as {.val {name}} can't be unpacked.", x = "{said}",
      i = "Export the project again."
    ), call, name = one_line(entries$name[which[at]]), said = kernel_finding(read))
  }
  read
}

# Bytes as texts, of which what is no UTF-8 is marked and a zero ends nothing.
texts_of_bytes <- function(bytes) {
  text <- .Call(pw_call_bytes_as_text, bytes)
  for (i in which(is.na(text))) text[i] <- mended_text(bytes[[i]])
  text
}

mended_text <- function(bytes) {
  bytes[bytes == 0] <- as.raw(0x20)
  iconv(list(bytes), "UTF-8", "UTF-8", sub = "\ufffd")
}
