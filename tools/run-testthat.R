# Runs a part of testthat on the installed package and writes "passed failed
# skipped", counting test blocks, to a file: `run-testthat.R FILE PART PARTS`. So
# that the parts take about as long, each test file, the largest first, goes to
# the next part.
arguments <- commandArgs(TRUE)
counts_file <- arguments[1]
part <- as.integer(arguments[2])
parts <- as.integer(arguments[3])
unlink(counts_file)
# On a copy: testthat deletes the snapshots of a test that it skips.
copy <- file.path("build", paste0("testthat-", part))
unlink(copy, recursive = TRUE)
dir.create(copy, recursive = TRUE)
file.copy(list.files("tests/testthat", full.names = TRUE), copy, recursive = TRUE)
files <- list.files("tests/testthat", "^test-.*[.]R$")
files <- files[order(-file.size(file.path("tests/testthat", files)))]
mine <- files[(seq_along(files) - 1) %% parts == part - 1]
unlink(file.path(copy, setdiff(files, mine)))
library(pairwave)
results <- testthat::test_dir(
  copy, package = "pairwave", load_package = "installed",
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
slow <- sort(tapply(results$real, results$file, sum), decreasing = TRUE)
slow <- utils::head(slow[slow > 5], 5)
if (length(slow)) {
  cat("\nslowest: ", paste0(names(slow), " ", round(slow), " s", collapse = ", "),
      "\n", sep = "")
}
bad <- results$failed > 0 | results$error | unseen
skipped <- results$skipped & !bad
# A file that is skipped as a whole leaves no row: it counts as one.
whole_files <- setdiff(mine, results$file)
cat(sum(!bad & !skipped), sum(bad), sum(skipped) + length(whole_files), "\n",
    file = counts_file)
if (any(bad)) quit(status = 1)
