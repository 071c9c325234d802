# How long a sheet of a workbook takes as a survey, beside readxl's own time for the
# same cells: as a user calls it (types guessed from the first 1,000 rows), as texts,
# and cell by cell, which is how pairwave asks for them.
source("tools/bench/harness.R")
library(pairwave)
helper <- new.env(parent = asNamespace("pairwave"))
sys.source("tests/testthat/helper-codes.R", helper)
sys.source("tests/testthat/helper-workbook.R", helper)

# 30 five-point items, a code, a free text, a date, a number with decimals.
rows <- function(n) {
  items <- matrix(sample(5L, 30 * n, TRUE), n)
  words <- c("the", "workshop", "helped", "me", "more", "about", "confidence")
  c(list(as.list(c("code", paste0("item", 1:30), "text", "date", "score"))),
    lapply(seq_len(n), function(i) c(
      list(sprintf("P%05d", i)), as.list(as.numeric(items[i, ])),
      list(paste(sample(words, 5), collapse = " "), as.Date("2018-10-01") + i %% 365,
           round(stats::rnorm(1), 3))
    )))
}

set.seed(20181031)
n <- as.integer(Sys.getenv("PAIRWAVE_XLSX_ROWS", "5000"))
path <- helper$write_workbook(list(Answers = rows(n)), name = "bench.xlsx", dir = "build/bench")
cells <- readxl::cell_limits(c(1, 1), c(NA, NA))
plain <- function(types) {
  readxl::read_xlsx(path, range = cells, col_names = FALSE, col_types = types, na = character(),
                    trim_ws = FALSE, progress = FALSE, .name_repair = "minimal")
}
jobs <- list(
  "readxl, guessed" = function() readxl::read_excel(path, progress = FALSE),
  "readxl, texts" = function() plain("text"),
  "readxl, cell by cell" = function() plain("list"),
  "pairwave" = function() read_survey(path)
)
# In turn, so that what else the machine does falls on all alike; processor time of
# the fastest.
times <- sapply(seq_len(7), function(i) vapply(jobs, function(job) {
  gc()
  sum(system.time(job(), gcFirst = FALSE)[1:2])
}, 0))
best <- apply(times, 1, min)
cat(sprintf("%-22s %6.3f s  pairwave takes %.2f times that\n", names(best), best,
            best[["pairwave"]] / best), sep = "")
