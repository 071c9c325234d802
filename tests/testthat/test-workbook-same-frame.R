# One survey as a text file and as a workbook is one frame, whoever wrote the workbook:
# generated surveys of many shapes. PAIRWAVE_WORKBOOKS of them are drawn; where it is
# set, LibreOffice writes them too, to .xlsx and .xls.
workbooks <- as.integer(Sys.getenv("PAIRWAVE_WORKBOOKS", "6"))

pick <- function(from, n) from[sample.int(length(from), n, replace = TRUE)]

# Columns as they would be in a sheet; NA is an empty cell.
column_kinds <- list(
  code = function(n) sprintf("%03d", sample.int(999, n)),
  whole = function(n) as.numeric(sample(-3:7, n, TRUE)),
  # With as many digits as every program writes.
  decimal = function(n) signif(rnorm(n), sample(c(1:6, 15), 1)),
  large = function(n) pick(c(638954638945, 123456789012345, 1e-7, 1e20, 0.1, -1e300), n),
  text = function(n) pick(c("fine", "a, b", "say \"x\"", "two\nlines", "\u00e9\u00fc \u6f22\u5b57",
                            "\U1F600", "-", "=1+1", "NA", "N/A", "1,5", "A;B;", "<b>&amp;</b>",
                            "Agree", "it's"), n),
  blanks = function(n) pick(c(" edge ", "no\u00a0break", "tab\there", "x"), n),
  digits = function(n) pick(c("1", "2", "30", "4.5"), n),
  mixed = function(n) pick(c("1", "2", "x", "2024-01-01"), n),
  day = function(n) as.Date("1899-12-31") + sample(61:80000, n),
  time = function(n) as.POSIXct("2024-01-01 10:00:01", tz = "UTC") + sample.int(1e8, n),
  truth = function(n) sample(c(TRUE, FALSE), n, TRUE),
  empty = function(n) rep(NA_character_, n)
)

# Times and dates in the words of a text file.
as_words <- function(x) {
  if (inherits(x, "POSIXct")) format(x, "%Y-%m-%d %H:%M:%S")
  else if (inherits(x, "Date")) format(x)
  else if (is.numeric(x)) ifelse(is.na(x), NA, sprintf("%.15g", x))
  else as.character(x)
}

drawn_survey <- function(seed) {
  withr::with_seed(seed, {
    n <- sample(c(1, 2, 7, 25), 1)
    kinds <- pick(names(column_kinds), sample(9, 1))
    x <- lapply(kinds, function(kind) {
      column <- column_kinds[[kind]](n)
      if (n > 2 && sample(2, 1) == 1) column[sample.int(n - 1, 1)] <- NA
      column
    })
    names(x) <- pick(c("q1", "q2", "How was it, all in all?", "Wie war\u2019s?", "id", "Q [a]", "q_2 "),
                     length(x))
    # The last row has a value, as a sheet ends with one.
    c(x, list(last = seq_len(n) + 0.5))
  })
}

write_words <- function(x, path) {
  quoted <- function(text) ifelse(is.na(text), "", paste0("\"", gsub("\"", "\"\"", text), "\""))
  rows <- do.call(paste, c(lapply(unname(x), function(column) quoted(as_words(column))), sep = ","))
  writeLines(enc2utf8(c(paste(quoted(names(x)), collapse = ","), rows)), path, useBytes = TRUE)
  path
}

# A writer for each program: a survey and where to.
workbook_writers <- list(
  ours = function(x, path) {
    rows <- lapply(seq_along(x[[1]]), function(i) lapply(unname(x), function(column) column[i]))
    write_workbook(list(Sheet1 = c(list(as.list(names(x))), rows)), name = basename(path),
                   dir = dirname(path))
  },
  writexl = function(x, path) writexl::write_xlsx(as_frame(x), path),
  openxlsx2 = function(x, path) {
    openxlsx2::write_xlsx(as_frame(x), path, na.strings = NULL)
    path
  }
)

as_frame <- function(x) {
  structure(x, class = "data.frame", row.names = seq_along(x[[1]]))
}

