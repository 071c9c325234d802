# The lines that a script prints in an R of its own, where nothing but what it
# asks for is loaded.
fresh_lines <- function(script, ...) {
  file <- withr::local_tempfile(fileext = ".R", lines = script)
  system2(
    file.path(R.home("bin"), "Rscript"), c("--no-init-file", shQuote(file), ...),
    stdout = TRUE, stderr = TRUE,
    env = paste0("R_LIBS=", shQuote(paste(.libPaths(), collapse = .Platform$path.sep)))
  )
}

demo_survey <- function() {
  read_survey(system.file("extdata", "demo", "pre.sav", package = "pairwave"))
}

# What the expressions of fixtures/labelled-columns.R give, by the expression.
labelled_results <- function(...) {
  file <- withr::local_tempfile(fileext = ".rds")
  said <- fresh_lines(readLines(test_path("fixtures", "labelled-columns.R")),
                      shQuote(file), ...)
  expect_true(file.exists(file), info = paste(said, collapse = "\n"))
  readRDS(file)
}

test_that("labelled columns act without haven as they do with it", {
  skip_on_cran()
  skip_on_os("windows")
  skip_if_not_installed("haven", "2.5.0")
  without <- labelled_results()
  with <- labelled_results("haven")
  expect_identical(c(without$haven, with$haven), c(FALSE, TRUE))
  ours <- without$results
  theirs <- with$results
  expect_identical(names(ours), names(theirs))
  expect_gt(length(ours), 1000)
  expect_gt(sum(lengths(lapply(theirs, `[[`, "value")) > 0), 1000)

  differ <- names(ours)[!mapply(identical, ours, theirs)]
  # haven 2.5 leaves missing answers out of a median whatever `na.rm` says; ours
  # is NA, as R's is.
  median <- grep("stats::median(v)", differ, fixed = TRUE, value = TRUE)
  expect_true(all(is.na(unlist(lapply(ours[median], `[[`, "value")))))
  # haven 2.5 does not compare or combine a column that declares both single
  # codes and a range and has answers of both; nor does it put NA into a column
  # beside one that labels a missing value with a letter. Ours do.
  refused <- grep("^later(, later)?: |^[a-z]+, reason: ", differ, value = TRUE)
  expect_true(all(vapply(theirs[refused], function(x) is.null(x$value), NA)))
  expect_false(any(vapply(ours[refused], function(x) is.null(x$value), NA)))
  # haven keeps the format where attributes are alike in order too.
  cast <- grep("vec_cast(v, v[0])", differ, fixed = TRUE, value = TRUE)
  expect_true(all(mapply(function(ours, theirs) {
    identical(bare_values(ours$value), bare_values(theirs$value)) &&
      all(names(attributes(theirs$value)) %in% names(attributes(ours$value)))
  }, ours[setdiff(cast, refused)], theirs[setdiff(cast, refused)])))
  expect_identical(setdiff(differ, c(median, refused, cast)), character())
})

test_that("loading pairwave loads neither haven nor vctrs", {
  skip_on_os("windows")
  expect_identical(
    fresh_lines(c("library(pairwave)",
                  "cat(c('haven', 'vctrs') %in% loadedNamespaces())")),
    "FALSE FALSE"
  )
})

