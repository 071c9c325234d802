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

test_that("brackets and intervals are texts in a document of each format", {
  skip_on_cran()
  skip_if_not_installed("rmarkdown")
  skip_if_not_installed("xml2")
  skip_if_not(rmarkdown::pandoc_available("2.0"))
  folder <- withr::local_tempdir()
  lines <- c(
    "---", "title: T", "---", "", "```{r, echo=FALSE}",
    "answers <- data.frame(before = c(24, 27, 31, 22, 29), after = c(27, 31, 30, 27, 33))",
    "change <- pairwave::paired_change(answers, waves = c(\"before\", \"after\"), label = \"Trust [short]\")",
    "change", "pairwave::describe(change)", "```"
  )
  texts <- c("Trust [short]", "[95% CI]", "[0.09, 5.91]", "On Trust [short], ")
  # A word processor's file as the text of its main part.
  part <- function(file, within) {
    utils::unzip(file, within, exdir = folder)
    xml2::xml_text(xml2::read_xml(file.path(folder, within)))
  }
  text_of <- list(
    html_document = function(file) xml2::xml_text(xml2::read_html(file)),
    word_document = function(file) part(file, "word/document.xml"),
    odt_document = function(file) part(file, "content.xml"),
    rtf_document = function(file) gsub("\\u8722 ?", "-", paste(readLines(file), collapse = " "), fixed = TRUE),
    github_document = function(file) paste(readLines(file), collapse = " "),
    latex_document = function(file) gsub("[{]([][])[}]", "\\1", paste(readLines(file), collapse = " "))
  )
  if (nzchar(Sys.which("pdftotext")) && nzchar(Sys.which("pdflatex"))) {
    text_of$pdf_document <- function(file) {
      paste(system2("pdftotext", c(file, "-"), stdout = TRUE), collapse = " ")
    }
  }
  for (plain in c(FALSE, TRUE)) {
    # Without flextable, Word has its tables by Markdown.
    formats <- if (plain) "word_document" else names(text_of)
    setup <- if (plain) c("```{r, include=FALSE}", "knitr::opts_knit$set(rmarkdown.pandoc.to = \"odt\")", "```")
    writeLines(append(lines, setup, 4), file.path(folder, "x.Rmd"))
    for (format in formats) {
      output <- getExportedValue("rmarkdown", format)()
      made <- rmarkdown::render(file.path(folder, "x.Rmd"), output, quiet = TRUE,
                                envir = new.env(parent = globalenv()))
      shown <- gsub("&#91;|\\\\\\[", "[", gsub("&#93;|\\\\\\]", "]", gsub("\\\\%", "%", text_of[[format]](made))))
      shown <- gsub("\\s+", " ", gsub("\u2212", "-", shown))
      for (text in texts) expect_match(shown, text, fixed = TRUE, info = paste(format, plain))
    }
  }
})
