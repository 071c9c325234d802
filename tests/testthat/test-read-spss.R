test_that("real exports read as haven reads them", {
  skip_if_not_installed("haven", "2.5.5")
  files <- list.files(fixtures(), "[.](z?sav|por)$", full.names = TRUE)
  expect_gt(length(files), 0)
  for (file in files) {
    haven_reads <- if (grepl("por$", file)) haven::read_por else haven::read_sav
    expect_as_haven(read_survey(file), haven_reads(file, user_na = TRUE))
  }
})

written <- function() {
  long <- c(strrep("long text ", 60), "short", "")
  data.frame(
    id = c(1.5, 200000, NA),
    word = c("\u00e9t\u00e9", "\u65e5\u672c", ""),
    long = long,
    longest = c(strrep("x", 2000), "", "y"),
    day = as.Date(c("2019-03-01", NA, "1900-01-01")),
    at = as.POSIXct(c(0, NA, 1e9), origin = "1970-01-01", tz = "UTC")
  )
}

test_that("every compression, long strings and codes survive", {
  skip_if_not_installed("haven", "2.5.5")
  data <- written()
  data$coded <- haven::labelled_spss(c(1, -99, 9), c(Yes = 1, Undisclosed = -99),
                                     na_values = -99, na_range = c(8, Inf))
  data$text <- haven::labelled_spss(c("a", "b", "z"), c(Apple = "a"), na_values = "z")
  for (compress in c("byte", "none", "zsav")) {
    path <- tempfile(fileext = ".sav")
    haven::write_sav(data, path, compress = compress)
    expect_as_haven(read_survey(path), haven::read_sav(path, user_na = TRUE))
    expect_identical(as.character(read_survey(path)$longest), data$longest)
    haven::write_sav(data[0, ], path, compress = compress)
    expect_as_haven(read_survey(path), haven::read_sav(path, user_na = TRUE))
    haven::write_sav(data, path, compress = compress)
    expect_identical(dim(read_survey(path, columns = c("at", "id"), skip = 1, n_max = 1)),
                     c(1L, 2L))
  }
  expect_identical(is_missing_answer(read_survey(path)$coded), c(FALSE, TRUE, TRUE))
  expect_identical(as.double(read_survey(path, user_na = FALSE)$coded), c(1, NA, NA))
})

test_that("columns of many different texts are what they would be if made at once", {
  skip_if_not(l10n_info()[["UTF-8"]])
  n <- 20000
  data <- data.frame(
    id = sprintf("R%05d", rev(seq_len(n))),
    said = paste0(c("caf\u00e9 ", "", strrep("long ", 60)), seq_len(n)),
    sex = c("female", "male", "")[seq_len(n) %% 3 + 1]
  )
  data$said[seq(11, n, 11)] <- ""
  data$said[c(100, 18000, 18003)] <- "@bad@"
  path <- withr::local_tempfile(fileext = ".sav")
  for (compression in c("none", "bytes")) {
    write_survey(data, path, compression = compression)
    x <- as.list(read_survey(path))
    expect_identical(as.vector(x$said[19000]), data$said[19000])
    for (name in names(data)) expect_identical(as.vector(x[[name]]), data[[name]])
    expect_identical(as.vector(read_survey(path, skip = 500, n_max = 19000)$id),
                     data$id[501:19500])
    x <- read_survey(path)
    copy <- x$id
    copy[19999] <- "changed"
    expect_identical(as.vector(x$id), data$id)
  }
  # A byte that is no text is replaced and counted there as well.
  write_survey(data, path, compression = "none")
  bytes <- readBin(path, "raw", file.size(path))
  at <- grepRaw("@bad@", bytes, fixed = TRUE, all = TRUE)
  expect_length(at, 3)
  bytes[c(at, at + 4)] <- as.raw(0xff)
  writeBin(bytes, path)
  expect_warning(x <- read_survey(path), "said", class = "pairwave_warning_encoding")
  expect_identical(which(x$said == "\ufffdbad\ufffd"), c(100L, 18000L, 18003L))
  expect_identical(as.vector(x$said)[-c(100, 18000, 18003)],
                   data$said[-c(100, 18000, 18003)])
})

