# peers: data.table readr vroom
# How long a survey's text file takes from disk (in the page cache) to a data
# frame of ordinary vectors, nothing deferred, two threads each: a large survey,
# its texts alone, and a wide one. Each reader is called as a user would call
# it, with its own checks. Then the highest memory of a fresh process, and how
# far the time is from that of reading the file's bytes once.
source("tools/bench/harness.R")
library(pairwave)
options(pairwave.threads = 2)
data.table::setDTthreads(2)

# 500,000 answers to 30 five-point items, an id that is all distinct, a free
# text with 100,000 distinct, a date, a number with decimals, two codes.
large_survey <- function(n = 500000) {
  words <- c("the", "workshop", "helped", "me", "to", "understand", "more",
             "about", "confidence", "and", "speaking", "with", "people", "I",
             "would", "like", "longer", "sessions", "group", "was", "friendly")
  texts <- vapply(seq_len(1e5), function(i) {
    paste(c(sample(words, sample(4:9, 1), TRUE), i), collapse = " ")
  }, "")
  items <- as.data.frame(matrix(sample(5L, 30 * n, TRUE), n))
  names(items) <- paste0("item", 1:30)
  data.frame(
    id = sprintf("P%07d", sample(n)), items, text = sample(texts, n, TRUE),
    date = as.Date("2018-10-01") + sample(365, n, TRUE),
    score = round(stats::rnorm(n, 50, 10), 3),
    site = sprintf("site_%02d", sample(40, n, TRUE)),
    code = sample(1000:9999, n, TRUE)
  )
}

# 10,000 answers to 400 questions, of which 60% were exported as labels: the
# same few texts again and again.
wide_survey <- function(n = 10000, columns = 400) {
  scales <- list(c("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"),
                 c("Not at all true", "Hardly true", "Moderately true", "Exactly true"),
                 c("Yes", "No", "Prefer not to say"))
  out <- lapply(seq_len(columns), function(j) {
    if (j %% 5 < 3) sample(scales[[j %% 3 + 1]], n, TRUE) else sample(7L, n, TRUE)
  })
  stats::setNames(as.data.frame(out), paste0("q", seq_len(columns)))
}

written <- function(data, name) {
  path <- file.path("build/bench", name)
  data.table::fwrite(data, path)
  path
}

set.seed(20181031)
large <- large_survey()
files <- c(
  "500,000 x 36 survey" = written(large, "survey.csv"),
  "its three text columns" = written(large[c("id", "text", "site")], "texts.csv"),
  "10,000 x 400 survey, 60% repeated strings" = written(wide_survey(), "wide.csv")
)
rm(large)

by_pairwave <- function(path) read_survey(path)
by_data.table <- function(path) {
  data.table::fread(path, nThread = 2, showProgress = FALSE)
}
by_readr <- function(path) {
  readr::read_csv(path, num_threads = 2, lazy = FALSE, progress = FALSE,
                  show_col_types = FALSE)
}
by_vroom <- function(path) {
  vroom::vroom(path, delim = ",", num_threads = 2, altrep = FALSE,
               progress = FALSE, show_col_types = FALSE)
}

# The same job: the same cells of the same types, save that fread's days are
# integers.
same_cells <- function(path) {
  ours <- by_pairwave(path)
  theirs <- by_data.table(path)
  stopifnot(identical(names(ours), names(theirs)))
  for (name in names(ours)) {
    x <- ours[[name]]
    y <- theirs[[name]]
    if (inherits(y, "Date")) y <- as.Date(as.double(y), origin = "1970-01-01")
    stopifnot(identical(x, y))
  }
}

# Seconds to read the bytes once from the page cache into memory.
read_once <- function(path, times = 5) {
  size <- file.size(path)
  stats::median(vapply(seq_len(times), function(i) {
    gc(FALSE)
    system.time(readBin(path, "raw", size), gcFirst = FALSE)[["elapsed"]]
  }, 0))
}

for (what in names(files)) {
  path <- files[[what]]
  same_cells(path)
  middle <- compare(
    sprintf("%s, %.0f MB", what, file.size(path) / 1e6),
    pairwave = function() by_pairwave(path),
    data.table = function() by_data.table(path),
    readr = function() by_readr(path),
    vroom = function() by_vroom(path),
    times = 9, peer_times = 9
  )
  once <- read_once(path)
  cat(sprintf("  reading the bytes once: %.4f s, %.1f times less than pairwave\n",
              once, middle[["pairwave"]] / once))
  memory <- cbind(
    pairwave = peak_memory(sprintf("read_survey('%s')", path), "library(pairwave)"),
    data.table = peak_memory(
      sprintf("fread('%s', nThread = 2, showProgress = FALSE)", path),
      "library(data.table)"
    )
  )
  cat(sprintf("  peak memory of %s: %.1f MB (%.1f MB before)\n", colnames(memory),
              memory["peak", ], memory["before", ]), sep = "")
}
