phq_cohort <- function(questions) {
  dir <- withr::local_tempdir(.local_envir = parent.frame())
  items <- paste0("p", 1:9)
  answers <- as.data.frame(matrix(rep(0:3, 27), 12, 9, dimnames = list(NULL, items)))
  utils::write.csv(cbind(code = sprintf("person%02d", 1:12), answers), file.path(dir, "pre.csv"),
                   row.names = FALSE)
  cohort <- suppressMessages(read_cohort(study(
    waves = c(pre = "pre.csv"), id = "code", dir = dir,
    scales = list(low = list(instrument = "phq9", items = "p1:p9"))
  )))
  for (i in seq_along(questions)) {
    attr(cohort$surveys$pre[[items[i]]], "label") <- questions[i]
  }
  cohort
}

reworded <- function(questions) {
  found <- check_cohort(phq_cohort(questions))
  found$variable[found$rule == "reworded"]
}

test_that("an item in other words is named, whatever stands around it", {
  wording <- read_instrument("phq9", "test")$wording
  expect_length(wording, 9)
  expect_identical(reworded(wording), character())
  around <- paste0(1:9, ". Over the last 2 weeks: [", toupper(wording), "]")
  expect_identical(reworded(around), character())
  changed <- wording
  changed[4] <- "Feeling sleepy or having little energy"
  expect_identical(reworded(changed), "p4")
  # A part of the item is not the item.
  changed[4] <- "Feeling tired"
  expect_identical(reworded(changed), "p4")
})

test_that("a survey in another language is not called reworded", {
  expect_identical(reworded(paste("Wenig Interesse oder Freude", 1:9)), character())
  expect_identical(reworded(character()), character())
})
