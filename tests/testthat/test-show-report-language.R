test_that("a document's paragraphs, items and headings are found, and its code is not", {
  lines <- c("## In brief", "", "```{r x}", "a <- 1", "# no heading", "```", "", "- one", "  two",
             "- three", "", "```{asis, echo = b}", "Text of", "two lines.", "```")
  blocks <- document_blocks(lines)
  text <- Filter(function(block) block$kind == "text", blocks)
  expect_equal(vapply(text, `[[`, "", "text"), c("In brief", "one two", "three",
                                                 "Text of two lines."))
  expect_equal(vapply(text, `[[`, "", "mark"), c("## ", "- ", "- ", ""))
  expect_equal(unlist(lapply(blocks, `[[`, "lines")), lines)
})

test_that("the document keeps its code and the names of its headings", {
  skeleton <- readLines(report_skeleton(), encoding = "UTF-8")
  skeleton <- skeleton[-seq_len(which(skeleton == "---")[2])]
  expect_equal(document_in_language(skeleton, "en"), skeleton)
  local_style(list(language = "de"))
  german <- document_in_language(skeleton, "de")
  expect_true("## Anhang {#appendix}" %in% german)
  code <- function(lines) Filter(function(block) block$kind == "code", document_blocks(lines))
  expect_length(code(german), length(code(skeleton)))
  left <- Filter(function(block) block$kind == "text", document_blocks(german))
  expect_false(any(vapply(left, `[[`, "", "text") %in% names(language_words("de"))))
})

test_that("a report is in its language, and says where it is not", {
  skip_if_not(rmarkdown::pandoc_available())
  skip_if_not(l10n_info()[["UTF-8"]])
  cohort <- read_cohort(system.file("extdata", "demo", "study.yml", package = "pairwave"))
  path <- withr::local_tempfile(fileext = ".html")
  report(cohort, path, language = "fr", audience = "internal")
  page <- paste(readLines(path, encoding = "UTF-8"), collapse = "\n")
  expect_match(page, "<html lang=\"fr\">", fixed = TRUE)
  expect_match(page, "<div lang=\"en\">", fixed = TRUE)
  expect_match(page, "id=\"appendix\"", fixed = TRUE)
  expect_match(page, "1,98 [0,87; 3,08]", fixed = TRUE)
  for (text in c("In brief", "What changed", "Skip to the report", "Earlier M (SD)")) {
    expect_false(grepl(text, page, fixed = TRUE), label = text)
  }
})