test_that("bad input gives one clear error", {
  skip_if_not_installed("haven", "2.5.5")
  dir <- tempfile()
  dir.create(dir)
  on.exit(unlink(dir, recursive = TRUE))
  at <- function(name) file.path(dir, name)
  expect_error(read_survey(at("none.sav")), class = "pairwave_error_no_file")
  file.create(at("empty.sav"))
  writeLines("id,answer", at("text.sav"))
  haven::write_sav(data.frame(x = c(1, 2, 3) / 7), at("good.sav"), compress = "none")
  bytes <- readBin(at("good.sav"), "raw", 1e5)
  writeBin(bytes[seq_len(length(bytes) - 4)], at("cut.sav"))
  writeBin(bytes[1:200], at("cut_early.sav"))
  writeBin(c(as.raw(c(28, rep(0, 7))), charToRaw("ENCRYPTEDSAV"), bytes), at("locked.sav"))
  expect_snapshot(error = TRUE, {
    read_survey(at("none.sav"))
    read_survey(at("empty.sav"))
    read_survey(at("text.sav"))
    read_survey(at("cut_early.sav"))
    read_survey(at("locked.sav"))
    read_survey(at("cut.sav"), damaged = "error")
    read_survey(at("good.sav"), columns = "y")
  }, transform = function(x) gsub(dir, "<dir>", x, fixed = TRUE))
  expect_warning(cut <- read_survey(at("cut.sav")), class = "pairwave_warning_truncated")
  expect_identical(nrow(cut), 2L)
})

test_that("what is wrong in the dictionary is repaired and reported", {
  skip_if_not_installed("haven", "2.5.5")
  dir <- tempfile()
  dir.create(dir)
  on.exit(unlink(dir, recursive = TRUE))
  path <- file.path(dir, "labels.sav")
  x <- haven::labelled(c(1, 2), stats::setNames(1, "Cafe ferm\u00e9"), label = "Lieu: th\u00e9")
  haven::write_sav(data.frame(x = x, y = 3:4), path, compress = "none")
  bytes <- readBin(path, "raw", 1e5)
  accents <- which(bytes == as.raw(0xc3) & c(bytes[-1], as.raw(0)) == as.raw(0xa9))
  bytes[accents + 1] <- charToRaw("?")
  writeBin(bytes, path)
  expect_snapshot(read <- read_survey(path))
  expect_identical(attr(read$x, "label"), "Lieu: th\ufffd?")
  expect_identical(names(attr(read$x, "labels")), "Cafe ferm\ufffd?")
  expect_identical(as.double(read$x), c(1, 2))
})

test_that("a file that does not say how many rows it has is read to its end", {
  skip_if_not_installed("haven", "2.5.5")
  data <- data.frame(n = c(1, 2.5, NA, 300), said = c("a", "", "some words", "\u00e9"))
  for (compress in c("byte", "none", "zsav")) {
    path <- withr::local_tempfile(fileext = ".sav")
    haven::write_sav(data, path, compress = compress)
    bytes <- readBin(path, "raw", 1e5)
    int <- function(...) writeBin(c(...), raw(), endian = "little")
    # The count is in the header and in a record of its own.
    of <- int(7L, 16L, 8L, 2L)
    starts <- which(vapply(seq_len(length(bytes) - 32), function(i) {
      identical(bytes[i + 0:15], of)
    }, NA))
    for (declared in c(-1L, .Machine$integer.max)) {
      changed <- replace(bytes, 81:84, int(declared))
      for (at in starts) {
        changed[at + 24:31] <- int(declared, if (declared < 0) -1L else 0L)
      }
      writeBin(changed, path)
      read <- suppressWarnings(read_survey(path), classes = "pairwave_warning_truncated")
      expect_identical(as.double(read$n), data$n)
      expect_identical(as.character(read$said), data$said)
    }
    expect_warning(read_survey(path), class = "pairwave_warning_truncated")
    expect_no_warning(read_survey(path, n_max = 4))
  }
})

test_that("damaged compressed data gives the rows before it", {
  skip_if_not_installed("haven", "2.5.5")
  dir <- withr::local_tempdir()
  path <- file.path(dir, "damaged.zsav")
  set.seed(1)
  data <- data.frame(x = stats::rnorm(5e5))
  haven::write_sav(data, path, compress = "zsav")
  bytes <- readBin(path, "raw", 1e8)
  middle <- length(bytes) %/% 2
  bytes[middle + 0:20] <- as.raw(255)
  writeBin(bytes, path)
  expect_warning(read <- read_survey(path), class = "pairwave_warning_truncated")
  expect_gt(nrow(read), 1e5)
  whole <- seq_len(nrow(read) - 2e5)
  expect_identical(as.double(read$x)[whole], data$x[whole])
  expect_snapshot(error = TRUE, read_survey(path, damaged = "error"),
                  transform = function(x) gsub("[0-9][0-9,]{3,}", "<number>", x))
  expect_no_warning(read_survey(path, n_max = 1000))
})

