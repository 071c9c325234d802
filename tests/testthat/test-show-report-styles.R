test_that("the styles that a report takes are well-formed and on A4", {
  skip_if_not_installed("xml2")
  path <- word_reference(withr::local_tempdir())
  folder <- withr::local_tempdir()
  utils::unzip(path, exdir = folder)
  for (part in list.files(folder, "[.](xml|rels)$", recursive = TRUE, full.names = TRUE, all.files = TRUE)) {
    expect_error(xml2::read_xml(part), NA)
  }
  styles <- xml2::read_xml(file.path(folder, "word", "styles.xml"))
  ids <- xml2::xml_attr(xml2::xml_find_all(styles, "//w:style"), "styleId")
  expect_identical(anyDuplicated(ids), 0L)
  based <- xml2::xml_attr(xml2::xml_find_all(styles, "//w:basedOn"), "val")
  expect_true(all(based %in% ids))
  size <- xml2::xml_find_first(xml2::read_xml(file.path(folder, "word", "document.xml")), "//w:pgSz")
  expect_identical(xml2::xml_attr(size, "w"), "11906")
  expect_identical(word_style_ids(path)$caption, "Caption")
})
