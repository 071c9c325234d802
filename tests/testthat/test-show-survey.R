whole_survey <- function() {
  structure(
    list(
      code = c("ANNA82", "BERT91"),
      sex = new_labelled_column(c(1, 2), label = "Sex:\n what is it?", labels = c(Female = 1)),
      born = new_labelled_column(as.Date(c("1999-05-01", "1998-01-31")), label = "Born")
    ),
    class = c("pairwave_survey", "data.frame"), row.names = 1:2,
    survey = list(
      file = "pre.sav", label = "Before the course", weight = "w", notes = c("A", "B"),
      attributes = c(Version = "2"),
      mr_sets = list(list(name = "$s", label = "", counted = "1", variables = "sex"))
    )
  )
}

test_that("a survey prints what its file says and never an answer", {
  survey <- whole_survey()
  withr::local_options(cli.width = 60)
  expect_snapshot({
    survey
    print(survey, n = 1)
  })
  expect_identical(attr(survey[1, ], "survey"), attr(survey, "survey"))
  expect_identical(survey[["code"]], survey[, "code"])
  out <- capture.output(print(survey))
  expect_false(any(grepl("ANNA|1999|Female", out)))
  withr::local_options(cli.width = 30)
  expect_lte(max(nchar(capture.output(print(survey)), "width")), 30)
})

test_that("what a verb has made of a survey prints as rows", {
  survey <- whole_survey()
  withr::local_options(cli.width = 60, width = 60)
  as_rows <- function(x) any(grepl("ANNA82|BERT91|Male|Female|^ *1 ", capture.output(print(x))))
  expect_false(as_rows(survey))
  attr(survey, "survey")$n_rows <- 2L
  changed <- list(
    survey["code"], survey[1, ], survey[2:1, ], utils::head(survey, 1), subset(survey, sex == 1),
    survey[order(survey$born), ], rbind(survey, survey), merge(survey, survey["code"])
  )
  for (i in seq_along(changed)) expect_true(as_rows(changed[[i]]), label = i)
  attr(survey, "file_rows") <- 2
  for (x in list(survey[1:2, ], survey["sex"], rbind(survey, survey))) {
    expect_false(any(grepl("as many as the file", capture.output(print(x)))))
  }
  # Assigning to a column is no verb that cuts: the dictionary shows it.
  survey$born <- NULL
  expect_false(as_rows(survey))
  skip_if_not_installed("dplyr")
  changed <- list(
    dplyr::filter(survey, sex == 1), dplyr::filter(survey, TRUE), dplyr::arrange(survey, code),
    dplyr::mutate(survey, twice = sex * 2), dplyr::select(survey, code), dplyr::slice(survey, 1),
    dplyr::count(survey, sex), dplyr::left_join(survey, data.frame(code = "ANNA82", y = 1), "code"),
    dplyr::bind_rows(survey, survey), dplyr::distinct(survey)
  )
  for (i in seq_along(changed)) expect_true(as_rows(changed[[i]]), label = i)
})

test_that("rows print without tibble, and hidden columns stay hidden", {
  skip_on_cran()
  skip_on_os("windows")
  said <- system2(file.path(R.home("bin"), "Rscript"), c("-e", shQuote(paste(
    "library(pairwave)",
    "x <- read_survey(system.file('extdata/demo/pre.sav', package = 'pairwave'))[1:3]",
    "x$mail <- pairwave:::new_identifying_column(paste0(x$code, '@example.org'))",
    "print(x, n = 2); y <- x[1:2, 'mail', drop = FALSE]; y; x[0, ]; cat('tibble' %in% loadedNamespaces())",
    sep = "; "
  ))), stdout = TRUE, stderr = TRUE,
  env = paste0("R_LIBS=", shQuote(paste(.libPaths(), collapse = .Platform$path.sep))))
  expect_false(any(grepl("@example", said)))
  expect_identical(sum(grepl("<hidden>", said)), 4L)
  expect_match(said, "... and 34 more rows; print(x, n = Inf) shows all.", fixed = TRUE, all = FALSE)
  expect_identical(said[length(said)], "FALSE")
})

test_that("the last line says whether all rows of the file are there", {
  survey <- whole_survey()
  last <- function(...) {
    for (name in names(list(...))) attr(survey, name) <- list(...)[[name]]
    out <- capture.output(print(survey))
    out[length(out)]
  }
  withr::local_options(cli.width = 100)
  expect_identical(last(), "# 2 rows")
  expect_identical(last(file_rows = 2), "# 2 rows, as many as the file has")
  expect_identical(last(file_rows = 1200), "# 2 rows of the 1,200 that the file has, by skip or n_max")
  expect_identical(last(file_rows = 2, dropped_rows = 3),
                   "# 2 rows, as many as the file has; 3 rows without any answer dropped")
  expect_identical(last(file_rows = 2, dropped_rows = 0), "# 2 rows, as many as the file has")
  expect_identical(last(file_rows = 1e6, dropped_rows = 1),
                   "# 2 rows of the 1,000,000 that the file has, by skip or n_max; 1 row without any answer dropped")
})

test_that("long names leave room for types and labels", {
  headings <- paste("How much do you agree with the following statements about the course?",
                    c("I learned a lot", "I would recommend it", "It was too long"))
  survey <- structure(
    stats::setNames(list(c(1, 2), c(2, 1), as.Date(c("2024-01-01", "2024-01-02"))), headings),
    class = c("pairwave_survey", "data.frame"), row.names = 1:2
  )
  for (i in 1:3) attr(survey[[i]], "label") <- headings[i]
  withr::local_options(cli.width = 80)
  expect_snapshot(survey)
})
