set_names <- function(survey) vapply(attr(survey, "survey")$mr_sets, `[[`, "", "name")

test_that("JISC: a grid with one tick box in a cell is a set for each row", {
  dir <- tempfile()
  text_file("URN,Q11_1_a_1,Q11_1_b_1,Q11_2_a_1,Q11_2_b_1,CompletionDate", "1,1,0,0,0,13/05/2024",
            "2,0,1,1,0,14/05/2024", "3,0,0,0,0,14/05/2024", dir = dir)
  text_file("\"URN\",\"Unique Response Number\"", "\"Q11\",\"Where stored?\"", "\"Q11_1_a\",\"USB\"",
            "\"1\",\"During research\"", "\"Q11_1_b\",\"USB\"", "\"1\",\"After research\"",
            "\"Q11_2_a\",\"Cloud\"", "\"1\",\"During research\"", "\"Q11_2_b\",\"Cloud\"",
            "\"1\",\"After research\"", name = "export-key.csv", dir = dir)
  path <- file.path(dir, "export.csv")
  survey <- read_survey(path)
  expect_identical(as.logical(survey$Q11_1_a_1), c(TRUE, FALSE, NA))
  expect_identical(as.logical(survey$Q11_2_b_1), c(FALSE, FALSE, NA))
  expect_identical(attr(survey$Q11_2_b_1, "label"), "Where stored?: Cloud: After research")
  expect_identical(set_names(survey), c("Q11_1", "Q11_2"))
  expect_identical(attr(survey, "survey")$mr_sets[[2]]$label, "Where stored?: Cloud")
  # Whether a row was answered shows in the whole grid.
  one <- read_survey(path, columns = "Q11_2_b_1")
  expect_identical(as.logical(one$Q11_2_b_1), c(FALSE, FALSE, NA))
  file.remove(file.path(dir, "export-key.csv"))
  expect_identical(attr(read_survey(path)$Q11_1_b_1, "label"), "Q11_1: b")
})

test_that("JISC: several boxes in a cell are a set for each cell, as before", {
  survey <- read_survey(text_file("URN,Q3_1_a_1,Q3_1_a_2,Q3_2_a_1,Q3_2_a_2,CompletionDate",
                                  "1,1,0,0,1,13/05/2024", "2,0,0,1,1,14/05/2024"))
  expect_identical(set_names(survey), c("Q3_1_a", "Q3_2_a"))
  expect_identical(as.logical(survey$Q3_1_a_2), c(FALSE, NA))
})

test_that("a question with one box is yes, or no where its record answers anything", {
  path <- text_file("record_id,redcap_event_name,consent___1,tick___1,tick___2,q1,base_complete",
                    "1,base_arm_1,1,0,0,3,2", "2,base_arm_1,0,0,0,4,2", "3,base_arm_1,0,0,0,,0",
                    "4,base_arm_1,0,1,0,,2")
  survey <- read_survey(path)
  expect_identical(as.logical(survey$consent___1), c(TRUE, FALSE, NA, FALSE))
  expect_snapshot(notes_of(survey))
  expect_identical(as.logical(read_survey(path, columns = "consent___1")$consent___1),
                   c(TRUE, FALSE, NA, FALSE))
  labels <- read_survey(text_file("Record ID,Event Name,May we? (choice=Yes),Say",
                                  "1,A,Checked,x", "2,A,Unchecked,y"), platform = "redcap")
  expect_identical(as.logical(labels$may_we_1), c(TRUE, FALSE))
  expect_identical(attr(labels$may_we_1, "label"), "May we?: Yes")
})

test_that("SurveyMonkey: blanks of any width, and a question filled down over its options", {
  stamps <- "10/31/2018 09:05:33 AM,10/31/2018 09:06:33 AM"
  for (second in c("", "Which?")) for (blank in c(" ", "\u00a0", "\u202f", "  ", "\u200b \u200b")) {
    option <- paste0("Small", blank, "groups")
    survey <- read_survey(text_file(
      paste0("Respondent ID,Collector ID,Start Date,End Date,Which?,", second, ",Sex,Sex"),
      paste0(",,,,", option, ",Tea,Response,Response"),
      paste0("118,1,", stamps, ",", option, ",,f,1"), paste0("119,1,", stamps, ",,Tea,m,1")
    ))
    expect_identical(as.logical(survey$which_1), c(TRUE, FALSE), info = option)
    expect_identical(attr(survey$which_1, "label"), "Which?: Small groups")
    expect_identical(attr(survey$which_2, "label"), "Which?: Tea")
    # Two questions of one heading stay two.
    expect_identical(as.character(survey$sex), c("f", "m"))
    expect_identical(as.double(survey$sex_2), c(1, 1))
  }
})

test_that("questions that respondents left open are one note", {
  path <- text_file("URN,Q1_1,Q1_2,Q2_1,Q2_2,Q3_1,Q3_2,CompletionDate", "1,1,0,1,0,1,0,13/05/2024",
                    "2,0,0,0,0,0,1,13/05/2024", "3,1,1,0,1,1,0,13/05/2024")
  expect_snapshot(notes_of(read_survey(path)))
  expect_null(unanswered_note(c(a = 0, b = 0)))
  expect_match(unanswered_note(stats::setNames(rep(6, 29), paste0("Q", 1:29))), "^29 questions: .*, [.][.][.]\\)[.]$")
})
