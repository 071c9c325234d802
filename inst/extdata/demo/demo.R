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

# What did they say in the focus groups? The framework, who said what, how far the two
# coders agree, and change beside it.
said <- read_cohort(
  system.file("extdata", "demo", "study-codes.yml", package = "pairwave")
)
print(framework(said$codes$focus_groups))
print(code_frequencies(said, count = c("participants", "references")))
print(coder_agreement(said, unit = "character", statistics = c("percent", "kappa", "alpha")))
print(joint_display(said))

output <- commandArgs(trailingOnly = TRUE)
if (length(output)) {
  report(said, output[1])
}
