# Old workbooks and what is in the same kind of file, made of the few records and sectors
# that each must have.

bytes_of <- function(x, bytes) as.raw(bitwAnd(as.integer(x %/% 256^(seq_len(bytes) - 1)), 255L))

# A compound file of streams, a named list of raw vectors: a sector for the chains, one
# for the directory, and the streams, each long enough to be in sectors of its own.
write_ole <- function(path, streams) {
  size <- 512
  streams <- lapply(streams, function(x) c(x, raw(max(0, 4096 - length(x)))))
  sectors <- ceiling(lengths(streams) / size)
  first <- 2 + cumsum(c(0, sectors))[seq_along(streams)]
  chain <- c(0xfffffffd, 0xfffffffe, unlist(lapply(seq_along(streams), function(i) {
    c(first[i] + seq_len(sectors[i] - 1), 0xfffffffe)
  })))
  chain <- c(chain, rep(0xffffffff, size / 4 - length(chain)))
  words <- function(x) unlist(lapply(x, function(word) {
    as.raw(word %/% 256^(0:3) %% 256)
  }))
  entry <- function(name, kind, start, length) {
    letters <- if (nzchar(name)) as.raw(rbind(utf8ToInt(name), 0L)) else raw()
    c(letters, raw(64 - length(letters)), bytes_of(length(letters) + 2, 2), as.raw(c(kind, 1)),
      rep(as.raw(0xff), 12), raw(36), words(c(start, length, 0)))
  }
  directory <- c(entry("Root Entry", 5, 0xfffffffe, 0), unlist(lapply(seq_along(streams), function(i) {
    entry(names(streams)[i], 2, first[i], length(streams[[i]]))
  })))
  header <- c(as.raw(c(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)), raw(16),
              as.raw(c(0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0)), raw(10), words(c(1, 1, 0, 4096)),
              words(c(0xfffffffe, 0, 0xfffffffe, 0, 0)), words(rep(0xffffffff, 108)))
  padded <- lapply(streams, function(x) c(x, raw(-length(x) %% size)))
  writeBin(c(header, words(chain), directory, raw(-length(directory) %% size), unlist(padded)), path)
  path
}

record <- function(number, ...) {
  content <- c(...)
  c(bytes_of(number, 2), bytes_of(length(content), 2), content)
}

old_errors <- c("#NULL!" = 0x00, "#DIV/0!" = 0x07, "#VALUE!" = 0x0f, "#REF!" = 0x17, "#NAME?" = 0x1d,
                "#NUM!" = 0x24, "#N/A" = 0x2a)

# A cell: a number, a text, one of the errors, or the error that a formula gave.
old_cell <- function(row, column, x) {
  at <- c(bytes_of(row - 1, 2), bytes_of(column - 1, 2), raw(2))
  if (inherits(x, "error_value")) {
    code <- as.raw(old_errors[[x]])
    if (isTRUE(attr(x, "formula"))) {
      return(record(0x06, at, as.raw(c(2, 0)), code, raw(3), as.raw(c(0xff, 0xff)), raw(6),
                    as.raw(c(3, 0, 0x1e, 1, 0))))
    }
    return(record(0x205, at, code, as.raw(1)))
  }
  if (is.numeric(x)) return(record(0x203, at, writeBin(as.double(x), raw(), endian = "little")))
  record(0x204, at, bytes_of(nchar(x), 2), raw(1), charToRaw(x))
}

old_error <- function(what, formula = FALSE) {
  structure(what, class = "error_value", formula = formula)
}

# The records of a workbook. `sheets` are lists of rows by name; `merged` are four
# numbers for the first sheet: rows and columns from 1.
old_records <- function(sheets, hidden = character(), merged = NULL, locked = FALSE) {
  begin <- function(kind) record(0x809, as.raw(c(0, 6, kind, 0)), raw(12))
  pages <- lapply(seq_along(sheets), function(k) {
    cells <- unlist(lapply(seq_along(sheets[[k]]), function(i) {
      unlist(lapply(seq_along(sheets[[k]][[i]]), function(j) {
        x <- sheets[[k]][[i]][[j]]
        if (!is.null(x)) old_cell(i, j, x)
      }))
    }))
    ranges <- if (k == 1 && length(merged)) {
      record(0xe5, bytes_of(1, 2), unlist(lapply(merged - 1, bytes_of, 2)))
    }
    c(begin(0x10), cells, ranges, record(0x0a))
  })
  named <- function(at) unlist(lapply(seq_along(sheets), function(k) {
    name <- names(sheets)[k]
    record(0x85, bytes_of(at[k], 4), as.raw(c(name %in% hidden, 0, nchar(name), 0)), charToRaw(name))
  }))
  globals <- function(at) {
    c(begin(5), if (locked) record(0x2f, raw(6)), record(0xe0, raw(20)), named(at), record(0x0a))
  }
  starts <- length(globals(rep(0, length(sheets)))) + cumsum(c(0, lengths(pages)))
  c(globals(starts), unlist(pages))
}

write_old_workbook <- function(sheets, ..., path = tempfile(fileext = ".xls")) {
  write_ole(path, list(Workbook = old_records(sheets, ...)))
}
