# A cohort with near links to review, and its window's server.
window_of <- function(plan) {
  found <- links_to_review(read_cohort(plan))
  kept <- new.env()
  kept$review <- review_of_links(found)
  list(found = found, kept = kept, server = links_server(found, kept),
       path = file.path(plan$dir, "link-decisions.csv"))
}

test_that("what is decided in the window is what the function writes, one by one", {
  skip_if_not_installed("shiny")
  window <- window_of(review_study())
  plan <- review_study()
  path <- file.path(plan$dir, "link-decisions.csv")
  as_by_function <- function(...) {
    review_links(read_cohort(plan), ...)
    expect_identical(readBin(window$path, "raw", 1e4), readBin(path, "raw", 1e4))
  }
  shiny::testServer(window$server, {
    session$setInputs(show = "open", state = "all")
    expect_match(as.character(output$card$html), "Link 1")
    expect_match(as.character(output$card$html), "agree</dt><dd>1: sex</dd>", fixed = TRUE)
    session$setInputs(same = 1)
    as_by_function(same = 1)
    expect_identical(output$said, "Link 1: the same person.")
    expect_match(as.character(output$card$html), "Link 2")
    expect_match(as.character(output$progress$html), "1 of 2 decided")
    session$setInputs(different = 1)
    as_by_function(different = 2)
    expect_match(as.character(output$card$html), "Everything is decided")
    expect_match(as.character(output$gained$html), "What the cohort gains")
    # Nothing to decide: nothing happens.
    session$setInputs(same = 2)
    as_by_function(different = 2)
    session$setInputs(undo = 1)
    as_by_function(open = 2)
    expect_match(as.character(output$card$html), "Link 2")
    session$setInputs(unsure = 1)
    as_by_function(open = 2)
    expect_match(as.character(output$card$html), "Nothing is left")
    session$setInputs(show = "unsure")
    expect_match(as.character(output$card$html), "open: not sure")
    session$setInputs(undo = 2)
    session$setInputs(undo = 3)
    as_by_function(open = 1)
    session$setInputs(undo = 4)
    expect_identical(output$said, "There is nothing to undo.")
    session$setInputs(show = "all", on = 1)
    expect_match(as.character(output$card$html), "Link 2")
    session$setInputs(on = 2)
    expect_match(as.character(output$card$html), "Link 1")
    session$setInputs(back = 1)
    expect_match(as.character(output$card$html), "Link 2")
    session$setInputs(state = "ambiguous")
    expect_match(as.character(output$card$html), "Nothing is left")
  })
})

test_that("an earlier decision is changed, and undone to what it was", {
  skip_if_not_installed("shiny")
  plan <- review_study()
  review_links(read_cohort(plan), same = 1)
  window <- window_of(plan)
  shiny::testServer(window$server, {
    session$setInputs(show = "same", state = "all")
    session$setInputs(different = 1)
    expect_identical(read_decisions(window$path)$decision, "different")
    session$setInputs(undo = 1)
    expect_identical(read_decisions(window$path)$decision, "same")
    session$setInputs(show = "all")
    session$setInputs(unsure = 1)
    expect_identical(nrow(read_decisions(window$path)), 0L)
  })
  expect_identical(window$kept$review$decision, c(NA_character_, NA))
})

test_that("codes are masked until they are asked for, and kept back under a profile", {
  skip_if_not_installed("shiny")
  plan <- review_study()
  shiny::testServer(window_of(plan)$server, {
    expect_no_match(as.character(output$card$html), "kt1")
    expect_match(as.character(output$card$html), "<mark>4</mark>", fixed = TRUE)
    session$setInputs(codes = 1)
    expect_match(as.character(output$card$html), "kt1<mark>4</mark>m", fixed = TRUE)
    session$setInputs(codes = 2)
    expect_no_match(as.character(output$card$html), "kt1")
  })
  plan$disclosure <- "ofs"
  window <- window_of(plan)
  shiny::testServer(window$server, {
    session$setInputs(codes = 1)
    expect_match(as.character(output$card$html), "masked under")
    expect_match(as.character(output$card$html), "agree</dt><dd>1</dd>", fixed = TRUE)
    expect_no_match(as.character(output$card$html), "kt1")
    session$setInputs(same = 1)
  })
  expect_identical(read_decisions(window$path)$decision, "same")
})

test_that("the window says what the cohort gains, read again, or why it can't be read", {
  skip_if_not_installed("shiny")
  plan <- review_study()
  window <- window_of(plan)
  shiny::testServer(window$server, {
    session$setInputs(same = 1, gain = 1)
    expect_match(output$gained$html, "Linked now", fixed = TRUE)
    cells <- xml2::xml_text(xml2::xml_find_all(xml2::read_html(output$gained$html), "//tbody//td"))
    expect_identical(cells, c("3", "1", "2", "3", "1", "2"))
  })
  writeLines("no decisions", window$path)
  shiny::testServer(window$server, {
    session$setInputs(same = 1)
    expect_match(output$said, "^Not saved: ")
    session$setInputs(gain = 1)
    expect_match(output$gained$html, "alert")
  })
})

test_that("held back counts are not said by what is gained", {
  skip_if_not_installed("shiny")
  plan <- review_study()
  plan$disclosure <- list(threshold = 5)
  shiny::testServer(window_of(plan)$server, {
    session$setInputs(same = 1, gain = 1)
    expect_match(output$gained$html, "held back", fixed = TRUE)
  })
})

test_that("codes and waves are text and nothing else", {
  skip_if_not_installed("shiny")
  plain <- review_of_links(links_to_review(read_cohort(review_study())))[1, ]
  shape <- function(card) {
    # How many marks there are hangs on the codes.
    table(xml2::xml_name(xml2::xml_find_all(xml2::read_html(as.character(card)), "//*[not(self::mark)]")))
  }
  expected <- shape(link_card(plain, TRUE))
  texts <- Filter(function(text) nchar(text) < 200, hostile_texts("/secret", "/made"))
  wrong <- vapply(texts, function(text) {
    row <- plain
    row$code_one <- paste0(text, "1")
    row$code_other <- paste0("2", text)
    row$waves_one <- row$waves_other <- row$agree_on <- row$differ_on <- text
    !identical(shape(link_card(row, TRUE)), expected)
  }, NA)
  expect_identical(unname(texts[wrong]), character())
})
