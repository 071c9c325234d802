own_layout_file <- function(..., name = "own.yml") {
  dir <- tempfile()
  dir.create(dir)
  path <- file.path(dir, name)
  writeLines(c(...), path)
  path
}

test_that("a layout of one's own reads an export, and a study names it", {
  layout <- own_layout_file(
    "title: Our forms", "forms:", "  - {names: text, header: [Token, Submitted At]}", "text: [Token]", "respondent: [Token]",
    "completed: {column: [Submitted At], order: [mdy]}", "identifying: [E-?mail]", "strip: [' \\(required\\)$']",
    "multiple: {separators: [{text: ' | '}], except: [Submitted At]}"
  )
  export <- text_file("Token,What helped? (required),Email,Submitted At", "01,A | B,a@example.org,05/13/2024 10:00",
                      "02,A,b@example.org,05/14/2024 10:00", "03,B,c@example.org,05/14/2024 10:00", dir = dirname(layout))
  survey <- read_survey(export, platform = layout)
  expect_identical(attr(survey, "survey")[c("platform", "respondent", "completed")],
                   list(platform = "own", respondent = "token", completed = "submitted_at"))
  expect_identical(as.character(survey$token), c("01", "02", "03"))
  expect_s3_class(survey$submitted_at, "POSIXct")
  expect_identical(identifying_columns(survey), "email")
  expect_identical(attr(survey$what_helped_required_b, "label"), "What helped?: B")
  expect_identical(as.logical(survey$what_helped_required_b), c(TRUE, FALSE, TRUE))
  plan <- study(waves = list(pre = list(file = "export.csv", platform = "own.yml")), id = "token", dir = dirname(layout))
  expect_named(read_cohort(plan)$surveys$pre, names(survey))
})

test_that("the layouts that come with the package say what a layout of one's own may", {
  files <- list.files(system.file("platforms", package = "pairwave"), "[.]yml$", full.names = TRUE)
  expect_identical(length(files), 7L)
  for (file in files) expect_identical(own_layout(file, NULL), c(read_layout(file), path = file), info = file)
})

test_that("a layout that can't be right says which key and why", {
  export <- text_file("Token,Q", "a,1")
  tidy <- function(x) gsub(dirname(export), "<dir>", x, fixed = TRUE)
  read <- function(...) read_survey(export, platform = own_layout_file(...))
  expect_snapshot(error = TRUE, transform = tidy, {
    read("forms:", "  - {names: text, headr: [Token]}")
    read("forms:", "  - {names: txt, header: [Token]}")
    read("name: own")
    read("forms:", "  - {names: text, header: ['(Token']}")
    read("forms:", "  - {names: text}", "multiple: {separators: [{txt: ;}]}")
    read("forms:", "  - text")
    read("- text")
    read("forms: [")
    read_survey(export, platform = file.path(dirname(export), "gone.yml"))
    read_survey(export, platform = "typeform")
  })
})

test_that("a heading of no platform says what it was compared with", {
  note <- function(...) notes_of(read_survey(text_file(...)))
  expect_snapshot({
    writeLines(note("StartDate,ResponseId,Q1", "2024-01-01 10:00:00,R_1,3"))
    writeLines(note("Token,How sure are you?,What helped you most?,Which year are you in?", "a,1,2,3"))
  })
  # A table of one's own is none.
  expect_identical(note("code,q1,q2,age", "A,1,2,20"), character())
  expect_identical(note("URN,Timestamp,Start time,sex", "A,1,2,20"), character())
  expect_identical(notes_of(read_survey(text_file("StartDate,ResponseId,Q1", "2024-01-01 10:00:00,R_1,3"), platform = "none")),
                   character())
  # Every layout is near where one of its headings was taken out.
  near <- character()
  for (layout in platform_layouts()) {
    for (form in Filter(function(form) length(form$header) > 2 && is.null(form$below), layout$forms)) {
      words <- heading_words(unlist(form$header))
      if (!all_match(form$header, words)) next
      expect_identical(near_form(layout, words[-1])$absent, words[1], info = layout$name)
      near <- c(near, layout$name)
    }
  }
  expect_setequal(near, c("limesurvey", "microsoft", "qualtrics", "surveymonkey"))
})

# known_headings() looks for the headings of every form at once.
test_that("the headings of the package's layouts can be joined to one pattern", {
  forms <- unlist(lapply(platform_layouts(), `[[`, "forms"), recursive = FALSE)
  asked <- unique(unlist(lapply(forms, `[[`, "header")))
  expect_no_match(asked, "\\\\[1-9]|[(][?][P<']")
  set.seed(21)
  words <- c(heading_words(asked), asked, "q", "Q", "id", "V", "x_complete", "id. Name", "Complete?", "How", "are you", "\u00e9")
  drawn <- replicate(2000, {
    text <- paste(sample(words, sample(3, 1)), collapse = sample(c(" ", "", "_"), 1))
    if (runif(1) < 0.5) text <- paste0(text, sample(c(1, 8, 10, "1_2"), 1))
    if (runif(1) < 0.3) toupper(text) else text
  })
  drawn <- squash(c(drawn, words, ""))
  fits <- Reduce(`|`, lapply(asked, whole_match, drawn))
  expect_gt(sum(fits), 100)
  expect_gt(sum(!fits), 100)
  expect_identical(known_headings(drawn), drawn[fits])
  # Nor may those be left out which a heading with a number in it fits.
  numbered <- grepl("[0-9]", drawn)
  for (pattern in asked[!takes_digits(asked)]) expect_false(any_match(pattern, drawn[numbered]), info = pattern)
  expect_true(all(takes_digits(c("V1", "a.*", "\\S+", "[a-z0-9_]+", "[^a]", "\\w", "[a-z]+[0-9]"))))
  expect_false(any(takes_digits(c("id", "Response[ _-]?ID", "Complete\\?|Fin(i|e)"))))
})
