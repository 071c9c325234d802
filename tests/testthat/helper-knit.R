# One document with every kind of table, knitted in every format that R Markdown, bookdown
# and pandoc have here.

knitted_lines <- c(
  "---", "title: Formats", "---", "",
  "```{r, include = FALSE}",
  "knitr::opts_chunk$set(echo = FALSE)", "```", "",
  "Belonging rose by `r pairwave::value(change, \"belonging\", \"pre -> post\", \"change\")`,",
  "`r pairwave::value(change, \"belonging\", \"pre -> post\", \"p\")`,",
  "`r pairwave::value(change, \"belonging\", \"pre -> post\", \"t\")`. See Table \\@ref(tab:headline)",
  "and Table \\@ref(tab:who).", "",
  "```{r headline, tab.cap = \"What changed [95% CI] & why_not\"}", "change", "```", "",
  "```{r who, tab.cap = \"Who took part\"}", "people", "```", "",
  "```{r others, results = \"asis\"}", "for (one in others) print(one)", "pairwave::describe(change)", "```", "",
  "```{r loop, results = \"asis\", tab.cap = c(\"One scale\", \"Another scale\")}",
  "for (scale in unique(change$scale)) print(change[change$scale == scale, ])", "print(cohort)",
  "```", "",
  "```{r}", "knitr::knit_print(change, columns = \"all\", caption = \"Every column\", label = \"every\")",
  "```"
)

knitted_results <- function(many = TRUE) {
  cohort <- demo_cohort()
  change <- paired_change(cohort)
  others <- if (many) {
    list(item_change(cohort), persistence(cohort), participation(cohort), wave_means(cohort),
         scale_reliability(cohort), unpaired_change(cohort))
  } else {
    list(scale_reliability(cohort))
  }
  list(cohort = cohort, change = change, people = demographics(cohort), others = others)
}

# The formats by name: what makes one, and its ending. `_plain` is Word without flextable.
knit_formats <- list(
  html_document = c("rmarkdown", "html"), html_vignette = c("rmarkdown", "html"),
  ioslides_presentation = c("rmarkdown", "html"), word_document = c("rmarkdown", "docx"),
  word_plain = c("rmarkdown", "docx"), odt_document = c("rmarkdown", "odt"),
  rtf_document = c("rmarkdown", "rtf"), github_document = c("rmarkdown", "md"),
  pdf_document = c("rmarkdown", "pdf"), html_document2 = c("bookdown", "html"),
  word_document2 = c("bookdown", "docx"), word_plain2 = c("bookdown", "docx"),
  odt_document2 = c("bookdown", "odt"), pdf_document2 = c("bookdown", "pdf"),
  pipes = c("rmarkdown", "md")
)

can_knit <- function(format) {
  maker <- knit_formats[[format]]
  here <- requireNamespace(maker[1], quietly = TRUE)
  if (maker[2] == "pdf") here <- here && nzchar(Sys.which("xelatex")) && nzchar(Sys.which("pdftotext"))
  if (format %in% c("word_document", "word_document2")) here <- here && requireNamespace("flextable", quietly = TRUE)
  here
}

# For Word without flextable.
put_has_word_tables <- function(value) {
  here <- asNamespace("pairwave")
  unlockBinding("has_word_tables", here)
  assign("has_word_tables", value, here)
  lockBinding("has_word_tables", here)
}

# Knits the document and gives the file's path.
knit_document <- function(format, results, lines = knitted_lines, env = parent.frame()) {
  folder <- withr::local_tempdir(.local_envir = env)
  maker <- knit_formats[[format]]
  ending <- maker[2]
  name <- switch(format, word_plain = "word_document", word_plain2 = "word_document2", pipes = "md_document", format)
  options <- switch(format, ioslides_presentation = list(self_contained = FALSE), pdf_document = ,
                    pdf_document2 = list(latex_engine = "xelatex"), html_vignette = list(css = NULL),
                    # What Quarto and others have where they know no table but Markdown's.
                    pipes = list(variant = "markdown-raw_html-grid_tables-simple_tables-multiline_tables",
                                 pandoc_args = "--wrap=none"),
                    github_document = list(html_preview = FALSE), list())
  output <- do.call(getExportedValue(maker[1], name), options)
  writeLines(enc2utf8(lines), file.path(folder, "x.Rmd"), useBytes = TRUE)
  values <- list2env(results, parent = globalenv())
  if (format %in% c("word_plain", "word_plain2")) {
    real <- has_word_tables
    put_has_word_tables(function() FALSE)
    on.exit(put_has_word_tables(real))
  }
  # (A title of a vignette stands in two places.)
  withr::local_options(rmarkdown.html_vignette.check_title = FALSE)
  rmarkdown::render(file.path(folder, "x.Rmd"), output, quiet = TRUE, envir = values,
                    output_file = paste0("x.", ending))
}

# The texts of a file in pieces that no line break divides: cells and paragraphs.
knitted_texts <- function(path, format) {
  ending <- knit_formats[[format]][2]
  part <- function(within, pattern) {
    folder <- withr::local_tempdir()
    utils::unzip(path, within, exdir = folder)
    xml2::xml_text(xml2::xml_find_all(xml2::read_xml(file.path(folder, within)), pattern))
  }
  switch(
    ending,
    html = {
      page <- xml2::read_html(path)
      c(xml2::xml_text(xml2::xml_find_all(page, "//td[contains(@style, 'right')]")),
        xml2::xml_text(xml2::xml_find_all(page, "//body")))
    },
    # A text of one run.
    docx = c(part("word/document.xml", "//w:t"), paste(part("word/document.xml", "//w:p"), collapse = " ")),
    odt = part("content.xml", "//text:p"),
    rtf = gsub("\\\\u160 ?[?]?", "\u00a0", paste(readLines(path), collapse = " ")),
    md = gsub("\\\\([][%.-])|(\\\\)(?=[^a-z])", "\\1", gsub("&#91;", "[", gsub("&#93;", "]",
         paste(readLines(path, encoding = "UTF-8"), collapse = "\n"))), perl = TRUE),
    pdf = paste(suppressWarnings(system2("pdftotext", c("-layout", path, "-"), stdout = TRUE)), collapse = "\n")
  )
}

# The cells with numbers of a result as a page shows it.
page_numbers <- function(result, columns = "main") {
  table <- result_page(result, columns)
  unique(unlist(table$body[table$align == "r"], use.names = FALSE))
}

# Tables of a page bring their style, numbers stay on one line, and a scrolled table has a
# name.
expect_html_tables <- function(path, format) {
  page <- xml2::read_html(path)
  tables <- xml2::xml_find_all(page, "//table[@class='pairwave-table']")
  expect_gt(length(tables), 5)
  boxes <- xml2::xml_find_all(page, "//div[@class='pairwave-box'][table]")
  expect_identical(length(boxes), length(tables))
  expect_true(all(nzchar(xml2::xml_attr(boxes, "aria-label"))))
  style <- xml2::xml_text(xml2::xml_find_all(page, "//style"))
  expect_true(any(grepl(".pairwave-table td[style*=\"right\"] { white-space: nowrap; }", style, fixed = TRUE)),
              info = format)
  # Nothing but what is in a table of pairwave is styled.
  rules <- unlist(strsplit(style[grepl("pairwave", style)][1], "\n"))
  expect_match(rules[nzchar(rules)], "^[.]pairwave-")
}
