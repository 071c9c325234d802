test_that("every cell has its headers", {
  skip_if_not_installed("xml2")
  people <- data.frame(sex = c("f", "m", "f"), year = c("3", "3", "4"))
  lines <- write_table(as_print_table(demographics(people)), "html")
  page <- xml2::read_html(paste(lines, collapse = "\n"))
  expect_identical(
    xml2::xml_attr(xml2::xml_find_all(page, "//tbody//th"), "scope"),
    rep(c("rowgroup", "row", "row"), 2)
  )
  expect_identical(
    xml2::xml_attr(xml2::xml_find_all(page, "//th[@scope='rowgroup']"), "rowspan"),
    c("2", "2")
  )
  expect_identical(
    xml2::xml_attr(xml2::xml_find_all(page, "//thead//th"), "scope"),
    c("col", "col")
  )
  # A group is a body of its own, which is what its head is for.
  expect_length(xml2::xml_find_all(page, "//tbody"), 2)
  # The first row of a group has three cells, the others leave out its head.
  expect_identical(
    lengths(lapply(xml2::xml_find_all(page, "//tbody/tr"), xml2::xml_children)),
    c(3L, 2L, 3L, 2L)
  )
})

test_that("a table whose rows are no groups has one body", {
  table <- new_print_table(data.frame(a = c("x", "y"), b = c("1", "2")),
                           align = c("l", "r"), row_heads = 2L)
  lines <- write_table(table, "html")
  expect_length(grep("<tbody>", lines), 1)
  expect_false(any(grepl("rowgroup", lines)))
})
