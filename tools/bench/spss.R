# peers: haven
# Reading SPSS files beside haven, on files that data-raw/bench-spss.R makes:
# time, memory, how the time grows with the rows, and how soon a read ends when
# it is interrupted.
source("tools/bench/harness.R")
source("data-raw/bench-spss.R")
library(pairwave)

files <- make_bench_spss("build/bench")

# Beside each time the time that it takes to write as many bytes of columns,
# which nothing that reads into them can beat. Columns of many different texts are made
# when one of them is looked at: the second time is that with all looked at.
all_looked_at <- function(path) {
  for (x in read_survey(path)) if (is.character(x)) as.vector(x)[[length(x)]]
}
read_both <- function(title, path, times = 7, peer_times = 3) {
  seconds <- compare(
    sprintf("%s (%.0f MB)", title, file.size(path) / 1e6),
    pairwave = function() read_survey(path),
    `pairwave, all looked at` = function() all_looked_at(path),
    haven = function() haven::read_sav(path, user_na = TRUE),
    times = times, peer_times = peer_times
  )
  size <- dim(read_survey(path))
  written <- write_once(8 * prod(size))
  cat(sprintf("  %s rows, %d columns; writing them once: %s\n",
              format(size[1], big.mark = ","), size[2],
              if (written[["clock"]] < 0.005) "under 0.005 s" else
                sprintf("%.4f s, so pairwave takes %.1f times that (%.1f by the processors)",
                        written[["clock"]], seconds[["pairwave"]] / written[["clock"]],
                        attr(seconds, "cpu")[["pairwave"]] / written[["processor"]])))
  invisible(seconds)
}

read_both("15 million numbers, bytecode", files[["numbers"]], times = 9, peer_times = 5)
read_both("36 columns, bytecode", files[["bytecode"]])
read_both("36 columns, uncompressed", files[["plain"]])
read_both("36 columns, .zsav", files[["zsav"]])
read_both("28 columns, six of them A32767", files[["jisc"]], times = 9, peer_times = 5)

# The highest memory that reading takes, less what the result itself takes:
# most of it is what was there before and is the same for both.
memory <- function(title, path) {
  calls <- c(
    pairwave = sprintf("pairwave::read_survey('%s')", path),
    haven = sprintf("haven::read_sav('%s', user_na = TRUE)", path)
  )
  above <- vapply(names(calls), function(name) {
    found <- peak_memory(calls[[name]], sprintf("loadNamespace('%s')", name))
    found[["peak"]] - found[["before"]] - found[["result"]]
  }, 0)
  cat(sprintf("  %-32s pairwave %7.1f MB, haven %7.1f MB\n", title, above[[1]], above[[2]]))
}
cat("\nPeak memory above the result\n")
memory("15 million numbers, bytecode", files[["numbers"]])
memory("36 columns, bytecode", files[["bytecode"]])
memory("36 columns, uncompressed", files[["plain"]])
memory("36 columns, .zsav", files[["zsav"]])
memory("28 columns, six of them A32767", files[["jisc"]])

cat("\nFour columns, from 10^4 to 10^7 rows\n")
for (power in 4:7) {
  path <- files[[paste0("rows", power)]]
  seconds <- stats::median(vapply(1:5, function(i) {
    gc(FALSE)
    system.time(read_survey(path), gcFirst = FALSE)[["elapsed"]]
  }, 0))
  cat(sprintf("  10^%d rows: %8.4f s, %6.1f ns a row\n", power, seconds,
              1e9 * seconds / 10^power))
}

# From the signal to the condition that read_survey() raises, in a process of
# its own: the reads go on until the signal comes.
interrupted <- function(path, times = 10) {
  script <- tempfile(fileext = ".R")
  on.exit(unlink(script))
  writeLines(c(
    "library(pairwave)",
    "stamp <- tempfile()",
    sprintf("late <- vapply(seq_len(%d), function(i) {", times),
    "  system(sprintf('(sleep 0.2; date +%%s.%%N > %s; kill -INT %d) &', stamp, Sys.getpid()))",
    sprintf("  tryCatch(repeat read_survey('%s'), interrupt = function(cnd) NULL)", path),
    "  as.numeric(Sys.time()) - as.numeric(readLines(stamp))",
    "}, 0)",
    "cat(late)"
  ), script)
  found <- system2(file.path(R.home("bin"), "Rscript"), c("--no-init-file", script),
                   stdout = TRUE)
  as.numeric(strsplit(utils::tail(found, 1), " ")[[1]])
}
cat("\nFrom an interrupt to the end of the read, 36 columns\n")
for (kind in c("bytecode", "plain", "zsav")) {
  late <- interrupted(files[[kind]])
  cat(sprintf("  %-10s median %.3f s, longest %.3f s, n = %d\n", kind,
              stats::median(late), max(late), length(late)))
}
