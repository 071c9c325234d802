test_that("who speaks is a case, a speaker, or the source", {
  cases <- paste0(
    "<Cases><Case guid=\"", test_guid("p", 1), "\" name=\"Pia\"><SelectionRef targetGUID=\"",
    test_guid("selection", 1), "\"/></Case><Case guid=\"", test_guid("p", 2),
    "\" name=\"Quo\"><SourceRef targetGUID=\"", test_guid("source", 2), "\"/></Case></Cases>"
  )
  path <- project_file_of(spoken, 1:2, c("A", "B"), stretches, cases = cases)
  expect_identical(read_codes(path)$participant[1:3], c("Pia", NA, "Quo"))
  expect_identical(read_codes(path, speaker = "^(P[0-9]):")$participant[1:3],
                   c("P1", "P2", "P3"))
  expect_identical(read_codes(path, participant = "source")$participant[1:3],
                   c("FG1", "FG1", "FG2"))
  expect_identical(attr(read_codes(path, speaker = "^(P[0-9]):"), "participants")$participant,
                   c("P1", "P2", "P3"))
})

test_that("a code that is a case's as well is who it is, not what was said", {
  cases <- paste0("<Cases><Case guid=\"", test_guid("code", 2), "\" name=\"Pia\"/></Cases>")
  codings <- rbind(stretches, data.frame(source = 1, code = 1, user = 1, start = 39, end = 41,
                                         name = NA))
  codings$end[2] <- 46
  codings$name[2] <- NA
  codes <- read_codes(project_file_of(spoken, c("x", "person"), c("A", "B"), codings,
                                      cases = cases))
  given <- codes[!is.na(codes$code), ]
  expect_identical(given$code, c("x", "x", "x"))
  expect_identical(given$participant, c(NA, "Pia", NA))
})

test_that("variables of a case without name are its source's", {
  value <- function(guid, value) paste0("<VariableValue><VariableRef targetGUID=\"", guid,
                                        "\"/><TextValue>", value, "</TextValue></VariableValue>")
  cases <- paste0(
    "<Variables><Variable guid=\"", test_guid("v", 1), "\" name=\"Sex\" typeOfVariable=\"Text\"/>",
    "</Variables><Cases><Case guid=\"", test_guid("p", 1), "\">", value(test_guid("v", 1), "f"),
    "<SourceRef targetGUID=\"", test_guid("source", 2), "\"/></Case></Cases>"
  )
  codes <- read_codes(project_file_of(spoken, 1:2, c("A", "B"), stretches, cases = cases))
  expect_identical(codes$participant[1:3], c("FG1", "FG1", "FG2"))
  expect_identical(as.list(attr(codes, "variables")),
                   list(participant = NA_character_, source = "FG2", variable = "Sex", value = "f"))
})
