# Runs testthat on the installed package and writes "passed failed skipped",
# counting test blocks, to the file named on the command line.
counts_file <- commandArgs(TRUE)[1]
unlink(counts_file)
# On a copy: testthat deletes the snapshots of a test that it skips.
unlink("build/testthat", recursive = TRUE)
file.copy("tests/testthat", "build", recursive = TRUE)
library(pairwave)
results <- testthat::test_dir(
  "build/testthat", package = "pairwave", load_package = "installed",
  reporter = testthat::SummaryReporter$new(), stop_on_failure = FALSE
)
# testthat takes whatever comes as the first snapshot of a test, with a warning.
unseen <- vapply(results, function(test) {
  any(vapply(test$results, function(result) {
    inherits(result, "expectation_warning") &&
      startsWith(conditionMessage(result), "Adding new snapshot")
  }, NA))
}, NA)
results <- as.data.frame(results)
for (i in which(unseen)) {
  cat("FAILED: a snapshot is not recorded: ", results$file[i], ", \"",
      results$test[i], "\"\n", sep = "")
}
bad <- results$failed > 0 | results$error | unseen
skipped <- results$skipped & !bad
# A file that is skipped as a whole leaves no row: it counts as one.
whole_files <- setdiff(list.files("tests/testthat", "^test-.*[.]R$"),
                       results$file)
cat(sum(!bad & !skipped), sum(bad), sum(skipped) + length(whole_files), "\n",
    file = counts_file)
if (any(bad)) quit(status = 1)
