# Attacks the reports of random cohorts under every disclosure profile, as
# test-publish-attack.R does with a few: Rscript tools/attack-report.R [cohorts]
# [first seed] [profiles, by commas]. Prints a line for each profile, and one for reports of
# cohorts with coded text under a threshold ("codes"); the status is 1 where anything was
# found.
#
# The cohorts of the rounding profiles are the same, estimated once. `make attack` takes
# 300 of each of the five profiles and of codes; COHORTS in its environment asks for another number.

given <- commandArgs(TRUE)
cohorts <- if (length(given)) as.integer(given[1]) else 300L
first <- if (length(given) > 1) as.integer(given[2]) else 1L
profiles <- if (length(given) > 2) strsplit(given[3], ",")[[1]] else
  c("threshold", "codes", "hesa", "ofs", "nhs", "ofqual")
suppressMessages(library(pairwave))
if (!requireNamespace("lpSolve", quietly = TRUE)) {
  cat("attack: the package lpSolve is not here, nothing was attacked\n")
  quit(status = 0)
}
attack <- new.env(parent = asNamespace("pairwave"))
for (helper in paste0("helper-attack-", c("report", "parts", "joint", "codes"), ".R")) {
  source(file.path("tests/testthat", helper), local = attack)
}

# What is found of one cohort, a row for each profile.
one <- function(seed, profiles) {
  found <- if (profiles[1] == "codes") {
    list(attack$attack_codes(attack$coded_cohort_to_attack(seed)))
  } else {
    attack$attack_cohort(attack$cohort_to_attack(profiles[1], seed),
                         if (profiles[1] != "threshold") profiles)
  }
  found <- do.call(rbind, lapply(found, function(seen) {
    names <- intersect(c("pinned", "words"), names(seen))
    seen[names] <- lengths(seen[names])
    unlist(seen)
  }))
  rownames(found) <- profiles
  given_away <- rowSums(found[, setdiff(colnames(found), neutral), drop = FALSE]) > 0
  for (profile in profiles[given_away]) {
    cat("attack: seed", seed, "of", profile, "gives something away\n")
  }
  found
}

# A cohort that stops with an error is named, and leaves the others be.
tried <- function(seed, profiles) {
  tryCatch(one(seed, profiles), error = function(e) {
    cat("attack: seed", seed, "of", profiles[1], "fails:", conditionMessage(e), "\n")
  })
}

# What is no finding by itself; what the solver leaves undecided is printed.
neutral <- c("counts", "of_codes", "targets", "n_tried", "undecided")

status <- 0
alone <- c("threshold", "codes")
for (together in c(as.list(intersect(alone, profiles)), list(setdiff(profiles, alone)))) {
  if (!length(together)) next
  seeds <- seq(first, length.out = cohorts)
  seen <- parallel::mclapply(seeds, tried, profiles = together, mc.cores = 2)
  failed <- sum(!vapply(seen, is.numeric, NA))
  total <- Reduce(`+`, Filter(is.numeric, seen))
  for (profile in together) {
    said <- if (!is.null(total)) total[profile, ]
    cat("attack:", profile, cohorts, "cohorts,", paste(names(said), said, collapse = ", "))
    cat(if (failed) paste0(", failed ", failed), "\n")
    if (failed || any(said[setdiff(names(said), neutral)] > 0)) status <- 1
  }
}
quit(status = status)
