# What every comparison in this folder uses: `source("tools/bench/harness.R")`
# from the top of the package.

# Times `pairwave` and each peer, functions of nothing, in turns, so that a slow
# moment of the machine meets all of them. Prints the median and range of each
# in seconds by the clock, the median of the processor's, and how many times longer
# than pairwave each peer took by either; returns the medians by the clock, and by the
# processor as the attribute `cpu`. A peer may be timed fewer times where it takes
# minutes.
compare <- function(title, ..., times = 7, peer_times = times) {
  runs <- list(...)
  stopifnot(names(runs)[1] == "pairwave")
  seconds <- cpu <- lapply(runs, function(run) numeric())
  absent <- character()
  for (round in seq_len(times)) {
    for (name in setdiff(names(runs), names(absent))) {
      if (name != "pairwave" && round > peer_times) next
      gc(FALSE)
      # A peer that is not installed is left out.
      time <- tryCatch(system.time(runs[[name]](), gcFirst = FALSE),
                       packageNotFoundError = function(e) e)
      if (inherits(time, "error") && name == "pairwave") stop(time)
      if (inherits(time, "error")) {
        absent[[name]] <- conditionMessage(time)
        next
      }
      seconds[[name]] <- c(seconds[[name]], time[["elapsed"]])
      cpu[[name]] <- c(cpu[[name]], time[["user.self"]] + time[["sys.self"]])
    }
  }
  seconds <- seconds[setdiff(names(runs), names(absent))]
  cpu <- cpu[names(seconds)]
  middle <- vapply(seconds, stats::median, 0)
  busy <- vapply(cpu, stats::median, 0)
  cat("\n", title, "\n", sep = "")
  cat(sprintf("  %s is left out: %s\n", names(absent), absent, recycle0 = TRUE), sep = "")
  for (name in names(seconds)) {
    version <- tryCatch(as.character(utils::packageVersion(name)),
                        error = function(e) "")
    cat(sprintf("  %-26s %9.4f s  [%.4f, %.4f], CPU %.3f s, n = %d%s\n",
                trimws(paste(name, version)), middle[[name]],
                min(seconds[[name]]), max(seconds[[name]]), busy[[name]],
                length(seconds[[name]]),
                if (name == "pairwave") "" else
                  sprintf("  %6.1f times, CPU %.1f", middle[[name]] / middle[["pairwave"]],
                          busy[[name]] / busy[["pairwave"]])))
  }
  invisible(structure(middle, cpu = busy))
}

# The highest resident memory, in MB, of a fresh R process that evaluates the
# text `code` after `setup`, and the size of what it ended with.
peak_memory <- function(code, setup = "") {
  script <- tempfile(fileext = ".R")
  on.exit(unlink(script))
  writeLines(c(
    setup,
    "kilobytes <- function(field) {",
    "  line <- grep(field, readLines('/proc/self/status'), value = TRUE)",
    "  as.numeric(gsub('[^0-9]', '', line))",
    "}",
    "invisible(gc())",
    "before <- kilobytes('VmRSS')",
    paste("result <- {", code, "}"),
    "cat(before, kilobytes('VmHWM'), as.numeric(object.size(result)) / 1024)"
  ), script)
  found <- system2(file.path(R.home("bin"), "Rscript"),
                   c("--no-init-file", script), stdout = TRUE)
  found <- as.numeric(strsplit(utils::tail(found, 1), " ")[[1]]) / 1024
  stats::setNames(found, c("before", "peak", "result"))
}

# What a fresh R process takes for the text `code` after `setup`: seconds by the clock, of the
# processor, and of these for R's garbage collector, whose heap has yet to grow there; and its
# highest resident memory before and after, in MB.
fresh_run <- function(code, setup = "") {
  found <- kept <- tempfile()
  on.exit(unlink(kept))
  memory <- peak_memory(
    paste("collected <- gc.time()", "taken <- system.time({", code, "}, gcFirst = FALSE)",
          "collected <- sum((gc.time() - collected)[1:2])",
          sprintf("saveRDS(list(taken, collected), '%s')", found), "NULL", sep = "\n"), setup
  )
  found <- readRDS(found)
  taken <- found[[1]]
  c(clock = taken[[3]], cpu = sum(taken[1:2]), collected = found[[2]], before = memory[["before"]],
    peak = memory[["peak"]])
}

# The same of DuckDB in a process of node's, on two threads: of the last of the statements,
# once the others have been run. NA where it is not there.
duckdb_run <- function(...) {
  api <- "build/page/node_modules/@duckdb/node-api"
  if (!dir.exists(api)) return(c(clock = NA, cpu = NA, before = NA, peak = NA))
  said <- system2("node", shQuote(c("tools/bench/scripts/duckdb.js", normalizePath(api), 2, ...)),
                  stdout = TRUE)
  found <- as.numeric(strsplit(utils::tail(said, 1), " ")[[1]])
  stats::setNames(found[1:4], c("clock", "cpu", "before", "peak"))
}

# Seconds, by the clock and of the processor, to write `bytes` bytes of fresh memory
# once: what no reader can beat. In a process of its own, for here memory may lie about
# that was written before.
write_once <- function(bytes, times = 5) {
  code <- sprintf(paste(
    "seconds <- replicate(%d, {", "  gc(FALSE)", "  taken <- system.time(numeric(%.0f), FALSE)",
    "  c(taken[[3]], sum(taken[-3]))", "})", "cat(apply(seconds, 1, stats::median))", sep = "\n"
  ), times, bytes / 8)
  script <- tempfile(fileext = ".R")
  on.exit(unlink(script))
  writeLines(code, script)
  found <- system2(file.path(R.home("bin"), "Rscript"), c("--no-init-file", script),
                   stdout = TRUE)
  stats::setNames(as.numeric(strsplit(utils::tail(found, 1), " ")[[1]]), c("clock", "processor"))
}
