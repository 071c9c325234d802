# peers: haven readr dplyr tidyr rstatix gtsummary
# The analyst's calls on the demo study, which must stay short enough that nobody
# waits for them; what loading pairwave adds to R's own start; then the whole job,
# from three exports to linked change and Table 2, in a fresh R process beside the
# same job written with the usual packages.
source("tools/bench/harness.R")
library(pairwave)

study <- system.file("extdata/demo/study.yml", package = "pairwave")
cohort <- read_cohort(study)
compare("read_cohort(), the demo's three files", pairwave = function() {
  read_cohort(study)
})
compare("paired_change(), the demo", pairwave = function() paired_change(cohort))
compare("demographics(), the demo", pairwave = function() demographics(cohort))

run_script <- function(...) {
  status <- system2(file.path(R.home("bin"), "Rscript"), c("--no-init-file", ...),
                    stdout = FALSE, stderr = FALSE)
  if (status != 0) stop("this failed: ", paste(c(...), collapse = " "))
}

# Starts in pairs, R alone and then with pairwave, so that a slow moment of the
# machine meets both.
start <- function(code) system.time(run_script("-e", shQuote(code)))[["elapsed"]]
starts <- replicate(15, c(alone = start("0"), pairwave = start("library(pairwave)")))
cat("\nstart-up of R, and what library(pairwave) adds to it, to be at most 0.4\n", sprintf(
  "  R alone %.4f s; pairwave adds %.2f of that (medians of %d pairs)\n",
  stats::median(starts["alone", ]),
  stats::median(starts["pairwave", ] / starts["alone", ]) - 1, ncol(starts)
), sep = "")

usual <- c("haven", "readr", "dplyr", "tidyr", "rstatix", "gtsummary")
absent <- usual[!nzchar(vapply(usual, function(name) system.file(package = name), ""))]

# pairwave is to be at least 5 times as fast.
compare(
  "the whole job, fresh processes",
  pairwave = function() run_script("tools/bench/scripts/job-pairwave.R"),
  `haven, dplyr, rstatix, gtsummary` = function() {
    if (length(absent)) stop(packageNotFoundError(absent[1], .libPaths()))
    run_script("tools/bench/scripts/job-peers.R")
  },
  times = 5
)

command <- system.file("bin", "pairwave", package = "pairwave")
compare("pairwave check, fresh process", pairwave = function() {
  run_script(command, "check", study)
}, times = 5)
# Knitted without the peers' library, whose newer packages may not go with the
# rmarkdown that is installed.
alone <- tempfile("library")
dir.create(alone)
invisible(file.copy(find.package("pairwave"), alone, recursive = TRUE))
libraries <- Sys.getenv("R_LIBS")
Sys.setenv(R_LIBS = alone)
compare("report() as HTML, fresh process", pairwave = function() {
  run_script("-e", shQuote(paste0(
    "pairwave::report(pairwave::read_cohort('", study, "'), tempfile(fileext = '.html'))"
  )))
}, times = 3)
Sys.setenv(R_LIBS = libraries)
