bare <- function(...) NULL
full <- function(name) "1.2.3"

test_that("a machine with everything and one with nothing are told apart", {
  all <- new_sitrep(TRUE, full, function(names) names[1])
  expect_true(all(all$ready))
  expect_true(all(is.na(all$remedy)) && !anyNA(all$by))
  none <- new_sitrep(FALSE, bare, bare)
  expect_identical(is.na(none$remedy), none$ready)
  # What most people need is there without anything else.
  expect_true(none$ready[1])
  expect_match(none$task[1], ".sav", fixed = TRUE)
  expect_snapshot({
    all
    none
  })
})

test_that("haven reads what a build without ReadStat doesn't", {
  only <- function(name) if (name == "haven") "2.5.5"
  row <- function(x) x[grepl(".dta", x$task, fixed = TRUE), ]
  expect_identical(row(new_sitrep(FALSE, only, bare))$by, "haven 2.5.5")
  expect_identical(row(new_sitrep(TRUE, bare, bare))$by, "pairwave with ReadStat")
  expect_false(row(new_sitrep(FALSE, bare, bare))$ready)
})

test_that("every package that is asked for by name stands in it", {
  wanted <- character()
  walk <- function(e) {
    if (is.call(e)) {
      if (identical(e[[1]], quote(need_package)) && is.character(e[[2]])) {
        wanted <<- c(wanted, e[[2]])
      }
      for (one in as.list(e)) if (!missing(one)) walk(one)
    }
  }
  here <- asNamespace("pairwave")
  for (name in ls(here)) if (is.function(get(name, here))) walk(body(get(name, here)))
  none <- new_sitrep(FALSE, bare, function(names) names[1])
  asked <- character()
  noted <- function(name) {
    asked <<- c(asked, name)
    NULL
  }
  new_sitrep(FALSE, noted, bare)
  # An add-in runs where rstudioapi is.
  expect_identical(setdiff(wanted, c(asked, "rstudioapi")), character())
  expect_gt(length(unique(wanted)), 8)
})

test_that("this machine is told of", {
  said <- pairwave_sitrep()
  expect_s3_class(said, "pairwave_sitrep")
  expect_identical(said$ready, is.na(said$remedy))
  expect_output(print(said), "Reads")
})
