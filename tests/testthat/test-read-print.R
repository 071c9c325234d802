test_that("a survey prints what its file says and never an answer", {
  survey <- structure(
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
  withr::local_options(cli.width = 60)
  expect_snapshot({
    survey
    print(survey, n = 1)
    survey["sex"]
    survey[0]
  })
  expect_identical(attr(survey[1, ], "survey"), attr(survey, "survey"))
  expect_identical(survey[["code"]], survey[, "code"])
  out <- capture.output(print(survey))
  expect_false(any(grepl("ANNA|1999|Female", out)))
  withr::local_options(cli.width = 30)
  expect_lte(max(nchar(capture.output(print(survey)), "width")), 30)
})
