# The cohort of the demo study that the package comes with.
demo_cohort <- function() {
  read_cohort(system.file("extdata", "demo", "study.yml", package = "pairwave"))
}
