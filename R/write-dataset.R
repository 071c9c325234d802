# A description of a CSV file for an archive or a search engine: a Dataset of
# schema.org as JSON-LD. It tells of columns and codes, and nothing of people.

# What an analyst may say of a dataset: texts, of those marked TRUE any number.
dataset_fields <- c(name = FALSE, description = FALSE, creator = TRUE, publisher = FALSE,
                    licence = FALSE, keywords = TRUE, identifier = FALSE, citation = FALSE)

check_dataset <- function(dataset, call) {
  if (is.null(dataset)) return(list())
  if (!is.list(dataset) || is.data.frame(dataset) || !are_named(dataset)) {
    abort_pairwave(
      c("{.arg dataset} must be a list of named texts.",
        x = "It is {.obj_type_friendly {dataset}}.",
        i = "For example {.code dataset = list(name = \"Study skills, 2026\")}."),
      "argument", call = call
    )
  }
  check_known(names(dataset), names(dataset_fields),
              "{.arg dataset} must have the fields {.or {.field {names(dataset_fields)}}} only.",
              what = "field", call = call)
  for (field in names(dataset)) check_dataset_field(dataset[[field]], field, call)
  lapply(dataset, enc2utf8)
}

check_dataset_field <- function(x, field, call) {
  several <- dataset_fields[[field]]
  if (is.character(x) && !anyNA(x) && all(nzchar(x)) && length(x) >= 1 &&
        (several || length(x) == 1)) {
    return(invisible())
  }
  abort_pairwave(
    c("The field {.field {field}} of {.arg dataset} must be \\
       {if (several) 'texts' else 'one text'}.",
      x = if (is.character(x) && length(x) != 1) "It has {length(x)}."
          else "It is {.obj_type_friendly {x}}."),
    "argument", call = call
  )
}

dataset_description <- function(variables, rows, path, about, dataset) {
  name <- dataset$name %||% utf8_or_null(about$label) %||%
    tools::file_path_sans_ext(basename(path))
  size <- paste(said_of(rows, "row", "rows", format(rows, big.mark = ",", scientific = FALSE)),
                "and", said_of(length(variables), "column", "columns"))
  present(list(
    "@context" = "https://schema.org", "@type" = "Dataset", name = enc2utf8(name),
    description = dataset$description %||% paste0(
      "Answers to a survey, ", size, ". What each column and code means is in ",
      basename(path), "-metadata.json."
    ),
    creator = dataset_people(dataset$creator),
    publisher = if (!is.null(dataset$publisher)) {
      list("@type" = "Organization", name = dataset$publisher)
    },
    license = dataset$licence, keywords = texts_of_dataset(dataset$keywords),
    identifier = dataset$identifier, citation = dataset$citation,
    measurementTechnique = "survey", size = size,
    distribution = list(
      list("@type" = "DataDownload", name = basename(path), encodingFormat = "text/csv",
           contentUrl = csvw_url(basename(path)))
    ),
    variableMeasured = unname(lapply(variables, dataset_variable))
  ))
}

dataset_people <- function(creator) {
  if (length(creator)) lapply(creator, function(name) list("@type" = "Person", name = name))
}

dataset_variable <- function(variable) {
  codes <- variable$codes
  present(list(
    "@type" = "PropertyValue", name = variable$name, description = variable$label,
    unitText = variable$unit,
    valueReference = if (length(codes$text)) lapply(seq_along(codes$text), function(i) {
      present(list(
        "@type" = "DefinedTerm", termCode = codes$text[i],
        name = if (is.na(codes$label[i])) codes$text[i] else codes$label[i],
        description = if (codes$missing[i]) "user-missing"
      ))
    })
  ))
}
