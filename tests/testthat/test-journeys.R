# From exports to the right table, as a new user goes: use_study(), at most three edits of
# its draft, read_cohort(), the table. The exports are drawn here, in shapes of which the
# drafts' rules know nothing.
skip_second_time()

# What is typed: lines of the draft that are changed, and commands.
walk_journey <- function(make, shape, edits) {
  dir <- withr::local_tempdir()
  expected <- make(dir, shape)
  path <- suppressMessages(use_study(list.files(dir, full.names = TRUE)))
  drafted <- readLines(path, encoding = "UTF-8")
  lines <- drafted
  for (edit in edits) {
    at <- grep(edit[1], lines, fixed = TRUE)
    if (length(at) != 1) stop(edit[1], " stands in ", length(at), " lines of the draft.")
    lines[at] <- sub(edit[1], edit[2], lines[at], fixed = TRUE)
  }
  writeLines(enc2utf8(lines), path, useBytes = TRUE)
  cohort <- read_cohort(path)
  list(expected = expected, cohort = cohort, edits = sum(lines != drafted), change = paired_change(cohort))
}

expect_journey <- function(make, shape, edits = list(), most = length(edits)) {
  withr::local_seed(shape$seed)
  done <- walk_journey(make, shape, edits)
  expect_lte(done$edits, min(3, most))
  scales <- names(done$cohort$study$scales)
  expect_length(scales, length(done$expected$pairs))
  first <- done$change[done$change$contrast == done$change$contrast[1], ]
  for (i in seq_along(scales)) {
    value <- function(statistic) first$estimate[first$scale == scales[i] & first$statistic == statistic]
    pairs <- done$expected$pairs[[i]]
    expect_equal(c(value("n"), value("mean_before"), value("mean_after")),
                 c(nrow(pairs), mean(pairs$one), mean(pairs$two)), info = paste(shape$seed, scales[i]))
  }
  table <- demographics(done$cohort)
  count <- done$expected$count
  expect_equal(table$n[table$level_label == names(count)], count[[1]])
}

test_that("Microsoft Forms, two waves: the two names of the scales are the edits", {
  withr::local_seed(1)
  names_of_two <- list(c("  scale: {", "  scale: {label: Belonging, "), c("  scale_2: {", "  scale_2: {label: Worry, "))
  shapes <- list(
    list(seed = 1, words = c("Strongly disagree", "Somewhat disagree", "Neither agree nor disagree", "Somewhat agree",
                             "Strongly agree"), heading = identity, ages = sample(18:45, 42, TRUE),
         files = c("Induction survey(1-42).csv", "End of term survey(1-32).csv"),
         code = "Your code: first and last letter of your mother's name, your day of birth", edits = names_of_two),
    list(seed = 2, words = paste(1:7, c("Not at all", "", "", "Somewhat", "", "", "Completely")),
         heading = function(x) paste0("Please say how far you agree with each: ", x),
         ages = sample(c("18-20", "21-24", "25+"), 42, TRUE), files = c("Survey A - before.csv", "Survey B - after.csv"),
         code = "Please enter your personal code", edits = list(
           c("how_far_you: {label: Please say how far you agree with each", "how_far_you: {label: Belonging"),
           c("how_far_you_2: {label: Please say how far you agree with each", "how_far_you_2: {label: Worry"))),
    list(seed = 3, words = journey_texts$often, heading = function(x) paste0(x, "\n"), ages = rep(19:22, 11),
         files = c("Autumn(1-42).csv", "Summer(1-32).csv"), code = "Code word", edits = names_of_two)
  )
  for (shape in shapes[few_or_many(2:3, 1:3)]) expect_journey(journey_forms, shape, shape$edits)
})

test_that("Google Forms, three waves: no edit", {
  shapes <- list(
    list(seed = 11, words = c("Very unsure", "Quite unsure", "Neither sure nor unsure", "Quite sure", "Very sure"),
         heading = function(x) paste0("How sure are you that you can ... [", x, "]"), moved = FALSE,
         files = paste0(c("Baseline", "Post-course", "Follow-up"), " (Responses) - Form Responses 1.csv"),
         code = "Your personal code"),
    list(seed = 12, words = c("Not confident", "Slightly confident", "Moderately confident", "Extremely confident"),
         heading = function(x) paste("I am confident to", x), moved = TRUE,
         files = c("entry.csv", "exit.csv", "6 months.csv"), code = "ID code"),
    list(seed = 13, words = c("Not sure", "A bit sure", "Sure", "Really sure"), moved = FALSE,
         heading = function(x) paste0("How sure? [", x, "]"), code = "Code",
         files = paste0("Workshop feedback 2026-", c("01-12", "02-20", "08-01"), ".csv"))
  )
  for (shape in shapes[few_or_many(1, 1:3)]) expect_journey(journey_google, shape)
})

test_that("SPSS with other names in the second wave: no edit, three where an answer is beyond the scale", {
  skip_if_not_installed("haven")
  decide <- list(c("# scales:", "scales:"), c("#   scale_s: {", "  scale_s: {"),
                 c("demographics:", "undisclosed: {codes: [44]}\ndemographics:"))
  shapes <- list(
    list(seed = 21, high = 5, names = paste0("Q", 11:17), others = c("participant", "gender"), asked = identity,
         moved = FALSE),
    list(seed = 22, high = 5, names = paste0("s", 1:7, "_t2"), others = c("code_t2", "gender"), asked = identity,
         missing = 99, moved = TRUE),
    list(seed = 23, high = 4, names = paste0("v", c(6, 4, 7, 1, 2, 5, 3)), others = c("ID2", "gender"), beyond = 44,
         asked = function(x) sub("^I ", "Now I ", x), moved = FALSE, edits = decide)
  )
  for (shape in shapes[few_or_many(2:3, 1:3)]) expect_journey(journey_spss, shape, shape$edits)
})
