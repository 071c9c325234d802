test_that("a report of several cohorts shows of each what its own results show", {
  skip_second_time()
  told <- told_of_years()
  years <- cohort_for(reported_years(), "publication")
  strip <- function(frame, name) {
    frame <- frame[grepl(paste0("\r", name, "$"), frame$scale), ]
    frame$scale <- sub("\r.*$", "", frame$scale)
    frame
  }
  figures <- c("scale", "statistic", "estimate", "conf_low", "conf_high", "n")
  for (name in names(years)) {
    one <- years[[name]]
    for (kind in c("lasted", "reliability")) {
      alone <- as.data.frame(switch(kind, lasted = persistence(one), scale_reliability(one)))
      stacked <- strip(as.data.frame(told[[kind]]), name)
      expect_equal(stacked[figures], alone[figures], ignore_attr = TRUE, info = paste(name, kind))
    }
    people <- as.data.frame(told$demographics)
    own <- as.data.frame(demographics(one))
    shown <- c("variable", "level_label", "n", "denominator", "percent", "status")
    expect_equal(people[people$group == name, shown], own[shown], ignore_attr = TRUE, info = name)
    own <- as_print_table(participation(one))
    expect_setequal(told$flow$body[[match(name, told$flow$head)]], own$body$n)
  }
  expect_identical(as.data.frame(told$change), as.data.frame(paired_change(years)))
})

test_that("a stack has the sections that each cohort has something for", {
  years <- reported_years()
  expect_identical(with_something(report_sections(years)),
                   c("brief", "change", "lasted", "people", "sure", "appendix"))
  one <- stack_cohorts(list(a = edge_cohorts$one_wave(), b = edge_cohorts$one_wave()))
  expect_identical(with_something(report_sections(one)), c("scores", "people", "sure", "appendix"))
  told <- cohorts_told(one)
  expect_null(told$change)
  expect_identical(as_print_table(told$means)$body[[1]][1], "confidence, a")
  bare <- stack_cohorts(list(a = edge_cohorts$one_wave_bare(), b = edge_cohorts$one_wave_no_rows_bare()))
  expect_identical(with_something(report_sections(bare)), c("people", "sure", "appendix"))
  expect_identical(nrow(cohorts_told(bare)$people$body), 2L)
  expect_error(report(years, "x.html", sections = "said"), class = "pairwave_error_argument")
})

test_that("rounded, cohorts are told one by one", {
  skip_second_time()
  years <- reported_years()
  for (i in seq_along(years)) years[[i]]$study$disclosure <- "hesa"
  told <- cohorts_told(years)
  expect_null(told$pooled)
  brief <- told$brief[told$brief$section == "brief", ]
  expect_no_match(brief$sentence, "together")
  expect_match(brief$sentence[1], "No interval is shown of 2021", fixed = TRUE)
})

test_that("a workbook of several cohorts has a sheet for each table", {
  skip_second_time()
  path <- withr::local_tempfile(fileext = ".xlsx")
  expect_identical(report(reported_years(), path), path)
  sheets <- suppressWarnings(read_survey(path))$Sheet
  expect_identical(sheets, c(
    "Change", "Every figure of change", "All cohorts together", "Did it last", "People",
    "Flow of people", "Who took part", "Reliability", paste("Provenance", c(2021, 2022, 2023))
  ))
})

test_that("the page of several cohorts has no empty section and names each with its n", {
  skip_on_cran()
  skip_second_time()
  skip_without_report()
  skip_if_not_installed("xml2")
  path <- withr::local_tempfile(fileext = ".html")
  # Figures take most of the time, and are those of each result.
  sections <- few_or_many(c("brief", "people", "sure"), NULL)
  report(reported_years(), path, sections = sections, date = NULL, language = "en")
  page <- xml2::read_html(path)
  expect_length(xml2::xml_find_all(page, "//h2[not(following-sibling::*[1][not(self::h2)])]"), 0)
  text <- gsub("[[:space:]]+", " ", xml2::xml_text(page))
  expect_match(text, "Cohorts: 2021, 2022 and 2023.", fixed = TRUE)
  expect_match(text, "over 3 cohorts together", fixed = TRUE)
  expect_match(text, "2021 (n = 40)", fixed = TRUE)
  expect_match(text, "Few cohorts.", fixed = TRUE)
  expect_no_match(text, "Internal: not for publication", fixed = TRUE)
})
