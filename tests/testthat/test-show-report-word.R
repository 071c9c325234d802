test_that("a Word report is what Word and those who hear it need", {
  skip_on_cran()
  skip_second_time()
  skip_without_report()
  skip_if_not_installed("xml2")
  folder <- withr::local_tempdir()
  utils::unzip(report_of("one_wave", "docx"), exdir = folder)
  for (part in list.files(folder, "[.](xml|rels)$", recursive = TRUE, full.names = TRUE, all.files = TRUE)) {
    expect_error(xml2::read_xml(part), NA)
  }
  main <- xml2::read_xml(file.path(folder, "word", "document.xml"))
  of <- function(path) xml2::xml_find_all(main, path)
  tables <- of("//w:tbl")
  expect_gt(length(tables), 3)
  expect_length(of("//w:tbl[not(.//w:tblHeader)]"), 0)
  expect_length(of("//w:tbl//w:tr[not(./w:trPr/w:cantSplit)]"), 0)
  expect_length(of("//w:drawing[not(.//wp:docPr[@descr])]"), 0)
  # Captions count themselves, without a gap.
  for (kind in c("Table", "Figure")) {
    fields <- of(paste0("//w:fldSimple[contains(@w:instr, 'SEQ ", kind, "')]"))
    expect_identical(xml2::xml_text(fields), as.character(seq_along(fields)))
  }
  expect_gt(length(of("//w:fldSimple[contains(@w:instr, 'SEQ Table')]")), 3)
  expect_true("Heading1" %in% xml2::xml_attr(of("//w:pStyle"), "val"))
  sizes <- as.numeric(xml2::xml_attr(of("//w:sz"), "val"))
  expect_gte(min(sizes), 16)
  expect_true(all(xml2::xml_attr(of("//w:pgSz"), "w") %in% c("11906", "16838")))
})

test_that("texts of a table are texts, and what is too wide has a form on its side", {
  table <- new_print_table(data.frame(a = "<w:p/> & \"x\"", b = "1"), align = c("l", "r"), caption = "<b>")
  text <- paste(word_report_table(table, list(caption = "Caption")), collapse = "\n")
  expect_no_match(text, "<w:p/>|<b>")
  expect_no_match(text, table_on_paper$sideways, fixed = TRUE)
  wide <- new_print_table(as.data.frame(as.list(stats::setNames(rep("12.34 [11.11, 13.57]", 9), letters[1:9]))),
                          align = rep("r", 9))
  expect_match(paste(word_report_table(wide, list(caption = "Caption")), collapse = "\n"),
               table_on_paper$sideways, fixed = TRUE)
})
