# What share of the lines the tests run: `make coverage`. R and glue by covr,
# which runs testthat; the kernel by its own tests as well, whose objects in
# build/coverage were compiled with --coverage. A line counts as run where
# either runs it.
library(covr)

# Lines that no test on one machine can run, by file and reason.
left_out <- c(
  "R/face-addins.R" = "answers to RStudio's own dialogues"
)

# gcov's counts of the kernel's lines from its own tests: file, line, value.
kernel_lines <- function(folder) {
  objects <- list.files(folder, "[.]gcda$", recursive = TRUE, full.names = TRUE)
  parts <- lapply(objects, function(object) {
    text <- system2("gcov", c("--json-format", "--stdout", shQuote(object)),
                    stdout = TRUE, stderr = FALSE)
    files <- jsonlite::fromJSON(paste(text, collapse = ""), simplifyVector = FALSE)$files
    do.call(rbind, lapply(files, function(file) {
      if (!grepl("src/kernel/.*[.]c$", file$file)) return(NULL)
      data.frame(
        filename = sub(".*(src/kernel/)", "\\1", file$file),
        line = vapply(file$lines, function(line) as.integer(line$line_number), 0L),
        value = vapply(file$lines, function(line) as.numeric(line$count), 0)
      )
    }))
  })
  do.call(rbind, parts)
}

package <- package_coverage(type = "tests", quiet = TRUE)
lines <- tally_coverage(package, by = "line")
lines <- rbind(lines[c("filename", "line", "value")], kernel_lines("build/coverage"))
lines <- stats::aggregate(value ~ filename + line, lines, sum)
lines <- lines[!lines$filename %in% names(left_out), ]
share <- function(value) 100 * mean(value > 0)
by_file <- tapply(lines$value, lines$filename, share)
for (part in c(R = "^R/", C = "^src/")) {
  here <- grepl(part, lines$filename)
  cat(sprintf("%s: %.1f%% of %d lines\n", if (part == "^R/") "R" else "C",
              share(lines$value[here]), sum(here)))
}
low <- sort(by_file[by_file < 90])
if (length(low)) cat("\nbelow 90%:\n", sprintf("  %5.1f%%  %s\n", low, names(low)), sep = "")
for (file in names(left_out)) cat("\nleft out: ", file, ", ", left_out[[file]], "\n", sep = "")
utils::write.csv(lines[lines$value == 0, ], "build/coverage/not-run.csv", row.names = FALSE)
