test_that("an R Markdown document is the template with its own study", {
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
