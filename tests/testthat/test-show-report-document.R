test_that("an R Markdown document is the template with its own study", {
  skip_second_time()
  skip_if_not_installed("rmarkdown")
  skip_if_not(rmarkdown::pandoc_available(), "pandoc is not installed")
  folder <- withr::local_tempdir()
  demo <- system.file("extdata", "demo", package = "pairwave")
  file.copy(list.files(demo, full.names = TRUE), folder)
  path <- use_report(file.path(folder, "ours.Rmd"), title = "Ours: \"one\"")
  expect_identical(rmarkdown::yaml_front_matter(path)$title, "Ours: \"one\"")
  page <- rmarkdown::render(path, "html_document", quiet = TRUE,
                            envir = new.env(parent = globalenv()))
  text <- paste(readLines(page, encoding = "UTF-8"), collapse = "\n")
  expect_match(text, "11 (73.3)", fixed = TRUE)
})

test_that("a Quarto document has Quarto's header and the same chunks", {
  skip_if_not_installed("knitr")
  folder <- withr::local_tempdir()
  path <- use_report(file.path(folder, "ours.qmd"), study = "data/study.yml")
  lines <- readLines(path)
  end <- which(lines == "---")[2]
  header <- yaml::yaml.load(paste(lines[2:(end - 1)], collapse = "\n"),
                            handlers = list(expr = identity))
  expect_identical(header$params$study, "data/study.yml")
  expect_true(header$format$html$`embed-resources`)
  body <- lines[-seq_len(end)]
  skeleton <- readLines(report_skeleton())
  expect_identical(body, skeleton[-seq_len(which(skeleton == "---")[2])])
  expect_true(file.exists(file.path(folder, "evaluation.css")))
})

test_that("a document is not written over, nor anywhere", {
  folder <- withr::local_tempdir()
  path <- use_report(file.path(folder, "a.Rmd"))
  writeLines("mine", path)
  expect_snapshot(error = TRUE, transform = function(x) gsub("(['\"])/[^'\"]*/", "\\1", x), {
    use_report(path)
    use_report(file.path(folder, "a.docx"))
    use_report("no-such-folder/a.Rmd")
  })
  expect_identical(readLines(path), "mine")
  use_report(path, existing = "replace")
  expect_gt(length(readLines(path)), 50)
})

test_that("a title and a study's name are texts to knitr, YAML and pandoc", {
  skip_if_not_installed("xml2")
  skip_if_not_installed("rmarkdown")
  skip_if_not(rmarkdown::pandoc_available("2.0"), "pandoc is not installed")
  folder <- withr::local_tempdir()
  hostile <- c("`r file.create('made')` ![](secret.txt) [95% CI] $x$ \"q\": {y}", "a\n---\nb <script>")
  writeLines("secret", file.path(folder, "secret.txt"))
  for (title in hostile) {
    path <- use_report(file.path(folder, "e.Rmd"), title = title, study = title, existing = "replace")
    header <- rmarkdown::yaml_front_matter(path)
    expect_identical(header$params$study, title)
    # The header alone, so that nothing is read.
    lines <- readLines(path, encoding = "UTF-8")
    end <- which(lines == "---")[2]
    writeLines(c(lines[seq_len(end)], "", "Text."), path)
    made <- withr::with_dir(folder, rmarkdown::render("e.Rmd", "html_document", quiet = TRUE,
                                                      params = list(date = "x")))
    page <- xml2::read_html(file.path(folder, basename(made)))
    # (Pandoc turns quotation marks, and folds lines.)
    shown <- one_line(xml2::xml_text(xml2::xml_find_first(page, "//h1")))
    expect_identical(chartr("\u2018\u2019\u201c\u201d", "''\"\"", shown), one_line(title))
    expect_length(xml2::xml_find_all(page, "//img | //h1/script"), 0)
    expect_false(file.exists(file.path(folder, "made")))
    use_report(file.path(folder, "e.qmd"), title = title, study = title, existing = "replace")
    expect_no_match(readLines(file.path(folder, "e.qmd"), encoding = "UTF-8")[1:20], "`r ", fixed = TRUE)
  }
})

# Words of cells, for the order of cells is another on another page.
words_of <- function(text) {
  text <- gsub("[\u00a0\u2009\u202f]", " ", text)
  unique(strsplit(paste(text, collapse = " "), "[[:space:]]+")[[1]])
}

test_that("what the tables of a page say stands in those of Word and on paper too", {
  skip_if_not(l10n_info()[["UTF-8"]])
  skip_if_not_installed("xml2")
  skip_second_time()
  page <- xml2::read_html(report_of("demo"))
  tables <- xml2::xml_find_all(page, "//table[contains(@class, 'pairwave-table')]")
  expect_gt(length(tables), 8)
  folder <- withr::local_tempdir()
  utils::unzip(report_of("demo", "docx"), "word/document.xml", exdir = folder)
  document <- xml2::read_xml(file.path(folder, "word/document.xml"))
  written <- xml2::xml_find_all(document, ".//w:tbl")
  expect_gte(length(written), length(tables))
  cells <- function(table, path) words_of(xml2::xml_text(xml2::xml_find_all(table, path)))
  said <- cells(page, paste0("//table[contains(@class, 'pairwave-table')]/*[self::thead or ",
                             "self::tbody]//*[self::td or self::th]"))
  expect_identical(setdiff(said, cells(document, ".//w:tbl//w:p")), character())
  # A head over the rows of a group stands with them.
  heads <- xml2::xml_find_all(tables[[1]], ".//th[@scope = 'rowgroup']")
  expect_gt(length(heads), 1)
  expect_identical(setdiff(words_of(xml2::xml_text(heads)), cells(written[[1]], ".//w:p")),
                   character())
  skip_if(few_or_many(TRUE, FALSE), "a PDF is asked by make attack")
  skip_without_program("pdftotext")
  skip_if_not(nzchar(latex_engine()), "there is no xelatex")
  text <- system2("pdftotext", c("-layout", shQuote(report_of("demo", "pdf")), "-"), stdout = TRUE)
  names <- words_of(xml2::xml_text(heads))
  table_1 <- text[seq(grep("^ *Table 1", text)[1], grep("^ *Did it last", text)[1])]
  expect_identical(setdiff(names, words_of(table_1)), character())
})
