# peers: data.table
# Files larger than memory, tallies and links at scale: what a question costs from 10^5 to
# 10^7 people (10^8 with PAIRWAVE_BENCH_PEOPLE=1e8, 0.9 GB on disk), as ratios to the smallest,
# and beside DuckDB on the same files in the same run;
# and an SPSS file of 0.4 GB (20 with PAIRWAVE_BENCH_SAV_GB=20, which takes 2 on disk).
source("tools/bench/harness.R")
library(pairwave)

most <- as.numeric(Sys.getenv("PAIRWAVE_BENCH_PEOPLE", "1e7"))
folder <- tempfile("engines")
dir.create(folder)

# Four questions of `n` people, written a million at a time.
write_people <- function(n, path) {
  cat("sex,yr,fif,eth\n", file = path)
  set.seed(1)
  block <- min(n, 1e6)
  lines <- paste(sample(3, block, TRUE), sample(5, block, TRUE), sample(0:1, block, TRUE),
                 sample(c(1:6, -99), block, TRUE), sep = ",")
  out <- file(path, "ab")
  for (i in seq_len(n / block)) writeLines(lines, out)
  close(out)
}

streamed <- function(n) {
  name <- paste0("people", format(n, scientific = FALSE), ".csv")
  write_people(n, file.path(folder, name))
  plan <- study(
    waves = c(now = name), undisclosed = list(codes = "-99"), dir = folder,
    demographics = lapply(c("sex", "yr", "fif", "eth"), function(column) list(column = column))
  )
  saved <- file.path(folder, "plan.rds")
  saveRDS(plan, saved)
  own <- fresh_run("demographics(read_cohort(plan, rows = 'stream'))",
                   c("library(pairwave)", sprintf("plan <- readRDS('%s')", saved)))
  # One pass over the file is the fastest that it has for four questions; four GROUP BYs are
  # what most would write.
  path <- file.path(folder, name)
  duckdb <- duckdb_run(sprintf(
    paste("SELECT sex, yr, fif, eth, GROUPING_ID(sex, yr, fif, eth) AS question, COUNT(*) AS n",
          "FROM read_csv('%s') GROUP BY GROUPING SETS ((sex), (yr), (fif), (eth))"), path
  ))
  each <- duckdb_run(paste(
    sprintf("SELECT '%1$s', %1$s, COUNT(*) FROM read_csv('%2$s') GROUP BY %1$s",
            c("sex", "yr", "fif", "eth"), path), collapse = " UNION ALL "
  ))
  peer <- if (requireNamespace("data.table", quietly = TRUE)) {
    sum(system.time({
      read <- data.table::fread(file.path(folder, name), showProgress = FALSE)
      for (column in names(read)) read[, list(n = .N), by = column]
    })[1:2])
  } else {
    NA
  }
  unlink(file.path(folder, name))
  c(people = n, own[c("cpu", "before", "peak")], peer = peer,
    duckdb = duckdb[["cpu"]], each = each[["cpu"]], duckdb_peak = duckdb[["peak"]])
}

sizes <- 10^(5:floor(log10(most)))
found <- lapply(sizes, streamed)
if (anyNA(found[[1]][["duckdb"]])) cat("DuckDB is left out: sh tools/set-up.sh page gets it\n")
cat(sprintf("%11s %9s %9s %10s %10s %12s | DuckDB: %9s %6s %14s %6s %10s\n", "people", "cpu s",
            "ratio", "before MB", "peak MB", "fread cpu s", "one pass", "times", "four GROUP BYs",
            "times", "peak MB"))
for (one in found) {
  cat(sprintf("%11.0f %9.2f %9.1f %10.0f %10.0f %12.2f | %17.2f %6.1f %14.2f %6.1f %10.0f\n",
              one[["people"]], one[["cpu"]], one[["cpu"]] / found[[1]][["cpu"]], one[["before"]],
              one[["peak"]], one[["peer"]], one[["duckdb"]], one[["duckdb"]] / one[["cpu"]],
              one[["each"]], one[["each"]] / one[["cpu"]], one[["duckdb_peak"]]))
}

# Two files of people by code, and of four fifths of them again, who write it in capitals.
write_waves <- function(n) {
  set.seed(6)
  write <- function(code, name) {
    m <- length(code)
    writeLines(c("code;sex;q1;q2", paste(code, sample(3, m, TRUE), sample(5, m, TRUE),
                                         sample(5, m, TRUE), sep = ";")),
               file.path(folder, name))
  }
  code <- sprintf("p%07.0f", (seq_len(n) * 7919) %% 20000003)
  write(code, "before.csv")
  write(toupper(sample(code, 0.8 * n)), "after.csv")
  plan <- study(waves = c(before = "before.csv", after = "after.csv"), id = "code", dir = folder,
                demographics = list(list(column = "sex")),
                scales = list(s = list(items = c("q1", "q2"), range = c(1, 5), score = "sum",
                                       min_items = 2)))
  saveRDS(plan, file.path(folder, "plan.rds"))
}

