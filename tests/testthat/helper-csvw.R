# The rules of W3C's "Metadata Vocabulary for Tabular Data" (17 December 2015) for what a
# codebook of one table says, and of XML Schema for its cells; section numbers are the
# recommendation's.

csvw_prefixes <- c("csvw", "dc", "dcterms", "dcat", "foaf", "prov", "qb", "rdf", "rdfs", "schema",
                   "skos", "xsd", "void", "org", "owl")

# What the cells of a datatype look like.
csvw_lexical <- c(
  string = "^[\\s\\S]*$", integer = "^[-+]?[0-9]+$", boolean = "^(true|false|1|0)$",
  double = "^([-+]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][-+]?[0-9]+)?|-?INF|NaN)$",
  date = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
  dateTime = paste0("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])",
                    "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)?$"),
  time = "^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)?$"
)

csvw_terms <- list(
  table = c("@context", "url", "dialect", "tableSchema", "notes", "@id", "@type"),
  schema = c("columns", "primaryKey", "foreignKeys", "rowTitles"),
  column = c("name", "titles", "datatype", "null", "required", "virtual", "separator"),
  dialect = c("header", "encoding", "delimiter", "quoteChar", "doubleQuote", "trim",
              "skipBlankRows", "commentPrefix", "lineTerminators")
)

# Every rule that the codebook beside `path` breaks, or that a cell of the table does.
csvw_findings <- function(path) {
  book <- jsonlite::read_json(paste0(path, "-metadata.json"))
  columns <- book$tableSchema$columns
  names <- vapply(columns, function(x) x$name, "")
  cells <- utils::read.csv(path, colClasses = "character", na.strings = character(),
                           check.names = FALSE, encoding = "UTF-8", blank.lines.skip = FALSE)
  c(
    if (!identical(book$`@context`, "http://www.w3.org/ns/csvw")) "context (5.2)",
    if (!identical(utils::URLdecode(book$url), basename(path))) "url (5.4.2)",
    csvw_unknown(book, "table"), csvw_unknown(book$tableSchema, "schema"),
    csvw_unknown(book$dialect, "dialect"), unlist(lapply(columns, csvw_unknown, "column")),
    # 5.6.1: a variable of a URI template (RFC 6570), none twice, none with "_" in front.
    if (!all(grepl("^([A-Za-z0-9]|%[0-9A-F]{2})([A-Za-z0-9_]|%[0-9A-F]{2})*$", names))) "name",
    if (anyDuplicated(names)) "names twice",
    if (!identical(vapply(columns, function(x) x$titles, ""), names(cells))) "titles",
    if (!all(unlist(book$tableSchema$primaryKey) %in% names)) "primaryKey",
    csvw_key_finding(book, cells, names),
    unlist(Map(csvw_column_findings, columns, cells), use.names = FALSE),
    csvw_common_findings(book[setdiff(names(book), csvw_terms$table)]),
    unlist(lapply(columns, function(x) csvw_common_findings(x[setdiff(names(x), csvw_terms$column)])))
  )
}

csvw_unknown <- function(x, of) {
  plain <- setdiff(grep(":", names(x), value = TRUE, invert = TRUE), csvw_terms[[of]])
  if (length(plain)) paste("unknown property", plain)
}

csvw_key_finding <- function(book, cells, names) {
  key <- unlist(book$tableSchema$primaryKey)
  if (length(key) && anyDuplicated(cells[match(key, names)])) "primaryKey twice"
}

csvw_column_findings <- function(column, cells) {
  nulls <- if (is.null(column$null)) "" else unlist(column$null)
  known <- column$datatype %in% names(csvw_lexical)
  values <- cells[!cells %in% nulls]
  codes <- column$`qb:codeList`$`skos:hasTopConcept`
  notation <- vapply(codes, function(x) x$`skos:notation`, "")
  marked <- vapply(codes, function(x) !is.null(x$`skos:note`), NA)
  c(
    if (!known) paste("datatype", column$datatype),
    if (!is.character(nulls) || anyDuplicated(nulls)) "null",
    if (!"" %in% nulls) "an empty cell is no null",
    if (known && !all(grepl(csvw_lexical[[column$datatype]], values, perl = TRUE))) {
      paste("cells of", column$name)
    },
    if (anyDuplicated(notation)) "codes twice",
    if (!all(notation[marked] %in% nulls)) "user-missing codes that are values"
  )
}

# 5.8: common properties and their values.
csvw_common_findings <- function(x) {
  if (!is.list(x)) return(if (is.null(x)) "null as a value")
  if (is.null(names(x))) return(unlist(lapply(x, csvw_common_findings)))
  keys <- names(x)
  prefix <- sub(":.*", "", keys)
  own <- startsWith(keys, "@")
  type <- x[["@type"]]
  c(
    if (!all(keys[own] %in% c("@id", "@type", "@value", "@language"))) "JSON-LD keyword",
    if (!all(own | (grepl(":", keys) & prefix %in% csvw_prefixes))) paste("prefix", keys[!own]),
    if (!is.null(type) && !sub(":.*", "", type) %in% csvw_prefixes) "type",
    if (any(startsWith(as.character(x[["@id"]]), "_:"))) "blank node",
    unlist(lapply(x[!own], csvw_common_findings))
  )
}
