# A .sav or .zsav of numbers (doubles) and texts (of up to 255 bytes), byte by
# byte, so that what it states can be anything. `header` and `record` are the
# numbers of rows that its header and its record 7/16 state: -1 is "not known",
# NA leaves the record out. `beyond` is how many elements of 8 bytes follow the
# last row; with `ended`, a code for the end follows the data, and then 8 bytes.
# `sets` are multiple-response sets as SPSS writes them, a line for each; `labels` the
# labels of the values 1, 2, ... of the columns numbered `labelled`.
sav_bytes <- function(columns, compression = c("none", "byte", "zlib"),
                      header = length(columns[[1]]), record = NA, endian = "little",
                      beyond = 0, ended = FALSE, sets = NULL, labels = NULL, labelled = NULL) {
  compression <- match.arg(compression)
  int <- function(x) writeBin(as.integer(x), raw(), endian = endian)
  long <- function(x) {
    halves <- int(c(x %% 2^32 - if (x %% 2^32 >= 2^31) 2^32 else 0, floor(x / 2^32)))
    if (endian == "little") halves else halves[c(5:8, 1:4)]
  }
  num <- function(x) writeBin(as.double(x), raw(), endian = endian)
  pad <- function(text, n) charToRaw(formatC(text, width = -n))
  widths <- vapply(columns, function(x) if (is.character(x)) max(1, nchar(x)) else 0, 1)
  variables <- unlist(Map(function(name, width) {
    format <- if (width == 0) 0x050800 else 0x010000 + width * 256
    continuations <- max(0, ceiling(width / 8) - 1)
    c(int(c(2, width, 0, 0, format, format)), pad(name, 8),
      rep(c(int(c(2, -1, 0, 0, 0, 0)), pad("", 8)), continuations))
  }, names(columns), widths))
  elements <- sav_elements(columns, widths, num, pad)
  if (beyond > 0) elements <- cbind(elements, matrix(num(rep(1, beyond)), 8))
  kind <- match(compression, c("none", "byte", "zlib")) - 1
  lines <- charToRaw(paste0(sets, "\n", collapse = ""))
  values <- unlist(lapply(seq_along(labels), function(i) {
    size <- nchar(labels[i])
    c(num(i), as.raw(size), pad(labels[i], size + (7 - size) %% 8))
  }))
  start <- c(
    charToRaw(if (kind == 2) "$FL3" else "$FL2"), pad("@(#) SPSS DATA FILE", 60),
    int(c(2, sum(pmax(1, ceiling(widths / 8))), kind, 0, header)), num(100),
    pad("01 Jan 2000:00:00", 81), raw(3), variables,
    if (length(labels)) {
      c(int(c(3, length(labels))), values, int(c(4, length(labelled), labelled)))
    },
    int(c(7, 3, 4, 8, 20, 0, 0, -1, 1, 1, if (endian == "little") 2 else 1, 65001)),
    if (!is.na(record)) c(int(c(7, 16, 8, 2)), long(1), long(record)),
    if (length(sets)) c(int(c(7, 7, 1, length(lines))), lines),
    int(c(7, 20, 1, 5)), charToRaw("UTF-8"), int(c(999, 0))
  )
  data <- if (kind == 0) as.vector(elements) else sav_bytecode(elements, num, ended)
  if (kind == 2) data <- sav_blocks(data, length(start), int, long)
  structure(c(start, data), data = length(start))
}

# The cases as 8 bytes an element, each a column of a matrix, case by case.
sav_elements <- function(columns, widths, num, pad) {
  rows <- length(columns[[1]])
  if (rows == 0) return(matrix(raw(), 8, 0))
  parts <- Map(function(x, width) {
    if (width == 0) {
      x[is.na(x)] <- -.Machine$double.xmax
      return(array(num(x), c(8, 1, rows)))
    }
    n <- ceiling(width / 8)
    array(as.raw(unlist(lapply(x, function(text) as.integer(pad(text, 8 * n))))), c(8, n, rows))
  }, columns, widths)
  matrix(unlist(lapply(seq_len(rows), function(r) {
    lapply(parts, function(part) part[, , r])
  })), 8)
}

# Whole numbers from -99 to 151, blanks and missing numbers as commands.
sav_bytecode <- function(elements, num, ended) {
  one <- vapply(seq_len(ncol(elements)), function(i) {
    bytes <- elements[, i]
    if (all(bytes == as.raw(32))) return(254)
    small <- vapply(-99:151, function(x) identical(num(x), bytes), NA)
    if (any(small)) return(which(small))
    if (identical(num(-.Machine$double.xmax), bytes)) 255 else 253
  }, 1)
  commands <- c(one, if (ended) 252)
  commands <- c(commands, rep(0, -length(commands) %% 8))
  literal <- which(commands == 253)
  block <- (seq_along(commands) - 1) %/% 8
  c(raw(), unlist(lapply(unique(block), function(b) {
    c(as.raw(commands[block == b]), as.vector(elements[, literal[block[literal] == b]]))
  })), if (ended) as.raw(1:8))
}

# zlib blocks of 1,000 bytes after a header, and the trailer that lists them.
sav_blocks <- function(data, at, int, long) {
  parts <- split(data, (seq_along(data) - 1) %/% 1000)
  packed <- lapply(parts, memCompress, "gzip")
  sizes <- lengths(packed)
  from <- at + 24 + cumsum(c(0, sizes))[seq_along(sizes)]
  trailer <- c(long(-100 + 2^32), long(0), int(c(1000, length(sizes))),
               unlist(Map(function(from, size, n, i) {
                 c(long(at + 1000 * (i - 1)), long(from), int(c(n, size)))
               }, from, sizes, lengths(parts), seq_along(sizes))))
  size <- sum(sizes)
  c(long(at), long(at + 24 + size), long(length(trailer)), unlist(packed), trailer)
}
