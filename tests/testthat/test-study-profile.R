test_that("every profile is dated data with a source", {
  expect_identical(disclosure_names(),
                   c("none", "hesa", "nhs", "ofqual", "ofs", "threshold"))
  for (name in setdiff(disclosure_names(), "none")) {
    profile <- disclosure_profile(
      if (name == "threshold") list(threshold = 5) else name
    )
    expect_identical(profile$name, name)
    expect_match(profile$date, "^20[0-9]{2}-[01][0-9]-[0-3][0-9]$")
    year <- substr(profile$date, 1, 4)
    expect_match(profile$source, year)
  }
  expect_identical(disclosure_profile(NULL)$name, "none")
  expect_identical(disclosure_profile(c(threshold = 4))$threshold, 4L)
})

test_that("the profiles say what their sources say", {
  hesa <- disclosure_profile("hesa")
  expect_identical(c(hesa$base, hesa$percent_from, hesa$mean_from), c(5L, 23L, 8L))
  few <- function(name) {
    disclosure_profile(name)$few[[1]][c("from", "to", "mark")]
  }
  expect_identical(few("nhs"), list(from = 1L, to = 7L, mark = "*"))
  expect_identical(few("ofqual"), list(from = 1L, to = 4L, mark = "fewer than 5"))
  expect_identical(few("ofs"), list(from = 0L, to = 2L, mark = "[DPL]"))
  expect_identical(disclosure_profile("ofs")$base, 10L)
})

test_that("a profile that does not exist is answered with the nearest", {
  people <- data.frame(sex = c("f", "m"))
  expect_snapshot(error = TRUE, {
    demographics(people, disclosure = "hes")
    demographics(people, disclosure = 5)
    demographics(people, disclosure = "threshold")
    demographics(people, disclosure = list(hesa = 5))
    demographics(people, disclosure = list(threshold = 2))
    demographics(people, disclosure = list(threshold = 101))
    demographics(people, disclosure = list(threshold = NaN))
    demographics(people, disclosure = list(threshold = "many"))
  })
  expect_error(demographics(people, disclosure = "hes"),
               class = "pairwave_error_disclosure")
})

test_that("a study file names its profile", {
  with_disclosure <- function(line) {
    path <- withr::local_tempfile(fileext = ".yml", .local_envir = parent.frame())
    writeLines(c("waves: {pre: a.csv}", "id: {column: code}",
                 paste("disclosure:", line)), path)
    writeLines(sub("pre: a.csv", "pre: {file: a.csv}", readLines(path)), path)
    read_study(path)$disclosure
  }
  expect_identical(with_disclosure("none"), "none")
  expect_identical(with_disclosure("hesa"), "hesa")
  expect_identical(with_disclosure("{threshold: 5}"), list(threshold = 5L))
  reason <- function(line) {
    error <- expect_error(with_disclosure(line), class = "pairwave_error_study")
    while (!is.null(error$parent)) error <- error$parent
    conditionMessage(error)
  }
  expect_match(reason("ofqal"), "Did you mean \"ofqual\"")
  expect_match(reason("{threshold: 1}"), "from 3 to 100")
  expect_match(reason("threshold"), "must have its number")
})

test_that("what shows single people is refused under a profile", {
  expect_silent(check_microdata_allowed("none", "Points"))
  expect_silent(check_microdata_allowed(NULL, "Points"))
  cohort <- profiled_cohort("hesa")
  # Links are shown with their codes masked.
  expect_no_match(utils::capture.output(print(review_links(cohort))), "[A-Z]{2}[0-9]{2}")
  expect_snapshot(error = TRUE, {
    response_weights(attrition(cohort))
    link_waves(cohort)
  })
  expect_error(plot(cohort, type = "slopes"), class = "pairwave_error_disclosure")
})
