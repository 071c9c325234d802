test_that("Taguette's highlights are codings, one each for a tag", {
  codes <- read_codes(codes_file(c(
    "id,document,tag,content", "1,FG1,support.peers,same words", "2,FG1,support.peers,same words",
    "2,FG1,advice,same words"
  )))
  expect_identical(codes$code, c("support > peers", "support > peers", "advice"))
  expect_identical(codes$unit, rep("FG1", 3))
  expect_identical(attr(codes, "duplicates"), 0L)
})

test_that("Dedoose's excerpts have a column for each code", {
  path <- codes_file(c(
    paste0("Media Title,Excerpt Range,Excerpt Creator,Excerpt Date,Excerpt Copy,",
           "Codes Applied Combined,Code: Support\\Peers Applied,Code: Support\\Peers Weight,",
           "Code: Advice Applied"),
    "FG1,0-18,Ann,1/1/2020,eighteen words now,\"Peers, Advice\",True,0,True",
    "FG1,20-25,Ben,1/1/2020,after,,False,,False"
  ))
  codes <- read_codes(path)
  expect_identical(codes$code, c("Support > Peers", "Advice", NA))
  expect_identical(codes$coder, c("Ann", "Ann", "Ben"))
  expect_identical(codes$start[1:2], c(0L, 0L))
  expect_identical(codes$end[1:2], c(18L, 18L))
})

test_that("MAXQDA's two coders are a document in two groups", {
  path <- codes_file(c(
    "Color,Comment,Document group,Document name,Code,Beginning,End,Segment,Created by",
    "x,,Ann,FG1,Support > Peers,1,1,yes,lab", "x,note,Ben,FG1,Support\\Advice,1,1,no,lab"
  ))
  codes <- read_codes(path)
  expect_identical(codes$coder, c("Ann", "Ben"))
  expect_identical(codes$code, c("Support > Peers", "Support > Advice"))
  expect_identical(codes$start, c(NA_integer_, NA_integer_))
  path <- codes_file(c("Document group,Document name,Code,Segment,Created by", "G,FG1,a,yes,Ann"))
  expect_identical(read_codes(path)$coder, "Ann")
})

test_that("ATLAS.ti's quotations have their codes in one cell", {
  path <- codes_file(c("ID,Document,Quotation Name,Quotation Content,Codes",
                       "1:1,FG1,yes,yes indeed,\"Peers\nAdvice\"", "1:2,FG1,no,no,"))
  codes <- read_codes(path)
  expect_identical(codes$code, c("Peers", "Advice"))
  expect_identical(as.character(codes$text), c("yes indeed", "yes indeed"))
})

test_that("QualCoder's report has categories, the nearest first", {
  path <- codes_file(c(
    "\ufeff\"File\",\"Coder\",\"Coded\",\"Id\",\"Codename\",\"Coded_Memo\",\"Category\",\"Category\"",
    "\"FG1\",\"Ann\",\"yes\",\"ctid:1\",\"peers\",\"\",\"Kinds\",\"Support\"",
    "\"FG1\",\"Ben\",\"no\",\"ctid:2\",\"never\",\"\",\"\",\"\""
  ))
  codes <- read_codes(path)
  expect_identical(codes$code, c("Support > Kinds > peers", "never"))
  expect_identical(codes$coder, c("Ann", "Ben"))
  case <- codes_file(c("Case,Filename,Coder,Coded,Id,Codename,Coded_Memo",
                       "Pia,FG1,Ann,yes,ctid:1,peers,"))
  expect_identical(read_codes(case)$participant, "Pia")
})