test_that("columns out of readRDS() keep labels before anything has loaded vctrs", {
  skip_on_cran()
  skip_on_os("windows")
  survey <- demo_survey()
  survey$spent <- new_labelled_column(rep_len(c(1, 2, -9, NA), nrow(survey)),
                                      labels = c(Yes = 1), na_values = -9)
  file <- withr::local_tempfile(fileext = ".rds")
  saveRDS(survey, file)
  # Each expression in an R of its own, because the first use loads vctrs.
  for (expression in c("subset(x, sex == 2)$sex", "x$fif + 1", "c(x$sex, 1)",
                       "log(x$sex)", "max(x$sex)", "x$sex[[2]]",
                       "{ x$sex[2] <- 1; x$sex }", "table(x$fif)", "median(x$sex)",
                       "merge(x[1:3, ], x[2:3, ])", "rep(x$sex, 2)",
                       "{ v <- x$sex; length(v) <- 3; v }", "diff(x$sex)",
                       "as.logical(x$sex)", "na.omit(x$spent)", "xtfrm(x$spent)",
                       "as.data.frame(x$spent)",
                       "capture.output(print(x$sex))")) {
    result <- withr::local_tempfile(fileext = ".rds")
    said <- fresh_lines(c(
      "library(pairwave)",
      paste0("x <- readRDS(\"", file, "\")"), "stopifnot(!isNamespaceLoaded('vctrs'))",
      paste0("result <- tryCatch(", expression, ", error = function(cnd) 'an error')"),
      "cat(isNamespaceLoaded('haven'))", paste0("saveRDS(result, \"", result, "\")")
    ))
    expect_identical(said, "FALSE", label = expression)
    there <- new.env()
    there$x <- survey
    expected <- tryCatch(eval(parse(text = expression), there),
                         error = function(cnd) "an error")
    expect_identical(readRDS(result), expected, label = expression)
  }
})

test_that("haven takes over in silence, and wholly", {
  skip_on_os("windows")
  skip_if_not_installed("haven")
  # Whose the methods are in the packages that have the generics. That for Ops
  # stays, behind vctrs's own for each operator.
  methods <- c(
    "whose <- function(package, class) {",
    "  table <- asNamespace(package)[['.__S3MethodsTable__.']]",
    "  names <- setdiff(ls(table, pattern = class), 'Ops.vctrs_vctr')",
    "  place <- lapply(mget(names, table), environment)",
    "  stopifnot(vapply(place, isNamespace, NA))",
    "  unique(vapply(place, environmentName, ''))",
    "}",
    "for (package in c('base', 'stats', 'vctrs')) {",
    "  cat(package, whose(package, 'haven_labelled'), '\\n')",
    "}",
    "cat(whose('base', '[.]vctrs_vctr$'))"
  )
  theirs <- c("base haven ", "stats haven ", "vctrs haven ", "vctrs")
  used <- c("x <- read_survey(system.file('extdata/demo/pre.sav', package = 'pairwave'))",
            "invisible(table(x$sex))")
  for (before in list(character(), "invisible(loadNamespace('vctrs'))", used)) {
    said <- fresh_lines(c("library(pairwave)", before, "library(haven)", methods))
    expect_identical(said, theirs)
  }
  # Nor is anything of ours there when haven came first.
  said <- fresh_lines(c("library(haven)", "library(pairwave)", methods))
  expect_identical(said, theirs)
})

test_that("columns with other labels are combined with a warning", {
  one <- new_labelled_column(c(1, 2), labels = c(No = 1, Yes = 2))
  other <- new_labelled_column(c(1, 2), labels = c(No = 1, Perhaps = 2, Yes = 3))
  expect_warning(both <- combined_prototype(one, other),
                 class = "pairwave_warning_labels")
  expect_identical(attr(both, "labels"), c(No = 1, Yes = 2, Yes = 3))
  expect_snapshot({
    invisible(combined_prototype(one, other))
    attr(one, "labels") <- c(Never = 1, Always = 2, Often = 3)
    invisible(combined_prototype(one, other))
  })
  # Labels of missing values with a letter are those of their letters.
  tags <- vapply(c("a", "b"), tagged_missing, 0)
  one <- new_labelled_column(c(1, tags[1]), labels = c(Yes = 1, Refused = tags[[1]]))
  other <- new_labelled_column(c(1, tags[2]), labels = c(Yes = 1, Unknown = tags[[2]]))
  both <- combined_prototype(one, other)
  expect_identical(names(attr(both, "labels")), c("Yes", "Refused", "Unknown"))
  expect_identical(missing_tags(attr(both, "labels")[2:3]), c(".a", ".b"))
  expect_identical(missing_tags(bare_values(cast_labelled(other, both))[2]), ".b")
  expect_error(cast_labelled(other, one, x_arg = "x", to_arg = "to"),
               class = "vctrs_error_cast_lossy")
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
