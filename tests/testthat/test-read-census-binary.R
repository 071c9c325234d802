# Generated files of every binary format, whole, cut off and contradicting
# themselves: the rows that are read are those in the bytes, as a few lines of R
# count them, and where a file says otherwise a warning does too. Some 100 files;
# PAIRWAVE_BINARY_FILES says how many, for a long run.

bytes_of <- function(path) readBin(path, "raw", file.size(path))

int_at <- function(b, at, size = 4, endian = "little") {
  readBin(b[at + seq_len(size)], "integer", size = size, endian = endian)
}

# The elements of 8 bytes in bytecode.
elements_in <- function(data) {
  n <- at <- 0
  while (at + 8 <= length(data)) {
    commands <- as.integer(data[at + 1:8])
    at <- at + 8
    for (command in commands) {
      if (command == 252) return(n)
      if (command == 253) at <- at + 8
      if (at > length(data)) return(n)
      n <- n + (command != 0)
    }
  }
  n
}

# The data of a .zsav: each zlib stream is as long as the trailer says.
inflated <- function(b, start) {
  trailer <- int_at(b, start + 8)
  blocks <- int_at(b, trailer + 20)
  do.call(c, lapply(seq_len(blocks), function(i) {
    at <- trailer + 24 * i
    from <- int_at(b, at + 8)
    memDecompress(b[from + seq_len(int_at(b, at + 20))], "gzip")
  }))
}

# Where the data of a .sav begin, elements in a case, and what it states.
sav_facts <- function(b) {
  endian <- if (int_at(b, 64) %in% 2:3) "little" else "big"
  int <- function(at) int_at(b, at, endian = endian)
  stated <- int(80)
  at <- 176
  elements <- 0
  repeat {
    type <- int(at)
    if (type == 2) {
      elements <- elements + 1
      labelled <- int(at + 8)
      at <- at + 32 + 8 * abs(int(at + 12)) +
        if (labelled) 4 + 4 * ceiling(int(at + 32) / 4) else 0
    } else if (type == 3) {
      n <- int(at + 4)
      at <- at + 8
      for (i in seq_len(n)) at <- at + 8 + 8 * ceiling((as.integer(b[at + 9]) + 1) / 8)
    } else if (type == 4) {
      at <- at + 8 + 4 * int(at + 4)
    } else if (type == 7) {
      if (int(at + 4) == 16) stated <- c(stated, int(at + 24 + if (endian == "big") 4 else 0))
      at <- at + 16 + int(at + 8) * int(at + 12)
    } else {
      return(list(start = at + 8, elements = elements, stated = stated[stated >= 0],
                  compression = int(72)))
    }
  }
}

# Complete cases and, behind the point, a part of another.
sav_rows <- function(b, facts) {
  data <- b[-seq_len(facts$start)]
  n <- switch(facts$compression + 1, length(data) / 8, elements_in(data),
              elements_in(inflated(b, facts$start)))
  n / facts$elements
}

# A .sav of some writer, and what was done to it.
census_sav <- function(path, columns) {
  n <- length(columns[[1]])
  compression <- sample(c("none", "byte", "zlib"), 1)
  said <- function() sample(c(n, n, n, -1, 0, n + 3, max(0, n - 2)), 1)
  if (runif(1) < 0.5) {
    compress <- c(none = "none", byte = "byte", zlib = "zsav")[[compression]]
    haven::write_sav(as.data.frame(columns), path, compress = compress)
    b <- bytes_of(path)
    b[81:84] <- writeBin(as.integer(said()), raw(), endian = "little")
  } else {
    b <- as.vector(sav_bytes(
      columns, compression, header = said(), record = sample(c(NA, said()), 1),
      endian = if (compression == "zlib") "little" else sample(c("little", "big"), 1),
      beyond = sample(0:1, 1, prob = c(3, 1)), ended = runif(1) < 0.3
    ))
  }
  facts <- sav_facts(b)
  if (compression != "zlib" && runif(1) < 0.3) {
    b <- b[seq_len(facts$start + sample(0:(length(b) - facts$start), 1))]
  }
  writeBin(b, path)
  rows <- sav_rows(b, facts)
  list(rows = floor(rows), warns = any(facts$stated != rows) || rows != floor(rows))
}

# The width of a row of Stata's types, as releases 113 and 117 write them.
stata_width <- function(types) {
  codes <- c(`251` = 1, `252` = 2, `253` = 4, `254` = 4, `255` = 8, `65530` = 1,
             `65529` = 2, `65528` = 4, `65527` = 4, `65526` = 8)
  known <- codes[as.character(types)]
  sum(ifelse(is.na(known), types, known))
}

