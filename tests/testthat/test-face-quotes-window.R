# The server of a window over the texts of quoted_codes(), with its file.
quotes_window <- function(frame = parent.frame()) {
  path <- withr::local_tempfile(fileext = ".csv", .local_envir = frame)
  codes <- quoted_codes()
  kept <- new.env()
  decide <- function(...) review_quotes(codes, ..., decisions = path)
  kept$review <- decide()
  words <- found_quotes_words(codes, character(), character())
  list(server = quotes_server(decide, words, kept), kept = kept, path = path, words = words)
}

test_that("what is released and withheld is what the function writes, one by one", {
  skip_if_not_installed("shiny")
  window <- quotes_window()
  codes <- quoted_codes()
  path <- withr::local_tempfile(fileext = ".csv")
  as_by_function <- function(...) {
    review_quotes(codes, ..., decisions = path)
    expect_identical(readBin(window$path, "raw", 1e5), readBin(path, "raw", 1e5))
  }
  shiny::testServer(window$server, {
    session$setInputs(show = "open")
    expect_match(as.character(output$card$html), "<mark>Zora</mark>", fixed = TRUE)
    session$setInputs(words = "Zora", instead = "a friend", replace = 1)
    expect_match(as.character(output$card$html), "[a friend] sat with me.", fixed = TRUE)
    session$setInputs(release = 1)
    as_by_function(yes = 1, replace = c(Zora = "a friend"))
    expect_identical(output$said, "Quote 1: released.")
    session$setInputs(withhold = 1)
    as_by_function(no = 2)
    # An address is not released as it stands.
    session$setInputs(release = 2)
    as_by_function()
    expect_match(output$said, "^Not saved: .*e-mail address")
    expect_match(as.character(output$card$html), "Quote 3")
    session$setInputs(words = "", replace = 2)
    expect_match(output$said, "Say which words")
    session$setInputs(undo = 1)
    as_by_function(open = 2)
    expect_match(as.character(output$card$html), "Quote 2")
    session$setInputs(undo = 2)
    as_by_function(open = 1)
    session$setInputs(undo = 3)
    expect_identical(output$said, "There is nothing to undo.")
    session$setInputs(on = 1)
    expect_match(as.character(output$card$html), "Quote 2")
    session$setInputs(back = 1)
    expect_match(as.character(output$card$html), "Quote 1")
    session$setInputs(show = "no")
    expect_match(as.character(output$card$html), "Nothing is left")
    session$setInputs(show = "found")
    expect_match(as.character(output$card$html), "Quote 1")
    session$setInputs(words = "Zora", instead = "x", replace = 3)
    session$setInputs(restore = 1)
    expect_match(as.character(output$card$html), "Zora")
  })
})

test_that("what was withheld before is withheld again after an undo", {
  skip_if_not_installed("shiny")
  window <- quotes_window()
  shiny::testServer(window$server, {
    session$setInputs(show = "open", on = 1)
    session$setInputs(withhold = 1)
    session$setInputs(show = "no")
    session$setInputs(release = 1)
    expect_identical(window$kept$review$decision[2], "yes")
    session$setInputs(undo = 1)
    expect_identical(window$kept$review$decision[2], "no")
  })
})

test_that("found words are marked where they stand, and texts are text and nothing else", {
  words <- list(names = "Ann", codes = character(), corpus = character())
  found <- search_texts("Ann & <b>ann</b> rang 07700 900123", "Ann")
  expect_identical(
    marked_text("Ann & <b>ann</b> rang 07700 900123", found),
    "<mark>Ann</mark> &amp; &lt;b&gt;<mark>ann</mark>&lt;/b&gt; rang <mark>07700 900123</mark>"
  )
  expect_identical(marked_text("so", no_finding), "so")
  skip_if_not_installed("shiny")
  review <- review_quotes(quoted_codes())[7, ]
  texts <- Filter(function(text) nchar(text) < 200, hostile_texts("/secret", "/made"))
  wrong <- vapply(texts, function(text) {
    review$source <- review$codes <- text
    page <- xml2::read_html(as.character(quote_card(review, text, words)))
    names <- xml2::xml_name(xml2::xml_find_all(page, "//*"))
    !setequal(names, c("html", "body", "section", "h2", "blockquote", "dl", "dt", "dd")) &&
      !setequal(names, c("html", "body", "section", "h2", "blockquote", "mark", "dl", "dt", "dd"))
  }, NA)
  expect_identical(unname(texts[wrong]), character())
})

test_that("a window of quotes has a file for what is decided", {
  expect_error(review_quotes(quoted_codes(), window = TRUE), class = "pairwave_error_quotes")
  skip_if_not_installed("shiny")
  body <- as.character(quotes_body("a/quote-decisions.csv", list(is_first = FALSE)))
  expect_match(body, "quote-decisions.csv", fixed = TRUE)
  expect_match(body, "Another window")
})

test_that("what would stand beside a quote is said with how many people it fits", {
  beside <- c(a = "F", b = "F", c = NA)
  expect_identical(said_beside(beside, "a"), "F, which fits 2 people")
  expect_identical(said_beside(beside, "c"), "nothing")
  expect_identical(said_beside(beside, NA), "nothing")
  expect_null(said_beside(character(), "a"))
})
