# Tells what a plan makes of the files: the cohort that read_cohort() would make of it, and
# how its scores are spread.

# `seen` keeps the files that were read, so that a decision does not read them again.
plan_cohort <- function(plan, seen = new.env(parent = emptyenv())) {
  study <- plan_study(plan)
  reading <- function(wave, read) {
    source <- wave_source(study$waves[[wave]], study$dir)
    files <- unlist(source[intersect(c("path", "key", "platform"), names(source))])
    key <- rlang::hash(list(source, file.info(files)[c("size", "mtime")]))
    if (is.null(seen[[key]])) seen[[key]] <- read()
    seen[[key]]
  }
  suppressWarnings(cohort_of_files(study, reading, call = NULL))
}

# How many scores of each wave lie in each bin of a scale: `breaks`, and `n` with a row for
# each wave. NULL where nobody has a score, or where a profile suppresses counts.
score_bins <- function(cohort, name) {
  if (is_suppressing(profile_of(cohort))) return(NULL)
  scores <- cohort$scores[cohort$scores$scale == name & !is.na(cohort$scores$score), ]
  if (!nrow(scores)) return(NULL)
  scale <- cohort$study$scales[[name]]
  items <- length(scale$items)
  ends <- if (length(scale$range)) scale$range * (if (scale$score == "sum") items else 1) else
    range(scores$score)
  # A bin for each point of a single question, else eight.
  breaks <- if (items == 1 && diff(ends) <= 11) seq(ends[1] - 0.5, ends[2] + 0.5) else
    if (diff(ends) > 0) seq(ends[1], ends[2], length.out = 9) else ends[1] + c(-0.5, 0.5)
  waves <- names(cohort$surveys)
  n <- vapply(waves, function(wave) {
    at <- findInterval(scores$score[scores$wave == wave], breaks, rightmost.closed = TRUE)
    tabulate(at, length(breaks) - 1)
  }, integer(length(breaks) - 1))
  list(breaks = breaks, n = matrix(t(n), length(waves), dimnames = list(waves, NULL)))
}
