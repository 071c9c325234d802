test_that("tags are read with any prefix, quote and entity, and comments are none", {
  xml <- charToRaw(paste0(
    "<?xml version=\"1.0\"?><x:sheets><!-- <sheet name='no'/> --><x:sheet name='a &amp;lt; \"b\"' ",
    "r:id=\"r1\"/><x:sheet  name=\"&#x20AC;\"></x:sheet></x:sheets>"
  ))
  tags <- xml_tags(xml, "sheet", c("name", "id"), "xl/workbook.xml", "", NULL)
  expect_identical(tags$name, c("a &lt; \"b\"", "\u20ac"))
  expect_identical(tags$id, c("r1", NA))
  expect_identical(xml_tags(xml, "nothing", "id", "", "", NULL), list(id = character()))
  expect_error(xml_tags(charToRaw("<a"), "a", "b", "c", "d", NULL), class = "pairwave_error_format")
})

test_that("parts are found however a program writes their names", {
  answers <- list(Answers = list(list("id", "q1"), list("A1", 3)))
  whole <- bare_survey(read_survey(write_workbook(answers)))
  renamed <- function(from, to) {
    write_workbook(answers, parts = function(parts) {
      names(parts) <- gsub(from, to, names(parts))
      parts
    })
  }
  expect_identical(bare_survey(read_survey(renamed("/", "\\\\"))), whole)
  expect_identical(bare_survey(read_survey(renamed("sheet1", "Sheet1"))), whole)
  linked <- function(target) {
    write_workbook(answers, parts = function(parts) {
      rels <- "xl/_rels/workbook.xml.rels"
      parts[[rels]] <- sub("worksheets/sheet1.xml", target, parts[[rels]], fixed = TRUE)
      parts
    })
  }
  expect_identical(bare_survey(read_survey(linked("/xl/worksheets/sheet1.xml"))), whole)
  expect_identical(bare_survey(read_survey(linked("./worksheets/sheet1.xml"))), whole)
  moved <- write_workbook(answers, parts = function(parts) {
    names(parts) <- sub("workbook.xml", "book.xml", names(parts), fixed = TRUE)
    parts[["_rels/.rels"]] <- sub("workbook.xml", "book.xml", parts[["_rels/.rels"]], fixed = TRUE)
    parts
  })
  expect_identical(bare_survey(read_survey(moved)), whole)
  # Shared texts that are named and not there, as openxlsx writes where there are none.
  named <- write_workbook(answers, parts = function(parts) {
    rels <- "xl/_rels/workbook.xml.rels"
    parts[[rels]] <- sub("</Relationships>", paste0(
      "<Relationship Id=\"t\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
    ), parts[[rels]], fixed = TRUE)
    parts
  })
  expect_identical(bare_survey(read_survey(named)), whole)
})
