asked <- function(...) study(
  waves = c(pre = "pre.csv", post = "post.csv"), id = "code",
  scales = list(sure = list(items = "q1:q3", range = c(1, 5))), questions = list(...)
)

test_that("questions have a column, and what their answers are", {
  plan <- asked(list(column = "useful", label = "How useful?", answers = c("No", "A bit", "Very")),
                list(column = "again"), list(column = "mood", range = c(0, 10)))
  expect_identical(question_columns(plan), c("useful", "again", "mood"))
  expect_identical(plan$questions[[1]]$range, c(1, 3))
  expect_identical(plan$questions[[2]]$label, NA_character_)
  expect_identical(plan$questions[[3]]$range, c(0, 10))
  expect_identical(question_columns(asked()), character())
})

test_that("what can't be a question is said", {
  expect_snapshot(error = TRUE, {
    asked(list(label = "x"))
    asked(list(column = "useful", anwsers = c("No", "Yes")))
    asked(list(column = "useful", answers = "No"))
    asked(list(column = "useful", range = c(5, 1)))
    asked(list(column = "useful", answers = c("No", "Yes"), range = c(1, 5)))
    asked(list(column = "useful"), list(column = "useful"))
    asked(list(column = "q2"))
  })
  dir <- withr::local_tempdir()
  writeLines(c("code,q1,q2,q3,usefull", "A1,1,2,3,4", "B2,2,3,4,5"), file.path(dir, "pre.csv"))
  file.copy(file.path(dir, "pre.csv"), file.path(dir, "post.csv"))
  plan <- asked(list(column = "useful"))
  plan$dir <- dir
  expect_snapshot(read_cohort(plan), error = TRUE)
})

test_that("their answers are numbered and counted as those of items", {
  dir <- withr::local_tempdir()
  writeLines(c("code,q1,q2,q3", "A1,1,2,3", "B2,2,3,4", "C3,5,5,5"), file.path(dir, "pre.csv"))
  writeLines(c("code,q1,q2,q3,useful,points", "A1,1,2,3,Very useful,5 (very)", "B2,2,3,4,Not useful,1 (not at all)",
               "C3,5,5,5,Useful,5 (very)"), file.path(dir, "post.csv"))
  plan <- asked(list(column = "useful", label = "How useful?", answers = c("Not useful", "Useful", "Very useful", "Most useful")),
                list(column = "points", range = c(1, 5)))
  plan$dir <- dir
  cohort <- read_cohort(plan)
  found <- item_frequencies(cohort, scales = character())
  count <- function(item, statistic = "count") {
    found$estimate[found$item == item & found$who == "wave" & found$statistic == statistic]
  }
  expect_equal(count("useful"), c(1, 1, 1, 0))
  expect_equal(count("useful", "top_two"), 1)
  expect_equal(count("points"), c(1, 0, 0, 0, 2))
  expect_equal(count("points", "median"), 5)
  expect_identical(unique(found$item_label[found$item == "useful"]), "How useful?")
  # Those that are asked for by name are all that is counted beside scales.
  expect_identical(unique(item_frequencies(cohort, scales = character(), items = "useful")$item), "useful")
})
