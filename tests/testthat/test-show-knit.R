test_that("a result turns into a plain data frame", {
  frame <- as.data.frame(three_people())
  expect_identical(class(frame), "data.frame")
  expect_named(attributes(frame), c("names", "row.names", "class"),
               ignore.order = TRUE)
  expect_identical(class(three_people()[c("n", "percent")]), "data.frame")
  expect_s3_class(three_people()[1, ], "pairwave_result")
})

test_that("a rendered document holds the table as a table", {
  skip_on_cran()
  skip_if_not_installed("rmarkdown")
  skip_if_not(rmarkdown::pandoc_available("2.0"))
  render <- function(format) {
    folder <- tempfile()
    dir.create(folder)
    source <- file.path(folder, "x.Rmd")
    writeLines(c(
      "---", "title: T", "---", "", "```{r, echo=FALSE}",
      "pairwave::demographics(data.frame(x = c(\"*a*\", \"<b>\", \"*a*\")))",
      "```", "", "After."
    ), source)
    file <- rmarkdown::render(source, format, quiet = TRUE,
                              envir = new.env(parent = globalenv()))
    paste(readLines(file, encoding = "UTF-8"), collapse = "\n")
  }
  html <- render(rmarkdown::html_fragment())
  expect_match(html, "<t[hd][^>]*>\\*a\\*</t[hd]><td[^>]*>2 \\(66.7\\)</td>")
  expect_match(html, "&lt;b&gt;", fixed = TRUE)
  latex <- render(rmarkdown::latex_document())
  expect_match(latex, "\\usepackage{booktabs}", fixed = TRUE)
  expect_match(latex, "x & {*}a{*} & 2 (66.7) \\\\", fixed = TRUE)
  markdown <- render(rmarkdown::md_document("gfm"))
  expect_match(markdown, "\\*a\\*", fixed = TRUE)
  expect_match(markdown, "Total Participants N (%)", fixed = TRUE)
})
