# The whole job with pairwave: three exports to linked change and Table 2.
library(pairwave)
cohort <- read_cohort(system.file("extdata/demo/study.yml", package = "pairwave"))
print(paired_change(cohort, scales = "self_efficacy"))
print(demographics(cohort, who = "focus_group"))
