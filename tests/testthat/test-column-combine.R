# What the expressions of fixtures/labelled-columns.R give, by the expression, in
# an R of its own for columns of a class ("ours" or "haven") with packages loaded.
labelled_results <- function(class, packages) {
  file <- withr::local_tempfile(fileext = ".rds")
  said <- fresh_lines(readLines(test_path("fixtures", "labelled-columns.R")),
                      shQuote(file), class, packages)
  expect_true(file.exists(file), info = paste(said, collapse = "\n"))
  readRDS(file)
}

# A value of ours as haven's would be.
as_havens <- function(x) {
  if (is.list(x)) x[] <- lapply(x, as_havens)
  for (name in setdiff(names(attributes(x)), c("names", "class", "row.names", "dim", "dimnames"))) {
    attr(x, name) <- as_havens(attr(x, name, exact = TRUE))
  }
  if (is.object(x)) oldClass(x) <- setdiff(oldClass(x), "pairwave_labelled")
  x
}

test_that("labelled columns act as haven's do", {
  skip_on_cran()
  skip_unless_many()
  skip_second_time()
  skip_on_os("windows")
  skip_if_not_installed("haven", "2.5.0")
  ours <- labelled_results("ours", "pairwave")
  theirs <- labelled_results("haven", c("haven", "pairwave"))
  expect_false("haven" %in% ours$loaded)
  ours <- lapply(ours$results, as_havens)
  theirs <- theirs$results
  expect_identical(names(ours), names(theirs))
  expect_gt(length(ours), 1000)
  expect_gt(sum(lengths(lapply(theirs, `[[`, "value")) > 0), 1000)

  differ <- names(ours)[!mapply(identical, ours, theirs)]
  # haven 2.5 leaves missing answers out of a median whatever `na.rm` says; ours
  # is NA, as R's is.
  median <- grep("stats::median(v)", differ, fixed = TRUE, value = TRUE)
  expect_true(all(is.na(unlist(lapply(ours[median], `[[`, "value")))))
  # An assignment, also that of rbind() and reshape(), says that labels differ.
  put <- Filter(function(name) {
    identical(ours[[name]]$value, theirs[[name]]$value) && ours[[name]]$warned
  }, differ)
  expect_match(put, "v\\[2\\] <- w\\[3\\]|rbind\\(|reshape\\(")
  expect_gt(length(put), 20)
  # haven 2.5 does not compare or combine a column that declares both single
  # codes and a range and has answers of both; nor does it put NA into a column
  # beside one that labels a missing value with a letter. Ours do.
  refused <- setdiff(grep("^later(, later)?: |^[a-z]+, reason: ", differ, value = TRUE), put)
  expect_true(all(vapply(theirs[refused], function(x) is.null(x$value), NA)))
  expect_false(any(vapply(ours[refused], function(x) is.null(x$value), NA)))
  differ <- setdiff(differ, c(median, refused, put))
  expect_identical(differ, character())
})

test_that("how a column acts is the same whatever is loaded, in whatever order", {
  skip_on_cran()
  skip_second_time()
  skip_on_os("windows")
  skip_if_not_installed("haven", "2.5.0")
  file <- withr::local_tempfile(fileext = ".sav")
  declared <- function(values, format, label) {
    structure(haven::labelled_spss(values, c(Refused = -9), na_values = -9, label = label),
              format.spss = format)
  }
  haven::write_sav(data.frame(
    code = c("A1", "B2", "C3", "D4"), item = declared(c(4, 2, -9, NA), "F8.2", "Item"),
    took = declared(c(3600, -9, 7200, NA), "TIME8", "Took"),
    day = declared(c(13770000000, 13770086400, -9, NA), "DATE11", "Day"),
    at = declared(c(13770000000, -9, 13770086401, NA), "DATETIME20", "At"),
    age = c(20, 30.5, NA, 41)
  ), file)
  results <- function(packages, script = "column-acts.R", ...) {
    out <- withr::local_tempfile(fileext = ".rds")
    said <- fresh_lines(readLines(test_path("fixtures", script)), shQuote(out), ..., packages)
    expect_true(file.exists(out), info = paste(c(packages, said), collapse = "\n"))
    readRDS(out)$results
  }
  packages <- c("haven", "hms", "dplyr", "vctrs", "labelled", "data.table")
  packages <- Filter(function(package) nzchar(system.file(package = package)), packages)
  alone <- few_or_many(character(), packages)
  after <- list(c("pairwave", rev(packages)))
  sets <- c(lapply(alone, c, "pairwave"), few_or_many(NULL, after), list(c(packages, "pairwave")))
  alone <- results("pairwave", "column-acts.R", shQuote(file))
  expect_gt(length(alone), 100)
  expect_lt(mean(vapply(alone, is.null, NA)), 0.1)
  for (set in sets) {
    expect_identical(results(set, "column-acts.R", shQuote(file)), alone,
                     label = paste(set, collapse = ", "))
  }
  # All that analysts do with labelled columns, as often as is asked for.
  if (nzchar(Sys.getenv("PAIRWAVE_LABELLED_SETS"))) {
    alone <- results("pairwave", "labelled-columns.R", "ours")
    for (set in sets) {
      expect_identical(results(set, "labelled-columns.R", "ours"), alone,
                       label = paste(set, collapse = ", "))
    }
  }
})

