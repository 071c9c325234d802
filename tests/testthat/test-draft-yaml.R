test_that("every value of a file is found where it stands", {
  text <- read_utf8(system.file("extdata/demo/study.yml", package = "pairwave"), "", "study")
  at <- function(...) {
    node <- place_at(yaml_places(text), list(...))$node
    substr(text, node$from, node$to)
  }
  expect_identical(at("title"), "Life Skills workshops 2018-19 (simulated data)")
  expect_identical(at("waves", "post", "platform"), "jisc")
  expect_identical(at("id", "confirm"), "[sex]")
  expect_identical(at("scales", "belonging", "items", 3), "b3")
  expect_identical(at("demographics", 2, "label"), "Year of medical school")
  expect_null(place_at(yaml_places(text), list("id", "agree")))
  expect_null(place_at(yaml_places(text), list("demographics", 9)))
})

test_that("texts are found as the parser reads them, however they are written", {
  found <- 0
  for (i in seq_len(asked_or("PAIRWAVE_DRAWN_YAML", 40, 400))) {
    withr::local_seed(i)
    text <- drawn_study_yaml()
    root <- yaml_places(text)
    for (one in paths_of(parse_study_text(text))) {
      place <- place_at(root, one$path)
      if (is.null(place$node$from)) next
      found <- found + 1
      expect_identical(parse_study_text(substr(text, place$node$from, place$node$to)), one$value,
                       info = paste(i, paste(unlist(one$path), collapse = " "), text, sep = "\n"))
    }
    # Nothing of what is drawn is unknown.
    expect_identical(sum(grepl("^other$", unlist(root))), 0L, info = paste(i, text, sep = "\n"))
  }
  expect_gt(found, 200)
})

test_that("what is not understood is called so, and what stands beside it is found", {
  texts <- c(block = "|\n    one\n    two", folded = ">-\n    one", anchor = "&x one", alias = "*x", tag = "!t one",
             lines = "one\n    two", quoted = "\"one\" two", open = "[a, b", bracket = "{a: [b}", nested = "? a\n  : b")
  for (name in names(texts)) {
    text <- paste0("title: x\nodd: ", texts[[name]], "\nafter: {y: z} # kept\n")
    root <- yaml_places(text)
    expect_identical(place_at(root, list("odd"))$node$kind, "other", info = name)
    node <- place_at(root, list("after", "y"))$node
    expect_identical(substr(text, node$from, node$to), "z", info = name)
  }
  for (text in c("--- \na: b\n", "  a: b\n", "%YAML 1.1\n---\na: b\n", "a: b\n- c\n")) {
    expect_identical(yaml_places(text)$kind, "other", info = text)
  }
  expect_identical(yaml_places("# nothing\n")$kind, "none")
  expect_identical(place_at(yaml_places("a:\nb: c\n"), list("a"))$node$kind, "none")
  # A text in quotes may go over lines.
  text <- "a: \"one\n  two\" # x\nb: c\n"
  node <- place_at(yaml_places(text), list("a"))$node
  expect_identical(substr(text, node$from, node$to), "\"one\n  two\"")
})