# One question beside DuckDB, which is asked for no more than counts.
beside_duckdb <- function(title, own, duckdb) {
  cat(sprintf(paste("%s: %.2f s of CPU (%.2f by R's gc) and %.0f MB, DuckDB %.2f s (%.1f times)",
                    "and %.0f MB\n"), title, own[["cpu"]], own[["collected"]], own[["peak"]],
              duckdb[["cpu"]], duckdb[["cpu"]] / own[["cpu"]],
              duckdb[["peak"]]))
}
paired <- function(n) {
  write_waves(n)
  own <- fresh_run("paired_change(read_cohort(plan, rows = 'stream'))", c(
    "library(pairwave)", sprintf("plan <- readRDS('%s')", file.path(folder, "plan.rds"))
  ))
  of <- function(sql) {
    duckdb_run(sprintf(sql, file.path(folder, "before.csv"), file.path(folder, "after.csv")))
  }
  title <- sprintf("%.0f and %.0f people in two CSV files, linked by code, paired change", n,
                   0.8 * n)
  beside_duckdb(paste0(title, " (DuckDB: a join)"), own, of(paste(
    "SELECT a.q1 + a.q2 AS pre, b.q1 + b.q2 AS post, COUNT(*) AS n FROM read_csv('%s') a",
    "JOIN read_csv('%s') b ON lower(a.code) = lower(b.code) GROUP BY ALL"
  )))
  # The most complete record of each, as the study has it.
  people <- paste(
    "(SELECT p, q1, q2 FROM (SELECT lower(trim(code)) AS p, q1, q2, row_number() OVER",
    "(PARTITION BY lower(trim(code)) ORDER BY (q1 IS NOT NULL)::INT + (q2 IS NOT NULL)::INT DESC)",
    "AS r FROM read_csv('%s')) WHERE r = 1 AND p <> '')"
  )
  beside_duckdb(paste0(title, " (DuckDB: one record a person)"), own, of(paste(
    "SELECT a.q1 + a.q2 AS pre, b.q1 + b.q2 AS post, COUNT(*) AS n FROM", people, "a FULL JOIN",
    people, "b USING (p) GROUP BY ALL"
  )))
}
for (n in c(1e5, 1e6, 2e6)[c(1e5, 1e6, 2e6) <= most]) paired(n)

# An SPSS file, not compressed, of people with 5000 columns each, of which all but seven are
# zeros that the disk need not hold.
write_wide_sav <- function(n, path, seed, columns = 5000) {
  answers <- c("sex", "region", paste0("q", 1:4))
  labelled <- function(labels) structure(1, labels = labels, class = c("haven_labelled", "double"))
  one <- c(
    list(code = "p0000000"), list(sex = labelled(c(female = 1, male = 2)),
                                  region = labelled(c(north = 1, south = 2, east = 3))),
    stats::setNames(as.list(rep(1, columns - 3)), c(paste0("q", 1:4), seq_len(columns - 7)))
  )
  names(one)[-(1:7)] <- paste0("other_", names(one)[-(1:7)])
  write_survey(list2DF(one), path, compression = "none")
  begins <- file.size(path) - 8 * columns
  out <- file(path, "r+b")
  on.exit(close(out))
  # The number of cases stands in the header and, of eight bytes, in record 7/16.
  record <- writeBin(c(7L, 16L, 8L, 2L, 1L, 0L), raw(), endian = "little")
  at <- grepRaw(record, readBin(path, "raw", begins), fixed = TRUE)
  for (place in c(80, at - 1 + length(record))) {
    seek(out, place, rw = "write")
    writeBin(as.integer(n), out, endian = "little")
  }
  set.seed(seed)
  for (from in seq(0, n - 1, 10000)) {
    rows <- from + seq_len(min(10000, n - from))
    drawn <- cbind(sample(2, length(rows), TRUE), sample(3, length(rows), TRUE),
                   matrix(sample(5, 4 * length(rows), TRUE), ncol = 4))
    code <- sprintf("p%07d", (rows * 7919) %% 9999991)
    for (i in seq_along(rows)) {
      seek(out, begins + 8 * columns * (rows[i] - 1), rw = "write")
      writeBin(charToRaw(code[i]), out)
      writeBin(as.double(drawn[i, ]), out, endian = "little")
    }
  }
  seek(out, begins + 8 * columns * n - 8, rw = "write")
  writeBin(0, out)
}

