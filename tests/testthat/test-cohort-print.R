test_that("print shows who came, who linked, and no code", {
  dir <- tempfile()
  dir.create(dir)
  utils::write.csv(
    data.frame(code = c("AB12", "CD34", "", "cd34"), q1 = c(1, 2, 2, 3)),
    file.path(dir, "pre.csv"), row.names = FALSE
  )
  utils::write.csv(data.frame(code = c("ab12", "zz99"), q1 = 3:4),
                   file.path(dir, "post.csv"), row.names = FALSE)
  utils::write.csv(data.frame(code = c("AB12", "QQ00"), w1 = 1:0, w2 = 1),
                   file.path(dir, "came.csv"), row.names = FALSE)
  small <- function(...) {
    study(waves = list(pre = list(file = "pre.csv", label = "Before"),
                       post = list(file = "post.csv", label = "After")),
          id = "code", dir = dir, ...)
  }
  cohort <- read_cohort(small(
    title = "A small study",
    scales = list(a = list(label = "Confidence", items = "q1")),
    attendance = list(file = "came.csv", sessions = c("w1", "w2"))
  ))
  expect_snapshot(print(cohort))
  expect_snapshot(print(read_cohort(small())))
  expect_false(any(grepl("AB12|CD34|QQ00", format(cohort), ignore.case = TRUE)))
})
