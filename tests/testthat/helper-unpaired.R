# A cohort of separate waves without a code: two or more columns of scores a wave.
unlinked_cohort <- function(n = c(24, 19), study = NULL, seed = 5) {
  dir <- tempfile()
  dir.create(dir)
  waves <- c("pre", "post", "later")[seq_along(n)]
  withr::with_seed(seed, for (i in seq_along(n)) {
    answers <- replicate(3, pmin(4, pmax(1, round(rnorm(n[i], 2 + 0.5 * i)))))
    frame <- data.frame(answers, sex = sample(c("Female", "Male"), n[i], TRUE),
                        plan = sample(c("no", "yes"), n[i], TRUE))
    names(frame)[1:3] <- c("q1", "q2", "q3")
    utils::write.csv(frame, file.path(dir, paste0(waves[i], ".csv")), row.names = FALSE)
  })
  path <- file.path(dir, "study.yml")
  labels <- c(pre = "Before", post = "After", later = "Later")[waves]
  writeLines(c(
    "waves:", paste0("  ", waves, ": {file: ", waves, ".csv, label: ", labels, "}"),
    "scales: {confidence: {label: Confidence, items: q1:q3, range: [1, 4]}}",
    "demographics: [{column: sex, label: Sex}]", study
  ), path)
  read_cohort(path)
}

# One form that asked about now and, looking back, about before; `more` are lines of the study
# file, `change` a function of the form.
recalled_study <- function(more = NULL, change = identity, waves = "  now: {file: form.csv, label: Now}") {
  dir <- tempfile()
  dir.create(dir)
  form <- data.frame(
    q1 = c(3, 4, 2, 4, 3, 4), q2 = c(4, 4, 3, 3, NA, 4), q1_then = c(2, 3, 2, 1, 2, NA),
    q2_then = c(1, 3, 2, 2, 3, NA), sex = c("F", "F", "M", "F", "M", "F"),
    liked = c(5, 4, 5, 3, 5, 4)
  )
  utils::write.csv(change(form), file.path(dir, "form.csv"), row.names = FALSE, na = "")
  path <- file.path(dir, "study.yml")
  writeLines(c(
    "waves:", waves,
    "retrospective: {then: {asked_in: now, suffix: _then, label: Looking back}}",
    "scales: {confidence: {label: Confidence, items: [q1, q2], range: [1, 4]}}",
    "demographics: [{column: sex, label: Sex}]", more
  ), path)
  path
}
