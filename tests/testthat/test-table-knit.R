result <- function() demographics(data.frame(sex = c("f", "m", "f")))

test_that("a result turns into a plain data frame", {
  frame <- as.data.frame(result())
  expect_identical(class(frame), "data.frame")
  expect_named(attributes(frame), c("names", "row.names", "class"),
               ignore.order = TRUE)
  expect_identical(class(result()[c("n", "percent")]), "data.frame")
  expect_s3_class(result()[1, ], "pairwave_result")
})

test_that("knitr gets the table in the format of the document", {
  skip_if_not_installed("knitr")
  keep <- knitr::opts_knit$get("rmarkdown.pandoc.to")
  on.exit(knitr::opts_knit$set(rmarkdown.pandoc.to = keep))
  knit <- function(to) {
    knitr::opts_knit$set(rmarkdown.pandoc.to = to)
    knitr::knit_print(result(), options = list())
  }
  expect_s3_class(knit("html"), "knit_asis")
  expect_match(knit("html"), "`````{=html}\n<table>", fixed = TRUE)
  expect_match(knit("latex"), "\\begin{tabular}{llr}", fixed = TRUE)
  expect_match(knit("docx"), "| Variable |", fixed = TRUE)
})
