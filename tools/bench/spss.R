# peers: haven
# Reading SPSS files beside haven, on files that data-raw/bench-spss.R makes:
# time, memory and how the time grows with the rows.
source("tools/bench/harness.R")
source("data-raw/bench-spss.R")
library(pairwave)

files <- make_bench_spss("build/bench")

# Beside each time the time that it takes to write as many bytes of columns,
# which nothing that reads into them can beat.
read_both <- function(title, path, times = 7, peer_times = 3) {
  seconds <- compare(
    sprintf("%s (%.0f MB)", title, file.size(path) / 1e6),
    pairwave = function() read_survey(path),
    haven = function() haven::read_sav(path, user_na = TRUE),
    times = times, peer_times = peer_times
  )
  size <- dim(read_survey(path))
  written <- write_once(8 * prod(size))
  cat(sprintf("  %s rows, %d columns; writing them once: %.4f s, so pairwave takes %.1f times that\n",
              format(size[1], big.mark = ","), size[2], written,
              seconds[["pairwave"]] / written))
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
