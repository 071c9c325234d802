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

test_that("all that a report says is of the tables of words, or the study's", {
  skip_if_not(rmarkdown::pandoc_available())
  skip_if_not(l10n_info()[["UTF-8"]])
  skip_if_not_installed("xml2")
  local_marked_words()
  cohort <- read_cohort(
    system.file("extdata", "demo", "study-codes.yml", package = "pairwave")
  )
  # Word as well by `make attack`.
  endings <- strsplit(Sys.getenv("PAIRWAVE_LANGUAGE_REPORTS", "html"), ",")[[1]]
  folder <- withr::local_tempdir()
  for (ending in endings) {
    path <- file.path(folder, paste0("report.", ending))
    report(cohort, path, language = "cy", audience = "internal")
    texts <- visible_texts(path)
    expect_gt(length(texts), 100)
    expect_identical(unmarked_texts(path, cohort), character())
  }
  if (!"html" %in% endings) return()
  page <- paste(readLines(file.path(folder, "report.html"), encoding = "UTF-8"), collapse = "\n")
  expect_match(page, "<html lang=\"cy\">", fixed = TRUE)
  expect_match(page, "<div lang=\"en\">\n<ul>\n<li>Algina", fixed = TRUE)
  expect_length(gregexpr("lang=\"en\"", page, fixed = TRUE)[[1]], 1)
  expect_match(page, "id=\"appendix\"", fixed = TRUE)
  # What is not in the table is found, and what the study says is not taken for it.
  expect_identical(unmarked_in(c("Nobody put me in a table", "After", "1.98 [0.87, 3.08]"),
                               texts_of_study(cohort)), "Nobody put me in a table")
})