# What a file is read as, without what names the file, with the kinds of warnings.
read_bare <- function(path) {
  said <- character()
  survey <- withCallingHandlers(
    tryCatch(bare_survey(read_survey(path)), pairwave_error = function(e) class(e)[1]),
    pairwave_warning = function(w) {
      said <<- c(said, class(w)[1])
      rlang::cnd_muffle(w)
    }
  )
  list(survey = survey, said = said)
}

test_that("a survey is the same frame as a text file and as a workbook of any program", {
  skip_if_not(l10n_info()[["UTF-8"]])
  dir <- withr::local_tempdir()
  for (seed in seq_len(workbooks)) {
    x <- drawn_survey(seed)
    expected <- read_bare(write_words(x, file.path(dir, "a.csv")))
    for (writer in names(workbook_writers)) {
      if (writer != "ours" && !requireNamespace(writer, quietly = TRUE)) next
      path <- file.path(dir, paste0(writer, seed, ".xlsx"))
      workbook_writers[[writer]](x, path)
      expect_identical(read_bare(path), expected, info = paste(seed, writer))
    }
  }
})

test_that("and as workbooks of LibreOffice, new and old", {
  skip_if_not(nzchar(Sys.getenv("PAIRWAVE_WORKBOOKS")), "many workbooks")
  skip_if_not(nzchar(Sys.which("soffice")), "LibreOffice")
  dir <- withr::local_tempdir()
  books <- vapply(seq_len(workbooks), function(seed) {
    workbook_writers$ours(drawn_survey(seed), file.path(dir, paste0("b", seed, ".xlsx")))
  }, "")
  for (format in c("xlsx", if (requireNamespace("readxl", quietly = TRUE)) "xls")) {
    out <- file.path(dir, format)
    # R's own libraries are not those of LibreOffice.
    system2("env", c("-u", "LD_LIBRARY_PATH", "soffice", "--headless",
                     paste0("-env:UserInstallation=file://", dir, "/profile"),
                     "--convert-to", format, "--outdir", out, shQuote(books)),
            stdout = FALSE, stderr = FALSE)
    skip_if_not(dir.exists(out), "LibreOffice Calc")
    for (seed in seq_len(workbooks)) {
      expected <- read_bare(write_words(drawn_survey(seed), file.path(dir, "a.csv")))
      expect_identical(read_bare(file.path(out, paste0("b", seed, ".", format))), expected,
                       info = paste(seed, format))
    }
  }
})

# The delimited text that the reader makes of each sheet, without cells that are empty
# behind the last one.
sheet_lines <- function(text) {
  lines <- sub(",+$", "", strsplit(rawToChar(text$bytes), "\n", useBytes = TRUE)[[1]], useBytes = TRUE)
  lines[seq_len(max(0, which(nzchar(lines))))]
}

test_that("cells are those that readxl reads", {
  skip_if_not(l10n_info()[["UTF-8"]])
  skip_if_not_installed("readxl")
  dir <- withr::local_tempdir()
  drawn <- vapply(seq_len(workbooks), function(seed) {
    workbook_writers$ours(drawn_survey(100 + seed), file.path(dir, paste0(seed, ".xlsx")))
  }, "")
  folders <- c(dirname(readxl::readxl_example("datasets.xlsx")),
               if (requireNamespace("openxlsx2", quietly = TRUE)) system.file("extdata", package = "openxlsx2"))
  for (path in c(drawn, list.files(folders, "[.]xlsx$", full.names = TRUE))) {
    book <- open_book(path, "xlsx", "", NULL)
    for (at in which(book$sheets$cells)) {
      cells <- suppressWarnings(readxl::read_xlsx(
        path, at, range = readxl::cell_limits(c(1, 1), c(NA, NA)), col_names = FALSE,
        col_types = "list", na = character(), trim_ws = FALSE, .name_repair = "minimal"
      ))
      theirs <- .Call(pw_call_sheet_text, unclass(as.list(cells)), 0, NULL, NULL)
      expect_identical(sheet_lines(book$text(at, 0)), sheet_lines(theirs), info = paste(path, at))
    }
  }
})
