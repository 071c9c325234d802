# peers: haven readr dplyr tidyr rstatix gtsummary
# The analyst's calls on the demo study, which must stay short enough that nobody
# waits for them; then the whole job, from three exports to linked change and
# Table 2, in a fresh R process beside the same job written with the usual
# packages.
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
compare(
  "the whole job, fresh processes",
  pairwave = function() run_script("tools/bench/scripts/job-pairwave.R"),
  `haven, dplyr, rstatix, gtsummary` = function() {
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
