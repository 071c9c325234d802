some_findings <- function() {
  findings_after(function(files) {
    files$waves$post$g3[1:3] <- 9
    files$waves$post$code[9] <- NA
    files
  })
}

test_that("JSON says what the frame says, by the schema", {
  found <- some_findings()
  lines <- format_findings(found, "json", "study.yml", "error")
  skip_if_not_installed("jsonlite")
  read <- jsonlite::fromJSON(lines)
  expect_equal(read$findings, as.data.frame(found)[names(read$findings)])
  expect_true(read$fails)
  expect_identical(c(read$errors, read$warnings), c(1L, 1L))
  schema <- jsonlite::fromJSON(system.file("schema", "findings.json", package = "pairwave"))
  expect_setequal(names(read), schema$required)
  expect_setequal(names(read), names(schema$properties))
  expect_setequal(names(read$findings), schema$properties$findings$items$required)
  none <- jsonlite::fromJSON(format_findings(findings_after(), "json", "s", "error"))
  expect_identical(none$findings, list())
})

test_that("JUnit XML is valid, and its failures are the findings that fail", {
  skip_if_not_installed("xml2")
  schema <- xml2::read_xml(test_path("fixtures", "junit.xsd"))
  found <- some_findings()
  for (fail_on in c("error", "warning", "never")) {
    lines <- format_findings(found, "junit", "study & <more>.yml", fail_on)
    xml <- xml2::read_xml(paste(lines, collapse = "\n"))
    expect_true(xml2::xml_validate(xml, schema), info = fail_on)
    failing <- xml2::xml_parent(xml2::xml_find_all(xml, "//failure"))
    expect_identical(
      xml2::xml_attr(failing, "name"),
      switch(fail_on, error = "out_of_range", never = character(),
             warning = c("out_of_range", "no_code"))
    )
    suite <- xml2::xml_find_first(xml, "//testsuite")
    expect_identical(xml2::xml_attr(suite, "name"), "study & <more>.yml")
    expect_identical(as.integer(xml2::xml_attr(suite, "tests")),
                     length(xml2::xml_find_all(xml, "//testcase")))
    expect_identical(as.integer(xml2::xml_attr(suite, "failures")), length(failing))
  }
})

test_that("annotations stop at nine of a kind and count the rest", {
  many <- do.call(rbind, lapply(1:12, function(i) {
    finding("dates_out_of_order", "pre", paste0("v", i), i, about = "100% of\nthem")
  }))
  lines <- format_findings(new_findings(many, list()), "github", "s", "error")
  expect_length(lines, 10)
  expect_identical(
    lines[c(1, 10)],
    c(paste0("::warning title=dates_out_of_order::pre: v1: 1 person answered before they ",
             "answered 100%25 of%0Athem; ", findings_en$dates_out_of_order$remedy),
      "::warning title=more::3 more warnings, listed in the job's summary")
  )
  expect_length(format_findings(findings_after(), "github", "s", "error"), 0)
})

test_that("a job's summary lists every finding, after what is there", {
  path <- withr::local_tempfile(lines = "before")
  found <- some_findings()
  append_summary(found, "study.yml", path)
  lines <- readLines(path)
  expect_identical(lines[1], "before")
  for (message in found$message) {
    expect_true(any(grepl(escape_markdown(message), lines, fixed = TRUE)))
  }
  expect_silent(append_summary(found, "study.yml", ""))
})

test_that("the page is whole and names every finding", {
  found <- some_findings()
  page <- paste(format_findings(found, "html", "a<b.yml", "error"), collapse = "\n")
  expect_match(page, "<!DOCTYPE html>", fixed = TRUE)
  expect_match(page, "a&lt;b.yml", fixed = TRUE)
  expect_no_match(page, "https?://")
  for (message in found$message) expect_match(page, escape_html(message), fixed = TRUE)
})
