# Attacks the reports of random cohorts under every disclosure profile, as
# test-publish-attack.R does with a few: Rscript tools/attack-report.R [cohorts]
# [first seed] [profiles, by commas]. Prints a line for each profile; the status is 1 where
# anything was found.
#
# A cohort takes about 1.4 s of one core. `make attack` takes 40 of each of the five
# profiles, which with the build is 3 to 4 minutes on two cores; COHORTS=300 in its
# environment asks for 300 of each, about 18 minutes.

given <- commandArgs(TRUE)
cohorts <- if (length(given)) as.integer(given[1]) else 40L
first <- if (length(given) > 1) as.integer(given[2]) else 1L
profiles <- if (length(given) > 2) strsplit(given[3], ",")[[1]] else
  c("threshold", "hesa", "ofs", "nhs", "ofqual")
suppressMessages(library(pairwave))
if (!requireNamespace("lpSolve", quietly = TRUE)) {
  cat("attack: the package lpSolve is not here, nothing was attacked\n")
  quit(status = 0)
}
attack <- new.env(parent = asNamespace("pairwave"))
for (helper in paste0("helper-attack-", c("report", "parts", "joint"), ".R")) {
  source(file.path("tests/testthat", helper), local = attack)
}

one <- function(profile, seed) {
  seen <- suppressWarnings(attack$attack_cohort(attack$cohort_to_attack(profile, seed)))
  seen[c("pinned", "words")] <- lengths(seen[c("pinned", "words")])
  found <- unlist(seen)
  if (any(found[setdiff(names(found), c("counts", "targets", "n_tried"))] > 0)) {
    cat("attack: seed", seed, "of", profile, "gives something away\n")
  }
  found
}

status <- 0
for (profile in profiles) {
  seen <- parallel::mclapply(seq(first, length.out = cohorts), one, profile = profile,
                             mc.cores = 2)
  failed <- sum(!vapply(seen, is.numeric, NA))
  total <- Reduce(`+`, Filter(is.numeric, seen))
  cat("attack:", profile, cohorts, "cohorts,", paste(names(total), total, collapse = ", "))
  cat(if (failed) paste0(", failed ", failed), "\n")
  found <- total[setdiff(names(total), c("counts", "targets", "n_tried"))]
  if (failed || any(found > 0)) status <- 1
}
quit(status = status)