census_dta <- function(path, columns) {
  version <- sample(c(8, 10, 12, 13, 14, 15), 1)
  haven::write_dta(as.data.frame(columns), path, version = version)
  b <- bytes_of(path)
  n <- length(columns[[1]])
  k <- length(columns)
  if (version >= 13) {
    from <- grepRaw("<data>", b, fixed = TRUE) + 5
    to <- grepRaw("</data>", b, fixed = TRUE) - 1
    types <- grepRaw("<variable_types>", b, fixed = TRUE) + 15
    # Readers take two bytes without a sign.
    types <- readBin(b[types + seq_len(2 * k)], "integer", k, size = 2, signed = FALSE,
                     endian = "little")
    width <- stata_width(types)
    said <- grepRaw("<N>", b, fixed = TRUE) + 3
    if (runif(1) < 0.5) b[said] <- as.raw(sample(c(n, max(0, n - 2), n + 4), 1))
    n <- as.integer(b[said])
  } else {
    width <- stata_width(as.integer(b[109 + seq_len(k)]))
    formats <- if (version == 8) 12 else 49
    from <- 109 + k + 33 * k + 2 * (k + 1) + formats * k + 33 * k + 81 * k + 5
    to <- length(b)
  }
  cut <- runif(1) < 0.3 && n == (to - from) / width
  if (cut) {
    to <- from + sample(0:(to - from), 1)
    b <- b[seq_len(to)]
  }
  writeBin(b, path)
  rows <- floor((to - from) / width)
  list(rows = rows, warns = rows != n || (cut && version >= 13))
}

# A .xpt that ends with a record says nothing of rows that it lacks.
census_xpt <- function(path, columns) {
  haven::write_xpt(as.data.frame(columns), path, version = sample(c(5, 8), 1), name = "PEOPLE")
  b <- bytes_of(path)
  k <- length(columns)
  names <- grepRaw("HEADER RECORD\\*+NAMESTR|HEADER RECORD\\*+NAMSTV8", b) + 79
  widths <- vapply(seq_len(k), function(i) {
    int_at(b, names + 140 * (i - 1) + 4, 2, "big")
  }, 1L)
  from <- grepRaw("HEADER RECORD\\*+OBSV?8? ", b) + 79
  if (runif(1) < 0.3) b <- b[seq_len(from + sample(0:(length(b) - from), 1))]
  writeBin(b, path)
  # The last record of 80 bytes is filled with blanks.
  rows <- floor((length(b) - from) / sum(widths))
  blank <- function(r) all(b[from + (r - 1) * sum(widths) + seq_len(sum(widths))] == as.raw(32))
  while (rows > 0 && blank(rows)) rows <- rows - 1
  list(rows = rows, warns = if (length(b) %% 80 != 0) TRUE else NA)
}

census_sas <- function(path, columns) {
  suppressWarnings(haven::write_sas(as.data.frame(columns), path))
  list(rows = length(columns[[1]]), warns = FALSE)
}

census_columns <- function() {
  n <- sample(c(0, 1, sample(2:40, 1)), 1, prob = c(1, 1, 8))
  columns <- lapply(seq_len(sample(5, 1)), function(i) {
    switch(sample(3, 1),
           as.double(sample(c(1:5, NA), n, TRUE)),
           round(rnorm(n), 2),
           sprintf("p%d%s", sample(1e6, n, TRUE), strrep("x", sample(20, 1))))
  })
  stats::setNames(columns, paste0("Q", seq_along(columns)))
}

# Reads a file: its rows, and the topics of what was said.
census_read <- function(path) {
  topics <- character()
  noted <- function(cnd) {
    topics <<- c(topics, sub("pairwave_(warning|error)_", "", class(cnd)[1]))
  }
  rows <- tryCatch(
    withCallingHandlers(nrow(read_survey(path)), pairwave_warning = function(cnd) {
      noted(cnd)
      rlang::cnd_muffle(cnd)
    }),
    pairwave_error = function(cnd) {
      noted(cnd)
      NA
    }
  )
  list(rows = rows, topics = topics)
}

