test_that("a column of figures is the table of its people alone", {
  x <- sixty_people()
  strata <- c("everyone", "a", "b")
  beside <- demographics(x, columns = c("sex", "year"), who = strata)
  for (one in strata) {
    rows <- if (one == "everyone") rep(TRUE, nrow(x)) else x[[one]] %in% TRUE
    alone <- demographics(x[rows, ], columns = c("sex", "year"))
    expect_identical(
      as.data.frame(beside)[beside$who == one, c("n", "denominator", "percent")],
      as.data.frame(alone)[c("n", "denominator", "percent")],
      ignore_attr = TRUE
    )
  }
})

test_that("a breakdown has the people of each answer, empty ones too", {
  x <- sixty_people()
  found <- demographics(x, columns = "sex", by = "year")
  expected <- table(addNA(x$sex), x$year)
  expect_identical(found$n, as.integer(expected))
  expect_identical(unique(found$group), c("3", "4", "5"))
  expect_identical(found$denominator, rep(as.integer(table(x$year)), each = 3))
  expect_identical(found$percent[found$group == "5"], rep(NA_real_, 3))
})

test_that("both together give every set of every group", {
  x <- sixty_people()
  found <- demographics(x, columns = "sex", who = c("a", "b"), by = "year")
  for (one in c("a", "b")) for (year in c("3", "4")) {
    rows <- which(x[[one]] & x$year == year)
    expect_identical(found$n[found$who == one & found$group == year],
                     as.integer(table(addNA(x$sex)[rows])))
  }
})

test_that("a group of the missing is there only when it is needed", {
  x <- sixty_people()
  expect_identical(unique(demographics(x, columns = "year", by = "sex")$group),
                   c("f", "m", "Missing"))
  known <- x[!is.na(x$sex), ]
  expect_identical(unique(demographics(known, columns = "year", by = "sex")$group),
                   c("f", "m"))
  expect_identical(
    unique(demographics(known, columns = "year", by = "sex",
                        undisclosed = "sex")$group),
    c("f", "m", "Undisclosed")
  )
})

test_that("sets and groups that can't be used are errors", {
  x <- sixty_people()
  x$age <- 20
  expect_snapshot(error = TRUE, {
    demographics(x, who = "aa")
    demographics(x, who = 1)
    demographics(x, by = "yeer")
    demographics(x, by = c("sex", "year"))
    demographics(x[0, ], who = "a")
    demographics(transform(x, a = FALSE), who = "a")
  })
})
