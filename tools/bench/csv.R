# peers: data.table readr vroom
# Three files at length, then ten shapes that nobody tuned to and two drawn by chance,
# each beside data.table's fread: the worst of them is what counts.
#
# How long a survey's text file takes from disk (in the page cache) to a data
# frame, two threads each: a large survey, its texts alone, and a wide one. Each
# reader is called as a user would call it, with its own checks. Columns of many
# different texts are made when one of them is looked at; so each file is timed as
# read_survey() gives it, and with every column looked at, so that all are ordinary
# vectors as fread's are. Then the highest memory of a fresh process, and how
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
all_looked_at <- function(path) {
  out <- read_survey(path)
  # One past the first rows, which are made at once.
  for (x in out) if (is.character(x)) x[[length(x)]]
  out
}
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
    `pairwave, all looked at` = function() all_looked_at(path),
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
    `pairwave, all looked at` = peak_memory(sprintf(
      "x <- read_survey('%s'); for (y in x) if (is.character(y)) y[[length(y)]]; x", path
    ), "library(pairwave)"),
    data.table = peak_memory(
      sprintf("fread('%s', nThread = 2, showProgress = FALSE)", path),
      "library(data.table)"
    )
  )
  cat(sprintf("  peak memory of %s: %.1f MB (%.1f MB before)\n", colnames(memory),
              memory["peak", ], memory["before", ]), sep = "")
}

# Ten shapes of export, made by other rules than the three files above.
pick <- function(from, n, missing = 0) {
  x <- sample(from, n, TRUE)
  x[sample(n, n * missing)] <- NA
  x
}

# `distinct` texts of `most` words, each ending in its number.
free_texts <- function(distinct, most) {
  words <- c("good", "useful", "learned", "a", "lot", "more", "time", "for", "questions",
             "please", "the", "room", "was", "cold", "thanks", "nothing", "to", "add")
  vapply(seq_len(distinct), function(i) {
    paste(c(sample(words, sample(3:most, 1), TRUE), i), collapse = " ")
  }, "")
}

# A survey of `n` rows: ids, five-point items, a free text, decimals, a site.
mixed_survey <- function(n, items = 30, distinct = n / 5, most = 12, missing = 0, digits = 6,
                         ids = seq_len(n)) {
  answers <- as.data.frame(lapply(seq_len(items), function(i) pick(1:5, n, missing)))
  names(answers) <- paste0("q", seq_len(items))
  data.frame(
    id = sprintf("R%07d", ids), answers,
    comment = pick(free_texts(distinct, most), n, missing),
    score = pick(round(stats::rnorm(n, 50, 10), digits), n, missing),
    mean = pick(round(stats::runif(n, 1, 5), digits), n, missing),
    age = pick(18:80, n, missing), site = pick(sprintf("Site %d", 1:12), n, missing)
  )
}

# Columns of labels alone.
labelled_survey <- function(n, columns, missing = 0) {
  labels <- c("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree",
              "Strongly agree")
  out <- lapply(seq_len(columns), function(i) pick(labels, n, missing))
  stats::setNames(as.data.frame(out), paste0("item_", seq_len(columns)))
}

# The same file as a spreadsheet's "Unicode text" is encoded.
as_utf16 <- function(path) {
  bytes <- readBin(path, "raw", file.size(path))
  bytes <- iconv(list(bytes), "UTF-8", "UTF-16LE", toRaw = TRUE)[[1]]
  writeBin(c(as.raw(c(0xff, 0xfe)), bytes), path)
  path
}

shapes <- list(
  "ids ascending, one answer in six missing" = function(path) {
    data.table::fwrite(mixed_survey(500000, missing = 1 / 6), path)
  },
  "ids shuffled, nothing missing" = function(path) {
    data.table::fwrite(mixed_survey(500000, ids = sample(500000)), path)
  },
  "few distinct texts" = function(path) {
    data.table::fwrite(labelled_survey(150000, 30), path)
  },
  "every free text another, long" = function(path) {
    data.table::fwrite(mixed_survey(260000, distinct = 260000, most = 60), path)
  },
  "every text in quotes" = function(path) {
    data.table::fwrite(mixed_survey(480000), path, quote = TRUE)
  },
  "narrow: two columns" = function(path) {
    data.table::fwrite(mixed_survey(6000000, items = 1, distinct = 10)[c("id", "age")], path)
  },
  "very wide: 6,000 x 6,000 items" = function(path) {
    data.table::fwrite(mixed_survey(6000, items = 6000), path)
  },
  "wide: 30,000 x 300 labels, half of them missing" = function(path) {
    data.table::fwrite(labelled_survey(30000, 300, missing = 1 / 2), path)
  },
  "CRLF at the line ends" = function(path) {
    data.table::fwrite(mixed_survey(550000, missing = 1 / 6), path, eol = "\r\n")
  },
  "UTF-16" = function(path) {
    data.table::fwrite(mixed_survey(250000), path)
    as_utf16(path)
  }
)