test_that("what two writers leave wrong is read", {
  skip_if_not_installed("haven", "2.5.5")
  path <- withr::local_tempfile(fileext = ".sav")
  data <- data.frame(long = c(strrep("long", 125), "short"), x = c(1, 2))
  haven::write_sav(data, path, compress = "none")
  bytes <- readBin(path, "raw", 1e5)
  # A display record of one number less, with the rest of it as a record that
  # nobody knows.
  display <- which(bytes == as.raw(7) & c(bytes[-(1:4)], raw(4)) == as.raw(11))[1]
  count <- display + 12
  size <- readBin(bytes[count + 0:3], "integer", endian = "little")
  int <- function(...) writeBin(c(...), raw(), endian = "little")
  odd <- c(bytes[seq_len(count - 1)], int(size - 1L),
           bytes[count + 3 + seq_len(4 * (size - 1L))],
           bytes[(count + 4 + 4 * size):length(bytes)])
  writeBin(odd, path)
  expect_error(haven::read_sav(path))
  cnd <- expect_warning(read <- read_survey(path), class = "pairwave_warning_repaired")
  expect_identical(cnd$repairs$offset, as.double(display - 1))
  expect_identical(as.character(read$long), data$long)
  expect_identical(as.double(read$x), data$x)
})

test_that("there is a progress bar only where somebody watches", {
  expect_null(rlang::with_interactive(progress_of("Reading", "x.sav"), FALSE))
  bar <- rlang::with_interactive(progress_of("Reading", "x{1}.sav"), TRUE)
  withr::local_options(cli.dynamic = TRUE, cli.ansi = FALSE, cli.progress_clear = TRUE)
  drawn <- utils::capture.output({
    bar(0.25)
    bar(0.5)
  }, type = "message")
  expect_match(paste(drawn, collapse = ""), "50%", fixed = TRUE)
  expect_match(paste(drawn, collapse = ""), "x{1}.sav", fixed = TRUE)
})

test_that("where bytes are known the bar counts them", {
  bar <- rlang::with_interactive(progress_of("Reading", "x.csv", 2e9), TRUE)
  withr::local_options(cli.dynamic = TRUE, cli.ansi = FALSE, cli.progress_clear = TRUE)
  drawn <- utils::capture.output(bar(0.25), type = "message")
  expect_match(paste(drawn, collapse = ""), "25% | 500 MB/2.0 GB", fixed = TRUE)
})

test_that("the progress bar's option ends with the reading", {
  withr::local_options(cli.dynamic = TRUE, cli.ansi = FALSE, cli.progress_show_after = 3)
  reading <- function() {
    bar <- rlang::with_interactive(progress_of("Reading", "x.sav"), TRUE)
    bar(0.5)
    expect_identical(getOption("cli.progress_show_after"), 0)
  }
  utils::capture.output(reading(), type = "message")
  expect_identical(getOption("cli.progress_show_after"), 3)
})

test_that("an interrupted read ends as an interrupt and leaves the session usable", {
  skip_on_cran()
  skip_second_time()
  skip_on_os("windows")
  skip_if_not_installed("haven", "2.5.5")
  path <- withr::local_tempfile(fileext = ".sav")
  haven::write_sav(data.frame(id = sprintf("R_%06d", seq_len(2e5))), path)
  script <- withr::local_tempfile(fileext = ".R")
  writeLines(c(
    "library(pairwave)",
    "file <- .Call(pairwave:::pw_call_sav_open, commandArgs(TRUE)[1], NULL)",
    "read <- function() .Call(pairwave:::pw_call_sav_rows, file$handle, 1L, 0, 2e5,",
    "                         list(character()), FALSE, NULL)",
    "# The signal may also come between two reads.",
    "for (try in 1:20) {",
    "  system(sprintf('(sleep 0.1; kill -INT %d) &', Sys.getpid()))",
    "  code <- tryCatch({",
    "    repeat if (!is.null(stopped <- read()$code)) break",
    "    stopped",
    "  }, interrupt = function(cnd) 'between')",
    "  if (identical(code, 'stopped')) break",
    "}",
    "cat(code, read()$n_read)"
  ), script)
  said <- suppressWarnings(system2(
    file.path(R.home("bin"), "Rscript"), c("--no-init-file", script, path),
    stdout = TRUE, stderr = FALSE
  ))
  expect_match(paste(said, collapse = ""), "stopped 2e+05", fixed = TRUE)
})