test_that("columns of ours and of haven's go together", {
  skip_if_not_installed("haven")
  ours <- new_labelled_column(c(1, 2), labels = c(No = 1, Yes = 2), na_values = 2)
  theirs <- haven::labelled_spss(c(1, 2), c(No = 1, Yes = 2), na_values = 2)
  for (both in list(c(ours, theirs), c(theirs, ours), vctrs::vec_c(theirs, ours))) {
    expect_identical(class(both), class(ours))
    expect_identical(attr(both, "labels"), c(No = 1, Yes = 2))
    expect_identical(is.na(both), c(FALSE, TRUE, FALSE, TRUE))
  }
  expect_silent({
    expect_identical(ours == theirs, c(TRUE, TRUE))
    expect_identical(theirs < ours, c(FALSE, FALSE))
    expect_identical(ours + theirs, c(2, 4))
    expect_identical(theirs - ours, c(0, 0))
  })
  expect_identical(as.character(haven::as_factor(ours)), c("No", "Yes"))
  expect_identical(haven::zap_labels(ours), c(1, NA))
  expect_true(haven::is.labelled(haven::zap_missing(ours)))
  file <- withr::local_tempfile(fileext = ".sav")
  haven::write_sav(data.frame(q = ours), file)
  expect_identical(attr(read_survey(file)$q, "na_values"), 2)
})

test_that("texts have no median", {
  text <- new_labelled_column(c("a", "b"), labels = c(Arts = "a"))
  expect_snapshot(codes_as_numbers(text, "a median"), error = TRUE)
})

test_that("dplyr works on labelled columns without haven", {
  skip_on_os("windows")
  skip_if_not_installed("dplyr")
  said <- fresh_lines(c(
    "suppressMessages({ library(pairwave); library(dplyr) })",
    "x <- read_survey(system.file('extdata/demo/pre.sav', package = 'pairwave'))",
    "cat(nrow(filter(x, sex == 2)), sum(mutate(x, twice = sex * 2)$twice), '\\n')",
    "cat(count(as.data.frame(x), sex)$n, '\\n')",
    "cat(names(attr(bind_rows(x, x)$sex, 'labels')), '\\n')",
    "people <- as.data.frame(x)[c('code', 'sex', 'fif')]",
    "both <- left_join(people[1:2], people[c(1, 3)], by = 'code')",
    "cat(dim(both), '\\n')",
    "grouped <- summarise(group_by(x, sex), mean = mean(sex), n = n())",
    "cat(grouped$mean, names(attr(grouped$sex, 'labels')), '\\n')",
    "cat(case_when(x$sex == 1 ~ 'f', TRUE ~ 'm')[1:2], if_else(x$sex == 1, 0, 1)[1:2], '\\n')",
    "cat('haven' %in% loadedNamespaces())"
  ))
  plain <- plain_values(demo_survey()$sex)
  expect_identical(said, c(
    paste(sum(plain == 2), sum(plain * 2), ""), paste(c(table(plain), ""), collapse = " "),
    "Female Male ", paste(length(plain), 3, ""), "1 2 Female Male ",
    paste(c(c("f", "m")[plain[1:2]], plain[1:2] - 1, ""), collapse = " "), "FALSE"
  ))
})
