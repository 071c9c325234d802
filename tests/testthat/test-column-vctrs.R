skip_second_time()

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
  # Each expression in a process of its own, because the first use loads vctrs: forks
  # of one R that has loaded pairwave alone.
  expressions <- c(
    "subset(x, sex == 2)$sex", "x$fif + 1", "c(x$sex, 1)",
    "log(x$sex)", "max(x$sex)", "x$sex[[2]]",
    "{ x$sex[2] <- 1; x$sex }", "table(x$fif)", "median(x$sex)",
    "merge(x[1:3, ], x[2:3, ])", "rep(x$sex, 2)",
    "{ v <- x$sex; length(v) <- 3; v }", "diff(x$sex)",
    "as.logical(x$sex)", "na.omit(x$spent)", "xtfrm(x$spent)",
    "as.data.frame(x$spent)", "x$mail == x$mail[1]", "-x$sex",
    "capture.output(print(x$mail))", "capture.output(str(x$mail))",
    "capture.output(print(x[1:2, ]))", "as.list(x$mail[1:2])",
    "unique(x$mail)", "mean(x$sex)",
    "capture.output(print(x$sex))"
  )
  expressions <- expressions[few_or_many(seq(1, length(expressions), 4), seq_along(expressions))]
  asked <- withr::local_tempfile(fileext = ".rds")
  saveRDS(expressions, asked)
  results <- withr::local_tempfile(fileext = ".rds")
  said <- fresh_lines(c(
    "library(pairwave)", "paths <- commandArgs(TRUE)", "x <- readRDS(paths[1])",
    "stopifnot(!any(c('vctrs', 'haven') %in% loadedNamespaces()))",
    "saveRDS(parallel::mclapply(readRDS(paths[2]), function(expression) {",
    "  list(value = tryCatch(eval(parse(text = expression)), error = function(cnd) 'an error'),",
    "       loaded = loadedNamespaces())",
    "}, mc.cores = 2, mc.preschedule = FALSE), paths[3])",
    "cat(isNamespaceLoaded('vctrs'))"
  ), shQuote(file), shQuote(asked), shQuote(results))
  expect_identical(said, "FALSE")
  found <- readRDS(results)
  expect_length(found, length(expressions))
  for (i in seq_along(expressions)) {
    there <- new.env()
    there$x <- survey
    expected <- tryCatch(eval(parse(text = expressions[i]), there),
                         error = function(cnd) "an error")
    expect_identical(found[[i]]$value, expected, label = expressions[i])
    expect_false("haven" %in% found[[i]]$loaded, label = expressions[i])
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
  methods <- c(labelled_vctrs_methods(), masked_vctrs_methods(), time_vctrs_methods())
  for (i in which(names(methods) %in% c("vec_ptype2", "vec_cast"))) {
    pairs <- strsplit(names(methods[[i]]), ".", fixed = TRUE)
    turned <- vapply(pairs, function(pair) paste(rev(pair), collapse = "."), "")
    expect_setequal(turned, names(methods[[i]]))
  }
})

test_that("filtering the rows of a survey loads nothing", {
  skip_on_os("windows")
  said <- fresh_lines(c(
    "x <- pairwave::read_survey(system.file('extdata/demo/pre.sav', package = 'pairwave'))",
    "y <- head(x[x$sex == 2, ], 3)", "cat(nrow(y), 'vctrs' %in% loadedNamespaces())"
  ))
  expect_identical(said, "3 FALSE")
})

test_that("what is done without vctrs is what vctrs would do", {
  columns <- Filter(function(x) inherits(x, c("pairwave_labelled", "pairwave_identifying")),
                    said_columns())
  columns <- lapply(columns, unname)
  expect_gt(length(columns), 3)
  for (x in columns) {
    for (i in list(c(TRUE, FALSE, NA, TRUE), rep(FALSE, 4), 1:4, c(4L, 2L, 2L), integer())) {
      expect_true(takes_plainly(x, i))
      expect_identical(take_elements(x, i), vctrs::vec_slice(x, i))
    }
    for (i in list(5L, -1L, NA_integer_, TRUE, 0L, "a", factor("a"), 1.5)) {
      expect_false(takes_plainly(x, i))
    }
    for (operator in c("==", "!=", "<", "<=", ">", ">=", "+", "&")) {
      for (y in list(1, -9L, c(a = 1, b = 2, c = -9, d = NA), NaN, "a", c("b", "a", NA, ""),
                     TRUE, NULL, 1:3, factor("a"))) {
        if (!compares_plainly(operator, x, y)) next
        ours <- operate_with_vctrs
        environment(ours) <- list2env(list(.Generic = operator), parent = environment(ours))
        theirs <- get(paste0(operator, ".vctrs_vctr"), envir = asNamespace("vctrs"))
        expect_identical(ours(x, y), theirs(x, y), label = paste(operator, deparse(y)[1]))
      }
    }
  }
  x <- new_labelled_column(c(1, 2), labels = c(Yes = 1))
  expect_true(compares_plainly("==", x, 1))
  for (y in list(x, "1", TRUE, 1:3, factor("1"), NULL)) expect_false(compares_plainly("==", x, y))
  expect_false(compares_plainly("+", x, 1))
  expect_false(compares_plainly("<", new_labelled_column("a", labels = c(A = "a")), "b"))
})