wide_sav <- function(gigabytes) {
  n <- round(gigabytes * 1e9 / 40000)
  write_wide_sav(n, file.path(folder, "pre.sav"), 4)
  write_wide_sav(round(0.8 * n), file.path(folder, "post.sav"), 5, columns = 8)
  plan <- study(
    waves = c(pre = "pre.sav", post = "post.sav"), id = "code", dir = folder,
    demographics = list(list(column = "sex"), list(column = "region")),
    scales = list(s = list(items = "q1:q4", range = c(1, 5), reverse = "q2"))
  )
  saved <- file.path(folder, "plan.rds")
  saveRDS(plan, saved)
  cpu <- sum(system.time(memory <- peak_memory(
    paste("cohort <- read_cohort(plan, rows = 'stream')",
          "list(demographics(cohort), paired_change(cohort))", sep = "; "),
    c("library(pairwave)", sprintf("plan <- readRDS('%s')", saved))
  ))[4:5])
  cat(sprintf(paste(
    "SPSS file of %.1f GB, %.0f people, Table 2 and paired change: %.1f s of CPU,",
    "%.0f MB before, at most %.0f MB\n"
  ), file.size(file.path(folder, "pre.sav")) / 1e9, n, cpu, memory[["before"]], memory[["peak"]]))
}
wide_sav(as.numeric(Sys.getenv("PAIRWAVE_BENCH_SAV_GB", "0.4")))

# From an interrupt to the end of reading, Table 2 and paired change of `n` people and four
# fifths of them again, by code: at so many points of it.
interrupted <- function(n, points = 24) {
  write_waves(n)
  script <- tempfile(fileext = ".R")
  on.exit(unlink(script))
  writeLines(c(
    "library(pairwave)",
    sprintf("plan <- readRDS('%s')", file.path(folder, "plan.rds")),
    "whole <- function() {",
    "  cohort <- read_cohort(plan, rows = 'stream')",
    "  list(demographics(cohort), paired_change(cohort))",
    "}",
    "takes <- system.time(whole())[[3]]",
    "stamp <- tempfile()",
    sprintf("late <- vapply((seq_len(%d) - 0.5) / %d, function(at) {", points, points),
    "  system(sprintf('(sleep %.3f; date +%%s.%%N > %s; kill -INT %d) &',",
    "                 at * takes, stamp, Sys.getpid()))",
    "  tryCatch(repeat whole(), interrupt = function(cnd) NULL)",
    "  as.numeric(Sys.time()) - as.numeric(readLines(stamp))",
    "}, 0)",
    "cat(late)"
  ), script)
  found <- system2(file.path(R.home("bin"), "Rscript"), c("--no-init-file", script), stdout = TRUE)
  late <- as.numeric(strsplit(utils::tail(found, 1), " ")[[1]])
  cat(sprintf(paste("%.0f and %.0f people by code: from an interrupt to the end",
                    "median %.3f s, longest %.3f s, n = %d\n"), n, 0.8 * n,
              stats::median(late), max(late), length(late)))
}
interrupted(1e6)

# Pairs, a million at a time as a stream has them.
pairs <- data.frame(t1 = 10 + sample(0:30, 1e6, TRUE), t2 = 10 + sample(0:30, 1e6, TRUE))
tallied <- function(n) {
  sum(system.time({
    tally <- pairwave:::new_patterns(2)
    for (i in seq_len(n / 1e6)) tally$add(pairs)
    tally$found()
  })[1:2])
}
for (n in 10^(6:8)) cat(sprintf("%.0f pairs tallied: %.2f s of CPU\n", n, tallied(n)))

# Records by their codes: as many again less a fifth come back, some with other spelling, some
# twice. DuckDB has both as tables, and gives every record its person as well.
linked <- function(n) {
  paths <- file.path(folder, c("codes.rds", "pre.csv", "post.csv"))
  set.seed(7)
  code <- sprintf("p%07.0f", (seq_len(n) * 7919) %% 20000003)
  again <- toupper(code[sort(sample(n, 0.8 * n))])
  again <- c(again, sample(again, n / 100))
  saveRDS(list(pre = data.frame(code = code, q1 = 1), post = data.frame(code = again, q1 = 2)),
          paths[1], compress = FALSE)
  writeLines(c("code,q1", paste0(code, ",1")), paths[2])
  writeLines(c("code,q1", paste0(again, ",2")), paths[3])
  own <- fresh_run("link_waves(waves, id = 'code')",
                   c("library(pairwave)", sprintf("waves <- readRDS('%s')", paths[1])))
  duckdb <- duckdb_run(
    sprintf("CREATE TABLE %s AS SELECT *, row_number() OVER () AS i FROM read_csv('%s')", "pre",
            paths[2]),
    sprintf("CREATE TABLE %s AS SELECT *, row_number() OVER () AS i FROM read_csv('%s')", "post",
            paths[3]),
    paste("CREATE TABLE people AS SELECT a.i AS pre, b.i AS post FROM",
          "(SELECT lower(code) AS code, min(i) AS i FROM pre GROUP BY ALL) a FULL JOIN",
          "(SELECT lower(code) AS code, min(i) AS i FROM post GROUP BY ALL) b USING (code)")
  )
  beside_duckdb(sprintf("%.0f and %.0f records linked by code", n, length(again)), own, duckdb)
}
for (n in c(2e4, 2e5, 2e6)) linked(n)
unlink(folder, recursive = TRUE)
