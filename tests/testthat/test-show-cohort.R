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

test_that("people who fit nobody on the attendance list are named as such", {
  expect_match(format(demo_cohort()), "^4 people fit nobody on the attendance list",
               all = FALSE)
  off <- function(cohort) grep("attendance list", format(cohort), value = TRUE)
  wave <- edge_wave(6)
  expect_length(off(edge_cohort(list(pre = wave), attendance = edge_attendance(6))), 0)
  one <- edge_cohort(list(pre = wave), attendance = edge_attendance(5))
  wave$code[c(2, 6)] <- ""
  none <- edge_cohort(list(pre = wave[c(1:5), ]), attendance = edge_attendance(5))
  both <- edge_cohort(list(pre = wave, post = edge_wave(2, 7)),
                      attendance = edge_attendance(5))
  expect_snapshot({
    off(one)
    off(none)
    off(both)
  })
  # A number this small is somebody's.
  expect_length(off(edge_cohort(list(pre = wave), attendance = edge_attendance(5),
                                disclosure = "ofs")), 0)
})

test_that("a score rule that leaves linked people out is said, with their number", {
  waves <- list(pre = edge_wave(12), post = edge_wave(12, 3))
  waves$post$q1[1:4] <- NA
  rule <- function(cohort) grep("needs", format(cohort), value = TRUE)
  found <- edge_cohort(waves)
  expect_snapshot(cat(utils::tail(format(found), 2), sep = "\n"))
  n <- sum(stats::complete.cases(
    as.data.frame(found)[c("confidence_pre", "confidence_post")]))
  expect_match(rule(found), "confidence needs 3 of its 3 items")
  expect_match(paste(format(found), collapse = " "), paste0(n, " of 10 (pre to post)"),
               fixed = TRUE)
  expect_length(rule(edge_cohort(list(pre = edge_wave(12), post = edge_wave(12, 3)))), 0)
  expect_length(rule(edge_cohort(waves, disclosure = "ofs")), 0)
})
