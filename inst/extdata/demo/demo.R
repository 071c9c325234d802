# The demo study from files to report. Its data are simulated.
#
#   Rscript demo.R [report.html]
#
# With a file name it also writes the report there.

library(pairwave)

cohort <- read_cohort(
  system.file("extdata", "demo", "study.yml", package = "pairwave")
)
print(cohort)

# Who took part in the focus groups?
print(demographics(cohort, who = "focus_group"))

# Did they change, and did it last?
print(paired_change(cohort))

output <- commandArgs(trailingOnly = TRUE)
if (length(output)) {
  report(cohort, output[1])
}
