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

test_that("the page is whole and names every finding", {
  found <- some_findings()
  page <- paste(format_findings(found, "html", "a<b.yml", "error"), collapse = "\n")
  expect_match(page, "<!DOCTYPE html>", fixed = TRUE)
  expect_match(page, "a&lt;b.yml", fixed = TRUE)
  expect_no_match(page, "https?://")
  for (message in found$message) expect_match(page, escape_html(message), fixed = TRUE)
})

test_that("a cohort that can't be read is said to be so in every format", {
  message <- "Every file must exist.\nThere is no \"<post>.csv\"."
  as <- function(format) format_unreadable(message, format, "a/study.yml", "error")
  skip_if_not_installed("jsonlite")
  read <- jsonlite::fromJSON(as("json"))
  schema <- jsonlite::fromJSON(system.file("schema", "findings.json", package = "pairwave"))
  expect_setequal(names(read), schema$required)
  expect_identical(read$unreadable, message)
  expect_true(read$fails)
  expect_identical(read$findings, list())
  skip_if_not_installed("xml2")
  xml <- xml2::read_xml(paste(as("junit"), collapse = "\n"))
  expect_true(xml2::xml_validate(xml, xml2::read_xml(test_path("fixtures", "junit.xsd"))))
  expect_identical(xml2::xml_text(xml2::xml_find_all(xml, "//testcase/error")), message)
  expect_identical(xml2::xml_attr(xml2::xml_find_first(xml, "//testsuite"), "errors"), "1")
  expect_match(as("html"), "&lt;post&gt;", fixed = TRUE, all = FALSE)
})
