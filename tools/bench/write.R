# peers: haven data.table
# Writing SPSS files beside haven, and CSV beside data.table's fwrite(), the frame of
# data-raw/bench-spss.R and one that nobody tuned to: time, the size of the file, memory
# above the frame.
source("tools/bench/harness.R")
source("data-raw/bench-spss.R")
library(pairwave)

files <- make_bench_spss("build/bench")
frames <- list(
  `36 columns` = haven::read_sav(files[["bytecode"]], user_na = TRUE),
  `28 columns, six of them A32767` = haven::read_sav(files[["jisc"]], user_na = TRUE)
)
set.seed(1)
rows <- 300000
frames[["20 columns of decimals, dates and free texts"]] <- data.frame(
  lapply(stats::setNames(1:8, paste0("x", 1:8)), function(i) stats::rnorm(rows)),
  lapply(stats::setNames(1:6, paste0("d", 1:6)), function(i) {
    as.POSIXct("2019-01-01", tz = "UTC") + sample(3e7, rows, TRUE)
  }),
  lapply(stats::setNames(1:6, paste0("t", 1:6)), function(i) {
    paste("answer", sample(rows, rows, TRUE), strrep("word ", sample(0:9, rows, TRUE)), "end")
  })
)

for (title in names(frames)) {
  frame <- frames[[title]]
  for (ending in c("sav", "zsav")) {
    ours <- file.path("build/bench", paste0("ours.", ending))
    theirs <- file.path("build/bench", paste0("theirs.", ending))
    seconds <- compare(
      sprintf("write %s as .%s", title, ending),
      pairwave = function() write_survey(frame, ours),
      haven = function() {
        haven::write_sav(frame, theirs, compress = if (ending == "sav") "byte" else "zsav")
      },
      times = 7, peer_times = 3
    )
    cat(sprintf("  %.1f MB, haven's %.1f MB: %.3f of it\n", file.size(ours) / 1e6,
                file.size(theirs) / 1e6, file.size(ours) / file.size(theirs)))
  }
}

compare(
  sprintf("write %s as .csv with its codebook", names(frames)[1]),
  pairwave = function() write_survey(frames[[1]], "build/bench/ours.csv"),
  data.table = function() data.table::fwrite(frames[[1]], "build/bench/theirs.csv"),
  times = 7
)

cat("\nPeak memory above the frame in a fresh process, of which it is to be at most a tenth\n")
for (title in names(frames)[c(1, 3)]) {
  frame <- file.path("build/bench", "frame.rds")
  saveRDS(frames[[title]], frame, compress = FALSE)
  size <- as.numeric(utils::object.size(frames[[title]])) / 1e6
  for (ending in c("sav", "zsav", "csv")) {
    # The highest use of memory is counted from where the frame is there and the
    # packages are loaded.
    above <- vapply(c(
      sprintf("pairwave::write_survey(x, 'build/bench/ours.%s')", ending),
      if (ending == "csv") "data.table::fwrite(x, 'build/bench/theirs.csv')"
      else sprintf("haven::write_sav(x, 'build/bench/theirs.%s', compress = '%s')", ending,
                   if (ending == "sav") "byte" else "zsav")
    ), function(code) {
      found <- peak_memory(code, sprintf(
        "x <- readRDS('%s'); loadNamespace('pairwave'); loadNamespace('haven')
         requireNamespace('data.table', quietly = TRUE); gc()
         writeLines('5', '/proc/self/clear_refs')", frame
      ))
      found[["peak"]] - found[["before"]]
    }, 0)
    cat(sprintf("  %s as .%s: %.1f MB above a frame of %.0f MB, %.3f of it; peer %.1f MB\n", title,
                ending, above[1], size, above[1] / size, above[2]))
  }
}
