# Each person's scores before and after, with the cut-off and reliable change.

clinical_study <- function(cutoff = "cutoff: {below: 10, source: manual}", n = 30) {
  dir <- withr::local_tempdir(.local_envir = parent.frame())
  set.seed(3)
  before <- round(runif(n, 6, 24))
  after <- pmax(0, before - round(runif(n, -3, 12)))
  frame <- function(score) data.frame(code = sprintf("P%02d", seq_len(n)), q = score)
  write.csv(frame(before), file.path(dir, "pre.csv"), row.names = FALSE)
  write.csv(frame(after), file.path(dir, "post.csv"), row.names = FALSE)
  path <- file.path(dir, "study.yml")
  writeLines(c(
    "waves: {pre: {file: pre.csv, label: Before}, post: {file: post.csv, label: After}}",
    "id: {column: code}",
    paste0("scales: {low: {label: Low mood, items: [q], range: [0, 30], reliability: 0.9",
           if (nzchar(cutoff)) ", ", cutoff, "}}")
  ), path)
  path
}

test_that("points are the people that paired_change() counts", {
  skip_if_not_installed("ggplot2")
  cohort <- read_cohort(clinical_study())
  made <- draw(cohort, type = "recovery")
  change <- as.data.frame(paired_change(cohort))
  of <- function(statistic) change$estimate[change$statistic == statistic]
  points <- made$data
  people <- tapply(points$people, points$outcome, sum, default = 0)
  expect_equal(as.vector(people[c("Recovered", "Improved", "Same", "Worse")]),
               c(of("recovered"), of("improved_only"), of("unchanged"), of("deteriorated")))
  expect_gt(min(people[c("Recovered", "Same")]), 0)
  # Every pair of scores is a point, the larger the more have it.
  expect_identical(sum(points$people), 30L)
  expect_identical(anyDuplicated(points[c("before", "after")]), 0L)
  recovered <- points[points$outcome == "Recovered", ]
  expect_true(all(recovered$before >= 10 & recovered$after < 10))
  expect_match(made$labels$alt, "cut-off 10.00, reliable change", fixed = TRUE)
  expect_snapshot(writeLines(made$labels$alt))
})

test_that("a recovery that can't be drawn is refused in words", {
  skip_if_not_installed("ggplot2")
  cohort <- read_cohort(clinical_study(""))
  with_cutoff <- read_cohort(clinical_study())
  alpha <- with_cutoff
  alpha$study$scales$low$reliability <- NULL
  hidden <- with_cutoff
  hidden$study$disclosure <- list(threshold = 5)
  expect_snapshot(error = TRUE, {
    plot(cohort, type = "recovery")
    plot(alpha, type = "recovery")
    plot(hidden, type = "recovery")
    plot(with_cutoff, type = "recovery", waves = "pre")
  })
})
