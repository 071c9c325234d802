test_that("slides have what is said in brief and each figure, described", {
  skip_on_cran()
  skip_second_time()
  skip_without_report()
  skip_if_not_installed("xml2")
  skip_if_not_installed("ggplot2")
  path <- withr::local_tempfile(fileext = ".pptx")
  report(demo_cohort(), path, sections = c("brief", "change"))
  folder <- withr::local_tempdir()
  utils::unzip(path, exdir = folder)
  slides <- lapply(list.files(file.path(folder, "ppt", "slides"), "xml$", full.names = TRUE), xml2::read_xml)
  said <- vapply(slides, xml2::xml_text, "")
  expect_match(said, "In brief", all = FALSE)
  expect_match(said, "No comparison group", all = FALSE)
  pictures <- unlist(lapply(slides, function(slide) {
    xml2::xml_attr(xml2::xml_find_all(slide, "//p:pic//p:cNvPr"), "descr")
  }))
  expect_gt(length(pictures), 0)
  expect_true(all(nchar(pictures) > 40))
  expect_no_match(pictures, "[.]png")
})

test_that("a theme takes the report's letters and colour", {
  theme <- paste0("<a:accent1><a:srgbClr val=\"4F81BD\"/></a:accent1><a:majorFont><a:latin typeface=\"X\"/>",
                  "</a:majorFont><a:minorFont><a:latin typeface=\"Y\"/></a:minorFont>")
  expect_identical(lengths(regmatches(slides_theme(theme), gregexpr("Arial", slides_theme(theme)))), 2L)
  expect_match(slides_theme(theme), accent_ink)
})
