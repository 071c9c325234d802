test_that("the codebook of any frame keeps the rules of its recommendation", {
  skip_if_not_installed("haven")
  skip_if_not_installed("hms")
  skip_if_not_installed("jsonlite")
  skip_if_not(l10n_info()[["UTF-8"]])
  for (seed in seq_len(asked_or("PAIRWAVE_WRITTEN_FRAMES", 10, 100, again = 2))) {
    set.seed(seed)
    frame <- random_frame(sample(c(1, 7), 1))
    names(frame)[1] <- sample(c("Wie geht's?", "_x", "a.b", "100%", "x"), 1)
    path <- withr::local_tempfile(fileext = ".csv")
    write_survey(frame, path, dataset = list(name = "A \"study\"", keywords = c("a", "b")))
    expect_identical(csvw_findings(path), NULL, info = paste("seed", seed))
  }
})

test_that("a cohort's codebook keeps them, and says which columns tell rows apart", {
  skip_if_not_installed("jsonlite")
  cohort <- demo_cohort()
  for (shape in c("wide", "long")) {
    path <- withr::local_tempfile(fileext = ".csv")
    write_cohort(cohort, path, shape = shape)
    expect_identical(csvw_findings(path), NULL)
    book <- jsonlite::read_json(paste0(path, "-metadata.json"))
    expect_identical(unlist(book$tableSchema$primaryKey),
                     c("person", if (shape == "long") "wave"))
    expect_identical(book$`dc:title`, cohort$study$title)
  }
})

test_that("a survey's codebook keeps them too, and a break of each is found", {
  skip_if_not_installed("jsonlite")
  path <- withr::local_tempfile(fileext = ".csv")
  survey <- read_survey(
    system.file("extdata", "demo", "pre.sav", package = "pairwave")
  )
  write_survey(survey, path, dataset = list(licence = "https://example.org/by/4.0/"))
  expect_identical(csvw_findings(path), NULL)
  place <- paste0(path, "-metadata.json")
  text <- paste(readLines(place, encoding = "UTF-8"), collapse = "\n")
  breaks <- c(
    context = "ns/csvw", url = basename(path), datatype = "\"integer\"", null = "\"-99\"\n",
    name = "\"name\": \"gse1\"", titles = "\"titles\": \"gse1\"", prefix = "qb:codeList",
    dialect = "\"doubleQuote\""
  )
  other <- c(
    context = "ns/other", url = "b.csv", datatype = "\"whole\"", null = "\"-98\"\n",
    name = "\"name\": \"_gse1\"", titles = "\"titles\": \"q1\"", prefix = "codes:codeList",
    dialect = "\"double\""
  )
  for (one in names(breaks)) {
    broken <- sub(breaks[[one]], other[[one]], text, fixed = TRUE)
    expect_false(broken == text)
    writeLines(broken, place, useBytes = TRUE)
    expect_gt(length(csvw_findings(path)), 0)
  }
})

test_that("what the file says of a column and of itself is in the codebook", {
  skip_if_not_installed("jsonlite")
  path <- withr::local_tempfile(fileext = ".csv")
  x <- structure(
    list(w = structure(c(1, 0.5), format.spss = "F8.2", role = "none", measure = "scale",
                       label = "Weight", spss_attributes = c(Origin = "panel")),
         q = new_labelled_column(c(1, 95), na_range = c(90, Inf))),
    class = "data.frame", row.names = 1:2,
    survey = list(label = "The pre survey", notes = c("First", "Second"), weight = "w",
                  attributes = c(Study = "2019"),
                  mr_sets = list(list(name = "$s", label = "Both", kind = "dichotomies",
                                      counted = "1", variables = c("w", "q"))))
  )
  write_survey(x, path, dataset = list(creator = c("A. Author", "B. Author"),
                                       licence = "https://example.org/by/4.0/"))
  expect_identical(csvw_findings(path), NULL)
  expect_snapshot(cat(sub("\"url\": \"[^\"]*\"", "\"url\": \"<file>\"",
                          readLines(paste0(path, "-metadata.json"))), sep = "\n"))
})

test_that("names become variables of a URI template", {
  expect_identical(csvw_name(c("q1", "a b", "_x", "a.b", "\u00fc")),
                   c("q1", "a%20b", "%5Fx", "a%2Eb", "%C3%BC"))
  expect_identical(csvw_url("my data.csv"), "my%20data.csv")
})

test_that("csvwr reads and accepts what is written", {
  skip_if_not_installed("csvwr")
  path <- withr::local_tempfile(fileext = ".csv")
  write_cohort(demo_cohort(), path, shape = "long")
  read <- suppressMessages(csvwr::read_csvw(path, paste0(path, "-metadata.json")))
  expect_true(csvwr::validate_csvw(read)$is_valid)
  expect_identical(dim(read$tables[[1]]$dataframe),
                   dim(as.data.frame(demo_cohort(), shape = "long")))
})

test_that("no text of a file or an analyst breaks the codebook, or its heading", {
  skip_if_not_installed("jsonlite")
  skip_if_not(l10n_info()[["UTF-8"]])
  texts <- unique(enc2utf8(hostile_texts("SECRET", "made")))
  for (text in few_or_many(texts[seq(1, length(texts), 6)], texts, again = texts[1])) {
    x <- data.frame(
      q = new_labelled_column(c(1, 99), label = text, labels = stats::setNames(c(1, 99), c(text, "x")),
                              na_values = 99),
      t = c(text, "b"), f = factor(c(text, "k"))
    )
    if (validUTF8(text)) names(x)[2] <- text
    attr(x, "survey") <- list(label = text, notes = text, attributes = c(A = text))
    path <- withr::local_tempfile(fileext = ".csv")
    write_survey(x, path, dataset = list(name = text, creator = text))
    expect_identical(csvw_findings(path), NULL, info = encodeString(text))
    expect_identical(jsonlite::read_json(paste0(path, "-dataset.jsonld"))$`@type`, "Dataset")
  }
})
