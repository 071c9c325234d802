# A folder with an export of JISC and the keys named: `answers` are what codes 1 and 2 of
# Q1 are called in each.
jisc_folder <- function(export, ..., questions = c("Q1", "Q2")) {
  dir <- tempfile()
  dir.create(dir)
  for (file in export) {
    text_file("URN,Q1,Q2,CompletionDate", "1-1-1,1,2,31/10/2018 09:05", "1-1-2,2,1,31/10/2018 09:07", name = file, dir = dir)
  }
  keys <- list(...)
  for (name in names(keys)) {
    text_file("URN,Unique Response Number", paste0(questions, ",Asked?\n1,", keys[[name]][1], "\n2,", keys[[name]][2]), name = name, dir = dir)
  }
  dir
}
labels_of <- function(dir, export) {
  survey <- read_survey(file.path(dir, export))
  list(labels = names(attr(survey$Q1, "labels", exact = TRUE)), notes = notes_of(survey))
}

test_that("a key of another time and language is found by its questions", {
  export <- "results-for-aspire-2024-05-13-1200.csv"
  dir <- jisc_folder(export, `results-for-aspire-2024-05-13-1202-key.fr.csv` = c("Femme", "Homme"),
                     `results-for-aspire-2024-05-13-1203-key.en.csv` = c("Female", "Male"),
                     `results-for-aspire-2024-05-13-1203-key.cy.csv` = c("Benyw", "Gwryw"),
                     `results-for-other-2024-05-13-1202-key.en.csv` = c("No", "Yes"))
  found <- labels_of(dir, export)
  expect_identical(found$labels, c("Female", "Male"))
  expect_snapshot(writeLines(found$notes))
  # The key of its own name comes first, and needs no note.
  text_file("URN,Unique Response Number", "Q1,Sex", "1,F", "2,M", name = "results-for-aspire-2024-05-13-1200-key.csv", dir = dir)
  expect_identical(labels_of(dir, export), list(labels = c("F", "M"), notes = character()))
  # One given is taken whatever lies there.
  given <- read_survey(file.path(dir, export), key = file.path(dir, "results-for-aspire-2024-05-13-1202-key.fr.csv"))
  expect_identical(names(attr(given$Q1, "labels")), c("Femme", "Homme"))
})

test_that("a key that is another's, or has other questions, is not taken", {
  export <- "results-for-aspire-2024-05-13-1200.csv"
  none <- function(...) expect_null(labels_of(jisc_folder(...), c(...)[[1]])$labels)
  none(export, `results-for-other-2024-05-13-1202-key.csv` = c("No", "Yes"))
  # Named like another export of the folder.
  dir <- jisc_folder(c("pre.csv", "post.csv"), `post-key.csv` = c("Female", "Male"))
  expect_null(labels_of(dir, "pre.csv")$labels)
  expect_identical(labels_of(dir, "post.csv")$labels, c("Female", "Male"))
  # Other questions, or fewer of them.
  for (questions in list(c("Q1", "Q3"), "Q1", c("Q1", "Q2", "Q3"))) {
    dir <- jisc_folder(export, `results-for-aspire-2024-05-13-1202-key.csv` = c("Female", "Male"), questions = questions)
    expect_null(labels_of(dir, export)$labels)
  }
  expect_snapshot(writeLines(labels_of(dir, export)$notes))
  # Two that fit as well, with different labels.
  dir <- jisc_folder(export, `results-for-aspire-2024-05-13-1202-key.csv` = c("Female", "Male"),
                     `results-for-aspire-2024-05-14-1202-key.csv` = c("Male", "Female"))
  found <- labels_of(dir, export)
  expect_null(found$labels)
  expect_snapshot(writeLines(found$notes))
  # A key that can't be read.
  dir <- jisc_folder(export)
  file.create(file.path(dir, "results-for-aspire-2024-05-13-1202-key.csv"))
  expect_identical(labels_of(dir, export), list(labels = NULL, notes = character()))
})

test_that("names of keys say of which survey they are, and in which language", {
  layout <- platform_layouts()$jisc
  dir <- tempfile()
  dir.create(dir)
  file.create(file.path(dir, c("a-key.csv", "b-2024-05-13-key.pt-BR.xlsx", "c_key_cy.csv", "monkey.csv", "keys.csv", "d.csv", "d-key.csv")))
  keys <- keys_beside(file.path(dir, "a-2024-05-13-1200.csv"), layout)
  expect_identical(basename(keys$path), c("a-key.csv", "c_key_cy.csv"))
  expect_identical(keys$language, c("", "cy"))
  expect_identical(keys$same, c(TRUE, FALSE))
  expect_identical(nrow(keys_beside(file.path(dir, "e.csv"), platform_layouts()$redcap)), 0L)
  expect_identical(basename(keys_beside(file.path(dir, "e.csv"), layout)$path), c("a-key.csv", "b-2024-05-13-key.pt-BR.xlsx", "c_key_cy.csv"))
})
