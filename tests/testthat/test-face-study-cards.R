# libxml2, not a browser, refuses a number that is no character.
shape_of <- function(html) {
  html <- gsub("\ufffe", "", paste0("<div>", as.character(html), "</div>"), fixed = TRUE)
  table(xml2::xml_name(xml2::xml_find_all(xml2::read_html(html), "//*")))
}

test_that("names of files, labels, codes and reasons are text and nothing else", {
  skip_if_not_installed("shiny")
  plain <- new_decision("x", "waves", "ticks", "Label", "a", identity, "Why", new_choices(c("a", "b"), c("A", "B"), c("c", "d")))
  odd <- function(text) new_decision(text, text, plain$kind, text, text, identity, text, new_choices(c(text, "b"), c(text, "B"), c(text, "d")))
  offered <- function(text) list(folders = text, files = text, studies = text, more = 1)
  texts <- Filter(function(text) nchar(text) < 200, hostile_texts("/secret", "/made"))
  kinds <- c("text", "choice", "ticks", "order", "once")
  made <- function(one, text) c(
    lapply(kinds, function(kind) {
      one$kind <- kind
      if (kind == "order") one$value <- one$choices$value
      decision_control(one, "d-1")
    }),
    list(files_page(text, offered(text), text, 1),
         wave_bars(text, c(1, 2, 3), c(2, 1), 2),
         file_card(list(text = text, path = "study.yml"), "", FALSE))
  )
  expected <- lapply(made(plain, "a"), shape_of)
  # A file of several lines has as many marks.
  expected[[8]]["mark"] <- 1L
  for (text in texts) {
    found <- lapply(made(odd(text), text), shape_of)
    found[[8]]["mark"] <- 1L
    expect_identical(found, expected, info = text)
  }
  expect_identical(expected[[1]][["input"]], 1L)
})

test_that("a decision says its reason, and each control its name", {
  skip_if_not_installed("shiny")
  one <- new_decision("id", "id", "choice", "The code", "b", identity, "98% differ", new_choices(c("a", "b"), c("A", "B"), c("c", "")))
  expect_snapshot(cat(as.character(decision_control(one, "d-1"))))
  order <- new_decision("waves", "waves", "order", "Waves", c("b", "a"), identity, "", new_choices(c("a", "b"), c("A", "B")))
  page <- xml2::read_html(as.character(decision_control(order, "d-2")))
  buttons <- xml2::xml_find_all(page, "//button")
  expect_identical(xml2::xml_attr(buttons, "aria-label"), c("B: up", "B: down", "A: up", "A: down"))
  expect_identical(is.na(xml2::xml_attr(buttons, "disabled")), c(FALSE, TRUE, TRUE, FALSE))
})

test_that("what comes of a study is said in counts, as a profile lets them be", {
  cohort <- demo_cohort()
  lines <- effect_lines(cohort)
  expect_match(lines[1], "^Before: [0-9]+ of 36 link$")
  expect_match(lines[4], "have a score in both: [0-9]+ from Before to After, ")
  suppressed <- effect_lines(profiled_cohort("ofs"))
  expect_no_match(suppressed[1], "of 36")
  expect_match(effect_lines(edge_cohorts$one_wave())[1], "records$")
  skip_if_not_installed("shiny")
  expect_match(as.character(histogram(profiled_cohort("hesa"), "belonging")), "disclosure profile")
  expect_null(histogram(cohort, "no such scale"))
})
