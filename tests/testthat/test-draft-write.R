test_that("texts are quoted where YAML would take them for something else", {
  odd <- c("No", "on", "a: b", "# x", "say \"hi\"", "back\\slash", "-", "007", "1.5", "two\nlines",
           "caf\u00e9", "[x]", "~", "null", "trailing ", "")
  path <- tempfile()
  writeLines(enc2utf8(paste0("x: ", yaml_list(odd))), path, useBytes = TRUE)
  expect_identical(unlist(parse_study_yaml(path)$x), odd)
  expect_identical(yaml_items(c("q1", "q2", "q4")), "[q1, q2, q4]")
  expect_identical(yaml_items(c("q08", "q09", "q10")), "q08:q10")
})

test_that("an option that may hold a comma is left to the analyst", {
  rows <- c("Talks, short ones, Groups", "Groups", "Talks, short ones", "Groups, Food",
            "Talks, short ones", "Food")
  answers <- data.frame(Timestamp = sprintf("2024/01/02 9:0%d:00 am", 1:6),
                        code = c("KT14M3", "AB02X7", "QW28P5", "LM09R4", "ZX17T8", "DF21G6"),
                        helped = rows)
  path <- draft_of(pre.csv = answers)
  expect_match(readLines(path), "add to this wave: choices: {helped: [...]}", fixed = TRUE,
               all = FALSE)
})

test_that("a draft that is written can be read", {
  withr::local_seed(10)
  code <- sprintf("K%03d", 1:30)
  yes <- function(more = "Do not wish to say") sample(c("Yes", "No", more), 30, TRUE, c(0.45, 0.45, 0.1))
  wave <- function(...) data.frame(code = code, First_gen = yes(...), Minority = yes(...), Non_trad = yes(...))
  path <- draft_of(pre.csv = wave(), post.csv = wave())
  expect_identical(read_study(path)$scales[[1]]$answers, c("No", "Yes"))
  expect_identical(read_study(path)$undisclosed$codes, "Do not wish to say")
  expect_s3_class(read_cohort(path), "pairwave_cohort")
  # A later wave that says something else: the scale is left as a comment.
  dir <- withr::local_tempdir()
  at <- function(name) file.path(dir, name)
  utils::write.csv(data.frame(code = code, q1 = 1:5, q2 = 1:5, q3 = 5:1), at("pre.csv"), row.names = FALSE)
  utils::write.csv(data.frame(code = code, q1 = c("often", 2:5, 1), q2 = 1:5, q3 = 5:1), at("post.csv"), row.names = FALSE)
  odd <- draft_people(list(code = code), 30, items = FALSE)
  odd[c("u1", "u2", "u3", "v1", "v2", "v3")] <- sample(c("Mostly", "Hardly ever", "Now and then"), 180, TRUE)
  utils::write.csv(odd, at("odd.csv"), row.names = FALSE)
  tidy <- function(x) gsub(dir, "<dir>", x, fixed = TRUE)
  expect_snapshot(transform = tidy, {
    path <- use_study(at(c("pre.csv", "post.csv")))
    writeLines(grep("scale", readLines(path), value = TRUE))
    path <- use_study(at("odd.csv"), existing = "replace")
  })
  expect_s3_class(read_cohort(path), "pairwave_cohort")
})

test_that("any text comes back from YAML as it was", {
  withr::local_seed(20)
  pieces <- c("a", "No", " ", "\"", "\\", ":", "#", "-", "'", "\n", "\r", "{", "]", ",", "&", "*", "\u00e9", "\u65e5", "0x1", "1e5", "~", "%", "@")
  texts <- vapply(1:200, function(i) paste(sample(pieces, sample(6, 1), TRUE), collapse = ""), "")
  path <- withr::local_tempfile()
  writeLines(enc2utf8(c(paste0("x: ", yaml_list(texts)), paste0("y: ", yaml_mapping(list(a = "b: c", "d e" = "[f"))))),
             path, useBytes = TRUE)
  back <- parse_study_yaml(path)
  expect_identical(unlist(back$x), texts)
  expect_identical(back$y, list(a = "b: c", "d e" = "[f"))
})

test_that("items are written as a range where it means just them", {
  cases <- list(paste0("q", 1:3), paste0("q", c(1, 3)), c("q2", "q1"), sprintf("q%02d", 8:11), "calm",
                c("calm", "proud"), c("q1", "q2", "q2b"), paste0("1q", 1:3))
  for (items in cases) {
    path <- write_study(paste0("x: ", yaml_items(items)))
    read <- expand_items(unlist(parse_study_yaml(path)$x), "items")
    expect_identical(read, items, info = yaml_items(items))
  }
})

test_that("what can't be told is written as what to do about it", {
  expect_match(id_lines(list(column = NULL, reason = "no column has codes"))[1],
               "^# TO FILL IN. No column has codes[.]$")
  id <- list(column = "code", reason = "it is called so", weak = TRUE, others = c("urn", "id"))
  expect_identical(id_lines(id), c(
    "# It is called so.", "# Hardly anybody is found again: is it the right column?",
    "# Could be it as well: urn, id.", "id: {column: code}"
  ))
  id[c("near", "more", "constant")] <- list(1, 2, "sex")
  expect_identical(id_lines(id)[4:8], c(
    "# 1 pair of codes differs by a slip: max_edits puts them on the list of review_links(), and links",
    "# nobody before you decide. In what confirm names people answer alike in each wave.",
    "# Numbers are compared without leading zeros (007, 07 and 7 are one), which finds 2 more codes",
    "# again.", "id: {column: code, leading_zeros: drop, max_edits: 1, confirm: [sex]}"
  ))
  expect_match(scale_lines(list()), "^#")
  expect_null(attendance_lines(NULL))
  expect_null(undisclosed_lines(character()))
  # A scale that is not ready is a comment as a whole.
  unready <- list(a = list(items = c("q1", "q2", "q3"), answers = c("x", "y"), reason = "found", unordered = TRUE))
  expect_match(scale_lines(unready), "^#")
})
