test_that("letters have the same lower case in every locale", {
  x <- c("\u00c9T\u00c9 \u017d \u0141\u00f3D\u017a", "\u0391\u03a9\u038f", "\u0416\u0401", "\u1e80elsh \u0174",
         "plain ABC", NA, "\u65e5")
  lower <- c("\u00e9t\u00e9 \u017e \u0142\u00f3d\u017a", "\u03b1\u03c9\u03ce", "\u0436\u0451", "\u1e81elsh \u0175",
             "plain abc", NA, "\u65e5")
  expect_identical(lower_case(x), lower)
  withr::with_locale(c(LC_CTYPE = "C"), expect_identical(lower_case(x), lower))
  expect_identical(nchar(case_letters$upper), nchar(case_letters$lower))
  skip_if_not(l10n_info()[["UTF-8"]])
  expect_identical(case_letters$lower, tolower(case_letters$upper))
})

test_that("small letters are made of any text", {
  expect_identical(lower_case(c("AB\ufffe", NA, "\u00dc")), c("ab\ufffd", NA, "\u00fc"))
  expect_identical(lower_case(character()), character())
  expect_null(lower_case(NULL))
  expect_identical(upper_case(c("ab\ufffe", NA, "\u00fc")), c("AB\ufffd", NA, "\u00dc"))
})

test_that("no other file changes the case of letters by R's own functions", {
  # They stop at what is no character, and leave letters alone that the locale lacks.
  files <- list.files(file.path(source_root(), "R"), "[.]R$", full.names = TRUE)
  files <- files[basename(files) != "base-letters.R"]
  calls <- lapply(files, function(file) {
    tokens <- utils::getParseData(parse(file, keep.source = TRUE, encoding = "UTF-8"))
    tokens$text[tokens$token == "SYMBOL_FUNCTION_CALL"]
  })
  expect_gt(length(files), 200)
  expect_false(any(c("tolower", "toupper", "casefold") %in% unlist(calls)))
})

test_that("small letters are the same in every locale", {
  skip_if_not(l10n_info()[["UTF-8"]])
  letters_of <- strsplit(intToUtf8(c(0x20:0x17f, 0x370:0x52f, 0x1e00:0x1eff)), "")[[1]]
  expect_identical(lower_case(letters_of), tolower(letters_of))
  old <- Sys.getlocale("LC_CTYPE")
  on.exit(Sys.setlocale("LC_CTYPE", old))
  Sys.setlocale("LC_CTYPE", "C")
  small <- lower_case("\u00c9T\u00c9 \u0141\u00d3D\u0179 \u03a9 \u0416 \u1e80")
  expect_identical(utf8ToInt(small), utf8ToInt("\u00e9t\u00e9 \u0142\u00f3d\u017a \u03c9 \u0436 \u1e81"))
})

test_that("small letters have no smaller ones, and what has no case stays", {
  withr::local_seed(8)
  for (i in 1:50) {
    text <- intToUtf8(sample(c(0x20:0x7e, 0xa0:0x17f, 0x370:0x3ff, 0x400:0x52f, 0x4e00:0x4e20), 12))
    small <- lower_case(text)
    expect_identical(lower_case(small), small)
    expect_identical(nchar(small), nchar(text))
  }
  expect_null(lower_case(NULL))
  expect_identical(lower_case(c(NA, "12 \u65e5-!")), c(NA, "12 \u65e5-!"))
  expect_identical(lower_case(factor("ABC")), "abc")
})
