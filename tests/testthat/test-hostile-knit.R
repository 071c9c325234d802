# Hostile texts in every place of a cohort's tables, as title, caption and label, through
# documents that R Markdown knits and files that write_result() makes: nothing runs, nothing
# is read, and each file is as whole as with a harmless text. `make test` tries some of the
# texts together, `make attack`, or PAIRWAVE_HOSTILE=all, all of them.

hostile_document <- c(
  "---", "title: Hostile", "---", "",
  "```{r, echo = FALSE, results = \"asis\"}",
  "for (one in results) cat(knitr::knit_print(one, heading = text, caption = text, label = text))",
  "print(cohort)", "```", "",
  "```{r, echo = FALSE}", "results[[1]]", "pairwave::describe(results[[2]])", "```"
)

# What a document is made of, without its texts.
knitted_shape <- function(path, ending) {
  switch(
    ending,
    html = {
      page <- xml2::read_html(path, encoding = "UTF-8")
      expect_length(xml2::xml_find_all(page, "//script[contains(., 'alert')] | //iframe | //svg | //base"), 0)
      expect_length(grep("^on", xml2::xml_name(xml2::xml_find_all(page, "//body//@*"))), 0)
      loaded <- xml2::xml_text(xml2::xml_find_all(page, "//body//@src | //body//@href"))
      expect_identical(grep("^(data:|#)", loaded, invert = TRUE, value = TRUE), character())
      inside <- xml2::xml_find_all(page, "//body//table//* | //body//p | //body//p//* | //body//h3 | //body//h3//*")
      table(xml2::xml_name(inside), dnn = NULL)
    },
    docx = shape_docx(path),
    odt = {
      folder <- withr::local_tempdir()
      utils::unzip(path, "content.xml", exdir = folder)
      page <- xml2::read_xml(file.path(folder, "content.xml"))
      table(factor(xml2::xml_name(xml2::xml_find_all(page, "//*")),
                   c("table", "table-row", "table-cell", "a", "frame", "image", "h", "list")))
    },
    rtf = {
      text <- paste(readLines(path, warn = FALSE), collapse = "\n")
      text <- gsub("\\\\[\\\\{}]", "", text)
      # Braces are in pairs, and no object and no field is in it.
      expect_identical(nchar(gsub("[^{]", "", text)), nchar(gsub("[^}]", "", text)))
      expect_no_match(text, "\\\\(object|field|pict)\\b")
      sum(gregexpr("\\\\cell\\b", text, perl = TRUE)[[1]] > 0)
    },
    # That LaTeX ends well says that no command was begun.
    pdf = readBin(path, "raw", 5),
    md = left_over(readLines(path, encoding = "UTF-8"), "\\\\[[:punct:]]|&#[0-9]+;|[-]{3,}", "[`<>$]")
  )
}

hostile_formats <- list(
  html = quote(rmarkdown::html_document(mathjax = NULL, theme = NULL, highlight = NULL)),
  docx = quote(rmarkdown::word_document()), odt = quote(rmarkdown::odt_document()),
  rtf = quote(rmarkdown::rtf_document()), md = quote(rmarkdown::github_document(html_preview = FALSE)),
  pdf = quote(rmarkdown::pdf_document(latex_engine = "xelatex"))
)

knit_hostile <- function(cohort, text, ending, plain = FALSE, env = parent.frame()) {
  folder <- withr::local_tempdir(.local_envir = env)
  results <- list(demographics(cohort), paired_change(cohort), if (!plain) item_change(cohort))
  values <- list2env(list(results = Filter(Negate(is.null), results), cohort = cohort, text = text),
                     parent = globalenv())
  writeLines(hostile_document, file.path(folder, "x.Rmd"))
  suppressMessages(rmarkdown::render(
    file.path(folder, "x.Rmd"), eval(hostile_formats[[ending]]), quiet = TRUE, envir = values,
    output_file = paste0("x.", ending)
  ))
}

# Names of scales and columns are the document's own.
plant_in_study <- function(text) plant_everywhere(text, apart = c("scale name", "column name"))

test_that("a document of hostile texts has the shape of a harmless one", {
  skip_on_cran()
  skip_second_time()
  skip_without_report()
  skip_if_not_installed("xml2")
  files <- hostile_files()
  texts <- hostile_texts(files$secret, files$made)
  all <- identical(Sys.getenv("PAIRWAVE_HOSTILE", few_or_many("", "all")), "all")
  few <- paste(texts[c(1, 5, 17, 23, 28, 36, 62, 83)], collapse = " ")
  # Each alone in a page, ten at a time elsewhere.
  tens <- vapply(split(texts, (seq_along(texts) - 1) %/% 10), paste, "", collapse = " ")
  endings <- setdiff(names(hostile_formats), if (!nzchar(Sys.which("xelatex"))) "pdf")
  for (ending in if (all) endings else "html") {
    harmless <- knitted_shape(knit_hostile(plant_in_study("Harmless"), "Harmless", ending), ending)
    for (text in if (!all) few else if (ending == "html") texts else tens) {
      # A cell of thousands of letters is wider than LaTeX can count.
      if (ending == "pdf" && nchar(text) > 4000) next
      info <- paste(ending, encodeString(substr(text, 1, 60)))
      path <- tryCatch(knit_hostile(plant_in_study(text), text, ending), error = function(e) {
        fail(paste(info, conditionMessage(e)))
        NULL
      })
      if (is.null(path)) next
      expect_equal(knitted_shape(path, ending), harmless, info = info)
      expect_false(holds_secret(path), info = info)
    }
  }
  expect_false(file.exists(files$made))
})

test_that("files of a result with hostile texts are whole", {
  skip_on_cran()
  skip_second_time()
  skip_if_not_installed("xml2")
  files <- hostile_files()
  texts <- hostile_texts(files$secret, files$made)
  all <- identical(Sys.getenv("PAIRWAVE_HOSTILE", few_or_many("", "all")), "all")
  tried <- if (all) texts else paste(texts[c(3, 30, 52, 65, 71, 80, 84)], collapse = " ")
  for (text in tried) {
    info <- encodeString(substr(text, 1, 60))
    cohort <- plant_in_study(text)
    results <- stats::setNames(list(demographics(cohort), paired_change(cohort)), c(text, "Change"))
    book <- withr::local_tempfile(fileext = ".xlsx")
    write_result(results, book)
    expect_whole_workbook(book, info)
    page <- withr::local_tempfile(fileext = ".html")
    write_result(results[[1]], page)
    named <- xml2::xml_name(xml2::xml_find_all(xml2::read_html(page), "//*"))
    expect_identical(setdiff(named, c("html", "head", "meta", "title", "style", "body", "table", "caption",
                                      "thead", "tbody", "tfoot", "tr", "th", "td", "div")), character(), info = info)
    expect_false(holds_secret(book), info = info)
  }
  expect_false(file.exists(files$made))
})
