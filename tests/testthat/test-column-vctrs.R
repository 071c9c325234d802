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
  survey$mail <- new_identifying_column(paste0(survey$code, "@example.org"))
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
                       "as.data.frame(x$spent)", "x$mail == x$mail[1]", "-x$sex",
                       "capture.output(print(x$mail))", "capture.output(str(x$mail))",
                       "capture.output(print(x[1:2, ]))", "as.list(x$mail[1:2])",
                       "unique(x$mail)", "mean(x$sex)",
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

test_that("nothing is registered in the name of another package", {
  skip_on_os("windows")
  # The generics' classes for which pairwave brings methods, and the functions of
  # pairwave among all methods that are registered.
  said <- fresh_lines(c(
    "library(pairwave)", "invisible(loadNamespace('vctrs'))",
    "for (package in c('base', 'stats', 'utils', 'vctrs')) {",
    "  table <- asNamespace(package)[['.__S3MethodsTable__.']]",
    "  ours <- Filter(function(name) {",
    "    identical(environmentName(topenv(environment(table[[name]]))), 'pairwave')",
    "  }, ls(table))",
    "  cat(package, length(ours) > 0, grep('pairwave_', ours, value = TRUE, invert = TRUE), '\n')",
    "}"
  ))
  expect_identical(trimws(said), paste(c("base", "stats", "utils", "vctrs"), "TRUE"))
})

test_that("vctrs has our methods whichever is loaded first", {
  skip_on_os("windows")
  asked <- c("a <- pairwave:::new_labelled_column(c(1, 2), labels = c(No = 1))",
             "h <- pairwave:::new_identifying_column(c('a', 'b'))",
             "cat(class(vctrs::vec_c(a, 3))[1], class(vctrs::vec_c('z', h))[1], a + 1 == 2, h == 'a')")
  for (first in list("pairwave", "vctrs", c("pairwave", "vctrs"), c("vctrs", "pairwave"))) {
    said <- fresh_lines(c(paste0("invisible(loadNamespace('", first, "'))"), asked))
    expect_identical(said, "pairwave_labelled pairwave_identifying TRUE FALSE TRUE FALSE")
  }
})

test_that("every pair of classes is there both ways", {
  expect_setequal(class_pairs("a", c("b", "c")), c("a.a", "a.b", "b.a", "a.c", "c.a"))
  methods <- c(labelled_vctrs_methods(), hidden_vctrs_methods(), time_vctrs_methods())
  for (i in which(names(methods) %in% c("vec_ptype2", "vec_cast"))) {
    pairs <- strsplit(names(methods[[i]]), ".", fixed = TRUE)
    turned <- vapply(pairs, function(pair) paste(rev(pair), collapse = "."), "")
    expect_setequal(turned, names(methods[[i]]))
  }
})