test_that("rows that are read are those in the bytes, or a warning says what differs", {
  skip_if_not_installed("haven", "2.5.5")
  files <- asked_or("PAIRWAVE_BINARY_FILES", 50, 100, again = 15)
  makers <- list(sav = census_sav, sav = census_sav, dta = census_dta, xpt = census_xpt,
                 sas7bdat = census_sas)
  dir <- withr::local_tempdir()
  for (i in seq_len(files)) {
    withr::local_seed(i)
    ext <- names(makers)[(i - 1) %% 5 + 1]
    path <- file.path(dir, paste0("file", i, ".", ext))
    known <- makers[[(i - 1) %% 5 + 1]](path, census_columns())
    found <- census_read(path)
    what <- paste("file", i, ext, "rows", found$rows, paste(found$topics, collapse = " "))
    # haven refuses a .dta that was cut, where ReadStat gives the rows that are there.
    if (!has_readstat() && ext == "dta" && identical(found$topics, "format")) next
    expect_identical(as.numeric(found$rows), as.numeric(known$rows), label = what)
    expect_true(all(found$topics %in% c("miscounted", "truncated")), label = what)
    if (!is.na(known$warns)) expect_identical(length(found$topics) > 0, known$warns, label = what)
    unlink(path)
  }
})

test_that("a file that shrinks while it is read gives complete rows with a warning, or an error", {
  skip_if_not_installed("haven", "2.5.5")
  skip_without_program("truncate")
  n <- 20000
  data <- data.frame(ID = as.double(seq_len(n)), TXT = sprintf("words of person %d", seq_len(n)),
                     PART = seq_len(n) / 7)
  write <- list(
    plain.sav = function(path) haven::write_sav(data, path, compress = "none"),
    byte.sav = function(path) haven::write_sav(data, path, compress = "byte"),
    zlib.zsav = function(path) haven::write_sav(data, path, compress = "zsav"),
    new.dta = function(path) haven::write_dta(data, path, version = 14),
    old.dta = function(path) haven::write_dta(data, path, version = 10),
    file.xpt = function(path) haven::write_xpt(data, path, name = "DATA"),
    file.sas7bdat = function(path) suppressWarnings(haven::write_sas(data, path))
  )
  dir <- withr::local_tempdir()
  for (name in names(write)) {
    whole <- file.path(dir, paste0("whole-", name))
    write[[name]](whole)
    for (wait in c(0, 0.01, 0.03)) {
      path <- file.path(dir, name)
      file.copy(whole, path, overwrite = TRUE)
      system(sprintf("(sleep %g; truncate -s %d %s) &", wait, file.size(whole) %/% 3,
                     shQuote(path)))
      found <- census_read(path)
      what <- paste(name, wait, found$rows, paste(found$topics, collapse = " "))
      expect_true(found$rows %in% NA || found$rows <= n, label = what)
      if (!identical(found$rows, as.integer(n))) {
        expect_true(all(found$topics %in% c("truncated", "format", "miscounted")) &&
                      length(found$topics) > 0, label = what)
      }
      Sys.sleep(0.04) # so that it has shrunk before it is written again
    }
  }
})

test_that("a .sav that shrinks between its dictionary and its rows ends too early", {
  skip_if_not_installed("haven", "2.5.5")
  for (compress in c("none", "byte", "zsav")) {
    path <- withr::local_tempfile(fileext = ".sav")
    haven::write_sav(data.frame(x = rnorm(50000)), path, compress = compress)
    file <- .Call(pw_call_sav_open, path, NULL)
    con <- file(path, "r+b")
    seek(con, file.size(path) %/% 2, rw = "write")
    truncate(con)
    close(con)
    read <- .Call(pw_call_sav_rows, file$handle, 1L, 0, 5e4, list(double()), TRUE, NULL)
    expect_lt(read$n_read, 5e4)
    expect_gt(read$n_read, 1e4)
    expect_length(read$columns[[1]], read$n_read)
    expect_warning(check_rows(file, c(read, file_rows = NULL, beyond = 0), Inf, 0, path, "warn", NULL),
                   class = "pairwave_warning_truncated")
  }
})

test_that("a .por has the rows that PSPP wrote, and says where it was cut", {
  skip_where_haven_reads("refuses PSPP's .por")
  for (n in c(1, 30)) {
    lines <- sprintf("%d \"person %d\" %.2f", seq_len(n), seq_len(n), seq_len(n) / 7)
    path <- pspp_files(pspp_data("id (F4.0) who (A12) part (F8.2)", lines), por = TRUE)[["por"]]
    survey <- expect_no_warning(read_survey(path))
    expect_identical(c(nrow(survey), attr(survey, "file_rows")), c(n, n))
    expect_identical(bare_values(survey[[1]]), as.double(seq_len(n)))
  }
  bytes <- bytes_of(path)
  # Behind the last row there is nothing but Z.
  last <- max(which(!bytes %in% charToRaw("Z\r\n")))
  for (cut in last - c(2, 15, 40, 100)) {
    writeBin(bytes[seq_len(cut)], path)
    found <- census_read(path)
    expect_identical(found$topics, "truncated", label = paste(cut, found$rows))
    expect_true(found$rows %in% NA || found$rows < n, label = paste(cut, found$rows))
  }
})
