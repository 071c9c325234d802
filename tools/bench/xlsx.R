# How long a sheet of a workbook takes as a survey, beside readxl's own time for the
# same cells: as its users call it (types guessed), and cell by cell, which tells dates
# from numbers as a survey needs it. Books of three sizes, each by every program that is
# installed; PAIRWAVE_XLSX_ROWS has other numbers of rows, as in "40,2000".
# peers: readxl writexl openxlsx2
source("tools/bench/harness.R")
library(pairwave)
helper <- new.env(parent = asNamespace("pairwave"))
sys.source("tests/testthat/helper-codes.R", helper)
sys.source("tests/testthat/helper-workbook.R", helper)
dir <- "build/bench"
dir.create(dir, showWarnings = FALSE, recursive = TRUE)

# Five-point items, a code, a free text, a date and numbers with decimals.
answers <- function(n, width) {
  words <- c("the", "workshop", "helped", "me", "more", "about", "confidence")
  items <- replicate(width - 4, as.numeric(sample(5L, n, TRUE)), simplify = FALSE)
  names(items) <- paste0("item", seq_along(items))
  data.frame(
    code = sprintf("P%05d", seq_len(n)), items,
    text = replicate(n, paste(sample(words, 5), collapse = " ")),
    date = as.Date("2018-10-01") + seq_len(n) %% 365, score = round(stats::rnorm(n), 3)
  )
}

writers <- list(
  writexl = function(x, path) writexl::write_xlsx(x, path),
  openxlsx2 = function(x, path) openxlsx2::write_xlsx(x, path),
  "the test's" = function(x, path) {
    rows <- lapply(seq_len(nrow(x)), function(i) lapply(unname(as.list(x)), `[`, i))
    helper$write_workbook(list(Answers = c(list(as.list(names(x))), rows)),
                          name = basename(path), dir = dirname(path))
  }
)
installed <- vapply(names(writers), requireNamespace, NA, quietly = TRUE)
writers <- if (any(installed)) writers[installed] else writers["the test's"]

sizes <- data.frame(rows = c(40, 2000, 20000), width = 60)
asked <- Sys.getenv("PAIRWAVE_XLSX_ROWS")
if (nzchar(asked)) sizes <- data.frame(rows = as.numeric(strsplit(asked, ",")[[1]]), width = 60)

set.seed(20181031)
for (i in seq_len(nrow(sizes))) {
  n <- sizes$rows[i]
  survey <- answers(n, sizes$width[i])
  times <- max(1, 1000 %/% n)
  again <- function(job) function() for (k in seq_len(times)) job()
  for (writer in names(writers)) {
    path <- file.path(dir, paste0("bench-", n, ".xlsx"))
    writers[[writer]](survey, path)
    compare(
      sprintf("%d rows of %d columns, a workbook of %s, %d times in a run", n, ncol(survey),
              writer, times),
      pairwave = again(function() read_survey(path)),
      "readxl" = again(function() readxl::read_excel(path, progress = FALSE)),
      "readxl, cell by cell" = again(function() {
        readxl::read_xlsx(path, col_types = "list", progress = FALSE)
      }),
      "openxlsx2" = again(function() openxlsx2::read_xlsx(path)),
      times = 7, peer_times = 5
    )
    unlink(path)
  }
}
