# Who was asked, of made-up cohorts.

asked_cohort <- function(pre, post, demographics = list(list(column = "sex", label = "Sex"))) {
  dir <- withr::local_tempdir(.local_envir = parent.frame())
  write.csv(pre, file.path(dir, "pre.csv"), row.names = FALSE, na = "")
  write.csv(post, file.path(dir, "post.csv"), row.names = FALSE, na = "")
  read_cohort(study(waves = c(pre = "pre.csv", post = "post.csv"), id = "code", dir = dir,
                    demographics = demographics))
}

test_that("a wave asks a question where it has an entry for it", {
  x <- asked_cohort(data.frame(code = c("A1", "B2"), sex = c("f", NA)),
                    data.frame(code = c("A1", "C3"), sex = NA, year = 1))
  expect_identical(waves_asking(x, "sex"), "pre")
  expect_identical(waves_asking(x, "year"), "post")
  expect_identical(asked_people(x, "sex"), c(TRUE, TRUE, FALSE))
  expect_identical(asked_people(x, "sex", "post"), rep(FALSE, 3))
  # Where nobody answered at all, whoever had the column was asked.
  x <- asked_cohort(data.frame(code = c("A1", "B2"), sex = NA),
                    data.frame(code = c("A1", "C3"), sex = " "))
  expect_identical(waves_asking(x, "sex"), c("pre", "post"))
  expect_true(all(asked_people(x, "sex")))
  # A code for a missing answer is an entry.
  x$surveys$pre$sex <- structure(c(-9, -9), na_values = -9,
                                 class = c("haven_labelled_spss", "haven_labelled", "double"))
  expect_identical(waves_asking(x, "sex"), "pre")
})

test_that("each person has one word for a question", {
  x <- asked_cohort(
    data.frame(code = c("A1", "B2", "C3"), sex = c("f", NA, "no answer")),
    data.frame(code = c("A1", "D4")),
    list(list(column = "sex", undisclosed = TRUE))
  )
  x$study$undisclosed <- list(label = "Not said", codes = list("no answer"))
  entry <- demographic_entry(x$study, "sex")
  answer <- demographic_answers(x, entry)
  expect_identical(as.character(answer), c("f", "Not said", "Not said", "Not asked"))
  expect_null(demographic_answers(x, entry, "post"))
  entry$undisclosed <- FALSE
  expect_identical(as.character(demographic_answers(x, entry))[2:4],
                   c("Missing", "Missing", "Not asked"))
  expect_null(demographic_entry(x$study, "year"))
})

test_that("who is in a band in one table is in it in all", {
  x <- asked_cohort(
    data.frame(code = c("A1", "B2", "C3", "D4", "E5"), age = c(17, 18, 20, 40, NA)),
    data.frame(code = c("A1", "B2"), age = NA),
    list(list(column = "age", bands = c(18, 21)))
  )
  words <- c("Under 18", "18 to 20", "18 to 20", "21 or over", "Missing")
  expect_identical(as.character(demographic_answers(x, x$study$demographics[[1]])), words)
  shares <- attrition(x)
  asked <- shares[shares$variable %in% "age" & shares$statistic == "count", ]
  table <- demographics(x)
  expect_setequal(asked$level, table$level_label[table$n > 0])
  expect_identical(levels(people_groups(x, "age")), unique(words))
})
