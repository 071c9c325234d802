# Makes a zip archive in memory (APPNOTE 6.3.10), which R itself needs another program for.

# The bytes of an archive of `entries`, a named list of texts or bytes. The same entries
# give the same bytes: no entry has a date.
zip_archive <- function(entries, call = rlang::caller_env()) {
  parts <- lapply(names(entries), function(name) zip_entry(name, entries[[name]], call))
  local <- lapply(parts, function(part) c(zip_record(3, 4), part$about, part$name, part$packed))
  at <- cumsum(c(0, lengths(local)))
  directory <- unlist(lapply(seq_along(parts), function(i) {
    part <- parts[[i]]
    c(zip_record(1, 2), little_endian(20, 2), part$about, raw(10), little_endian(at[i], 4),
      part$name)
  }))
  n <- length(parts)
  c(unlist(local), directory, zip_record(5, 6), raw(4), little_endian(n, 2), little_endian(n, 2),
    little_endian(length(directory), 4), little_endian(at[n + 1], 4), raw(2))
}

zip_record <- function(a, b) c(charToRaw("PK"), as.raw(c(a, b)))

little_endian <- function(x, bytes) as.raw(x %/% 256^(seq_len(bytes) - 1) %% 256)

# What gzip makes of an entry is what an archive has of it: bytes packed by deflate, with
# a checksum and the length behind them.
zip_entry <- function(name, content, call) {
  if (is.character(content)) content <- charToRaw(enc2utf8(content))
  path <- tempfile("pairwave-")
  on.exit(unlink(path))
  gz <- tryCatch(suppressWarnings({
    file <- gzfile(path, "wb")
    writeBin(content, file)
    close(file)
    readBin(path, "raw", file.size(path))
  }), error = function(e) raw())
  # Behind the bytes their length: a file that was cut short has another there.
  if (length(gz) < 18 || !identical(gz[length(gz) - 3:0], little_endian(length(content), 4))) {
    abort_no_room("The workbook was not made to its end.", tempdir(), call)
  }
  head <- 10
  packed <- gz[(head + 1):(length(gz) - 8)]
  name <- charToRaw(enc2utf8(name))
  list(
    # Version 2.0, names in UTF-8, deflated, on 1 January 1980.
    about = c(little_endian(20, 2), as.raw(c(0, 8, 8, 0, 0, 0, 0x21, 0)),
              gz[length(gz) - 7:4], little_endian(length(packed), 4),
              little_endian(length(content), 4), little_endian(length(name), 2), raw(2)),
    name = name, packed = packed
  )
}
