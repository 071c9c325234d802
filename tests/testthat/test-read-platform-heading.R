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

test_that("texts are cut by the first pattern that fits", {
  patterns <- c("^(?<stem>[^\\[]+)\\[(?<option>.*)\\]$", "^(?<stem>.*)[.](?<option>.*)$")
  expect_identical(split_by(patterns, c("Q1 [ A ]", "Q.2", "plain", NA, "a.b [c.d]")), list(
    stem = c("Q1", "Q", NA, NA, "a.b"), option = c("A", "2", NA, NA, "c.d")
  ))
  expect_identical(split_by(character(), "a"), list(stem = NA_character_, option = NA_character_))
})

test_that("names made of any texts are short, small, and made of letters", {
  withr::local_seed(21)
  pieces <- c("How", "sure", "\u00e9t\u00e9", "1.", "?", "-", "(in", "you're", "\u65e5\u672c", "A", "  ", "_")
  for (i in 1:100) {
    text <- paste(sample(pieces, sample(12, 1), TRUE), collapse = " ")
    for (most in c(8, 32)) {
      name <- text_name(text, most)
      expect_match(name, "^[\\p{L}][\\p{L}\\p{N}_]*$", perl = TRUE, info = text)
      expect_identical(name, lower_case(name))
      # A name that begins with a number has a letter before it.
      expect_lte(nchar(name), max(most + 1, nchar("question")))
    }
  }
  # Short names stay as they are.
  for (name in c("GSE1", "Q12_3", "b9r")) expect_identical(text_name(name), name)
})

test_that("a part stands behind its question, and behind one colon only", {
  expect_identical(part_label(c("What helped?", "What:", "\u4ec0\u4e48\uff1a"), "Talks"),
                   c("What helped?: Talks", "What: Talks", "\u4ec0\u4e48\uff1a Talks"))
})

test_that("identifiers of choices make columns options of one question", {
  none <- rep(NA_character_, 4)
  parts <- list(name = c("Q9_3", "Q9_4_TEXT", "Q10", "Q9_4"), stem = none, option = none)
  import <- c("{\"ImportId\":\"QID9\",\"choiceId\":\"3\"}", "{\"ImportId\":\"QID9_4_TEXT\"}",
              "{\"ImportId\":\"QID10\",\"choiceId\":\"1\"}", "{\"ImportId\":\"QID9\",\"choiceId\": 4}")
  found <- import_parts(parts, import)
  expect_identical(found$stem, c("Q9", NA, NA, "Q9"))
  expect_identical(found$option, c("3", NA, NA, "4"))
})

test_that("a heading of codes keeps them, and a grid of boxes has a stem for each row", {
  layout <- list(multiple = list(names = "^(?<stem>Q[0-9]+)_(?<option>[0-9]+)$"))
  parts <- code_headings(c("URN", "Q2_1", "Q2_2", "Q3[a]"), layout)
  expect_identical(parts$name, c("URN", "Q2_1", "Q2_2", "Q3_a"))
  expect_identical(parts$stem, c(NA, "Q2", "Q2", NA))
  expect_identical(parts$option, c(NA, "1", "2", NA))
})
