# Opens the archives in which programs for coded text pack a project. Entries are
# read into memory, so no name in an archive becomes a path, and no more bytes than
# a project can have.

# The names and sizes of an archive's entries. `plain` is the name as text, whatever
# bytes it has.
archive_entries <- function(path, call) {
  entries <- tryCatch(utils::unzip(path, list = TRUE), error = function(e) NULL,
                      warning = function(w) NULL)
  if (is.null(entries)) {
    abort_codes_file(basename(path), c(
      x = "It is no zip archive, or a broken one.", i = "Export or download it again."
    ), call)
  }
  plain <- iconv(entries$Name, "UTF-8", "UTF-8", sub = "?")
  plain <- gsub("\\", "/", plain, fixed = TRUE)
  new_frame(list(name = entries$Name, plain = plain, length = entries$Length))
}

# Most bytes of an archive that are read, all entries together.
most_archive_bytes <- function() getOption("pairwave.codes_bytes", 2e9)

# The bytes of one entry, of which at most `most` may be read. What is
# `stated` as its size only says in what pieces, which are no larger than what an
# archive of that size can hold.
archive_bytes <- function(path, name, stated, most, call) {
  piece <- min(max(stated, 1, na.rm = TRUE), most + 1, 1032 * file.size(path))
  parts <- list()
  size <- 0
  read <- tryCatch({
    entry <- unz(path, name, open = "rb")
    on.exit(close(entry))
    repeat {
      part <- readBin(entry, "raw", piece)
      size <- size + length(part)
      if (length(part) == 0 || size > most) break
      parts[[length(parts) + 1]] <- part
      piece <- min(piece, 2^20)
    }
    TRUE
  }, error = function(e) FALSE, warning = function(w) FALSE)
  if (size > most) {
    abort_codes_file(basename(path), c(
      x = "It would unpack to more than {bytes} MB.",
      i = "If that is right, allow more with {.code options(pairwave.codes_bytes = )}."
    ), call, bytes = format(round(most_archive_bytes() / 1e6, 1), big.mark = ","))
  }
  if (!read) {
    abort_codes_file(basename(path), c(
      x = "What is packed in it as {.val {name}} can't be unpacked.",
      i = "Export the project again."
    ), call, name = one_line(name))
  }
  if (length(parts) == 1) parts[[1]] else unlist(parts) %||% raw()
}
