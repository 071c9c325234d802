# The analyst's three calls on the demo study, each as often as it takes to see
# a difference: they must stay short enough that nobody waits for them.
source("tools/bench/harness.R")
library(pairwave)

study <- system.file("extdata/demo/study.yml", package = "pairwave")
cohort <- read_cohort(study)
compare("read_cohort(), the demo's three files", pairwave = function() {
  read_cohort(study)
})
compare("paired_change(), the demo", pairwave = function() paired_change(cohort))
compare("demographics(), the demo", pairwave = function() demographics(cohort))
