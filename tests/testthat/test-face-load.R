test_that("every method for another package's generic is registered once that is loaded", {
  own <- asNamespace("pairwave")
  for (package in names(later_generics)) {
    if (!requireNamespace(package, quietly = TRUE)) next
    for (generic in later_generics[[package]]) {
      methods <- grep(paste0("^", generic, "[.]"), ls(own), value = TRUE)
      expect_true(length(methods) > 0)
      for (method in methods) {
        found <- utils::getS3method(generic, substring(method, nchar(generic) + 2),
                                    envir = asNamespace(package))
        expect_identical(found, get(method, own))
      }
    }
  }
})

test_that("they are registered whichever is loaded first, and pairwave loads none of them", {
  skip_if_not_installed("knitr")
  asked <- function(first, second) {
    fresh_lines(sprintf(
      "invisible(loadNamespace('%s'))
       cat('knitr' %%in%% loadedNamespaces(), '')
       invisible(loadNamespace('%s'))
       cat(is.function(utils::getS3method('knit_print', 'pairwave_result', TRUE,
                                          asNamespace('knitr'))))", first, second
    ))
  }
  expect_identical(asked("pairwave", "knitr"), "FALSE TRUE")
  expect_identical(asked("knitr", "pairwave"), "TRUE TRUE")
})

test_that("a generic of a package that is only suggested is in no other list", {
  lines <- readLines(system.file("NAMESPACE", package = "pairwave"))
  expect_identical(grep("^S3method[(](dplyr|flextable|ggplot2|hms|knitr)::", lines, value = TRUE),
                   character())
})
