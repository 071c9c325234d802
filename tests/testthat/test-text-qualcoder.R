test_that("a project of QualCoder is read with coders, cases and categories", {
  skip_if_not_installed("RSQLite")
  codes <- read_codes(qualcoder_project())
  expect_identical(as.character(codes$text)[1:3], c("h\u00e9llo", "yes", "alone"))
  expect_identical(codes$code[1:3], c("Support > Kinds > peers", "Support > Kinds > peers > advice",
                                      "Support > Kinds > peers"))
  expect_identical(codes$coder, c("Ann", "Ben", "Ann", "Ben"))
  expect_identical(codes$participant[1:3], c("Pia", NA, "Quo"))
  expect_identical(as.character(codes$memo)[1], "look")
  framework <- attr(codes, "framework")
  expect_identical(framework$code, c("Support", "Support > Kinds", "Support > Kinds > peers",
                                     "Support > Kinds > peers > advice", "never"))
  expect_identical(framework$codable, c(FALSE, FALSE, TRUE, TRUE, TRUE))
  expect_identical(framework$description[c(1, 4)], c("all of it", "a hint"))
  expect_identical(attr(codes, "variables")$participant, c("Pia", NA))
  expect_identical(attr(codes, "variables")$source, c(NA, "FG2.txt"))
})

test_that("the folder of a project may be named, and older versions lack columns", {
  skip_if_not_installed("RSQLite")
  tables <- qualcoder_tables()
  tables$code_name$supercid <- NULL
  tables$attribute <- NULL
  path <- qualcoder_project(tables)
  codes <- read_codes(dirname(path))
  expect_identical(codes$code[1:3], c("Support > Kinds > peers", "advice",
                                      "Support > Kinds > peers"))
})

test_that("pictures and recordings are codings without a place", {
  skip_if_not_installed("RSQLite")
  tables <- qualcoder_tables()
  tables$source <- rbind(tables$source, data.frame(id = 3, name = "photo.png", fulltext = NA,
                                                   mediapath = "/images/photo.png", memo = "",
                                                   owner = "Ann"))
  tables$code_image <- data.frame(imid = 1, id = 3, x1 = 1, y1 = 1, cid = 2, memo = "",
                                  owner = "Ben")
  codes <- read_codes(qualcoder_project(tables))
  photo <- codes[codes$source == "photo.png" & !is.na(codes$code), ]
  expect_identical(photo$coder, "Ben")
  expect_identical(photo$start, NA_integer_)
  expect_identical(photo$note, NA_character_)
})

test_that("categories that stand above themselves end", {
  skip_if_not_installed("RSQLite")
  tables <- qualcoder_tables()
  tables$code_cat$supercatid <- c(2, 1)
  codes <- read_codes(qualcoder_project(tables))
  expect_identical(sum(!is.na(codes$code)), 3L)
})
