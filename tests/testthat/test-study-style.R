styled_study <- function(...) {
  study(waves = c(pre = "pre.csv", post = "post.csv"), id = "code", style = list(...),
        scales = list(a = list(items = "a1:a2", range = c(1, 5), score = "mean"),
                      b = list(items = "b1:b2", range = c(1, 5), score = "mean")),
        demographics = list(list(column = "sex"), list(column = "year")))
}

test_that("a style is read, and its order is the study's", {
  study <- styled_study(language = "de", house = "jama", decimals = list(mean = 1),
                        order = list(scales = "b", demographics = "year"))
  expect_equal(study$style$language, "de")
  expect_equal(study$style$house, "jama")
  expect_equal(names(study$scales), c("b", "a"))
  expect_equal(vapply(study$demographics, `[[`, "", "column"), c("year", "sex"))
})

test_that("a style that can't be used is an error in plain words", {
  expect_snapshot(styled_study(language = "it"), error = TRUE)
  expect_snapshot(styled_study(langauge = "de"), error = TRUE)
  expect_snapshot(styled_study(house = "chicago"), error = TRUE)
  expect_snapshot(styled_study(decimals = list(share = 9)), error = TRUE)
  expect_snapshot(styled_study(order = list(scales = "c")), error = TRUE)
  expect_snapshot(styled_study(words = list(peple = "participants")), error = TRUE)
})

demo_style <- function(...) {
  cohort <- read_cohort(demo_study())
  cohort$study$style <- list(...)
  cohort
}
demo_study <- function() system.file("extdata", "demo", "study.yml", package = "pairwave")

test_that("frames are the same in every language", {
  plain <- read_cohort(demo_study())
  styled <- demo_style(language = "cy", house = "apa")
  for (one in list(paired_change, persistence, demographics, scale_reliability, attrition,
                   participation, item_change, wave_means, check_cohort, unpaired_change,
                   item_frequencies)) {
    result <- one(styled)
    expect_equal(attr(result, "written")$language, "cy")
    expect_identical(as.data.frame(result), as.data.frame(one(plain)))
  }
})

test_that("a study's language, house and words are those of its tables and sentences", {
  skip_if_not(l10n_info()[["UTF-8"]])
  local_reproducible_output(width = 120, unicode = TRUE)
  german <- demo_style(language = "de", house = "apa")
  change <- paired_change(german)
  expect_snapshot(change)
  expect_snapshot(persistence(german))
  expect_snapshot(demographics(german))
  expect_snapshot(describe(change)[1:2, "sentence"])
  expect_equal(pairwave::value(change, "self_efficacy", "pre -> post", "p"), "p = ,001")
  expect_equal(pairwave::value(change, "self_efficacy", "pre -> post", "change"), "1,98 [0,87; 3,08]")
  own <- demo_style(words = list(people = "participants", person = "participant"),
                    decimals = list(mean = 1L))
  expect_snapshot(describe(paired_change(own))[1, "sentence"])
})

test_that("a cohort in brief reads well in each language", {
  skip_if_not(l10n_info()[["UTF-8"]])
  for (language in setdiff(languages, "en")) {
    cohort <- demo_style(language = language)
    expect_snapshot(describe(cohort, results = list(paired_change(cohort), persistence(cohort),
                                                    scale_reliability(cohort))))
  }
})

test_that("numbers of a workbook are numbers in every language", {
  german <- demo_style(language = "de")
  path <- withr::local_tempfile(fileext = ".xlsx")
  write_result(wave_means(german), path)
  cells <- suppressWarnings(read_survey(path, header = "none"))
  expect_true("28.75" %in% unlist(lapply(cells, as.character)))
})

test_that("a report's language takes the place of the study's", {
  expect_null(style_in(NULL, NULL))
  expect_null(style_in(NULL, "en"))
  expect_equal(style_in(list(house = "apa"), "fr"), list(house = "apa", language = "fr"))
  expect_equal(style_in(list(language = "de", words = list(people = "Leute")), "fr"),
               list(language = "fr"))
  expect_equal(style_in(list(language = "de", words = list(people = "Leute")), NULL),
               list(language = "de", words = list(people = "Leute")))
  expect_snapshot(style_in(NULL, "it"), error = TRUE)
})
