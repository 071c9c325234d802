# The codebook of a CSV file as "CSV on the Web" metadata (W3C, Metadata Vocabulary for
# Tabular Data, 2015), which stands beside the file under the name that the
# recommendation gives it. Prefixes are those that its context knows.

csvw_metadata <- function(variables, path, about, dataset, key = NULL) {
  label <- utf8_or_null(about$label)
  present(list(
    "@context" = "http://www.w3.org/ns/csvw",
    url = csvw_url(basename(path)),
    "dc:title" = dataset$name %||% label,
    "dc:description" = dataset$description,
    "dc:creator" = texts_of_dataset(dataset$creator),
    "dc:publisher" = dataset$publisher,
    "dc:license" = csvw_licence(dataset$licence),
    "dc:identifier" = dataset$identifier,
    "rdfs:comment" = texts_of_dataset(enc2utf8(as.character(about$notes))),
    "schema:additionalProperty" = csvw_properties(c(
      list(weight = utf8_or_null(about$weight)), as.list(enc2utf8_named(about$attributes))
    ), lapply(about$mr_sets, csvw_set)),
    dialect = list(header = TRUE, encoding = "utf-8", delimiter = ",", quoteChar = "\"",
                   doubleQuote = TRUE, trim = FALSE, skipBlankRows = FALSE),
    tableSchema = present(list(
      columns = unname(lapply(variables, csvw_column)),
      primaryKey = if (length(key)) as.list(csvw_name(key))
    ))
  ))
}

# What is not NULL.
present <- function(x) x[!vapply(x, is.null, NA)]

# Several texts, or none at all.
texts_of_dataset <- function(x) if (length(x)) as.list(x)

# A file's name as a reference relative to the codebook.
csvw_url <- function(name) percent_encoded(enc2utf8(name), "A-Za-z0-9._~-")

# The variable name of a URI template: what is neither letter, digit nor underscore is
# percent-encoded, and so is an underscore at the beginning, which the recommendation
# keeps for itself.
csvw_name <- function(name) {
  sub("^_", "%5F", percent_encoded(enc2utf8(name), "A-Za-z0-9_"))
}

# Every byte outside the set `kept`, of a regular expression, as "%" and two digits.
percent_encoded <- function(texts, kept) {
  pattern <- paste0("^[", kept, "]$")
  vapply(texts, function(text) {
    bytes <- charToRaw(text)
    letters <- rawToChar(bytes, multiple = TRUE)
    fine <- grepl(pattern, letters, useBytes = TRUE)
    paste(ifelse(fine, letters, paste0("%", upper_case(as.character(bytes)))), collapse = "")
  }, "", USE.NAMES = FALSE)
}

# A licence that is an address is a link.
csvw_licence <- function(licence) {
  if (is.null(licence) || !is_address(licence)) licence else list("@id" = licence)
}

is_address <- function(text) grepl("^https?://[^ ]+$", text)

csvw_column <- function(variable) {
  present(list(
    titles = variable$name, name = csvw_name(variable$name),
    "dc:description" = variable$label, datatype = variable$datatype,
    null = if (length(variable$nulls) > 1) as.list(variable$nulls),
    "schema:unitText" = variable$unit, "qb:codeList" = csvw_codes(variable$codes),
    "schema:additionalProperty" = csvw_properties(
      c(variable[c("measure", "role", "format")], as.list(variable$attributes)),
      csvw_range(variable$range)
    )
  ))
}

# Codes and value labels as a scheme of concepts (SKOS).
csvw_codes <- function(codes) {
  if (length(codes$text) == 0) return(NULL)
  list("@type" = "skos:ConceptScheme", "skos:hasTopConcept" = lapply(
    seq_along(codes$text), function(i) {
      present(list(
        "@type" = "skos:Concept", "skos:notation" = codes$text[i],
        "skos:prefLabel" = if (!is.na(codes$label[i])) codes$label[i],
        "skos:note" = if (codes$missing[i]) "user-missing"
      ))
    }
  ))
}

csvw_range <- function(range) {
  if (length(range) == 0) return(NULL)
  ends <- csv_texts(range)
  list(list("@type" = "schema:PropertyValue", "schema:name" = "user-missing range",
            "schema:minValue" = ends[1], "schema:maxValue" = ends[2]))
}

csvw_set <- function(set) {
  present(list(
    "@type" = "schema:PropertyValue", "schema:name" = enc2utf8(set$name),
    "schema:description" = utf8_or_null(set$label),
    "schema:alternateName" = paste("multiple-response set of", set$kind),
    "schema:valueReference" = utf8_or_null(set$counted),
    "schema:value" = as.list(enc2utf8(set$variables))
  ))
}

# Named texts and more as properties; NULL where there are none.
csvw_properties <- function(texts, more = NULL) {
  texts <- present(texts)
  made <- Map(function(name, value) {
    list("@type" = "schema:PropertyValue", "schema:name" = name, "schema:value" = value)
  }, names(texts), texts)
  all <- c(unname(made), more)
  if (length(all)) all
}
