# One document is knitted in every format; `make test` asks for some of them, with fewer
# tables, and `make attack`, or PAIRWAVE_FORMATS=all, for all.
asked_formats <- function() {
  all <- names(knit_formats)
  asked <- Sys.getenv("PAIRWAVE_FORMATS", few_or_many("few", "all"))
  if (asked == "all") all else if (asked != "few") strsplit(asked, ",")[[1]] else
    c(if (can_knit("html_document2")) "html_document2" else "html_document", "word_plain", "github_document")
}

plainly <- function(texts) gsub("\\s+", " ", gsub("\u2212", "-", gsub("\u00a0", " ", texts)))

test_that("every interval, p and n is one unbroken text in every format", {
  skip_on_cran()
  skip_second_time()
  skip_without_report()
  skip_if_not_installed("xml2")
  skip_if_not(l10n_info()[["UTF-8"]])
  formats <- asked_formats()
  results <- knitted_results(many = length(formats) > 3)
  numbers <- unique(unlist(lapply(c(list(results$change, results$people), results$others), page_numbers)))
  whole <- page_numbers(results$change, "all")
  for (format in Filter(can_knit, formats)) {
    path <- knit_document(format, results)
    texts <- knitted_texts(path, format)
    ending <- knit_formats[[format]][2]
    found <- plainly(texts)
    if (ending %in% c("docx", "odt", "html")) {
      # Each number is a cell by itself, in which no line can be broken.
      expect_identical(setdiff(c(numbers, whole), found), character(), info = format)
      if (ending != "html") {
        spaced <- grep("^[-0-9.]+ [[(]", texts, value = TRUE)
        expect_length(setdiff(spaced[plainly(spaced) %in% numbers], ""), 0)
      }
    } else {
      for (number in numbers) {
        if (!any(grepl(number, found, fixed = TRUE))) fail(paste(format, "has no", number))
      }
    }
    text <- paste(found, collapse = " ")
    for (said in c("[95% CI] & why_not", "0.36 [0.15, 0.56]", "p = .002", "t(25) = 3.56", "Who took part",
                   "One scale", "Another scale", "Every column", "Not shown here: t (df); p; d_av [95% CI]")) {
      expect_match(gsub("\\\\", "", text), said, fixed = TRUE, info = format)
    }
    expect_no_match(text, "??", fixed = TRUE, info = format)
    if (knit_formats[[format]][1] == "bookdown") {
      expect_no_match(text, "@ref|\\(#tab|\\(\\\\#tab", info = format)
      for (said in c("See Table 1 and Table 2", "Table 1: ?What changed", "Table 2: ?Who took part")) {
        expect_match(text, said, info = format)
      }
    }
    if (ending == "html") expect_html_tables(path, format)
  }
})

test_that("labels and references agree in LaTeX, and no label comes twice", {
  skip_on_cran()
  skip_if_not_installed("knitr")
  keep <- knitr::opts_knit$get("rmarkdown.pandoc.to")
  on.exit(knitr::opts_knit$set(rmarkdown.pandoc.to = keep))
  knitr::opts_knit$set(rmarkdown.pandoc.to = "latex")
  tex <- knitr::knit(text = knitted_lines[-(1:4)], quiet = TRUE,
                     envir = list2env(knitted_results(FALSE), parent = globalenv()))
  labels <- regmatches(tex, gregexpr("\\\\label[{][^}]*[}]", tex))[[1]]
  expect_identical(anyDuplicated(labels), 0L)
  expect_true(all(sprintf("\\label{tab:%s}", c("headline", "who", "loop", "loop-2", "every")) %in% labels))
  expect_match(tex, "\\caption{\\label{tab:headline}What changed {[}95\\% CI{]} \\& why\\_not}", fixed = TRUE)
})

test_that("Typst has the tables by strings, with labels", {
  skip_if_not_installed("knitr")
  keep <- knitr::opts_knit$get("rmarkdown.pandoc.to")
  on.exit(knitr::opts_knit$set(rmarkdown.pandoc.to = keep))
  knitr::opts_knit$set(rmarkdown.pandoc.to = "typst")
  change <- paired_change(demo_cohort())
  text <- knitr::knit_print(change, caption = "What [95% CI]", label = "headline")
  expect_match(text, "`````{=typst}\n#figure(\n  caption: figure.caption(position: top, \"What [95% CI]\"),", fixed = TRUE)
  expect_match(text, ") <tab:headline>", fixed = TRUE)
  expect_match(text, "table.cell(colspan: 6, emph(\"General self-efficacy\")),", fixed = TRUE)
  for (number in page_numbers(change)) expect_match(text, paste0("\"", number, "\""), fixed = TRUE)
})
