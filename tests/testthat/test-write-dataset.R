test_that("the description is a Dataset that tells of columns and no people", {
  skip_if_not_installed("jsonlite")
  path <- withr::local_tempfile(fileext = ".csv")
  x <- data.frame(
    q = new_labelled_column(c(1, 99), label = "How sure?", labels = c(no = 1, skip = 99),
                            na_values = 99),
    choice = factor(c("b", "a")), took = as.difftime(c(3, 1), units = "days")
  )
  write_survey(x, path, dataset = list(
    name = "Study skills", description = "Two questions.", creator = c("A. Author", "B. Author"),
    publisher = "A university", licence = "https://example.org/by/4.0/", keywords = "skills",
    identifier = "doi:10.0000/x", citation = "Author (2026)"
  ))
  text <- readLines(paste0(path, "-dataset.jsonld"))
  expect_snapshot(cat(gsub(basename(path), "<file>", text, fixed = TRUE), sep = "\n"))
})

# schema.org's terms for a Dataset and what stands in it: names, and whether a text will do.
dataset_terms <- list(
  Dataset = c("name", "description", "creator", "publisher", "license", "keywords", "identifier",
              "citation", "measurementTechnique", "size", "distribution", "variableMeasured"),
  Person = "name", Organization = "name",
  DataDownload = c("name", "encodingFormat", "contentUrl"),
  PropertyValue = c("name", "description", "unitText", "valueReference"),
  DefinedTerm = c("termCode", "name", "description")
)

dataset_findings <- function(x) {
  if (!is.list(x)) return(if (!is.character(x) || !nzchar(x)) "a value that is no text")
  if (is.null(names(x))) return(unlist(lapply(x, dataset_findings)))
  type <- x[["@type"]]
  known <- dataset_terms[[type]]
  c(if (is.null(known)) paste("type", type),
    if (!all(names(x) %in% c("@context", "@type", known))) paste("term of", type),
    unlist(lapply(x, dataset_findings)))
}

test_that("any frame's description has schema.org's terms, and what search engines need", {
  skip_if_not_installed("jsonlite")
  skip_if_not_installed("haven")
  skip_if_not_installed("hms")
  for (seed in 1:10) {
    set.seed(seed)
    frame <- random_frame(7)
    path <- withr::local_tempfile(fileext = ".csv")
    write_survey(frame, path)
    book <- jsonlite::read_json(paste0(path, "-dataset.jsonld"))
    expect_identical(dataset_findings(book), NULL)
    expect_identical(book$`@context`, "https://schema.org")
    expect_gte(nchar(book$description), 50)
    expect_identical(vapply(book$variableMeasured, `[[`, "", "name"), names(frame))
    expect_identical(book$size, paste("7 rows and", said_of(length(frame), "column", "columns")))
  }
})

test_that("what a dataset can't say is one error", {
  x <- data.frame(a = 1)
  path <- withr::local_tempfile(fileext = ".csv")
  expect_snapshot(error = TRUE, {
    write_survey(x, path, dataset = "Study skills")
    write_survey(x, path, dataset = list("Study skills"))
    write_survey(x, path, dataset = list(license = "CC BY 4.0"))
    write_survey(x, path, dataset = list(name = c("a", "b")))
    write_survey(x, path, dataset = list(keywords = NA))
  })
  expect_false(file.exists(path))
})
