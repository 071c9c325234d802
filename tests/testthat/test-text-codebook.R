test_that("a table of codes has its levels in columns, or in one", {
  columns <- framework(data.frame(Category = c("A", "A"), Subcategory = c("x", NA),
                                  Description = c("ex", "all of A")))
  expect_identical(columns$code, c("A", "A > x"))
  expect_identical(columns$description, c("all of A", "ex"))
  one <- framework(data.frame(tag = c("a.b", "a.c"), description = c("", "see")), levels = ".")
  expect_identical(one$code, c("a", "a > b", "a > c"))
  expect_identical(one$description, c(NA, NA, "see"))
  named <- framework(data.frame(q = "A", w = "x"), path = c("q", "w"))
  expect_identical(named$code, c("A", "A > x"))
})

test_that("a framework comes from codings, a codebook, a file and a frame alike", {
  path <- codes_file(c("code,description", "A > x,ex"), "book.csv")
  expect_identical(framework(path)$description, c(NA, "ex"))
  codes <- read_codes(codes_file(c("unit,code", "1,A > x")))
  expect_identical(framework(codes)$code, c("A", "A > x"))
  expect_identical(framework(framework(codes)), framework(codes))
  qdc <- codes_file("<CodeBook><Codes><Code guid='a' name='A' isCodable='true'/></Codes></CodeBook>",
                    "book.qdc")
  expect_identical(framework(qdc)$code, "A")
})

test_that("what is no framework is one error", {
  expect_snapshot(error = TRUE, {
    framework(1)
    framework("social-suport")
    framework(data.frame(x = 1))
    framework(data.frame(code = 1), path = "cod")
  })
})
