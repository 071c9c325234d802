test_that("a column is as plain as what is said about it", {
  expect_identical(new_labelled_column(1:2), 1:2)
  expect_identical(attributes(new_labelled_column(1:2, label = "A")),
                   list(label = "A"))
  labelled <- new_labelled_column(c(1, 2), labels = c(Yes = 1))
  expect_identical(class(labelled),
                   c("pairwave_labelled", "haven_labelled", "vctrs_vctr", "double"))
  coded <- new_labelled_column(c("a", "x"), na_values = "x")
  expect_identical(
    class(coded),
    c("pairwave_labelled", "haven_labelled_spss", "haven_labelled", "vctrs_vctr", "character")
  )
})

test_that("declared codes and ranges count as missing", {
  x <- new_labelled_column(c(1, -99, 7, NA, 9), na_values = -99,
                           na_range = c(8, Inf))
  expect_identical(is_missing_answer(x), c(FALSE, TRUE, FALSE, TRUE, TRUE))
  expect_identical(plain_values(x), c(1, NA, 7, NA, NA))
  expect_identical(plain_values(factor(c("b", "a"))), c("b", "a"))
})

test_that("a labelled column keeps its labels when it is subset", {
  skip_on_cran()
  # In a fresh R, where nothing else has loaded vctrs.
  output <- system2(
    file.path(R.home("bin"), "Rscript"),
    c("-e", shQuote(paste0(
      "x <- pairwave::read_survey(system.file('extdata/demo/pre.sav', ",
      "package = 'pairwave')); cat(names(attr(x[1:3, ]$sex, 'labels')))"
    ))),
    stdout = TRUE,
    env = paste0("R_LIBS=", shQuote(paste(.libPaths(), collapse = ":")))
  )
  expect_identical(output, "Female Male")
})

test_that("is.na() counts codes of a survey's columns as missing", {
  x <- new_labelled_column(c(1, -99, 7, NA, 9), na_values = -99, na_range = c(8, Inf))
  expect_identical(is.na(x), is_missing_answer(x))
  text <- new_labelled_column(c("a", "z", NA), na_values = "z")
  expect_identical(is.na(text), c(FALSE, TRUE, TRUE))
})

test_that("labels of missing values with a letter are told apart", {
  letter <- function(x) {
    bytes <- writeBin(NA_real_, raw(), endian = "little")
    bytes[5] <- charToRaw(x)
    readBin(bytes, "double", endian = "little")
  }
  one <- new_labelled_column(c(1, letter("a")),
                             labels = c(Yes = 1, Refused = letter("a"), Unknown = letter("b")))
  other <- new_labelled_column(c(1, 2), labels = c(Yes = 1, Unknown = letter("b"), No = 2))
  expect_identical(missing_tags(c(1, letter("a"), NA)), c("NA", ".a", "NA"))
  expect_identical(label_keys(attr(one, "labels")), c("1", ".a", ".b"))
  expect_identical(moved_labels(one, other), 0L)
  expect_true(same_coding(list(one, other)))
  both <- first_answers(list(one, other), data.frame(a = 1:2, b = 1:2))
  expect_identical(names(attr(both, "labels")), c("Yes", "Refused", "Unknown", "No"))
  expect_identical(bare_values(both), c(1, 2))
})

test_that("is.na() does the same where haven is not installed", {
  skip_on_cran()
  skip_on_os("windows")
  library <- withr::local_tempdir()
  there <- unlist(lapply(.libPaths(), list.files, full.names = TRUE))
  there <- there[basename(there) != "haven" & !duplicated(basename(there))]
  skip_if_not(all(file.symlink(there, file.path(library, basename(there)))))
  said <- paste0(
    "x <- pairwave::read_survey(system.file('extdata/demo/pre.sav', ",
    "package = 'pairwave')); cat(requireNamespace('haven', quietly = TRUE), ",
    "identical(is.na(x$fif), is.na(pairwave::read_survey(system.file(",
    "'extdata/demo/pre.sav', package = 'pairwave'), user_na = FALSE)$fif)), ",
    "sum(is.na(x$fif)))"
  )
  output <- system2(
    file.path(R.home("bin"), "Rscript"), c("--no-environ", "-e", shQuote(said)),
    stdout = TRUE,
    env = paste0(c("R_LIBS=", "R_LIBS_SITE=", "R_LIBS_USER="), shQuote(library))
  )
  skip_if(startsWith(output, "TRUE"), "haven is in R's own library")
  expect_identical(output, "FALSE TRUE 4")
})

test_that("64-bit integers are the numbers that they stand for", {
  # 0, 1, -1, -2, 2^31, 2^32 + 3, -(2^32) + 5, NA; 2^53 and -(2^53).
  x <- as_64_bits(c(0, 0, -1, -1, 0, 1, -1, NA, 2^21, -2^21),
                  c(0, 1, -1, -2, NA, 3, 5, 0, 0, 0))
  expect_identical(bare_values(x), c(0, 1, -1, -2, 2^31, 2^32 + 3, -2^32 + 5, NA,
                                     2^53, -2^53))
  expect_snapshot(bare_values(as_64_bits(c(2^21, NA, 0), c(1, 1, 7))), error = TRUE)
  plain <- data.frame(q = c(1, -1, -2, NA, 1))
  wide <- plain
  wide$q <- as_64_bits(c(0, -1, -1, NA, 0), c(1, -1, -2, 0, 1))
  expect_identical(demographics(wide, columns = "q"), demographics(plain, columns = "q"))
  expect_identical(link_waves(list(a = wide, b = plain), id = "q"),
                   link_waves(list(a = plain, b = plain), id = "q"))
})
