# Runs testthat on the installed package, one of several workers at once, and
# writes "passed failed skipped", counting test blocks: `run-testthat.R LOG
# WORKER [text|drawn]` writes LOG.counts-WORKER, LOG.seconds-WORKER and, a line for each
# test that was skipped, why in LOG.reasons-WORKER.
#
# The workers share a queue: each takes the next file that no other has taken
# (a folder can be made once), the slowest of the last run first, so that all end
# at about the same time. With `text` a file whose first line is numbers_alone is
# left out: it computes with numbers, and nothing in it is a letter beyond ASCII,
# sorted, folded, printed or read from a file other than a cohort's, whose reading has
# tests of its own, so that the locale can't change it. Such a file may not grow
# anything of that kind: words_of_text is looked for. With `drawn` only files are taken that
# ask how much they are to draw.
arguments <- commandArgs(TRUE)
# The room of tools/testthat.sh is this process's; what it starts has R's own.
Sys.unsetenv(c("R_NSIZE", "R_VSIZE"))
log <- arguments[1]
worker <- arguments[2]
text <- "text" %in% arguments
numbers_alone <- "# Numbers alone: the locale changes nothing here."
words_of_text <- paste0(
  "\\\\u[0-9a-fA-F]|[^ -~\t]|local_locale|with_locale|",
  "snapshot|print\\(|write_|read_survey|tempfile|tempdir|sort\\(|tolower"
)

files <- list.files("tests/testthat", "^test-.*[.]R$")
lines <- lapply(file.path("tests/testthat", files), readLines, encoding = "UTF-8")
marked <- vapply(lines, function(x) identical(x[1], numbers_alone), NA)
astray <- marked & vapply(lines, function(x) any(grepl(words_of_text, x[-1], perl = TRUE)), NA)
if (any(astray)) {
  cat("FAILED: not numbers alone: ", paste(files[astray], collapse = ", "), "\n", sep = "")
}

# Where nothing is known of the last run, those that are known to be slow, then the
# largest first.
seconds <- file.size(file.path("tests/testthat", files)) / 1e4
slowest <- grep("^[^#]", readLines("tools/testthat-slowest.txt"), value = TRUE)
at <- match(files, slowest)
seconds <- ifelse(is.na(at), seconds, 1000 - at)
if (file.exists("build/testthat.seconds")) {
  last <- utils::read.table("build/testthat.seconds", col.names = c("file", "seconds"))
  at <- match(files, last$file)
  seconds <- ifelse(is.na(at), seconds, last$seconds[at])
}
files <- files[order(-seconds)]
asks <- "few_or_many\\(|asked_or\\(|drawn_sets\\(|getenv\\(\"PAIRWAVE_"
draws <- vapply(lines, function(x) any(grepl(asks, x)), NA)
queue <- files[!(text & marked | "drawn" %in% arguments & !draws)[order(-seconds)]]

# Reports that tests of both workers look at.
made <- paste0(log, ".made")
dir.create(made, showWarnings = FALSE)
Sys.setenv(PAIRWAVE_MADE = normalizePath(made))

# On a copy: testthat deletes the snapshots of a test that it skips.
copy <- file.path("build", paste0("testthat-", worker))
unlink(copy, recursive = TRUE)
dir.create(copy, recursive = TRUE)
invisible(file.copy(list.files("tests/testthat", full.names = TRUE), copy, recursive = TRUE))
library(pairwave)
# The helpers are read once, and each file has an environment of its own below theirs.
helpers <- new.env(parent = asNamespace("pairwave"))
suppressPackageStartupMessages(library(testthat))
invisible(testthat::source_test_helpers(copy, helpers))
passed <- failed <- skipped <- 0
spent <- reasons <- c()
for (file in queue) {
  if (!dir.create(paste0(log, ".taken-", file), showWarnings = FALSE)) next
  started <- proc.time()[["elapsed"]]
  results <- testthat::test_file(
    file.path(copy, file), package = "pairwave", load_package = "installed",
    reporter = "silent", stop_on_failure = FALSE, load_helpers = FALSE,
    env = new.env(parent = helpers)
  )
  spent[file] <- proc.time()[["elapsed"]] - started
  # A file that is skipped as a whole has no row: it counts as one.
  if (!length(results)) {
    skipped <- skipped + 1
    reasons <- c(reasons, paste("all of", file))
  }
  for (test in results) {
    # testthat takes whatever comes as the first snapshot of a test, with a warning.
    bad <- Filter(function(result) {
      inherits(result, c("expectation_failure", "expectation_error")) ||
        (inherits(result, "expectation_warning") &&
           startsWith(conditionMessage(result), "Adding new snapshot"))
    }, test$results)
    for (result in bad) {
      cat("FAILED: ", file, ", \"", test$test, "\"\n  ",
          gsub("\n", "\n  ", conditionMessage(result)), "\n", sep = "")
    }
    skips <- Filter(function(result) inherits(result, "expectation_skip"), test$results)
    if (length(bad)) {
      failed <- failed + 1
    } else if (length(skips)) {
      skipped <- skipped + 1
      reasons <- c(reasons, sub("^Reason: ", "", conditionMessage(skips[[1]])))
    } else {
      passed <- passed + 1
    }
  }
}
failed <- failed + (any(astray) && worker == "1")
cat(passed, failed, skipped, "\n", file = paste0(log, ".counts-", worker))
writeLines(gsub("\n", " ", as.character(reasons)), paste0(log, ".reasons-", worker))
writeLines(paste(names(spent), round(spent, 2)), paste0(log, ".seconds-", worker))
if (failed) quit(status = 1)