# A shape by chance: how many columns of which kinds, how they are missing, quoted and
# ended; as many rows as the other files have bytes.
drawn_shape <- function() {
  kinds <- list(
    function(n) pick(seq_len(sample(2:11, 1)), n),
    function(n) round(stats::rnorm(n, 100, 30), sample(0:9, 1)),
    function(n) pick(free_texts(sample(c(10, 1000, 50000), 1), sample(3:40, 1)), n),
    function(n) pick(c("Yes", "No", "Not sure", "Prefer not to say"), n),
    function(n) as.Date("2020-01-01") + sample(2000, n, TRUE),
    function(n) sprintf("ID-%08d", if (stats::runif(1) < 0.5) seq_len(n) else sample(n))
  )
  of <- sample(seq_along(kinds), sample(c(3, 10, 40, 150, 600), 1), TRUE, stats::runif(6))
  missing <- stats::runif(1, 0, 0.5) * (stats::runif(1) < 0.6)
  frame <- function(n) {
    out <- lapply(of, function(kind) {
      x <- kinds[[kind]](n)
      x[sample(n, n * missing)] <- NA
      x
    })
    stats::setNames(as.data.frame(out), paste0("v", seq_along(of)))
  }
  options <- list(quote = sample(c(TRUE, FALSE), 1), eol = sample(c("\n", "\r\n"), 1),
                  sep = sample(c(",", ";", "\t"), 1))
  function(path) {
    write <- function(n) do.call(data.table::fwrite, c(list(frame(n), path), options))
    write(1000)
    write(round(1000 * 7e7 / file.size(path)))
  }
}
seed <- as.integer(Sys.getenv("PAIRWAVE_BENCH_SEED", format(Sys.time(), "%j%H%M")))
set.seed(seed)
shapes[[sprintf("drawn from seed %d", seed)]] <- drawn_shape()
shapes[[sprintf("drawn from seed %d, second", seed)]] <- drawn_shape()

# fread does not read UTF-16, and says so: what converts for it is iconv.
by_fread <- function(path) {
  if (!identical(readBin(path, "raw", 2), as.raw(c(0xff, 0xfe)))) return(by_data.table(path))
  data.table::fread(cmd = paste("iconv -f UTF-16 -t UTF-8", shQuote(path)), nThread = 2,
                    showProgress = FALSE)
}

# Median seconds, on the clock and of both processors, of each reader in turn, and of the
# first read of a fresh process.
readers <- list(pairwave = by_pairwave, looked = all_looked_at, data.table = by_fread)
time_shape <- function(path, times = 5) {
  seconds <- replicate(times, vapply(readers, function(read) {
    gc(FALSE)
    taken <- system.time(read(path), gcFirst = FALSE)
    c(taken[["elapsed"]], sum(taken[-3]))
  }, c(0, 0)))
  apply(seconds, 1:2, stats::median)
}
first_read <- function(path, times = 3) {
  code <- c(
    pairwave = "library(pairwave); options(pairwave.threads = 2); read <- read_survey",
    data.table = paste("library(data.table); setDTthreads(2); read <- function(path)",
                       paste(deparse(body(by_fread)), collapse = "\n"), "; by_data.table <-",
                       paste(deparse(by_data.table), collapse = "\n"))
  )
  seconds <- replicate(times, vapply(code, function(setup) {
    script <- tempfile(fileext = ".R")
    on.exit(unlink(script))
    writeLines(c(setup, sprintf("cat(sum(system.time(read('%s'))[-3]))", path)), script)
    out <- system2(file.path(R.home("bin"), "Rscript"), c("--no-init-file", script),
                   stdout = TRUE, stderr = FALSE)
    as.numeric(utils::tail(out, 1))
  }, 0))
  apply(seconds, 1, stats::median)
}

cat(sprintf(paste0(
  "\nTwelve shapes beside data.table %s: seconds on the clock (of processors), as read and",
  "\nwith every text looked at; then of processors in the first read of a fresh process\n"
), utils::packageVersion("data.table")))
leads <- vapply(names(shapes), function(what) {
  path <- file.path("build/bench", "shape.csv")
  shapes[[what]](path)
  taken <- time_shape(path)
  first <- first_read(path)
  lead <- c(taken[, "data.table"] / taken[, "pairwave"],
            taken[, "data.table"] / taken[, "looked"], first[[2]] / first[[1]])
  cat(sprintf("  %s, %.0f MB\n", what, file.size(path) / 1e6))
  cat(sprintf("    %-22s %.3f (%.3f)   %s\n",
              c("as read", "every text looked at", "fread"), taken[1, ], taken[2, ],
              c(sprintf("%.1f times (%.1f)", lead[c(1, 3)], lead[c(2, 4)]), "")), sep = "")
  cat(sprintf("    %-22s (%.3f), fread (%.3f)   (%.1f times)\n", "first of a process",
              first[[1]], first[[2]], lead[5]))
  unlink(path)
  lead
}, numeric(5))
said <- c("as read, clock", "as read, processors", "every text looked at, clock",
          "every text looked at, processors", "first of a process, processors")
cat(sprintf("  %-34s worst %.1f times, median %.1f\n", said, apply(leads, 1, min),
            apply(leads, 1, stats::median)), sep = "")
