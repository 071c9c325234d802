test_that("one and many are told apart, and none says nothing", {
  expect_identical(said_of(1, "record has", "records have"), "1 record has")
  expect_identical(said_of(0, "record has", "records have"), "0 records have")
  expect_identical(said_of(12345, "row", "rows", "12,345"), "12,345 rows")
  expect_null(counted(0, "note"))
  expect_identical(counted(1, "note"), "1 note")
  expect_identical(counted(3, "note"), "3 notes")
  people <- c("student", "students")
  expect_identical(vapply(0:2, count_people, "", people), c("0 students", "1 student", "2 students"))
  expect_identical(count_people(1.5, people), "1.5 students")
})

test_that("a sentence begins with a capital, and the rest stays", {
  expect_identical(capital(c("a BC d", "\u00e9t\u00e9", "1 b", "", "B")),
                   c("A BC d", "\u00c9t\u00e9", "1 b", "", "B"))
})

test_that("a list of words has its parts again", {
  words <- c("apples", "pears", "figs", "nuts", "plums")
  for (n in 1:5) {
    text <- and_words(words[seq_len(n)])
    expect_length(text, 1)
    expect_identical(strsplit(text, ", | and ")[[1]], words[seq_len(n)])
  }
  expect_identical(and_words(character()), character())
})

test_that("names become different, begin as they were, and stay where they differ", {
  withr::local_seed(5)
  for (i in 1:200) {
    name <- sample(c("a", "b", "a_2", "b_2", "a_2_1", "a_3", ""), sample(0:8, 1), TRUE)
    made <- unique_names(name)
    expect_identical(anyDuplicated(made), 0L)
    expect_true(all(startsWith(made, name)))
    if (!anyDuplicated(name)) expect_identical(made, name)
  }
  expect_identical(unique_names(c("a", "b", "a", "a_2")), c("a", "b", "a_2", "a_2_1"))
})

test_that("members of a group are numbered and counted in their order", {
  withr::local_seed(6)
  for (i in 1:20) {
    group <- sample(4, 15, TRUE)
    for (at in seq_along(group)) {
      expect_identical(ave_number(group)[at], sum(group[seq_len(at)] == group[at]))
      expect_identical(ave_count(group)[at], sum(group == group[at]))
    }
  }
})

test_that("lines fit, hold every word, and are no more than they need be", {
  withr::local_seed(7)
  words <- c("a", "of", "\u65e5\u672c", "three", "interval", "e\u0301t\u00e9", "questionnaires")
  # The fewest lines of any way to break the words, none too wide but by one word.
  fewest <- function(words, width) {
    least <- c(0, rep(Inf, length(words)))
    for (end in seq_along(words)) for (start in seq_len(end)) {
      line <- paste(words[start:end], collapse = " ")
      if (start == end || display_width(line) <= width) {
        least[end + 1] <- min(least[end + 1], least[start] + 1)
      }
    }
    least[length(least)]
  }
  for (i in 1:60) {
    said <- sample(words, sample(10, 1), TRUE)
    width <- sample(4:20, 1)
    lines <- wrap_text(paste(said, collapse = " "), width)
    expect_identical(unlist(strsplit(lines, " ")), said)
    expect_true(all(display_width(lines) <= width | !grepl(" ", lines)))
    expect_length(lines, fewest(said, width))
  }
  expect_identical(wrap_text(c("a b", "c"), 1), c("a", "b", "c"))
})

test_that("texts are cut and padded to the width that they take on the screen", {
  texts <- c("plain", "\u65e5\u672c\u8a9e\u65e5\u672c\u8a9e", "e\u0301t\u00e9", "", "a longer text than fits")
  for (width in c(4, 8, 40)) {
    cut <- cut_text(texts, width)
    expect_true(all(display_width(cut) <= width))
    expect_identical(cut[display_width(texts) <= width], texts[display_width(texts) <= width])
    # Every text alone is cut as it is among others.
    expect_identical(cut, vapply(texts, cut_text, "", width, USE.NAMES = FALSE))
  }
  expect_true(all(display_width(pad_text(texts[1:4], 13, "l")) == 13))
  expect_identical(pad_text("\u65e5", 4, "l"), "\u65e5  ")
  expect_identical(pad_text("\u65e5", 4, "r"), "  \u65e5")
  expect_identical(pad_text("wide", 2, "l"), "wide")
  expect_identical(wrap_lines(c("one two", "three"), 5), c("one\ntwo", "three"))
})

test_that("notes are one text, and none is no text", {
  expect_identical(paste_or_na(c("a", "b")), "a; b")
  expect_identical(paste_or_na(character()), NA_character_)
  expect_identical(paste_or_na(NULL), NA_character_)
})
