test_that("names made from questions do not depend on what stands around them", {
  question <- c("1. How's it going?", "\u00c9t\u00e9 ou hiver ?", "\u4f60\u597d", "2nd year?",
                "In the last four weeks, how often did you come?", "???")
  expect_identical(text_name(question), c(
    "hows_it_going", "\u00e9t\u00e9_ou_hiver", "\u4f60\u597d", "q2nd_year",
    "in_the_last_four_weeks_how_often", "question"
  ))
  expect_identical(unique_names(c("a", "b", "a", "a_2")), c("a", "b", "a_2", "a_2_1"))
  expect_identical(code_name(c("Q1[SQ001]", "Duration (in seconds)", "helped___1", "_x")),
                   c("Q1_SQ001", "Duration_in_seconds", "helped___1", "x"))
  expect_identical(strip_html("<p>a &amp; b</p>1 < 2 <20 hours<br/>c&nbsp;d"),
                   "a & b 1 < 2 <20 hours c d")
})

test_that("a grid's question that ends in a colon has one", {
  survey <- read_survey(text_file("Timestamp,How true are the statements below: [A],And \uff1a [B],Plain [C]",
                                  "2024/01/02 9:01:00,1,2,3"))
  expect_identical(unname(vapply(survey[-1], attr, "", "label")),
                   c("How true are the statements below: A", "And \uff1a B", "Plain: C"))
})

test_that("REDCap: labels instead of codes, with headings that repeat", {
  path <- text_file(
    "Record ID,Event Name,Sex,What helped? (choice=Talks),What helped? (choice=Groups; small),Complete?,Complete?",
    "1,Baseline,Female,Checked,Unchecked,Complete,Complete",
    "2,Baseline,Male,Unchecked,Unchecked,Complete,Incomplete"
  )
  expect_snapshot(survey <- read_survey(path))
  expect_named(survey, c("record_id", "event_name", "sex", "what_helped_1", "what_helped_2",
                         "complete", "complete_2"))
  expect_identical(as.logical(survey$what_helped_1), c(TRUE, NA))
  expect_identical(attr(survey$what_helped_2, "label"), "What helped?: Groups; small")
})
