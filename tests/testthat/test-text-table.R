test_that("a table of codings has a row for each, and for each unit without", {
  path <- codes_file(c("unit,coder,code", "1,A,peers", "1,A,advice", "2,A,", "1,B,peers",
                       "2,B,peers"))
  codes <- read_codes(path)
  expect_s3_class(codes, c("pairwave_codes", "data.frame"), exact = TRUE)
  expect_identical(said_codes(codes),
                   c("A:1:peers", "A:1:advice", "A:2:-", "B:1:peers", "B:2:peers"))
  expect_identical(codes$row, 1:5)
  expect_identical(attr(codes, "coders"), c("A", "B"))
  expect_identical(attr(codes, "universe"),
                   data.frame(coder = c("A", "A", "B", "B"), unit = c("1", "2", "1", "2")))
})

test_that("a cell may hold several codes, and a code its parents", {
  path <- codes_file(c("id,codes", "007,peers; Support>Emotional", "008,"))
  codes <- read_codes(path, unit = "id", code = "codes")
  expect_identical(said_codes(codes), c(":007:peers", ":007:Support > Emotional", ":008:-"))
  expect_identical(attr(codes, "framework")$code,
                   c("peers", "Support", "Support > Emotional"))
})

test_that("each coder may have columns of her own", {
  path <- codes_file(c("id,codes_a,codes_b", "1,peers;advice,peers", "2,,advice"))
  codes <- read_codes(path, unit = "id", code = list(Ann = "codes_a", Ben = "codes_b"))
  expect_identical(said_codes(codes), c("Ann:1:peers", "Ann:1:advice", "Ben:1:peers", "Ann:2:-",
                                        "Ben:2:advice"))
})

test_that("columns of 0 and 1 are a code each, NA where the unit was not read", {
  path <- codes_file(c("id,peers_a,advice_a,peers_b,advice_b", "1,1,0,1,1", "2,0,0,,",
                       "3,0,1,0,0"))
  codes <- read_codes(path, unit = "id", code = list(A = c("peers_a", "advice_a"),
                                                     B = c("peers_b", "advice_b")))
  expect_setequal(said_codes(codes), c("A:1:peers", "A:2:-", "A:3:advice", "B:1:peers",
                                       "B:1:advice", "B:3:-"))
  one <- read_codes(path, unit = "id", code = c(Peers = "peers_a", "advice_a"))
  expect_identical(said_codes(one), c(":1:Peers", ":2:-", ":3:advice_a"))
})

test_that("a code that nobody gave is in the framework still", {
  path <- codes_file(c("id,peers,never", "1,1,0", "2,0,0"))
  codes <- read_codes(path, unit = "id", code = c("peers", "never"))
  expect_identical(attr(codes, "framework")$code, c("peers", "never"))
})

test_that("what one person was asked in two waves is a unit of each", {
  expect_identical(units_of_waves(c("a", "a", "b", NA), c("pre", "post", "pre", "pre")),
                   c("a (pre)", "a (post)", "b", NA))
  path <- withr::local_tempfile(fileext = ".csv")
  writeLines(c("id,wave,code", "A,pre,", "A,post,x", "B,post,x"), path)
  codes <- read_codes(path, unit = "id")
  expect_identical(nrow(codes), 3L)
  expect_identical(codes$unit[is.na(codes$code)], "A (pre)")
  expect_identical(unique(codes$participant), c("A", "B"))
})