# Texts wait for their strings outside what R counts, and a column makes some of them before
# that: there must be room for the columns, and more, for the memory to fail while a thread
# still decodes rows.
test_that("a read that memory fails leaves the session usable, at whatever text it does", {
  skip_on_cran()
  skip_second_time()
  skip_if(getRversion() < "4.2.0") # which has mem.maxVSize()
  skip_if_not_installed("haven", "2.5.5")
  path <- withr::local_tempfile(fileext = ".sav")
  n <- 50000
  texts <- lapply(1:4, function(i) sprintf("%d: the words of person %d", i, seq_len(n)))
  names(texts) <- paste0("said_", 1:4)
  haven::write_sav(data.frame(id = as.double(seq_len(n)), texts, part = seq_len(n) / 7), path)
  script <- withr::local_tempfile(fileext = ".R")
  writeLines(c(
    "library(pairwave)",
    "file <- .Call(pairwave:::pw_call_sav_open, commandArgs(TRUE)[1], NULL)",
    "prototypes <- c(list(double()), rep(list(character()), 4), list(double()))",
    "read <- function() {",
    "  .Call(pairwave:::pw_call_sav_rows, file$handle, 1:6, 0, 5e4, prototypes, TRUE, NULL)",
    "}",
    "# Ever more of all the memory that there is, in pieces of 128 KB, is given back.",
    "invisible(mem.maxVSize(96))",
    "failed <- 0",
    "for (room in seq(10, 36, 2)) {",
    "  pieces <- vector('list', 1000)",
    "  tryCatch(for (i in 1:1000) pieces[[i]] <- numeric(2^14), error = function(e) NULL)",
    "  pieces[seq_len(room)] <- list(NULL)",
    "  failed <- failed + inherits(try(read(), silent = TRUE), 'try-error')",
    "  gc()",
    "}",
    "invisible(mem.maxVSize(Inf))",
    "pieces <- NULL",
    "read <- read()",
    "cat(failed > 3, identical(read$columns[[1]], as.double(1:5e4)),",
    "    identical(read$columns[[6]], 1:5e4 / 7), length(unique(read$columns[[5]])))"
  ), script)
  said <- suppressWarnings(system2(
    file.path(R.home("bin"), "Rscript"), c("--no-init-file", script, path),
    stdout = TRUE, stderr = FALSE
  ))
  expect_match(paste(said, collapse = " "), "TRUE TRUE TRUE 50000", fixed = TRUE)
})

test_that("rows of a file that is closed are refused", {
  path <- system.file("extdata", "demo", "pre.sav", package = "pairwave")
  file <- .Call(pw_call_sav_open, path, NULL)
  .Call(pw_call_sav_close, file$handle)
  expect_refused <- function(result) {
    expect_s3_class(result, "pairwave_kernel_error")
    expect_equal(result[c("code", "detail", "message")],
                 list(code = "argument", detail = "not_open", message = "the file is closed"))
  }
  rows <- function(handle) {
    list(.Call(pw_call_sav_rows, handle, 1L, 0, 1, list(double()), FALSE, NULL),
         .Call(pw_call_por_rows, handle, 1L, 0, 1, list(double())),
         .Call(pw_call_stata_sas_rows, handle, raw(), 1L, 0, 1),
         .Call(pw_call_csv_columns, handle, 0L, TRUE, "", 0, 1),
         .Call(pw_call_csv_lay, handle, 0, 1, NULL, NULL))
  }
  # A saved handle comes back from another session, and NULL is none at all.
  saved <- unserialize(serialize(file$handle, NULL))
  for (handle in list(file$handle, saved, NULL)) for (one in rows(handle)) expect_refused(one)
  for (format in c("sav", "por")) {
    closed <- list(handle = file$handle, rows = 3, counted = TRUE)
    read <- read_spss_rows(closed, format, 1L, 0, Inf, list(double()), path)
    expect_error(check_kernel(read, "Can't read it."), "The file is closed",
                 class = "pairwave_error_argument")
  }
})
