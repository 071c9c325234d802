test_that("no language lacks a word that is shown", {
  texts <- package_texts()
  expect_gt(length(texts), 500)
  for (language in setdiff(languages, "en")) {
    expect_equal(setdiff(texts, names(language_words(language))), character(), label = language)
    expect_equal(anyDuplicated(names(language_words(language))), 0L)
  }
  known <- names(language_words("de"))
  for (language in c("fr", "es", "cy")) {
    expect_equal(sort(names(language_words(language)), method = "radix"),
                 sort(known, method = "radix"), label = language)
  }
})

test_that("each text of a language has the holes of the English one, and its blanks", {
  for (language in setdiff(languages, "en")) {
    words <- language_words(language)
    forms <- unlist(lapply(words, unlist))
    english <- rep(names(words), vapply(words, function(word) length(unlist(word)), 0L))
    same <- mapply(function(a, b) identical(holes_of(a), holes_of(b)), english, forms)
    expect_equal(english[!same], character(), label = language)
    ends <- grepl(" $", english) == grepl(" $", forms)
    expect_equal(english[!ends], character(), label = language)
  }
})

test_that("a text that a table lacks stays English", {
  local_style(list(language = "de"))
  expect_equal(worded("Something that nobody translated, {n}", n = 3),
               "Something that nobody translated, 3")
  expect_equal(in_language(c("Scale", "Nothing", NA)), c("Skala", "Nothing", NA))
})

test_that("values stand in holes as they are, several at a time", {
  expect_equal(worded("{some} of {n}", some = "{n}", n = 1:2), c("{n} of 1", "{n} of 2"))
  expect_equal(worded("{low} to {high}", low = NULL, high = "b"), " to b")
})

test_that("numbers ask for the forms of a language", {
  form <- function(language, n) vapply(n, plural_form, "", language = language)
  expect_equal(form("en", 0:2), c("other", "one", "other"))
  expect_equal(form("de", 0:2), c("other", "one", "other"))
  expect_equal(form("fr", 0:2), c("one", "one", "other"))
  expect_equal(form("cy", 0:7), c("zero", "one", "two", "few", "other", "other", "many", "other"))
  count <- function(language) {
    local_style(list(language = language))
    c(count_people(1, people_words(usual_people)), count_people(5, people_words(usual_people)))
  }
  expect_equal(count("en"), c("1 person", "5 people"))
  expect_equal(count("de"), c("1 Person", "5 Personen"))
  expect_equal(count("fr"), c("1 personne", "5 personnes"))
  expect_equal(count("es"), c("1 persona", "5 personas"))
  expect_equal(count("cy"), c("1 person", "5 o bobl"))
})

test_that("words of one's own stand for those of the language", {
  local_style(list(words = list(person = "participant", people = "participants")))
  expect_equal(count_people(2, people_words(usual_people)), "2 participants")
  expect_equal(count_people(2, c("student", "students")), "2 students")
})

test_that("numbers have the marks of a language", {
  marks <- function(language) {
    local_style(list(language = language))
    c(decimals(-1234.5), with_percent("7"), paste0("1", group_mark(), "000"), level_head(0.95))
  }
  expect_equal(marks("en"), c("-1234.50", "7%", "1,000", "95% CI"))
  skip_if_not(l10n_info()[["UTF-8"]])
  expect_equal(marks("de"), c("-1234,50", "7\u00a0%", "1.000", "95-%-KI"))
  expect_equal(marks("fr"), c("-1234,50", "7\u202f%", "1\u202f000", "IC \u00e0 95\u202f%"))
  expect_equal(marks("es"), c("-1234,50", "7\u00a0%", "1\u202f000", "IC del 95\u00a0%"))
  expect_equal(marks("cy"), c("-1234.50", "7%", "1,000", "CH 95%"))
})

test_that("lists of words are joined as a language joins them", {
  joined <- function(language, last) {
    local_style(list(language = language))
    and_words(c("x", "y", last))
  }
  expect_equal(joined("de", "z"), "x, y und z")
  expect_equal(joined("es", "z"), "x, y y z")
  expect_equal(joined("es", "Irene"), "x, y e Irene")
  expect_equal(joined("es", "hielo"), "x, y y hielo")
  expect_equal(joined("cy", "z"), "x, y a z")
  expect_equal(joined("cy", "After"), "x, y ac After")
})
