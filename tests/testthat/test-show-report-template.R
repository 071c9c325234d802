test_that("a template fits its format", {
  path <- withr::local_tempfile(fileext = ".docx", lines = "no document")
  shown <- function(x) gsub("(['\"])/[^'\"]*[.]docx", "\\1house.docx", x)
  expect_snapshot(error = TRUE, transform = shown, {
    report_template(path, "word")
    report_template(path, "html")
    report_template(path, "workbook")
    report_template("no-such.css", "html")
    report_template(1, "pdf")
  })
  expect_null(report_template(NULL, "word"))
})

test_that("a house's document is taken, and its caption style found by its name", {
  path <- withr::local_tempfile(fileext = ".docx")
  parts <- word_reference_parts()
  styles <- sub("styleId=\"Caption\"", "styleId=\"Beschriftung\"", parts[["word/styles.xml"]], fixed = TRUE)
  parts[["word/styles.xml"]] <- styles
  writeBin(zip_archive(parts), path)
  expect_identical(report_template(path, "word"), normalizePath(path))
  expect_identical(word_style_ids(path)$caption, "Beschriftung")
})
